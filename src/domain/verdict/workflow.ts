/** Where the human work on a claim is. A field of its own: neither status nor rating follows from it. */
export type WorkflowState = 'inbox' | 'assigned' | 'in-review' | 'published' | 'rejected';

export type WorkflowAction = 'assign' | 'release' | 'submit' | 'return' | 'publish' | 'reject' | 'reopen';

export const workflowStates: readonly WorkflowState[] = [
  'inbox',
  'assigned',
  'in-review',
  'published',
  'rejected',
];

export const workflowActions: readonly WorkflowAction[] = [
  'assign',
  'release',
  'submit',
  'return',
  'publish',
  'reject',
  'reopen',
];

/** What may be done in each state and where it leads. Whatever is closed can be reopened. */
export const workflow: Readonly<
  Record<WorkflowState, Readonly<Partial<Record<WorkflowAction, WorkflowState>>>>
> = {
  inbox: { assign: 'assigned', reject: 'rejected' },
  assigned: { assign: 'assigned', release: 'inbox', submit: 'in-review', reject: 'rejected' },
  'in-review': { publish: 'published', return: 'assigned', reject: 'rejected' },
  published: { reopen: 'assigned' },
  rejected: { reopen: 'inbox' },
};

/** The state that the action leads to, or null where it is not allowed. */
export function next(state: WorkflowState, action: WorkflowAction): WorkflowState | null {
  return workflow[state][action] ?? null;
}

import { may } from '../actor.js';
import type { Permission, Role } from '../actor.js';
import type { ErrorCode } from '../errors.js';

/** Where the human work on a claim is. A field of its own: neither status nor rating follows from it. */
export type WorkflowState = 'inbox' | 'assigned' | 'in-review' | 'published' | 'rejected';

export type WorkflowAction =
  'assign' | 'release' | 'submit' | 'approve' | 'return' | 'publish' | 'reject' | 'reopen';

export const workflowStates: readonly WorkflowState[] = [
  'inbox',
  'assigned',
  'in-review',
  'published',
  'rejected',
];

/** What decides which actions are open to a caller now. */
export interface WorkflowFacts {
  readonly state: WorkflowState;
  readonly caller: {
    readonly personId: string;
    readonly role: Role;
    readonly kind: 'person' | 'service-account';
    /** Whether they may change what belongs to the claim's desk. */
    readonly atDesk: boolean;
  };
  readonly draft: { readonly authorIds: readonly string[] } | null;
  /** How many persons other than the authors must approve. */
  readonly required: number;
  /** Who approved exactly this draft (`approversOf`). */
  readonly approvedBy: readonly string[];
}

type Condition = 'draft' | 'no-author' | 'not-approved-yet' | 'approvals';

interface Step {
  /** Where it is allowed, and where it leads from there. */
  readonly leads: Readonly<Partial<Record<WorkflowState, WorkflowState>>>;
  readonly permission: Permission;
  /** False: a service account may do it too. */
  readonly personOnly: boolean;
  readonly needsReason: boolean;
  readonly conditions: readonly Condition[];
}

/** The one table of the workflow. Whatever is closed can be reopened. */
export const workflow: Readonly<Record<WorkflowAction, Step>> = {
  assign: {
    leads: { inbox: 'assigned', assigned: 'assigned' },
    ...{ permission: 'claims:write', personOnly: false, needsReason: false, conditions: [] },
  },
  release: {
    leads: { assigned: 'inbox' },
    ...{ permission: 'claims:write', personOnly: false, needsReason: false, conditions: [] },
  },
  submit: {
    leads: { assigned: 'in-review' },
    ...{ permission: 'verdicts:publish', personOnly: true, needsReason: false, conditions: ['draft'] },
  },
  approve: {
    leads: { 'in-review': 'in-review' },
    ...{ permission: 'verdicts:review', personOnly: true, needsReason: false },
    conditions: ['draft', 'no-author', 'not-approved-yet'],
  },
  return: {
    leads: { 'in-review': 'assigned' },
    ...{ permission: 'verdicts:review', personOnly: true, needsReason: true, conditions: [] },
  },
  publish: {
    leads: { 'in-review': 'published' },
    ...{ permission: 'verdicts:publish', personOnly: true, needsReason: false },
    conditions: ['draft', 'approvals'],
  },
  reject: {
    leads: { inbox: 'rejected', assigned: 'rejected', 'in-review': 'rejected' },
    ...{ permission: 'claims:write', personOnly: true, needsReason: true, conditions: [] },
  },
  reopen: {
    leads: { published: 'assigned', rejected: 'inbox' },
    ...{ permission: 'claims:write', personOnly: true, needsReason: true, conditions: [] },
  },
};

export const workflowActions = Object.keys(workflow) as readonly WorkflowAction[];

/** Why an action is closed. */
export interface Refusal {
  readonly code: ErrorCode;
  /** One sentence for the caller. */
  readonly why: string;
}

export type OpenAction = { readonly action: WorkflowAction; readonly to: WorkflowState | null } & (
  { readonly open: true; readonly why: null; readonly code: null } | ({ readonly open: false } & Refusal)
);

/** Every action with whether the caller may take it now, where it leads, and why not. */
export function openActions(facts: WorkflowFacts): OpenAction[] {
  return workflowActions.map((action) => decide(facts, action));
}

/** One of {@link openActions}: what the API shows and what it does are the same decision. */
export function decide(facts: WorkflowFacts, action: WorkflowAction): OpenAction {
  const to = workflow[action].leads[facts.state] ?? null;
  const refusal = refusalOf(facts, action);
  return refusal === null
    ? { action, to, open: true, why: null, code: null }
    : { action, to, open: false, ...refusal };
}

/** Who may at all comes first, so that a stranger learns nothing of the draft. */
function refusalOf(facts: WorkflowFacts, action: WorkflowAction): Refusal | null {
  const { caller, state } = facts;
  const step = workflow[action];
  if (!may(caller.role, step.permission))
    return {
      code: 'auth/forbidden',
      why: `A key of role ${caller.role} lacks the permission ${step.permission}.`,
    };
  if (step.personOnly && caller.kind !== 'person')
    return {
      code: 'auth/person-required',
      why: 'Use the key of a person; this one is of a service account.',
    };
  if (!caller.atDesk)
    return { code: 'auth/other-desk', why: 'Ask an admin to add you to the desk of this claim.' };
  if (step.leads[state] === undefined)
    return { code: 'workflow/illegal-transition', why: `A claim that is ${state} takes no ${action}.` };
  const unmet = step.conditions.find((each) => !conditions[each].holds(facts));
  return unmet === undefined ? null : conditions[unmet].refusal(facts);
}

const conditions: Readonly<
  Record<
    Condition,
    {
      readonly holds: (facts: WorkflowFacts) => boolean;
      readonly refusal: (facts: WorkflowFacts) => Refusal;
    }
  >
> = {
  draft: {
    holds: ({ draft }) => draft !== null,
    refusal: () => ({ code: 'draft/not-found', why: 'Write a draft of the verdict first.' }),
  },
  'no-author': {
    holds: ({ draft, caller }) => draft?.authorIds.includes(caller.personId) !== true,
    refusal: () => ({
      code: 'review/own-draft',
      why: 'You wrote some of this draft: ask somebody who did not.',
    }),
  },
  'not-approved-yet': {
    holds: ({ approvedBy, caller }) => !approvedBy.includes(caller.personId),
    refusal: () => ({
      code: 'workflow/illegal-transition',
      why: 'You approved this version of the draft already.',
    }),
  },
  approvals: {
    holds: ({ approvedBy, required }) => approvedBy.length >= required,
    refusal: ({ approvedBy, required }) => ({
      code: 'verdict/review-required',
      why: `It needs ${required} who did not write it to approve this version; ${approvedBy.length} did.`,
    }),
  },
};

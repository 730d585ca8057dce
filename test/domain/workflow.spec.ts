import { describe, expect, it } from '@jest/globals';
import type { ErrorCode } from '../../src/domain/errors.js';
import { approversOf, isRising, reviewersRequired } from '../../src/domain/verdict/review.js';
import type { ReviewDecision } from '../../src/domain/verdict/review.js';
import {
  decide,
  openActions,
  workflowActions,
  workflowStates,
  type WorkflowAction,
  type WorkflowFacts,
  type WorkflowState,
} from '../../src/domain/verdict/workflow.js';

/** A caller for whom only the state of the claim decides. */
function facts(state: WorkflowState, fields: Partial<WorkflowFacts> = {}): WorkflowFacts {
  return {
    state,
    caller: { personId: 'reviewer', role: 'checker', kind: 'person', atDesk: true },
    draft: { authorIds: ['author'] },
    ...{ required: 0, approvedBy: [] },
    ...fields,
  };
}

const caller = (fields: Partial<WorkflowFacts['caller']>): Partial<WorkflowFacts> => ({
  caller: { ...facts('inbox').caller, ...fields },
});

describe('the steps of the workflow', () => {
  const allowed: readonly [WorkflowState, WorkflowAction, WorkflowState][] = [
    ['inbox', 'assign', 'assigned'],
    ['inbox', 'reject', 'rejected'],
    ['assigned', 'assign', 'assigned'],
    ['assigned', 'release', 'inbox'],
    ['assigned', 'submit', 'in-review'],
    ['assigned', 'reject', 'rejected'],
    ['in-review', 'approve', 'in-review'],
    ['in-review', 'return', 'assigned'],
    ['in-review', 'publish', 'published'],
    ['in-review', 'reject', 'rejected'],
    ['published', 'reopen', 'assigned'],
    ['rejected', 'reopen', 'inbox'],
  ];
  const pairs = workflowStates.flatMap((state) => workflowActions.map((action) => [state, action] as const));

  it.each(pairs)('%s, %s', (state, action) => {
    const row = allowed.find(([from, by]) => from === state && by === action);
    const { to, open, code } = decide(facts(state), action);
    expect({ to, open, code }).toEqual({
      to: row?.[2] ?? null,
      open: row !== undefined,
      code: row === undefined ? 'workflow/illegal-transition' : null,
    });
  });

  it('lets nobody be stuck: every state has a way on', () => {
    for (const state of workflowStates)
      expect(openActions(facts(state)).filter((each) => each.open && each.to !== state)).not.toEqual([]);
  });

  it('says why of everything that is closed, and nothing of what is open', () => {
    const all = workflowStates.flatMap((state) => openActions(facts(state, { draft: null, required: 2 })));
    expect(all.every((each) => (each.why === null) === each.open)).toBe(true);
    expect(all.every((each) => each.why === null || /^[A-Z].*\.$/.test(each.why))).toBe(true);
  });
});

describe('who may take a step', () => {
  it.each<[string, WorkflowState, WorkflowAction, Partial<WorkflowFacts>, ErrorCode]>([
    ['a reader', 'inbox', 'assign', caller({ role: 'reader' }), 'auth/forbidden'],
    ['a reader', 'published', 'publish', caller({ role: 'reader' }), 'auth/forbidden'],
    ['a service account', 'assigned', 'submit', caller({ kind: 'service-account' }), 'auth/person-required'],
    [
      'a service account',
      'in-review',
      'approve',
      caller({ kind: 'service-account' }),
      'auth/person-required',
    ],
    ['another desk', 'inbox', 'assign', caller({ atDesk: false }), 'auth/other-desk'],
    ['nobody without a draft', 'assigned', 'submit', { draft: null }, 'draft/not-found'],
    ['nobody without a draft', 'in-review', 'publish', { draft: null }, 'draft/not-found'],
    ['its author', 'in-review', 'approve', caller({ personId: 'author' }), 'review/own-draft'],
    ['who did already', 'in-review', 'approve', { approvedBy: ['reviewer'] }, 'workflow/illegal-transition'],
    [
      'too few who approved',
      'in-review',
      'publish',
      { required: 2, approvedBy: ['a'] },
      'verdict/review-required',
    ],
  ])('not %s: %s, %s', (_name, state, action, fields, code) => {
    expect(decide(facts(state, fields), action)).toMatchObject({ open: false, code });
  });

  it.each<[string, WorkflowState, WorkflowAction, Partial<WorkflowFacts>]>([
    ['a service account', 'inbox', 'assign', caller({ kind: 'service-account' })],
    [
      'an author',
      'in-review',
      'publish',
      { ...caller({ personId: 'author' }), required: 1, approvedBy: ['a'] },
    ],
    ['an author', 'in-review', 'return', caller({ personId: 'author' })],
    ['an editor', 'in-review', 'approve', caller({ role: 'editor' })],
  ])('but %s: %s, %s', (_name, state, action, fields) => {
    expect(decide(facts(state, fields), action).open).toBe(true);
  });
});

describe('approvals', () => {
  const draft = { id: 'd', version: 2, authorIds: ['author', 'co-author'] };
  const said = (reviewerId: string, decision: 'approved' | 'returned', of = draft): ReviewDecision => ({
    ...{ draftId: of.id, draftVersion: of.version, decision, reviewerId },
  });

  it.each<[string, ReviewDecision[], string[]]>([
    ['of two persons', [said('a', 'approved'), said('b', 'approved')], ['a', 'b']],
    ['of one person twice', [said('a', 'approved'), said('a', 'approved')], ['a']],
    ['of another version', [said('a', 'approved', { ...draft, version: 1 })], []],
    ['of another draft', [said('a', 'approved', { ...draft, id: 'e' })], []],
    ['of authors', [said('author', 'approved'), said('co-author', 'approved')], []],
    ['taken back', [said('a', 'approved'), said('a', 'returned')], []],
    ['given after all', [said('a', 'returned'), said('a', 'approved')], ['a']],
  ])('%s', (_name, reviews, approvers) => {
    expect(approversOf(draft, reviews)).toEqual(approvers);
  });

  it('are as many as the policy asks now or asked while it was written, whichever is more', () => {
    const policies = { low: 0, normal: 1, high: 2 };
    expect(reviewersRequired(policies, 'low', null)).toBe(0);
    expect(reviewersRequired(policies, 'normal', { reviewersRequired: 0 })).toBe(1);
    expect(reviewersRequired(policies, 'low', { reviewersRequired: 2 })).toBe(2);
  });

  it.each([
    [{ low: 0, normal: 0, high: 0 }, true],
    [{ low: 0, normal: 1, high: 2 }, true],
    [{ low: 1, normal: 0, high: 2 }, false],
    [{ low: 0, normal: 2, high: 1 }, false],
  ])('of %j: a higher priority asks for no fewer: %s', (policies, rises) => {
    expect(isRising(policies)).toBe(rises);
  });
});

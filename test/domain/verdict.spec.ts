import { describe, expect, it } from '@jest/globals';
import { labels } from '../../src/domain/finding.js';
import { defaultScale, isConsistent, type RatingExpectation } from '../../src/domain/verdict/rating.js';
import {
  next,
  workflowActions,
  workflowStates,
  type WorkflowAction,
  type WorkflowState,
} from '../../src/domain/verdict/workflow.js';

describe('workflow', () => {
  const allowed: readonly [WorkflowState, WorkflowAction, WorkflowState][] = [
    ['inbox', 'assign', 'assigned'],
    ['inbox', 'reject', 'rejected'],
    ['assigned', 'assign', 'assigned'],
    ['assigned', 'release', 'inbox'],
    ['assigned', 'submit', 'in-review'],
    ['assigned', 'reject', 'rejected'],
    ['in-review', 'publish', 'published'],
    ['in-review', 'return', 'assigned'],
    ['in-review', 'reject', 'rejected'],
    ['published', 'reopen', 'assigned'],
    ['rejected', 'reopen', 'inbox'],
  ];
  const pairs = workflowStates.flatMap((state) => workflowActions.map((action) => [state, action] as const));

  it.each(pairs)('%s, %s', (state, action) => {
    const row = allowed.find(([from, by]) => from === state && by === action);
    expect(next(state, action)).toBe(row?.[2] ?? null);
  });

  it('publishes only what was reviewed, and reopens whatever is closed', () => {
    expect(workflowStates.filter((state) => next(state, 'publish') !== null)).toEqual(['in-review']);
    expect(workflowStates.filter((state) => next(state, 'reopen') !== null)).toEqual([
      'published',
      'rejected',
    ]);
  });
});

describe('ratings', () => {
  it.each<[RatingExpectation, readonly boolean[]]>([
    ['supported', [true, false, false, true]],
    ['refuted', [false, true, false, true]],
    ['conflicting', [false, false, true, true]],
    [null, [true, true, true, true]],
  ])('expecting %s agree with supported, refuted, conflicting, not enough: %j', (expects, consistent) => {
    expect(labels.map((label) => isConsistent(expects, label))).toEqual(consistent);
  });

  it('fall along the truth axis, and expect nothing off it', () => {
    const onAxis = defaultScale.ratings.filter((each) => each.numericValue !== null);
    expect(onAxis.map((each) => [each.code, each.numericValue, each.expects])).toEqual([
      ['true', 5, 'supported'],
      ['mostly-true', 4, 'supported'],
      ['half-true', 3, null],
      ['mostly-false', 2, 'refuted'],
      ['false', 1, 'refuted'],
    ]);
    const off = defaultScale.ratings.filter((each) => each.numericValue === null);
    expect(off.map((each) => each.code)).toEqual(['unproven', 'missing-context', 'satire', 'outdated']);
    expect(off.every((each) => each.expects === null)).toBe(true);
  });
});

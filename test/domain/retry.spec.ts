import { describe, expect, it } from '@jest/globals';
import { afterAttempt, type AttemptOutcome, type NextStep } from '../../src/domain/delivery/retry.js';

const schedule = [5, 300, 1800];
const tried = (fields: Partial<AttemptOutcome>): NextStep =>
  afterAttempt({ attempt: 1, status: 500, schedule, jitter: 0, ...fields });

describe('after an attempt', () => {
  it.each<[number | null, NextStep['action']]>([
    [200, 'done'],
    [204, 'done'],
    [299, 'done'],
    [199, 'retry'],
    [300, 'retry'],
    [301, 'retry'],
    [400, 'retry'],
    [404, 'retry'],
    [410, 'disable'],
    [429, 'retry'],
    [500, 'retry'],
    [503, 'retry'],
    [null, 'retry'],
  ])('status %s: %s', (status, action) => {
    expect(tried({ status }).action).toBe(action);
  });

  it('follows the schedule and gives up after one attempt more than it has waits', () => {
    expect([1, 2, 3, 4].map((attempt) => tried({ attempt }))).toEqual([
      { action: 'retry', delaySeconds: 5 },
      { action: 'retry', delaySeconds: 300 },
      { action: 'retry', delaySeconds: 1800 },
      { action: 'give-up' },
    ]);
    expect(tried({ schedule: [] })).toEqual({ action: 'give-up' });
    expect(tried({ attempt: 4, status: 200 })).toEqual({ action: 'done' });
  });

  it.each<[number, number, number]>([
    [503, 400, 400],
    [429, 400, 400],
    [503, 10, 300],
    [503, 9000, 600],
    [500, 400, 300],
    [503, Number.NaN, 300],
  ])('status %d asking for %d s waits %d s', (status, retryAfterSeconds, delaySeconds) => {
    expect(tried({ attempt: 2, status, retryAfterSeconds })).toEqual({ action: 'retry', delaySeconds });
  });

  it('spreads waits by a tenth', () => {
    expect(tried({ attempt: 2, jitter: 1 })).toEqual({ action: 'retry', delaySeconds: 330 });
    expect(tried({ attempt: 2, jitter: -1 })).toEqual({ action: 'retry', delaySeconds: 270 });
  });
});

import { describe, expect, it } from '@jest/globals';
import type { AssertionKind } from '../../src/domain/claim/assertion.js';
import {
  nextCheck,
  retryAfterFailure,
  shelfLifeDays,
  type Scheduled,
} from '../../src/domain/schedule/policy.js';

const of = (kind: AssertionKind, fields: Partial<Scheduled> = {}): Scheduled => ({
  kind,
  period: null,
  dueOn: null,
  ...fields,
});
const checked = '2019-05-01T00:00:00.000Z';
const at = (
  assertions: Scheduled[],
  fields: { now?: string; jitter?: number; lastCheckedAt?: string | null } = {},
) => nextCheck({ assertions, lastCheckedAt: checked, now: checked, jitter: 0, ...fields });

describe('next check', () => {
  it.each<[AssertionKind, string, number]>([
    ['level', '2019-05-08T00:00:00.000Z', 90],
    ['change', '2019-05-08T00:00:00.000Z', 90],
    ['ratio', '2019-05-08T00:00:00.000Z', 90],
    ['rank', '2019-05-31T00:00:00.000Z', 180],
    ['event', '2019-05-31T00:00:00.000Z', 365],
    ['target', '2019-05-08T00:00:00.000Z', 30],
    ['statement', '2019-07-30T00:00:00.000Z', 365],
  ])('of a %s on %s; it keeps %d days', (kind, next, shelf) => {
    expect(at([of(kind)]).at).toBe(next);
    expect(shelfLifeDays([of(kind)])).toBe(shelf);
  });

  it('is the shortest of the assertions', () => {
    expect(at([of('statement'), of('rank'), of('level')])).toEqual({
      at: '2019-05-08T00:00:00.000Z',
      why: 'Every 7 days for a level.',
    });
    expect(shelfLifeDays([of('statement'), of('rank'), of('level')])).toBe(90);
  });

  it('waits for the due day of a target, then looks every week', () => {
    const promise = [of('target', { dueOn: '2020-12-31' })];
    expect(at(promise)).toEqual({ at: '2020-12-31T00:00:00.000Z', why: 'A target falls due on 2020-12-31.' });
    expect(at(promise, { lastCheckedAt: '2020-12-31T08:00:00Z', now: '2020-12-31T08:00:00Z' }).at).toBe(
      '2021-01-07T08:00:00.000Z',
    );
    expect(shelfLifeDays(promise, '2020-12-01')).toBe(60);
    expect(shelfLifeDays(promise, '2021-01-07')).toBe(30);
  });

  it('waits for the day after an event', () => {
    const summit = [of('event', { period: { from: '2019-06-09', to: '2019-06-09' } })];
    expect(at(summit).at).toBe('2019-06-10T00:00:00.000Z');
    expect(at(summit, { lastCheckedAt: '2019-06-10T00:00:00Z', now: '2019-06-10T00:00:00Z' }).at).toBe(
      '2019-07-10T00:00:00.000Z',
    );
  });

  it('comes at once when it never was, and never lies in the past', () => {
    expect(at([of('level')], { lastCheckedAt: null }).at).toBe(checked);
    expect(at([of('level')], { now: '2019-09-01T00:00:00.000Z' }).at).toBe('2019-09-01T00:00:00.000Z');
  });

  it('is spread by a tenth of the interval and no more', () => {
    const days = (jitter: number) =>
      (Date.parse(at([of('rank')], { jitter }).at) - Date.parse(checked)) / 86_400_000;
    expect([-1, -0.5, 0, 1, 7].map(days)).toEqual([27, 28.5, 30, 33, 33]);
  });

  it('treats a claim without assertions like a statement', () => {
    expect(at([]).at).toBe('2019-07-30T00:00:00.000Z');
  });
});

it('waits longer after each technical failure, at most a day', () => {
  const waits = [1, 2, 3, 4, 5, 6, 50].map(retryAfterFailure);
  expect(waits).toEqual([300, 1800, 7200, 21_600, 86_400, 86_400, 86_400]);
  expect(retryAfterFailure(0)).toBe(300);
});

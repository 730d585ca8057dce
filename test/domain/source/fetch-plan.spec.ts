import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isBefore } from '../../../src/domain/schedule/instants.js';
import { nextFetch } from '../../../src/domain/source/fetch-plan.js';
import type { FetchFacts } from '../../../src/domain/source/fetch-plan.js';
import type { LivenessState } from '../../../src/domain/source/liveness.js';

const at = '2019-04-16T08:00:00.000Z';
const alive: LivenessState = {
  ...{ liveness: 'alive', since: at, strikes: 0, lastStrikeAt: null, failures: 0, code: null, message: null },
};
const base: FetchFacts = {
  ...{ isWatched: true, isOpen: false, isFresh: false, isCapture: false, lastFetchId: 'f1', lastFetchAt: at },
  ...{ state: alive, unchanged: 0, lastSlotAt: null, bounds: { minHours: 6, maxDays: 30, strikeHours: 48 } },
};
const hoursOf = (facts: Partial<FetchFacts>): number => {
  const next = nextFetch({ ...base, ...facts });
  return next === null ? NaN : (Date.parse(next.at) - Date.parse(at)) / 3_600_000;
};
const failing = (code: string, more: Partial<LivenessState> = {}): Partial<FetchFacts> => ({
  state: { ...alive, liveness: 'failing', failures: 1, code, message: `it was ${code}`, ...more },
});

/** Within jitter. */
function expectAbout(hours: number, wanted: number): void {
  expect(hours).toBeGreaterThanOrEqual(wanted * 0.9 - 1e-6);
  expect(hours).toBeLessThanOrEqual(wanted * 1.1 + 1e-6);
}

describe('when a source is fetched next', () => {
  it.each([
    [0, 6],
    [1, 12],
    [2, 24],
    [3, 48],
    [7, 720],
    [60, 720],
  ])('after %i fetches that brought nothing new: about %i hours', (unchanged, wanted) => {
    expectAbout(hoursOf({ unchanged }), wanted);
  });

  it('sooner under a new verdict, in words', () => {
    expectAbout(hoursOf({ unchanged: 9, isFresh: true }), 24);
    expectAbout(hoursOf({ unchanged: 1, isFresh: true }), 12);
    expect(nextFetch({ ...base, unchanged: 9, isFresh: true })?.why).toBe(
      'Nothing changed in its last 9 fetches, but a new verdict leans on it: again after 24 hours.',
    );
  });

  it('a strike gap after the strike, and never less', () => {
    const struck = { strikes: 1, lastStrikeAt: at };
    for (let n = 0; n < 200; n += 1) {
      const hours = hoursOf({ ...failing('http-404', struck), lastFetchId: `f${n}` });
      expect(hours).toBeGreaterThanOrEqual(48);
      expect(hours).toBeLessThanOrEqual(48 * 1.1);
    }
  });

  it('minutes after a failure that says nothing of the source, a day after one that was given up', () => {
    expectAbout(hoursOf(failing('host-busy')), 300 / 3600);
    expectAbout(hoursOf(failing('host-busy', { failures: 9 })), 24);
    expectAbout(hoursOf(failing('given-up')), 24);
  });

  it('ever less where it is blocked, unreadable or gone', () => {
    expectAbout(hoursOf(failing('http-403', { liveness: 'blocked' })), 24);
    expectAbout(hoursOf(failing('http-403', { liveness: 'blocked', failures: 3 })), 96);
    expectAbout(hoursOf(failing('no-text-layer', { liveness: 'unreadable', failures: 20 })), 720);
    expectAbout(hoursOf(failing('http-404', { liveness: 'gone', failures: 3, strikes: 3 })), 48);
    expectAbout(hoursOf(failing('http-404', { liveness: 'gone', failures: 30, strikes: 3 })), 720);
  });

  it('never where nobody cites it, nor while a fetch stands for its place', () => {
    expect(nextFetch({ ...base, isWatched: false })).toBeNull();
    expect(nextFetch({ ...base, isOpen: true })).toBeNull();
  });

  it('stays within the bounds and comes after every due time that has its fetch', () => {
    fc.assert(
      fc.property(
        fc.nat(80),
        fc.boolean(),
        fc.uuid(),
        fc.integer({ min: 1, max: 720 }),
        fc.integer({ min: 1, max: 365 }),
        fc.integer({ min: -3000, max: 3000 }),
        (unchanged, isFresh, lastFetchId, minHours, maxDays, slotHours) => {
          const lastSlotAt = new Date(Date.parse(at) + slotHours * 3_600_000).toISOString();
          const facts = { ...base, unchanged, isFresh, lastFetchId, lastSlotAt };
          const next = nextFetch({ ...facts, bounds: { minHours, maxDays, strikeHours: 48 } });
          expect(isBefore(lastSlotAt, next?.at ?? '')).toBe(true);
          const free = nextFetch({
            ...facts,
            lastSlotAt: null,
            bounds: { minHours, maxDays, strikeHours: 48 },
          });
          const hours = (Date.parse(free?.at ?? '') - Date.parse(at)) / 3_600_000;
          expect(hours).toBeGreaterThanOrEqual(minHours * 0.9 - 1e-3);
          expect(hours).toBeLessThanOrEqual(Math.max(minHours, maxDays * 24) * 1.1 + 1e-3);
        },
      ),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Assertion } from '../../src/domain/claim/assertion.js';
import { compare, type Observed } from '../../src/domain/claim/compare.js';
import { blank } from '../../src/domain/claim/statement.js';

const none = { low: null, high: null, lowInclusive: null, highInclusive: null } as const;
const tenths = (min: number, max: number) => fc.integer({ min: min * 10, max: max * 10 }).map((n) => n / 10);
const rank = { match: 0, near: 1, incomparable: 1, mismatch: 2 } as const;

function claimOf(low: number | null, high: number | null, closed: boolean): Assertion {
  const text = 'Rainfall was so much';
  const inclusive = {
    lowInclusive: low === null ? null : closed,
    highInclusive: high === null ? null : closed,
  };
  const figure = { value: null, low, high, ...inclusive, hedge: 'between' as const, precision: 0.1 };
  const measured = { kind: 'level' as const, dimension: 'number' as const, measure: ['rainfall'] };
  return { ...blank, text, start: 0, end: text.length, ...measured, ...figure };
}

function seenAt(value: number, precision: number, bounds: Partial<Observed> = {}): Observed {
  const plain = { value, precision, ...none, unit: null, currency: null, period: null };
  return { ...plain, dimension: 'number', text: 'a passage', ...bounds };
}

describe('a wider claim', () => {
  const interval = fc.tuple(tenths(-50, 50), tenths(0, 40)).map(([low, size]) => [low, low + size] as const);
  const more = fc.tuple(tenths(0, 20), tenths(0, 20));

  it('is no worse supported by a figure: it never turns supported into refuted', () => {
    fc.assert(
      fc.property(
        interval,
        more,
        tenths(-120, 120),
        fc.constantFrom(0, 0.1, 1),
        fc.boolean(),
        (range, by, value, precision, closed) => {
          const [low, high] = range;
          const narrow = compare(claimOf(low, high, closed), seenAt(value, precision)).outcome;
          const wide = compare(claimOf(low - by[0], high + by[1], closed), seenAt(value, precision)).outcome;
          expect(rank[wide]).toBeLessThanOrEqual(rank[narrow]);
        },
      ),
    );
  });

  it('is no worse supported by a range', () => {
    fc.assert(
      fc.property(interval, more, interval, (range, by, seen) => {
        const bounds = { value: null, low: seen[0], high: seen[1], lowInclusive: true, highInclusive: true };
        const observed = { ...seenAt(0, 0), ...bounds };
        const narrow = compare(claimOf(range[0], range[1], true), observed).outcome;
        const wide = compare(claimOf(range[0] - by[0], range[1] + by[1], true), observed).outcome;
        expect(rank[wide]).toBeLessThanOrEqual(rank[narrow]);
      }),
    );
  });

  it('is no worse supported when one side is opened altogether', () => {
    fc.assert(
      fc.property(interval, tenths(-120, 120), fc.boolean(), ([low, high], value, isAbove) => {
        const narrow = compare(claimOf(low, high, true), seenAt(value, 0.1)).outcome;
        const open = compare(
          isAbove ? claimOf(low, null, true) : claimOf(null, high, true),
          seenAt(value, 0.1),
        ).outcome;
        expect(rank[open]).toBeLessThanOrEqual(rank[narrow]);
      }),
    );
  });
});

import { Decimal } from 'decimal.js';
import type { Assertion } from './assertion.js';
import type { Hedge, Interval } from './quantity-types.js';

/** A set of numbers in decimals; a null bound is open. */
export interface Range {
  readonly low: Decimal | null;
  readonly high: Decimal | null;
  readonly lowInclusive: boolean;
  readonly highInclusive: boolean;
}

/** How far beyond its inner interval a claim is still "too close to tell". */
type Margin =
  /** So many times the width that the hedge was read with, below and above the figure, both ends included. */
  | { readonly by: 'width'; readonly below: number; readonly above: number }
  /** Each closed side moves out by half the last digit written in the evidence; series values are exact and move nothing. */
  | { readonly by: 'evidence-half-digit' }
  /** Like the last, or half the claim's own last digit where that is more. */
  | { readonly by: 'written-half-digit' }
  /** One unit of the claim's last digit to either side of the figure. */
  | { readonly by: 'claim-digit' };

/** The outer intervals by hedge word (docs/weighing.md, "Comparing"). The inner ones come with the assertion. */
export const margins: Readonly<Record<Hedge, Margin>> = {
  almost: { by: 'width', below: 2, above: 1 },
  about: { by: 'width', below: 2, above: 2 },
  over: { by: 'evidence-half-digit' },
  under: { by: 'evidence-half-digit' },
  'at-least': { by: 'evidence-half-digit' },
  'at-most': { by: 'evidence-half-digit' },
  between: { by: 'written-half-digit' },
  exact: { by: 'claim-digit' },
};

/** The inner and outer interval of an assertion, judged by evidence written to `evidencePrecision` (0: exact). The outer holds the inner. */
export function claimRanges(assertion: Assertion, evidencePrecision: number): { inner: Range; outer: Range } {
  const inner = innerRange(assertion);
  return { inner, outer: isOpen(inner) ? inner : outerRange(assertion, inner, evidencePrecision) };
}

function innerRange(assertion: Assertion): Range {
  const stated = rangeOf(assertion);
  if (stated) return stated;
  if (assertion.value !== null) {
    const [value, half] = [new Decimal(assertion.value), new Decimal(assertion.precision ?? 0).div(2)];
    return {
      low: value.minus(half),
      high: value.plus(half),
      lowInclusive: true,
      highInclusive: half.isZero(),
    };
  }
  const zero = new Decimal(0);
  if (assertion.direction === 'up')
    return { low: zero, high: null, lowInclusive: false, highInclusive: false };
  if (assertion.direction === 'down')
    return { low: null, high: zero, lowInclusive: false, highInclusive: false };
  return { low: null, high: null, lowInclusive: false, highInclusive: false };
}

function outerRange(assertion: Assertion, inner: Range, evidencePrecision: number): Range {
  const margin = margins[assertion.hedge];
  const halfSeen = new Decimal(evidencePrecision).div(2);
  const value = assertion.value === null ? null : new Decimal(assertion.value);
  switch (margin.by) {
    case 'width':
      return value === null ? inner : hull(inner, stretched(value, widthOf(value, inner), margin));
    case 'evidence-half-digit':
      // A direction alone ("fell") carries no figure: it is never softened.
      return value === null ? inner : widen(inner, halfSeen);
    case 'written-half-digit':
      return widen(inner, Decimal.max(halfSeen, new Decimal(assertion.precision ?? 0).div(2)));
    case 'claim-digit':
      return value === null || isPoint(inner)
        ? inner
        : hull(inner, around(value, new Decimal(assertion.precision ?? 0)));
  }
}

/** A count of single things is a point: eleven is not twelve. */
function isPoint({ low, high }: Range): boolean {
  return low !== null && high !== null && low.eq(high);
}

function around(value: Decimal, by: Decimal): Range {
  return { low: value.minus(by), high: value.plus(by), lowInclusive: true, highInclusive: true };
}

/** How far from the figure its hedge reaches: a tenth of 50 unless the newsroom reads it otherwise (docs/configuration.md). */
function widthOf(value: Decimal, { low, high }: Range): Decimal {
  const reach = [low, high].map((bound) => bound?.minus(value).abs() ?? new Decimal(0));
  return Decimal.max(...reach);
}

/** Below means nearer to zero: "almost −50" is short of it. */
function stretched(
  value: Decimal,
  width: Decimal,
  { below, above }: { below: number; above: number },
): Range {
  const sign = value.isNegative() ? -1 : 1;
  const ends = [value.minus(width.times(below * sign)), value.plus(width.times(above * sign))] as const;
  return {
    low: Decimal.min(...ends),
    high: Decimal.max(...ends),
    lowInclusive: true,
    highInclusive: true,
  };
}

function widen(range: Range, by: Decimal): Range {
  if (by.isZero()) return range;
  return {
    low: range.low?.minus(by) ?? null,
    high: range.high?.plus(by) ?? null,
    lowInclusive: true,
    highInclusive: true,
  };
}

function hull(a: Range, b: Range): Range {
  const low = a.low === null || b.low === null ? null : Decimal.min(a.low, b.low);
  const high = a.high === null || b.high === null ? null : Decimal.max(a.high, b.high);
  const touches = (bound: Decimal | null, one: Decimal | null, inclusive: boolean) =>
    bound !== null && one !== null && bound.eq(one) && inclusive;
  return {
    low,
    high,
    lowInclusive: touches(low, a.low, a.lowInclusive) || touches(low, b.low, b.lowInclusive),
    highInclusive: touches(high, a.high, a.highInclusive) || touches(high, b.high, b.highInclusive),
  };
}

/** The interval in decimals, or null where it says nothing (both bounds null). */
export function rangeOf(interval: Interval): Range | null {
  if (interval.low === null && interval.high === null) return null;
  return {
    low: interval.low === null ? null : new Decimal(interval.low),
    high: interval.high === null ? null : new Decimal(interval.high),
    lowInclusive: interval.lowInclusive ?? false,
    highInclusive: interval.highInclusive ?? false,
  };
}

export function isOpen(range: Range): boolean {
  return range.low === null && range.high === null;
}

export function contains(range: Range, point: Decimal): boolean {
  const { low, high } = range;
  const above = low === null || (range.lowInclusive ? point.gte(low) : point.gt(low));
  return above && (high === null || (range.highInclusive ? point.lte(high) : point.lt(high)));
}

/** Whether every number of `a` is in `b`. */
export function within(a: Range, b: Range): boolean {
  return (
    edgeWithin(a.low, b.low, a.lowInclusive, b.lowInclusive, 1) &&
    edgeWithin(a.high, b.high, a.highInclusive, b.highInclusive, -1)
  );
}

function edgeWithin(a: Decimal | null, b: Decimal | null, aIn: boolean, bIn: boolean, sign: 1 | -1): boolean {
  if (b === null) return true;
  if (a === null) return false;
  const order = a.cmp(b) * sign;
  return order > 0 || (order === 0 && (bIn || !aIn));
}

/** Whether no number is in both. */
export function disjoint(a: Range, b: Range): boolean {
  return before(a, b) || before(b, a);
}

function before(a: Range, b: Range): boolean {
  if (a.high === null || b.low === null) return false;
  const order = a.high.cmp(b.low);
  return order < 0 || (order === 0 && !(a.highInclusive && b.lowInclusive));
}

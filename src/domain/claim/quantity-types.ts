/** The shapes that parsing yields; the protocol of `stet parse` (docs/cli.md). Offsets are UTF-16 code units, `end` exclusive. */

export type QuantityKind =
  | 'number'
  | 'percent'
  | 'percentage-point'
  | 'money'
  | 'ordinal'
  | 'measure'
  | 'age'
  | 'temperature'
  | 'multiplier';

export const hedges = [
  'almost',
  'about',
  'over',
  'under',
  'at-least',
  'at-most',
  'between',
  'exact',
] as const;
export type Hedge = (typeof hedges)[number];

export interface Span {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A set of numbers. A null bound is open; inclusiveness is null where the bound is null. */
export interface Interval {
  readonly low: number | null;
  readonly high: number | null;
  readonly lowInclusive: boolean | null;
  readonly highInclusive: boolean | null;
}

/** A figure as written, in whole units (3 billion is 3000000000). Exact ones have `low` = `high` = null: the assertion carries the interval. */
export interface Quantity extends Span, Interval {
  readonly kind: QuantityKind;
  /** Null for a range or a vague word. */
  readonly value: number | null;
  readonly unit: string | null;
  /** ISO 4217. A bare `$` is USD and marked ambiguous. */
  readonly currency: string | null;
  readonly currencyAmbiguous?: true;
  readonly hedge: Hedge;
  /** One unit of the last digit written, in whole units: 4.2 % has 0.1, 3 billion has 1e9 (DESIGN 5.7). Null where nothing was written in digits. */
  readonly precision: number | null;
}

export type Granularity = 'day' | 'month' | 'quarter' | 'half' | 'year' | 'decade' | 'fiscal-year';

/** Where the year of a period comes from: the text, the day the claim was stated on, or nowhere (then `from` and `to` are null). */
export type YearOrigin = 'stated' | 'statedOn' | 'unresolved';

/** Days are ISO dates, both ends inclusive; null is open ("since 2015") or unresolved. */
export interface Period extends Span {
  readonly from: string | null;
  readonly to: string | null;
  readonly granularity: Granularity;
  readonly year: YearOrigin;
  /** "by 2020", "before July": the period is a limit, not a stretch. */
  readonly role: 'in' | 'by' | 'since';
}

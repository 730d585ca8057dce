import type { Hedge, Interval, Span } from './quantity-types.js';

/** One testable atom of a claim (docs/claims.md). `statement`: only passages and people can settle it. */
export type AssertionKind = 'level' | 'change' | 'ratio' | 'rank' | 'target' | 'event' | 'statement';

export interface DayRange {
  readonly from: string | null;
  readonly to: string | null;
}

/** What the quantity of an assertion is counted in; figures of another dimension are incomparable with it. */
export type Dimension = 'number' | 'percent' | 'percentage-point' | 'money' | 'measure' | 'ordinal';

export interface Assertion extends Span, Interval {
  readonly kind: AssertionKind;
  readonly dimension: Dimension | null;
  /** The figure as stated; for a change always in percent ("doubled" is 100, "fell by a third" is -33.3…). */
  readonly value: number | null;
  readonly hedge: Hedge;
  /** One unit of the last digit written, in the assertion's own unit. */
  readonly precision: number | null;
  readonly unit: string | null;
  readonly currency: string | null;
  /** Content words (lower case, stemmed) that say what is measured: ["trade", "turnover"]. */
  readonly measure: readonly string[];
  readonly direction: 'up' | 'down' | null;
  readonly period: DayRange | null;
  /** What a change is counted from; null where it is not stated and does not follow. */
  readonly baseline: DayRange | null;
  /** The day a target falls due. */
  readonly dueOn: string | null;
}

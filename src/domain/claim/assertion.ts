import type { Basis } from './basis.js';
import type { Hedge, Interval, Span } from './quantity-types.js';

/** One testable atom of a claim (docs/claims.md). `statement`: only passages and people can settle it. */
export type AssertionKind = 'level' | 'change' | 'ratio' | 'rank' | 'target' | 'event' | 'statement';

export interface DayRange {
  readonly from: string | null;
  readonly to: string | null;
}

/** What the quantity of an assertion is counted in; figures of another dimension are incomparable with it. */
export const dimensions = ['number', 'percent', 'percentage-point', 'money', 'measure', 'ordinal'] as const;
export type Dimension = (typeof dimensions)[number];

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
  /** Who or what it is about, as written ("Trade turnover"); that of the clause before where it has none of its own. */
  readonly subject: string | null;
  /** Places, bodies and persons named in it, as written. */
  readonly names: readonly string[];
  /** Content words (lower case, stemmed) that say what is measured: ["trade", "turnover"]. */
  readonly measure: readonly string[];
  readonly direction: 'up' | 'down' | null;
  readonly period: DayRange | null;
  /** What a change is counted from; null where it is not stated and does not follow. */
  readonly baseline: DayRange | null;
  /** What a change is said to be counted against; null where it is not said. */
  readonly basis: Basis | null;
  /** It denies what it says ("did not grow"). A hedge ("no more than") denies nothing. */
  readonly isNegated: boolean;
  /** Whose word it is ("according to the ministry"), as written; null where the text speaks for itself. */
  readonly attribution: string | null;
  /** The day a target falls due. */
  readonly dueOn: string | null;
}

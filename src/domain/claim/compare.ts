import { Decimal } from 'decimal.js';
import type { Reason } from '../finding.js';
import type { Assertion, DayRange, Dimension } from './assertion.js';
import { convertUnit } from './convert-unit.js';
import { claimRanges, contains, disjoint, isOpen, rangeOf, within, type Range } from './margins.js';
import { printFigure, printInterval, type FigureUnit } from './print-figure.js';
import type { Interval } from './quantity-types.js';

/** What the evidence gives. A hedged figure or a range carries its bounds; a plain one has both bounds null. */
export interface Observed extends Interval {
  readonly value: number | null;
  /** One unit of the last digit written in the evidence; 0 for an exact value of a series. */
  readonly precision: number;
  readonly dimension: Dimension | null;
  readonly unit: string | null;
  readonly currency: string | null;
  readonly period: DayRange | null;
  readonly text: string;
  /** How the figure is to be printed, where it was calculated: "543.1 / 371.8 − 1 = 46.1 %". */
  readonly shown?: string;
}

export type Outcome = 'match' | 'near' | 'mismatch' | 'incomparable';

export interface Comparison {
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
}

/** Tests an assertion by what was observed, with the rules of docs/weighing.md ("Comparing"). Never throws. */
export function compare(assertion: Assertion, observed: Observed): Comparison {
  const converted = inUnitOf(assertion, observed);
  const obstacles = incomparabilities(assertion, converted);
  if (obstacles.length > 0) return { outcome: 'incomparable', reasons: obstacles };
  const { inner, outer } = claimRanges(assertion, converted.precision);
  if (isOpen(inner)) return incomparable('claim-open', 'The claim states no figure to compare with.', {});
  const verdict = judge(assertion, converted, inner, outer);
  return { outcome: verdict.outcome, reasons: [explain(assertion, converted, outer, verdict.code)] };
}

/** Where the two speak of different things, by name: each of these keeps figures from being compared. */
const obstacleTable: readonly {
  readonly code: string;
  readonly say: (a: Assertion, o: Observed) => string;
  readonly holds: (a: Assertion, o: Observed) => boolean;
}[] = [
  {
    code: 'dimension',
    holds: (a, o) => a.dimension !== null && a.dimension !== o.dimension,
    say: (a, o) =>
      `The claim is in ${a.dimension ?? 'no unit'}, the evidence in ${o.dimension ?? 'no unit'}.`,
  },
  {
    code: 'currency',
    holds: (a, o) => a.dimension === 'money' && a.currency !== o.currency,
    say: (a, o) => `The claim is in ${a.currency ?? 'no currency'}, the evidence in ${o.currency ?? 'none'}.`,
  },
  {
    code: 'unit',
    holds: (a, o) => a.dimension === o.dimension && a.dimension !== 'money' && !sameUnit(a.unit, o.unit),
    say: (a, o) => `The claim counts in ${a.unit ?? 'no unit'}, the evidence in ${o.unit ?? 'no unit'}.`,
  },
  {
    code: 'period',
    holds: (a, o) => !samePeriod(a.period, o.period),
    say: (a, o) =>
      `The claim is about ${printPeriod(a.period)}, the evidence about ${printPeriod(o.period)}.`,
  },
];

function incomparabilities(assertion: Assertion, observed: Observed): Reason[] {
  return obstacleTable
    .filter((row) => row.holds(assertion, observed))
    .map((row) => ({
      code: `incomparable-${row.code}`,
      message: row.say(assertion, observed),
      passage: observed.text,
    }));
}

/** Whether two periods are the same days. A claim without a period takes any. */
export function samePeriod(claimed: DayRange | null, observed: DayRange | null): boolean {
  if (claimed === null || (claimed.from === null && claimed.to === null)) return true;
  return observed !== null && claimed.from === observed.from && claimed.to === observed.to;
}

/** `2018-01-01 to 2018-03-31`, or what is open in it. */
export function printPeriod(period: DayRange | null): string {
  if (!period || (period.from === null && period.to === null)) return 'no stated period';
  if (period.from === period.to) return period.from ?? '';
  if (period.from === null) return `the time until ${period.to ?? ''}`;
  return period.to === null ? `the time since ${period.from}` : `${period.from} to ${period.to}`;
}

function sameUnit(a: string | null, b: string | null): boolean {
  return a === b || a === null || b === null;
}

function inUnitOf(assertion: Assertion, observed: Observed): Observed {
  const { unit } = assertion;
  if (unit === null || observed.unit === null || unit === observed.unit) return observed;
  const turn = (n: number) => convertUnit(n, observed.unit ?? '', unit);
  // A difference of two temperatures scales without the offset, so precision is turned as a distance.
  const [one, zero] = [turn(1), turn(0)];
  if (one === null || zero === null) return observed;
  const turned = (n: number | null) => (n === null ? null : turn(n));
  return {
    ...observed,
    unit,
    value: turned(observed.value),
    low: turned(observed.low),
    high: turned(observed.high),
    precision: new Decimal(observed.precision).times(new Decimal(one).minus(zero)).abs().toNumber(),
  };
}

interface Verdict {
  readonly outcome: Outcome;
  readonly code: string;
}

function judge(assertion: Assertion, observed: Observed, inner: Range, outer: Range): Verdict {
  const range = rangeOf(observed);
  const point = observed.value === null ? null : new Decimal(observed.value);
  if (range === null) {
    if (point === null) return { outcome: 'incomparable', code: 'evidence-open' };
    return judgePoint(assertion, point, observed.precision, inner, outer);
  }
  // "about 3.2 million" gives a best estimate with room on both sides: it may support by the estimate, but refute only as a whole.
  const estimate = point !== null && isInside(point, range);
  if (within(range, inner) || (estimate && contains(inner, point)))
    return { outcome: 'match', code: 'figure-matches' };
  if (disjoint(range, outer)) return { outcome: 'mismatch', code: 'figure-differs' };
  return { outcome: 'incomparable', code: 'evidence-open' };
}

function judgePoint(a: Assertion, point: Decimal, precision: number, inner: Range, outer: Range): Verdict {
  if (contains(inner, point)) return { outcome: 'match', code: 'figure-matches' };
  if (isOtherWay(a, point)) return { outcome: 'mismatch', code: 'direction-differs' };
  if (contains(outer, point)) return { outcome: 'near', code: 'borderline' };
  const half = new Decimal(precision).div(2);
  const rounded: Range = {
    low: point.minus(half),
    high: point.plus(half),
    lowInclusive: true,
    highInclusive: false,
  };
  // Evidence written more coarsely than the claim cannot refute what rounds to it: "3.2 billion" leaves 3.17 open.
  if (precision > 0 && !disjoint(rounded, inner)) return { outcome: 'near', code: 'evidence-coarser' };
  return { outcome: 'mismatch', code: 'figure-differs' };
}

/** Direction words are never softened: a claimed rise is contradicted by any fall and by no change. */
function isOtherWay(assertion: Assertion, point: Decimal): boolean {
  if (assertion.kind !== 'change' || assertion.direction === null) return false;
  return assertion.direction === 'up' ? point.lte(0) : point.gte(0);
}

function isInside(point: Decimal, range: Range): boolean {
  return range.low !== null && range.high !== null && point.gt(range.low) && point.lt(range.high);
}

const endings: Readonly<Record<string, string>> = {
  'figure-matches': 'which agrees',
  'figure-differs': 'which differs',
  'direction-differs': 'which points the other way',
  borderline: 'which is too close to tell (borderline)',
  'evidence-coarser': 'which is written too coarsely to tell',
  'evidence-open': 'which leaves the claim open',
};

function explain(assertion: Assertion, observed: Observed, outer: Range, code: string): Reason {
  const as: FigureUnit = { ...assertion, unit: assertion.unit ?? observed.unit };
  const claimed = printClaimed(assertion, as);
  const seen = observed.shown ?? printObserved(observed, as);
  return {
    code,
    message: `The evidence gives ${seen}; the claim needs ${claimed}: ${endings[code] ?? code}.`,
    claimed,
    observed: observed.value ?? seen,
    tolerance: printInterval(plain(outer), as),
    passage: observed.text,
  };
}

function printObserved(observed: Observed, as: FigureUnit): string {
  const isPlain = observed.low === null && observed.high === null;
  return isPlain && observed.value !== null ? printFigure(observed.value, as) : printInterval(observed, as);
}

/** `100 % (from [99.5 %, 100.5 %))`: the figure as stated and the interval it stands for. */
export function printClaimed(assertion: Assertion, as: FigureUnit): string {
  const interval = printInterval(assertion, as);
  if (assertion.low === null && assertion.high === null) {
    if (assertion.value !== null) return printFigure(assertion.value, as);
    return assertion.direction === null ? interval : assertion.direction === 'up' ? 'a rise' : 'a fall';
  }
  if (assertion.value === null || assertion.hedge !== 'exact') return interval;
  return assertion.low === assertion.high
    ? interval
    : `${printFigure(assertion.value, as)} (from ${interval})`;
}

function plain(range: Range): Interval {
  return {
    low: range.low?.toNumber() ?? null,
    high: range.high?.toNumber() ?? null,
    lowInclusive: range.lowInclusive,
    highInclusive: range.highInclusive,
  };
}

function incomparable(code: string, message: string, details: Record<string, unknown>): Comparison {
  return { outcome: 'incomparable', reasons: [{ code, message, ...details }] };
}

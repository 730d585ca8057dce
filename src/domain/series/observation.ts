import { Decimal } from 'decimal.js';
import type { DayRange } from '../claim/assertion.js';
import { addDays, addMonths, daysIn, partsOf } from '../claim/days.js';

/** One value of a series. `value` is a decimal as text: a double would lose digits that a revision may turn on. */
export interface Observation {
  /** ISO days, both included. */
  readonly from: string;
  readonly to: string;
  readonly value: string;
  /** The publisher's flag: `p` provisional, `e` estimated … */
  readonly status?: string;
  /** What this value is counted in, where the data say it and it is not what the series says. */
  readonly unit?: string;
  readonly currency?: string;
  /** What one unit of this value stands for, a decimal, where the data say it. */
  readonly scale?: string;
}

/** What the values of a series are: it decides what may be computed from them. */
export type MeasureKind = 'flow' | 'stock' | 'rate' | 'index' | 'change';

export const measureKinds: readonly MeasureKind[] = ['flow', 'stock', 'rate', 'index', 'change'];

/** A figure taken or computed from a series, in the series' own unit, with the observations it rests on. */
export type SeriesFigure =
  | { readonly found: true; readonly value: Decimal; readonly from: readonly Observation[] }
  | { readonly found: false; readonly why: 'no-observation' | 'baseline-not-positive' | 'no-baseline' };

/**
 * The value for a period: its own observation or, for a flow, the sum of those that fill it without gap or overlap.
 * Other kinds are never summed: twelve monthly rates make no yearly one.
 */
export function levelOf(
  observations: readonly Observation[],
  period: DayRange,
  kind: MeasureKind,
): SeriesFigure {
  const own = observations.find((each) => each.from === period.from && each.to === period.to);
  if (own) return { found: true, value: new Decimal(own.value), from: [own] };
  const parts = kind === 'flow' ? tiling(observations, period) : null;
  if (parts === null) return { found: false, why: 'no-observation' };
  return { found: true, value: Decimal.sum(...parts.map((each) => each.value)), from: parts };
}

/**
 * The change into `period` from `baseline` (null: the same stretch a year earlier), in percent; for a series of kind
 * `change`, whose values are changes, the value itself. A baseline of zero or less has no percentage.
 */
export function changeOf(
  observations: readonly Observation[],
  period: DayRange,
  baseline: DayRange | null,
  kind: MeasureKind,
): SeriesFigure {
  if (kind === 'change') return levelOf(observations, period, kind);
  const pair = levelPair(observations, period, baseline, kind);
  if ('why' in pair) return { found: false, why: pair.why };
  if (pair.before.value.lte(0)) return { found: false, why: 'baseline-not-positive' };
  const value = pair.after.value.div(pair.before.value).minus(1).times(100);
  return { found: true, value, from: [...pair.before.from, ...pair.after.from] };
}

/** The change in the unit of the series itself: percentage points for a rate in percent. */
export function differenceOf(
  observations: readonly Observation[],
  period: DayRange,
  baseline: DayRange | null,
  kind: MeasureKind,
): SeriesFigure {
  const pair = levelPair(observations, period, baseline, kind);
  if ('why' in pair) return { found: false, why: pair.why };
  return {
    found: true,
    value: pair.after.value.minus(pair.before.value),
    from: [...pair.before.from, ...pair.after.from],
  };
}

/** The same stretch one year earlier: whole months stay whole months, 29 February included. */
export function yearBefore(period: DayRange): DayRange | null {
  if (period.from === null || period.to === null) return null;
  const end = partsOf(period.to);
  const to = addMonths(period.to, -12);
  const shifted = partsOf(to);
  if (end === null || shifted === null) return null;
  const isMonthEnd = end.day === daysIn(end.year, end.month);
  const last = String(daysIn(shifted.year, shifted.month)).padStart(2, '0');
  return { from: addMonths(period.from, -12), to: isMonthEnd ? `${to.slice(0, 8)}${last}` : to };
}

type Found = Extract<SeriesFigure, { found: true }>;
type Missing = Extract<SeriesFigure, { found: false }>;

function levelPair(
  observations: readonly Observation[],
  period: DayRange,
  baseline: DayRange | null,
  kind: MeasureKind,
): { before: Found; after: Found } | { why: Missing['why'] } {
  const earlier = baseline ?? yearBefore(period);
  if (earlier === null) return { why: 'no-baseline' };
  const [before, after] = [levelOf(observations, earlier, kind), levelOf(observations, period, kind)];
  if (!after.found) return { why: 'no-observation' };
  return before.found ? { before, after } : { why: 'no-baseline' };
}

/** Observations of one length of period that fill the stretch exactly: twelve months or four quarters, the longest pieces first. */
function tiling(observations: readonly Observation[], period: DayRange): Observation[] | null {
  const { from, to } = period;
  if (from === null || to === null) return null;
  const inside = observations.filter((each) => each.from >= from && each.to <= to);
  const starts = inside.filter((each) => each.from === from).sort((a, b) => b.to.localeCompare(a.to));
  for (const first of starts) {
    const parts = chainFrom(first, inside, to);
    if (parts !== null) return parts;
  }
  return null;
}

function chainFrom(first: Observation, inside: readonly Observation[], to: string): Observation[] | null {
  const chain = [first];
  for (let last = first; last.to < to;) {
    const next = inside.find((each) => each.from === addDays(last.to, 1) && granule(each) === granule(first));
    if (!next) return null;
    chain.push(next);
    last = next;
  }
  return chain;
}

/** Months covered, or days for what is shorter: months of 28 and 31 days are one kind of piece. */
function granule(observation: Observation): string {
  const [from, to] = [partsOf(observation.from), partsOf(addDays(observation.to, 1))];
  if (from === null || to === null) return 'none';
  const months = (to.year - from.year) * 12 + to.month - from.month;
  return from.day === to.day && months > 0
    ? `${months} months`
    : `${Date.parse(observation.to) - Date.parse(observation.from)}`;
}

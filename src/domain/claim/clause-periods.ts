import { monthsBack } from './basis.js';
import { sameOfYear } from './change-words.js';
import type { DayRange } from './assertion.js';
import type { Clause } from './clauses.js';
import { addMonths, daysIn, partsOf, iso } from './days.js';
import type { Granularity, Period, Quantity } from './quantity-types.js';

/** When a clause speaks of: its own period, what it compares with, and by when something is due. */
export interface ClauseTime {
  readonly period: DayRange | null;
  readonly baseline: DayRange | null;
  readonly dueOn: string | null;
}

export const noTime: ClauseTime = { period: null, baseline: null, dueOn: null };

/** "up 4% on 2017", "more than in 2017": the period before these words is what is compared with. */
const comparedWith =
  /\b(?:on|from|as (?:in|at|for|during)|than (?:in|for|at)|than|compared (?:with|to)|against|relative to|versus|vs|over)\s+(?:that (?:of|in)\s+|the\s+|in\s+)?(?:(?:same|corresponding) (?:period|quarter|month|half) (?:of|in)\s+)?$/iu;

/** The time of one figure of a clause, or of the whole clause where no figure is given. */
export function timeOf(text: string, clause: Clause, quantity: Quantity | null): ClauseTime {
  const compared = clause.periods.filter((period) => isCompared(text, period));
  const own = clause.periods.filter((period) => !compared.includes(period));
  const chosen = nearest(own, quantity);
  // "from the previous month" counts from the month before the clause's own, not before the day of the statement
  const base = compared.find((period) => own.length === 0 || !isRelative(period.text));
  const baseline = base === undefined ? null : rangeOf(base);
  if (chosen === undefined) return { period: null, baseline, dueOn: null };
  const due = own.find((period) => period.role === 'by') ?? chosen;
  return { period: rangeOf(chosen), baseline, dueOn: due.to };
}

const isRelative = (text: string) =>
  /^(?:the )?(?:previous|prior|preceding) (?:month|quarter|year)$/iu.test(text);

function isCompared(text: string, period: Period): boolean {
  if (period.role !== 'in') return false;
  const before = text.slice(Math.max(0, period.start - 60), period.start);
  if (!comparedWith.test(before)) return false;
  // "on 9 June" is a day, "from 2010 to 2018" a stretch, "over the past year" a time
  if (/\bon\s+$/iu.test(before) && period.granularity === 'day') return false;
  if (/\bover\s+(?:the\s+)?$/iu.test(before)) return false;
  return !/\bfrom\s+(?:the\s+)?$/iu.test(before) || !/\s(?:to|through|until)\s|[–-]/u.test(period.text);
}

/** A period behind the figure first, then the last before it. */
function nearest(periods: readonly Period[], quantity: Quantity | null): Period | undefined {
  if (quantity === null)
    return periods.find((period) => period.from !== null || period.to !== null) ?? periods[0];
  return (
    periods.find((period) => period.start >= quantity.end) ??
    periods.findLast((period) => period.end <= quantity.start)
  );
}

/** The period that stands right behind a figure, before any other figure ("200 million in 2016"). */
export function ownPeriod(clause: Clause, quantity: Quantity): DayRange | null {
  const next = clause.quantities.find((other) => other.start > quantity.start)?.start ?? clause.end;
  const own = clause.periods.find((period) => period.start >= quantity.end && period.start < next);
  return own === undefined ? null : rangeOf(own);
}

const starts: Partial<Record<Granularity, (end: string) => string>> = {
  year: (end) => `${end.slice(0, 4)}-01-01`,
  month: (end) => `${end.slice(0, 7)}-01`,
  quarter: (end) => `${addMonths(end, -2).slice(0, 7)}-01`,
};

/** Days of a period; "by 2020" speaks of 2020. */
function rangeOf(period: Period): DayRange {
  const { from, to, role, granularity } = period;
  if (role === 'by' && to !== null && to.endsWith(monthEnd(to)))
    return { from: starts[granularity]?.(to) ?? null, to };
  return { from, to };
}

function monthEnd(day: string): string {
  const parts = partsOf(day);
  return parts === null ? day : iso(parts.year, parts.month, daysIn(parts.year, parts.month)).slice(5);
}

/**
 * Period and baseline of a change. A stretch of several years is a move from the first to the last; "since 1989" counts
 * from 1989; otherwise the same stretch of the year before, unless the clause compares with another.
 */
export function changeTime(clause: Clause, time: ClauseTime): ClauseTime {
  const { period, baseline } = time;
  if (period === null || period.from === null) return time;
  if (baseline !== null) return { ...time, baseline: sameStretch(clause, period, baseline) };
  const { from, to } = period;
  const source = clause.periods.find((p) => p.from === from && (p.to === to || p.role === 'by'));
  if (to === null) return { ...time, baseline: { from, to: endOf(from, source?.granularity ?? 'day') } };
  if (source === undefined) return { ...time, baseline: before(clause, from, to) };
  const ends = firstAndLast(source, from, to) ?? startAndNow(source, from, to);
  if (ends !== null) return { ...time, ...ends };
  const isSingle = source.granularity === 'day' || source.granularity === 'decade';
  return isSingle ? time : { ...time, baseline: before(clause, from, to) };
}

/** "compared with the same period of 2017" names a year and means the stretch of it that the claim speaks of. */
function sameStretch(clause: Clause, { from, to }: DayRange, baseline: DayRange): DayRange {
  const isYear = baseline.from?.endsWith('-01-01') && baseline.to?.endsWith('-12-31');
  if (from === null || to === null || baseline.from === null || !isYear || !sameOfYear.test(clause.text))
    return baseline;
  return shifted(from, to, 12 * (Number(from.slice(0, 4)) - Number(baseline.from.slice(0, 4))));
}

/** The same stretch a year earlier, or the one right before where the clause says so. */
function before(clause: Clause, from: string, to: string): DayRange {
  return shifted(from, to, monthsBack(clause.text));
}

function firstAndLast(
  source: Period,
  from: string,
  to: string,
): { period: DayRange; baseline: DayRange } | null {
  const isYears =
    source.granularity === 'year' && from.slice(0, 4) !== to.slice(0, 4) && source.year === 'stated';
  const isMonths =
    source.granularity === 'month' &&
    from.slice(0, 7) !== to.slice(0, 7) &&
    /\p{L}[\p{L}. \d]*(?:\band\b|\bto\b|[–-])\s*\p{Lu}/u.test(source.text) &&
    !/months/u.test(source.text);
  if (!isYears && !isMonths) return null;
  const size: Granularity = isYears ? 'year' : 'month';
  return { baseline: { from, to: endOf(from, size) }, period: { from: starts[size]?.(to) ?? to, to } };
}

/** "over the past two years": a move from the day it began to the day it was said. */
function startAndNow(
  source: Period,
  from: string,
  to: string,
): { period: DayRange; baseline: DayRange } | null {
  const isSpan = source.year === 'statedOn' && /^(?:past|last) \S+ \p{L}+$/iu.test(source.text);
  return isSpan ? { baseline: { from, to: from }, period: { from: to, to } } : null;
}

function endOf(from: string, granularity: Granularity): string {
  if (granularity === 'year') return `${from.slice(0, 4)}-12-31`;
  return granularity === 'month' ? `${from.slice(0, 5)}${monthEnd(from)}` : from;
}

/** So many months earlier, month ends kept month ends. */
function shifted(from: string, to: string, months: number): DayRange {
  const start = addMonths(from, -months);
  const end = addMonths(to, -months);
  return { from: start, to: to.endsWith(monthEnd(to)) ? `${end.slice(0, 5)}${monthEnd(end)}` : end };
}

import { Decimal } from 'decimal.js';
import type { Assertion, DayRange } from '../claim/assertion.js';
import type { Observed } from '../claim/compare.js';
import { printFigure } from '../claim/print-figure.js';
import { yearBefore } from '../series/observation.js';
import type { Observation } from './observe.js';
import { betweenTwoTimes } from './readings.js';

/** A figure computed from others of a document; `observed.shown` is the sum as a reader would check it. */
export interface Derived {
  readonly observed: Observed;
  readonly from: readonly Observation[];
}

/** What the document's figures give for the assertion by calculation; empty where they give nothing. */
export function derive(assertion: Assertion, seen: readonly Observation[]): Derived[] {
  const usable = distinct(seen.filter(isPlain));
  if (assertion.kind === 'change')
    return [...frames(assertion), ...framesSeen(assertion, usable)].flatMap((frame) =>
      changes(assertion, usable, frame),
    );
  if (assertion.kind === 'level' || assertion.kind === 'target') return levelsFromGrowth(assertion, usable);
  return [];
}

/** Only plain figures are calculated with: a hedge would have to be carried through. */
function isPlain(each: Observation): boolean {
  const { value, low, high } = each.observed;
  return value !== null && low === null && high === null;
}

/** So many different figures are combined at most: pairs grow with their square, and a page may hold thousands. */
const mostFigures = 60;

/** Each figure once, the first time it stands there. */
function distinct(seen: readonly Observation[]): Observation[] {
  const byFigure = new Map<string, Observation>();
  for (const each of seen) {
    const { value, unit, currency, period } = each.observed;
    const key = [
      each.kind,
      value,
      unit,
      currency,
      period?.from,
      period?.to,
      each.alignment.strength,
      ...each.extra,
    ];
    const name = key.join('|');
    if (byFigure.size < mostFigures && !byFigure.has(name)) byFigure.set(name, each);
  }
  return [...byFigure.values()];
}

interface ChangeFrame {
  readonly after: DayRange;
  readonly before: DayRange;
}

/** Which two stretches a change lies between: as stated, the year before, or the ends of a span of years ("between 2010 and 2017"). */
function frames(assertion: Assertion): ChangeFrame[] {
  const { period, baseline } = assertion;
  if (!period?.from || !period.to) return [];
  const [first, last] = [period.from.slice(0, 4), period.to.slice(0, 4)];
  const spansYears = first !== last && period.from.endsWith('-01-01') && period.to.endsWith('-12-31');
  if (baseline === null && spansYears) return [{ before: yearOf(first), after: yearOf(last) }];
  const before = baseline ?? yearBefore(period);
  return before ? [{ before, after: period }] : [];
}

const yearOf = (year: string): DayRange => ({ from: `${year}-01-01`, to: `${year}-12-31` });

const same = (a: DayRange | null, b: DayRange) => a !== null && a.from === b.from && a.to === b.to;

/** Times that are not named are the only two that the figures have. */
function framesSeen(assertion: Assertion, seen: readonly Observation[]): ChangeFrame[] {
  if (assertion.period !== null || !betweenTwoTimes.test(assertion.text)) return [];
  const periods = seen.flatMap(({ observed: { period } }) => (period?.from && period.to ? [period] : []));
  const byStart = new Map(periods.map((each) => [each.from ?? '', each] as const));
  const [before, after, ...more] = [...byStart.values()].sort((a, b) =>
    (a.from ?? '').localeCompare(b.from ?? ''),
  );
  return before === undefined || after === undefined || more.length > 0 ? [] : [{ before, after }];
}

function changes(assertion: Assertion, seen: readonly Observation[], frame: ChangeFrame): Derived[] {
  const levels = seen.filter((each) => each.kind === 'level' || each.kind === 'ratio');
  const at = (period: DayRange) => levels.filter((each) => same(each.observed.period, period));
  return at(frame.after).flatMap((after) =>
    at(frame.before)
      .filter((before) => isSameKind(after.observed, before.observed) && isSameThing(after, before))
      .flatMap((before) => changeBetween(assertion, before, after) ?? []),
  );
}

function isSameKind(a: Observed, b: Observed): boolean {
  return a.dimension === b.dimension && a.unit === b.unit && a.currency === b.currency;
}

/** Two levels that are told with different words more than the claim's may be of a whole and of a part of it. */
function isSameThing(a: Observation, b: Observation): boolean {
  return a.extra.every((word) => b.extra.includes(word)) && b.extra.every((word) => a.extra.includes(word));
}

function changeBetween(assertion: Assertion, before: Observation, after: Observation): Derived | null {
  const [a, b] = [new Decimal(after.observed.value ?? 0), new Decimal(before.observed.value ?? 0)];
  const isRelative = assertion.dimension === 'percent' || assertion.dimension === null;
  if (!isRelative) return differenceBetween(assertion.period, before, after, a.minus(b));
  if (b.lte(0) || a.lte(0)) return null;
  const ratio = a.div(b);
  const value = ratio.minus(1).times(100);
  const spread = ratio.times(relative(after.observed).plus(relative(before.observed))).times(100);
  const [top, bottom] = short([a, b]);
  return {
    from: [before, after],
    observed: {
      ...after.observed,
      shown: `${top} / ${bottom} − 1 = ${value.toSignificantDigits(3).toString()} %`,
      value: value.toNumber(),
      precision: spread.toNumber(),
      period: assertion.period,
      dimension: 'percent',
      unit: null,
      currency: null,
      text: passageOf([before, after]),
    },
  };
}

function differenceBetween(
  period: DayRange | null,
  before: Observation,
  after: Observation,
  value: Decimal,
): Derived {
  const { observed } = after;
  const [top, bottom] = short([new Decimal(observed.value ?? 0), new Decimal(before.observed.value ?? 0)]);
  const dimension = observed.dimension === 'percent' ? 'percentage-point' : observed.dimension;
  const as = { ...observed, dimension };
  return {
    from: [before, after],
    observed: {
      ...observed,
      shown: `${top} − ${bottom} = ${printFigure(value.toNumber(), as)}`,
      dimension,
      period,
      value: value.toNumber(),
      precision: new Decimal(observed.precision).plus(before.observed.precision).toNumber(),
      text: passageOf([before, after]),
    },
  };
}

/** A level from the one a year before and the growth since. */
function levelsFromGrowth(assertion: Assertion, seen: readonly Observation[]): Derived[] {
  const { period } = assertion;
  const earlier = period ? yearBefore(period) : null;
  if (!period || !earlier) return [];
  const growths = seen.filter(
    (each) =>
      each.kind === 'change' && each.observed.dimension === 'percent' && same(each.observed.period, period),
  );
  const bases = seen.filter((each) => each.kind === 'level' && same(each.observed.period, earlier));
  return growths.flatMap((growth) => bases.map((base) => levelFrom(base, growth, period)));
}

function levelFrom(base: Observation, growth: Observation, period: DayRange): Derived {
  const start = new Decimal(base.observed.value ?? 0);
  const percent = new Decimal(growth.observed.value ?? 0);
  const factor = percent.div(100).plus(1);
  const value = start.times(factor);
  const spread = value
    .abs()
    .times(relative(base.observed))
    .plus(start.abs().times(growth.observed.precision).div(100));
  const result = printFigure(value.toNumber(), base.observed);
  return {
    from: [base, growth],
    observed: {
      ...base.observed,
      shown: `${printFigure(start.toNumber(), base.observed)} × ${factor.toSignificantDigits(4).toString()} = ${result}`,
      value: value.toNumber(),
      precision: spread.toNumber(),
      period,
      text: passageOf([base, growth]),
    },
  };
}

/** Written precision as a share of the figure: errors of factors add up. */
function relative(observed: Observed): Decimal {
  const value = new Decimal(observed.value ?? 0).abs();
  return value.isZero() ? new Decimal(0) : new Decimal(observed.precision).div(value);
}

/** Two figures on one scale, without the zeros both share. */
function short(values: readonly [Decimal, Decimal]): [string, string] {
  const least = Decimal.min(values[0].abs(), values[1].abs());
  const scale = [1e12, 1e9, 1e6].find((each) => least.gte(each)) ?? 1;
  return [values[0].div(scale).toString(), values[1].div(scale).toString()];
}

function passageOf(seen: readonly Observation[]): string {
  return [...new Set(seen.map((each) => each.sentence))]
    .sort((a, b) => a.start - b.start)
    .map((each) => each.text)
    .join(' … ');
}

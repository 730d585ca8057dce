import { levelFigure, type StatedFigure } from '../claim/stated-interval.js';
import type { Quantity } from '../claim/quantity-types.js';
import { changeReading, roleAt, type Turn } from './changes.js';
import type { Figure } from './figure.js';
import { baseOf, unitAfter } from './figure-units.js';

/** The figures of a text that say something of their own. `turns` are its words of change, in order. */
export function figuresOf(text: string, quantities: readonly Quantity[], turns: readonly Turn[]): Figure[] {
  const read = quantities
    .filter((each) => !isPointing(text, each))
    .map((each) => figureOf(text, each, turns));
  return [...joinedParts(text, withCarriedUnits(text, read)), ...scoresOf(text, quantities)];
}

function figureOf(text: string, quantity: Quantity, turns: readonly Turn[]): Figure {
  const { end, dimension, factor, unit } = measureOf(text, quantity);
  const per = perTime.exec(unit ?? '')?.[0].slice(5) ?? perAfter(text, end);
  const { value, hedge, low, high, lowInclusive, highInclusive } =
    passed(text, quantity) ?? levelFigure(quantity);
  const plain: Figure = {
    ...{ text: text.slice(quantity.start, end), start: quantity.start, end, dimension },
    ...{ value, hedge, low, high, lowInclusive, highInclusive },
    role: roleAt(text, quantity),
    per,
    statedPer: per,
    factor,
    isImplied: false,
    isDerived: false,
  };
  return converted(text, quantity, turns, times(plain, factor), unit);
}

interface Measure {
  readonly end: number;
  readonly dimension: string;
  readonly factor: number;
  /** As written; undefined where the figure has none. */
  readonly unit: string | undefined;
}

/** What a figure is counted in, with a unit that stands behind it. */
function measureOf(text: string, quantity: Quantity): Measure {
  const points = pointsAfter(text, quantity);
  if (points !== null) return { end: points, dimension: 'points', factor: 1, unit: undefined };
  const unit = unitOf(text, quantity);
  if (unit === null)
    return { end: quantity.end, dimension: dimensionOf(quantity, null), factor: 1, unit: undefined };
  const base = baseOf(unit.unit.replace(perTime, ''));
  const dimension = dimensionOf(quantity, base?.dimension ?? unit.unit);
  return { end: unit.end, dimension, factor: base?.factor ?? 1, unit: unit.unit };
}

function converted(
  text: string,
  quantity: Quantity,
  turns: readonly Turn[],
  plain: Figure,
  unit: string | undefined,
): Figure {
  const isPart = quantity.kind === 'number' && (unit !== undefined || plain.dimension === 'points');
  if (isPart) return perYear(plain);
  return perYear(
    inCelsius(plain, unit) ?? changeReading(text, quantity, turns, plain) ?? topRank(text, plain) ?? plain,
  );
}

/** "The population passed 2 million": a bound, like "more than". */
function passed(text: string, { value, precision, hedge, start }: Quantity): StatedFigure | null {
  const isPassed = /\b(?:passed|crossed|exceeded|topped|surpassed)(?: the)? $/iu.test(
    text.slice(Math.max(0, start - 14), start),
  );
  if (!isPassed || hedge !== 'exact' || value === null) return null;
  return {
    value,
    precision,
    hedge: 'over',
    low: value,
    high: null,
    lowInclusive: false,
    highInclusive: null,
  };
}

/** "a quarter of a point", "half a percentage point": the end of the whole. */
function pointsAfter(text: string, { kind, end }: Quantity): number | null {
  if (kind !== 'number') return null;
  const match = /^ (?:of )?(?:a |one )?(?:percentage |per cent )?points?\b/iu.exec(text.slice(end, end + 26));
  return match === null || /^ points/u.test(match[0]) ? null : end + match[0].length;
}

/** "among the top three": a rank of three at most. */
function topRank(text: string, plain: Figure): Figure | null {
  const isTop = /\b(?:top|first|best) $/iu.test(text.slice(Math.max(0, plain.start - 6), plain.start));
  if (!isTop || plain.dimension !== 'count' || plain.value === null || plain.value > 100) return null;
  return {
    ...plain,
    dimension: 'rank',
    hedge: 'at-most',
    low: 1,
    high: plain.value,
    lowInclusive: true,
    highInclusive: true,
  };
}

/** "6 millimetres a year" is read with its rate, which `per` keeps. */
const perTime = / per (?:year|month|week|day)$/u;

function unitOf(text: string, quantity: Quantity): { readonly unit: string; readonly end: number } | null {
  if (quantity.unit !== null) return { unit: quantity.unit, end: quantity.end };
  if (quantity.kind !== 'number') return null;
  const part = /^ of an? ([a-z]+)\b/u.exec(text.slice(quantity.end, quantity.end + 20));
  if (part?.[1] !== undefined && baseOf(part[1]) !== null)
    return { unit: part[1], end: quantity.end + part[0].length };
  return unitAfter(text, quantity.end);
}

function dimensionOf(quantity: Quantity, unit: string | null): string {
  if (quantity.kind === 'money') return `money:${quantity.currency ?? 'none'}`;
  if (quantity.kind === 'percentage-point') return 'points';
  if (quantity.kind === 'ordinal') return 'rank';
  if (quantity.kind === 'temperature') return `temperature:${quantity.unit ?? ''}`;
  if (unit !== null) return quantity.kind === 'age' ? 'age' : unit;
  return quantity.kind === 'number' ? 'count' : quantity.kind;
}

function times(figure: Figure, factor: number): Figure {
  const at = (bound: number | null) => (bound === null ? null : bound * factor);
  return factor === 1
    ? figure
    : { ...figure, value: at(figure.value), low: at(figure.low), high: at(figure.high) };
}

/** Fahrenheit is no multiple of Celsius; both are read in Celsius. */
function inCelsius(figure: Figure, unit: string | undefined): Figure | null {
  if (unit === undefined || !figure.dimension.startsWith('temperature:')) return null;
  if (!/^(?:f|fahrenheit)$/iu.test(unit)) return { ...figure, dimension: 'temperature' };
  const celsius = (n: number | null) => (n === null ? null : ((n - 32) * 5) / 9);
  return {
    ...figure,
    dimension: 'temperature',
    value: celsius(figure.value),
    low: celsius(figure.low),
    high: celsius(figure.high),
  };
}

const perWhat: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:[^.;,]{0,40}?)\b(?:a|per|each|every) (?:year|annum)\b(?! (?:ago|earlier|before|later|after))|^[^.;,]{0,40}?\b(?:annually|yearly)\b/iu,
    'year',
  ],
  [
    /^(?:[^.;,]{0,40}?)\b(?:a|per|each|every|one) month\b(?! (?:ago|earlier|before|later|after))|^[^.;,]{0,40}?\bmonthly\b/iu,
    'month',
  ],
  [
    /^(?:[^.;,]{0,40}?)\b(?:a|per|each|every) week\b(?! (?:ago|earlier|before|later|after))|^[^.;,]{0,40}?\bweekly\b/iu,
    'week',
  ],
  [
    /^(?:[^.;,]{0,40}?)\b(?:a|per|each|every) day\b(?! (?:ago|earlier|before|later|after))|^[^.;,]{0,40}?\bdaily\b/iu,
    'day',
  ],
  [/^[^.;,]{0,30}?\b(?:per (?:head|capita|person|inhabitant)|a head|each)\b/iu, 'head'],
];

function perAfter(text: string, end: number): string | null {
  const rest = text.slice(end, end + 60);
  return perWhat.find(([pattern]) => pattern.test(rest))?.[1] ?? null;
}

/** How many of each fill a year: a monthly sum is compared with a yearly one. */
const inYear: Readonly<Record<string, number>> = { year: 1, month: 12, week: 52, day: 365 };

function perYear(figure: Figure): Figure {
  const count = figure.per === null ? undefined : inYear[figure.per];
  if (count === undefined || /^(?:percent|change|points|rank|score)$/u.test(figure.dimension)) return figure;
  return { ...times(figure, count), per: 'year' };
}

/** "from 61.2 to 64.9 years": the unit stands behind the second figure only. */
function withCarriedUnits(text: string, figures: readonly Figure[]): readonly Figure[] {
  return figures.map((figure, index) => {
    const next = figures[index + 1];
    const isBare = figure.role === 'from' && figure.dimension === 'count' && next?.role === 'to';
    if (!isBare || next.dimension === 'count' || !/^ to /u.test(text.slice(figure.end, figure.end + 4)))
      return figure;
    return {
      ...times(figure, next.factor),
      dimension: next.dimension,
      text: text.slice(figure.start, figure.end),
    };
  });
}

/** "2 hours 9 minutes", "5 feet 10 inches": parts of one figure, the finer right behind the coarser. */
function joinedParts(text: string, figures: readonly Figure[]): Figure[] {
  const joined: Figure[] = [];
  for (const figure of figures) {
    const before = joined.at(-1);
    if (before === undefined || !isFinerPart(text, before, figure)) joined.push(figure);
    else joined[joined.length - 1] = sumOf(text, before, figure);
  }
  return joined;
}

function isFinerPart(text: string, before: Figure, figure: Figure): boolean {
  return (
    before.dimension === figure.dimension &&
    /^(?:length|mass|time|months)$/u.test(figure.dimension) &&
    before.hedge !== 'between' &&
    figure.hedge === 'exact' &&
    /^(?:,? (?:and )?)?$/u.test(text.slice(before.end, figure.start)) &&
    (before.value ?? 0) > (figure.value ?? 0)
  );
}

function sumOf(text: string, before: Figure, figure: Figure): Figure {
  const value = (before.value ?? 0) + (figure.value ?? 0);
  const half = (figure.high ?? 0) - (figure.value ?? 0);
  return {
    ...before,
    text: text.slice(before.start, figure.end),
    end: figure.end,
    value,
    low: value - half,
    high: value + half,
  };
}

/** "2-1", "52–47": the tally of a match or vote; the higher first, whoever is named first. */
function scoresOf(text: string, quantities: readonly Quantity[]): Figure[] {
  const found: Figure[] = [];
  for (const match of text.matchAll(/(?<![\d.,/-])(\d{1,3})[-–:](\d{1,3})(?![\d.,/:-]|\p{L})/gu)) {
    const [start, end] = [match.index, match.index + match[0].length];
    if (quantities.some((each) => each.start < end && each.end > start)) continue;
    const parts = [Number(match[1]), Number(match[2])];
    const value = Math.max(...parts) * 1000 + Math.min(...parts);
    found.push({
      text: match[0],
      start,
      end,
      dimension: 'score',
      value,
      hedge: 'exact',
      low: value,
      high: value,
      lowInclusive: true,
      highInclusive: true,
      role: 'none',
      per: null,
      statedPer: null,
      factor: 1,
      isImplied: false,
      isDerived: false,
    });
  }
  return found;
}

/** "the two leaders", "number one", "one of them": points at things and counts none. */
function isPointing(text: string, { start, end, value, hedge, kind, text: figure }: Quantity): boolean {
  const before = text.slice(Math.max(0, start - 16), start);
  if (kind === 'ordinal') return /\b(?:world|half of the|quarter of the)\s*$/iu.test(before);
  if (kind !== 'number' || hedge !== 'exact' || value === null) return false;
  if (/\b(?:number|no\.)\s$/iu.test(before)) return true;
  if (/^one$/iu.test(figure))
    return (
      /^\s(?:of|another|day)\b/iu.test(text.slice(end, end + 9)) ||
      !/^\s\p{Ll}/u.test(text.slice(end, end + 2))
    );
  return (
    Number.isInteger(value) &&
    value < 20 &&
    /\b(?:the|both|these|those|other|its|their|his|her)\s$/iu.test(before)
  );
}

import { addDays, daysIn, iso, partsOf } from '../claim/days.js';
import type { Period, Quantity } from '../claim/quantity-types.js';

/** All the time a claim speaks of, first to last day. A null bound is open. */
export interface Time {
  readonly from: string | null;
  readonly to: string | null;
  /** As written, for reasons. */
  readonly text: string;
  /** A single day. */
  readonly isDay: boolean;
}

/** The time of a text, from its periods; null where none is named or none can be placed in a calendar. */
export function timeOf(text: string, periods: readonly Period[]): Time | null {
  const own = periods.filter((each) => !isCompared(text, each));
  const placed = (own.length > 0 ? own : periods).flatMap((each) => placedPeriod(text, each) ?? []);
  const [first] = placed;
  if (first === undefined) return null;
  const isOpenBefore = placed.some(({ from }) => from === null);
  const isOpenAfter = placed.some(({ to }) => to === null);
  const from = isOpenBefore ? null : (placed.map((each) => each.from ?? '').sort()[0] ?? null);
  const to = isOpenAfter
    ? null
    : (placed
        .map((each) => each.to ?? '')
        .sort()
        .at(-1) ?? null);
  return { from, to, text: placed.map((each) => each.text).join(', '), isDay: from !== null && from === to };
}

/** "15 % fewer than in 2015": the time that another is compared with. */
const isCompared = (text: string, { start }: Period) =>
  /\b(?:than|compared (?:with|to)|against|up from|down from)(?: in| the| its| at)*(?: \p{L}+ (?:in|of|for))? $/iu.test(
    text.slice(Math.max(0, start - 40), start),
  );

/** Figures that only begin a stretch of days: the 3 of "between 3 and 14 June". */
export function isDayOfStretch(text: string, quantity: Quantity, periods: readonly Period[]): boolean {
  const next = periods.find(({ start }) => start >= quantity.end && start - quantity.end < 12);
  return (
    next !== undefined &&
    quantity.kind === 'number' &&
    next.granularity === 'day' &&
    /^\s?(?:and|to|until|till|through|-|–)\s?(?:the )?$/iu.test(text.slice(quantity.end, next.start))
  );
}

interface Placed {
  readonly from: string | null;
  readonly to: string | null;
  readonly text: string;
}

function placedPeriod(text: string, period: Period): Placed | null {
  if (period.from === null && period.to === null) return null;
  const before = text.slice(Math.max(0, period.start - 24), period.start);
  const plain = { from: period.from, to: period.to, text: period.text };
  return seasonOf(before, period) ?? partOfDecade(before, period) ?? stretchOfDays(before, period) ?? plain;
}

/** Months by season of the northern half, as news text has them. */
const seasons: Readonly<Record<string, readonly [number, number]>> = {
  spring: [3, 5],
  summer: [6, 8],
  autumn: [9, 11],
  fall: [9, 11],
};

function seasonOf(before: string, period: Period): Placed | null {
  const word = /\b(spring|summer|autumn|fall|winter)(?: of)? $/iu.exec(before)?.[1]?.toLowerCase();
  const year = partsOf(period.from)?.year;
  if (word === undefined || year === undefined || period.granularity !== 'year') return null;
  const text = `${word} ${period.text}`;
  // "winter 2014" may begin in either year: the whole year and the winter after it
  if (word === 'winter') return { from: iso(year, 1, 1), to: iso(year + 1, 2, 28), text };
  const [first, last] = seasons[word] ?? [1, 12];
  return { from: iso(year, first, 1), to: iso(year, last, daysIn(year, last)), text };
}

/** Which years of a decade or century are its early, middle and late ones, as shares of ten. */
const partsOfDecade: Readonly<Record<string, readonly [number, number]>> = {
  early: [0, 3],
  mid: [4, 6],
  middle: [4, 6],
  late: [7, 9],
};

function partOfDecade(before: string, period: Period): Placed | null {
  const word = /\b(early|mid|middle|late)(?: of)?[ -](?:the )?$/iu.exec(before)?.[1]?.toLowerCase();
  const year = partsOf(period.from)?.year;
  if (word === undefined || year === undefined || period.granularity !== 'decade') return null;
  const [first, last] = partsOfDecade[word] ?? [0, 9];
  return { from: iso(year + first, 1, 1), to: iso(year + last, 12, 31), text: `${word} ${period.text}` };
}

function stretchOfDays(before: string, period: Period): Placed | null {
  const day = /\b(\d{1,2})(?:st|nd|rd|th)?\s?(?:and|to|until|till|through|-|–)\s?(?:the )?$/iu.exec(
    before,
  )?.[1];
  const end = partsOf(period.to);
  if (day === undefined || end === null || period.granularity !== 'day' || period.from !== period.to)
    return null;
  if (Number(day) < 1 || Number(day) >= end.day) return null;
  return {
    from: addDays(period.to ?? '', Number(day) - end.day),
    to: period.to,
    text: `${day} to ${period.text}`,
  };
}

/** How the time of one claim lies to that of another. `none`: one of them names none. */
export type TimeRelation = 'equal' | 'inside' | 'around' | 'apart' | 'crossing' | 'none';

/** Where the first time lies as seen from the second. */
export function timeRelation(a: Time | null, b: Time | null): TimeRelation {
  if (a === null || b === null) return 'none';
  const [one, other] = [bounds(a), bounds(b)];
  if (one.from === other.from && one.to === other.to) return 'equal';
  if (one.to < other.from || one.from > other.to) return 'apart';
  if (one.from >= other.from && one.to <= other.to) return 'inside';
  return one.from <= other.from && one.to >= other.to ? 'around' : 'crossing';
}

const bounds = ({ from, to }: Time) => ({ from: from ?? '0000', to: to ?? '9999' });

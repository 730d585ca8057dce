import { addDays, addMonths, daysIn, isDay, iso, weekdayOf } from '../claim/days.js';

/** First and last day, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/**
 * The days of a period as statistical offices write it, or null: `2018`, `2018-A1`, `2018-H1` / `S1` / `B1` (halves), `2018-T1`
 * (thirds), `2018-Q1`, `2018-06` / `M06`, `2018-W05` (ISO weeks), `2018-D032`, all also without the hyphen; an ISO day, also
 * with a time of day; `2018-01-01/P3M` (SDMX time ranges).
 */
export function periodCode(code: string): Days | null {
  const text = code.trim().toUpperCase();
  return part(text) ?? day(text) ?? range(text);
}

/** Months of a part of the year, by its letter. */
const monthsOf: Readonly<Record<string, number>> = { A: 12, B: 6, H: 6, S: 6, T: 4, Q: 3, M: 1 };

function part(text: string): Days | null {
  const match = /^(\d{4})(?:-?([A-Z])(\d{1,3})|-(\d{2}))?$/.exec(text);
  if (!match) return null;
  const [year, letter, number] = [Number(match[1]), match[2] ?? 'M', Number(match[3] ?? match[4])];
  if (match[3] === undefined && match[4] === undefined) return months(year, 1, 12);
  if (letter === 'W') return week(year, number);
  if (letter === 'D') return dayOfYear(year, number);
  const length = monthsOf[letter] ?? 0;
  const first = (number - 1) * length + 1;
  return number >= 1 && length > 0 && first + length - 1 <= 12 ? months(year, first, length) : null;
}

function months(year: number, first: number, count: number): Days {
  const last = first + count - 1;
  return { from: iso(year, first, 1), to: iso(year, last, daysIn(year, last)) };
}

/** ISO 8601: weeks begin on Monday, and 4 January lies in the first one. */
function week(year: number, number: number): Days | null {
  if (year < 1 || year >= lastYear || number < 1 || number > 53) return null;
  const fourth = iso(year, 1, 4);
  const monday = addDays(fourth, -((weekdayOf(fourth) + 6) % 7) + (number - 1) * 7);
  const thursday = addDays(monday, 3);
  return Number(thursday.slice(0, 4)) === year ? { from: monday, to: addDays(monday, 6) } : null;
}

function dayOfYear(year: number, number: number): Days | null {
  if (year < 1 || number < 1 || number > 366) return null;
  const found = addDays(iso(year, 1, 1), number - 1);
  return Number(found.slice(0, 4)) === year ? { from: found, to: found } : null;
}

/** A time of day says when within it; the day is the period. */
function day(text: string): Days | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    text,
  );
  const found = match?.[1];
  return found !== undefined && isDay(found) ? { from: found, to: found } : null;
}

/** ISO days have four digits for the year. */
const lastYear = 9999;

/** At most so many years lie in one piece of a range. */
const yearsOf: Readonly<Record<string, number>> = { Y: 1, M: 1 / 12, W: 1 / 52, D: 1 / 365 };

function isTooLong(from: string, count: number, letter: string): boolean {
  return Number(from.slice(0, 4)) + count * (yearsOf[letter] ?? 1) >= lastYear;
}

function range(text: string): Days | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T00:00(?::00)?Z?)?\/P(\d{1,3})([YMWD])$/.exec(text);
  const [, from = '', digits = '', letter = ''] = match ?? [];
  const count = Number(digits);
  if (!isDay(from) || count < 1 || isTooLong(from, count, letter)) return null;
  const next =
    letter === 'D' || letter === 'W'
      ? addDays(from, count * (letter === 'W' ? 7 : 1))
      : addMonths(from, count * (letter === 'Y' ? 12 : 1));
  return { from, to: addDays(next, -1) };
}

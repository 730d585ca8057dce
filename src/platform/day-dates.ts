// not from the root of the package, which loads every language
import { casual, Chrono } from 'chrono-node/en';
import type { ParsedComponents, ParsedResult } from 'chrono-node';
import type { FindDayDates, FoundDay } from '../domain/claim/day-date-finder.js';

const monthNames =
  'Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?';
const month = new RegExp(`\\b(?:${monthNames})\\b`, 'u');
const weekday = /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b/u;
const figures = /\b\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b/u;

/**
 * Those readers of chrono that find days, and the times of day beside them, which end up in its span. Its others find what is dropped here
 * ("two years ago", "this evening", "May 2019") and take most of its time.
 */
const readers: ReadonlySet<string> = new Set([
  'ENYearMonthDayParser',
  'ISOFormatParser',
  'SlashDateFormatParser',
  'ENMonthNameLittleEndianParser',
  'ENMonthNameMiddleEndianParser',
  'ENWeekdayParser',
  'ENTimeExpressionParser',
]);
const chrono = new Chrono({
  parsers: casual.parsers.filter((parser) => readers.has(parser.constructor.name)),
  refiners: casual.refiners,
});

/** chrono is asked in pieces of this size, so that its time stays proportional to the text. */
const chunk = 1000;

/**
 * Finds day-level dates with chrono, figures read as d/m/y (its British form reads "April 23" as a month of 2023), keeping only what the text states: chrono also guesses, and reads
 * "may 5" or "sat on" as dates, so a month or weekday must be written with a capital.
 */
export const findDayDates: FindDayDates = (text) =>
  pieces(text).flatMap(({ piece, offset }) =>
    month.test(piece) || weekday.test(piece) || figures.test(piece)
      ? chrono.parse(piece, noon).flatMap((result) => found(result, piece, offset))
      : [],
  );

/** Any day will do: nothing that chrono fills in from it is used. */
const noon = new Date('2001-01-01T12:00:00Z');

function pieces(text: string): { piece: string; offset: number }[] {
  const out: { piece: string; offset: number }[] = [];
  for (let offset = 0; offset < text.length;) {
    let end = Math.min(text.length, offset + chunk);
    if (end < text.length) {
      const tail = text.slice(offset, end);
      const cut = Math.max(tail.lastIndexOf('. '), tail.lastIndexOf('\n'));
      const space = cut > chunk / 2 ? cut + 1 : tail.lastIndexOf(' ');
      if (space > 0) end = offset + space;
    }
    out.push({ piece: text.slice(offset, end), offset });
    offset = end;
  }
  return out;
}

function found(result: ParsedResult, piece: string, offset: number): FoundDay[] {
  const kind = kindOf(result);
  if (kind === null) return [];
  const span = kind === 'weekday' ? weekdaySpan(result.text) : dateSpan(result);
  if (span === null) return [];
  const { start, end } = result;
  const text = piece.slice(result.index + span.start, result.index + span.end);
  const at = offset + result.index + span.start;
  return [
    {
      text,
      start: at,
      end: at + text.length,
      ...dayFirst(text, dayOf(start) ?? { year: null, month: 1, day: 1 }),
      weekday: start.isCertain('weekday') ? start.get('weekday') : null,
      until: kind === 'date' && end?.isCertain('day') === true ? dayOf(end) : null,
      ...(kind === 'weekday' ? { weekdayOnly: true as const } : {}),
    },
  ];
}

function kindOf({ start, text }: ParsedResult): 'date' | 'weekday' | null {
  const isDay = start.isCertain('day') && start.isCertain('month');
  if (isDay && (month.test(text) || figures.test(text))) return 'date';
  return start.isCertain('weekday') && weekday.test(text) ? 'weekday' : null;
}

function dayOf(end: ParsedComponents): FoundDay['until'] {
  const [month, day] = [end.get('month'), end.get('day')];
  if (month === null || day === null) return null;
  return { year: end.isCertain('year') ? end.get('year') : null, month, day };
}

/** "9/6/2019" is 9 June; where that is no date, the month came first. */
function dayFirst(
  text: string,
  read: Pick<FoundDay, 'year' | 'month' | 'day'>,
): Pick<FoundDay, 'year' | 'month' | 'day'> {
  const match = /(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}$/u.exec(text);
  if (match === null) return read;
  const [first, second] = [Number(match[1]), Number(match[2])];
  return second <= 12 ? { ...read, day: first, month: second } : { ...read, day: second, month: first };
}

function weekdaySpan(text: string): { start: number; end: number } | null {
  const match = weekday.exec(text);
  return match === null ? null : { start: match.index, end: match.index + match[0].length };
}

/** chrono takes a time of day, a preposition and brackets into its span; the period is the date alone. */
function dateSpan(result: ParsedResult): { start: number; end: number } | null {
  const lead = /^(?:on|in|the|by|at|since|until|from|\s|[,(])+\b/iu.exec(result.text)?.[0].length ?? 0;
  const timeAt = result.start.isCertain('hour')
    ? /(?:,| at)? \d{1,2}(?::\d{2}| ?[ap]\.?m)/iu.exec(result.text)?.index
    : undefined;
  const end = timeAt ?? result.text.trimEnd().replace(/[),]+$/u, '').length;
  return end > lead ? { start: lead, end } : null;
}

import type { FindDayDates, FoundDay } from './day-date-finder.js';
import { addDays, daysIn, iso, weekdayOf } from './days.js';
import { periodForms } from './period-forms.js';
import { needsOf } from './period-needs.js';
import {
  limited,
  referenceAt,
  unresolved,
  withYear,
  type Reference,
  type Stretch,
} from './period-reference.js';
import type { Period } from './quantity-types.js';

export interface ReadingContext {
  /** ISO day the text was stated on; without it nothing that needs a year from outside is resolved. */
  readonly statedOn: string | null;
  readonly dayDates: FindDayDates;
}

interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly stretch: Stretch;
}

/** The periods of a text, sorted, never overlapping. A year that is not stated is marked by `year`, never guessed. */
export function findPeriods(text: string, context: ReadingContext): Period[] {
  const taken = new Uint8Array(text.length);
  const periods: Period[] = [];
  for (const candidate of candidates(text, context)) {
    if (isTaken(taken, candidate)) continue;
    taken.fill(1, candidate.start, candidate.end);
    periods.push(periodOf(text, candidate));
  }
  return periods.sort((a, b) => a.start - b.start);
}

function isTaken(taken: Uint8Array, { start, end }: Candidate): boolean {
  for (let at = start; at < end; at += 1) if (taken[at] === 1) return true;
  return false;
}

function* candidates(text: string, { statedOn, dayDates }: ReadingContext): Generator<Candidate> {
  const reference = (at: number): Reference => referenceAt(text, at, statedOn);
  const days = dayDates(text, statedOn).filter((day) => isRealDay(text, day));
  const has = needsOf(text);
  for (const form of periodForms) {
    if (form === 'days') {
      for (const day of days) {
        yield { start: day.start, end: day.end, stretch: dayStretch(day, reference(day.start)) };
      }
      continue;
    }
    if (!has(form.needs)) continue;
    for (const match of text.matchAll(form.pattern)) {
      const stretch = form.read(match, () => reference(match.index), text);
      if (stretch !== null) yield { start: match.index, end: match.index + match[0].length, stretch };
    }
  }
}

/** "In May 20 people": after "in" a month does not name a day. */
function isRealDay(text: string, day: FoundDay): boolean {
  if (day.weekdayOnly === true) return true;
  if (day.month < 1 || day.month > 12 || day.day > daysIn(day.year ?? 2000, day.month)) return false;
  return !(
    day.year === null &&
    /\p{L} \d+$/u.test(day.text) &&
    /\bin $/iu.test(text.slice(Math.max(0, day.start - 4), day.start))
  );
}

function dayStretch(day: FoundDay, ref: Reference): Stretch {
  if (day.weekdayOnly === true) return weekdayStretch(day.weekday ?? 0, ref);
  const until = day.until;
  const year = day.year ?? until?.year ?? null;
  return withYear(ref, year, 'day', (y) => {
    const from = dayIn(y, day.month, day.day);
    if (until === null) return { from, to: from };
    const to = dayIn(until.year ?? y, until.month, until.day);
    return { from, to: to < from ? dayIn(y + 1, until.month, until.day) : to };
  });
}

/** 29 February is held inside a year that has none. */
const dayIn = (year: number, month: number, day: number) =>
  iso(year, month, Math.min(day, daysIn(year, month)));

/** The nearest such weekday, the day itself included, behind or ahead by the tense. */
function weekdayStretch(weekday: number, ref: Reference): Stretch {
  if (ref.statedOn === null || ref.stated === null) return unresolved('day');
  const ahead = (weekday - weekdayOf(ref.statedOn) + 7) % 7;
  const day = addDays(ref.statedOn, ref.tense === 'future' ? ahead : ahead === 0 ? 0 : ahead - 7);
  return { from: day, to: day, granularity: 'day', year: 'statedOn' };
}

const limitWord =
  /\b(by|before|until|till|since|after|no later than)\s+(?:the\s+)?(?:fiscal\s+|financial\s+)?(?:year\s+)?$/iu;

function periodOf(text: string, { start, end, stretch }: Candidate): Period {
  const word = limitWord.exec(text.slice(Math.max(0, start - 40), start))?.[1]?.toLowerCase() ?? '';
  const limit = limited(stretch, word === 'till' ? 'until' : word === 'no later than' ? 'by' : word);
  return { text: text.slice(start, end), start, end, ...limit.stretch, role: limit.role };
}

import { addDays, addMonths, monthSpan, weekdayOf } from './days.js';
import { smallWords } from './number-words.js';
import { unresolved, wholeYear, type Reference, type Stretch } from './period-reference.js';

/** Behind (-1), at (0) or ahead of (1) the day of the statement. */
function shiftOf(word: string | undefined): -1 | 0 | 1 {
  if (/^(?:last|past|previous)$/iu.test(word ?? '')) return -1;
  return /^(?:next|coming|following)$/iu.test(word ?? '') ? 1 : 0;
}

/** "last year", "this month", "next week": word and unit are the first two groups. */
export function relativeUnit(match: RegExpExecArray, ref: Reference): Stretch | null {
  const shift = shiftOf(match[1]);
  const unit = (match[2] ?? '').toLowerCase();
  const granularity = unit === 'week' ? 'day' : (unit as Stretch['granularity']);
  if (ref.stated === null || ref.statedOn === null) return unresolved(granularity);
  const days = unitDays(unit, shift, ref.statedOn, ref.stated);
  return days === null ? null : { ...days, granularity, year: 'statedOn' };
}

function unitDays(
  unit: string,
  shift: -1 | 0 | 1,
  statedOn: string,
  stated: { readonly year: number; readonly month: number },
): { from: string; to: string } | null {
  if (unit === 'year') return wholeYear(stated.year + shift);
  if (unit === 'decade') return shift === -1 ? { from: addMonths(statedOn, -120), to: statedOn } : null;
  if (unit === 'week') {
    const monday = addDays(statedOn, -((weekdayOf(statedOn) + 6) % 7) + 7 * shift);
    return { from: monday, to: addDays(monday, 6) };
  }
  const size = unit === 'quarter' ? 3 : 1;
  const index = stated.year * 12 + Math.floor((stated.month - 1) / size) * size + shift * size;
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  return monthSpan(year, month, year, month + size - 1);
}

interface CountUnit {
  readonly granularity: Stretch['granularity'];
  readonly days?: number;
  readonly months?: number;
}

const countUnits: ReadonlyMap<string, CountUnit> = new Map<string, CountUnit>([
  ['day', { granularity: 'day', days: 1 }],
  ['week', { granularity: 'day', days: 7 }],
  ['month', { granularity: 'month', months: 1 }],
  ['quarter', { granularity: 'quarter', months: 3 }],
  ['year', { granularity: 'year', months: 12 }],
  ['decade', { granularity: 'decade', months: 120 }],
]);

/** "past two years": back from the day of the statement; "next five years": ahead of it. */
export function relativeCount(match: RegExpExecArray, ref: Reference): Stretch | null {
  const unit = countUnits.get((match[3] ?? '').toLowerCase().replace(/s$/u, ''));
  const count = countOf(match[2]);
  if (unit === undefined || count === null || count > 500) return null;
  if (ref.statedOn === null || ref.stated === null) return unresolved(unit.granularity);
  const sign = shiftOf(match[1]) === 1 ? 1 : -1;
  const other =
    unit.months === undefined
      ? addDays(ref.statedOn, sign * count * (unit.days ?? 1))
      : addMonths(ref.statedOn, sign * count * unit.months);
  const [from, to] = sign < 0 ? [other, ref.statedOn] : [ref.statedOn, other];
  return { from, to, granularity: unit.granularity, year: 'statedOn' };
}

/** "nine", "9", or null. */
export function countOf(word: string | undefined): number | null {
  if (/^\d+$/u.test(word ?? '')) return Number(word);
  return smallWords.get((word ?? '').toLowerCase()) ?? null;
}

const dayWords: ReadonlyMap<string, number> = new Map([
  ['yesterday', -1],
  ['today', 0],
  ['tonight', 0],
  ['tomorrow', 1],
]);

export function dayWord(match: RegExpExecArray, ref: Reference): Stretch {
  if (ref.statedOn === null || ref.stated === null) return unresolved('day');
  const day = addDays(ref.statedOn, dayWords.get(match[0].toLowerCase()) ?? 0);
  return { from: day, to: day, granularity: 'day', year: 'statedOn' };
}

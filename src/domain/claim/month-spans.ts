import { monthSpan } from './days.js';
import { withYear, type Reference, type Stretch } from './period-reference.js';

/** A stated year, the one that "this year" means, or null where it has to come from the reference. */
function yearOf(
  stated: string | undefined,
  relative: string | undefined,
  ref: Reference,
): { year: number | null; known: boolean } {
  if (stated !== undefined) return { year: Number(stated), known: true };
  if (relative === undefined || ref.stated === null) return { year: null, known: relative === undefined };
  const shift = /last/iu.test(relative) ? -1 : /next/iu.test(relative) ? 1 : 0;
  return { year: ref.stated.year + shift, known: false };
}

/** A stretch of months inside a year that is stated, relative ("of this year") or left to the reference. */
export function monthsOf(
  ref: Reference,
  stated: string | undefined,
  relative: string | undefined,
  granularity: Stretch['granularity'],
  first: number,
  last: number,
): Stretch {
  const { year, known } = yearOf(stated, relative, ref);
  const stretch = withYear(ref, year, granularity, (y) => monthSpan(y, first, y, last));
  return known || stretch.from === null ? stretch : { ...stretch, year: 'statedOn' };
}

/** The quarter of a year, from 1. */
export const quarter = (ref: Reference, n: number, stated?: string, relative?: string) =>
  monthsOf(ref, stated, relative, 'quarter', 3 * n - 2, 3 * n);
/** The half of a year, from 1. */
export const half = (ref: Reference, n: number, stated?: string, relative?: string) =>
  monthsOf(ref, stated, relative, 'half', 6 * n - 5, 6 * n);

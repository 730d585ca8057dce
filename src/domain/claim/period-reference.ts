import { addDays, iso, partsOf, type DayParts } from './days.js';
import type { Granularity, YearOrigin } from './quantity-types.js';

/** What a period without a year is resolved against. */
export interface Reference {
  readonly statedOn: string | null;
  readonly stated: DayParts | null;
  /** Past tense means the nearest past one, future tense the nearest coming one. */
  readonly tense: 'past' | 'future';
}

export interface Stretch {
  readonly from: string | null;
  readonly to: string | null;
  readonly granularity: Granularity;
  readonly year: YearOrigin;
}

export function referenceAt(text: string, at: number, statedOn: string | null): Reference {
  return { statedOn, stated: partsOf(statedOn), tense: tenseAt(text, at) };
}

/** Letter case counts: "May" is a month. */
const future =
  /\b(?:will|shall|won't|is to|are to|to be held|going to|is due|are due|due (?:on|in|by|to)|plans? to|planning to|intends?|aims? (?:to|for|at)|aiming|expects?|expected|scheduled|set to|upcoming|coming|hopes?|promises?|pledges?|forecasts?|predicts?|wants? to|targets?|may|might|would|could|until|ahead of)\b/u;
const past =
  /\b(?:was|were|had|has been|have been|did|said|died|won|lost|held|came|went|rose|fell|grew|began|took|made|\p{L}{2,}ed)\b/iu;
const reach = 160;

/** The tense of the sentence around a place, by its verbs; a future one beats a past one ("said it will"). */
function tenseAt(text: string, at: number): 'past' | 'future' {
  const before = text.slice(Math.max(0, at - reach), at);
  const after = text.slice(at, at + reach);
  const begin =
    Math.max(
      before.lastIndexOf('. '),
      before.lastIndexOf('\n'),
      before.lastIndexOf('! '),
      before.lastIndexOf('? '),
    ) + 1;
  const stop = /[.!?](?:\s|$)|\n/u.exec(after)?.index ?? after.length;
  const sentence = before.slice(begin) + after.slice(0, stop);
  if (!future.test(sentence)) return 'past';
  // "The bill, which may cost millions, passed on": a past verb close before the date decides
  return past.test(before.slice(begin).slice(-24)) && !future.test(before.slice(begin).slice(-40))
    ? 'past'
    : 'future';
}

/** The year that a repeating stretch falls in: the latest begun, or under future tense the first not over. */
export function withYear(
  ref: Reference,
  year: number | null,
  granularity: Granularity,
  make: (year: number) => { from: string; to: string },
): Stretch {
  if (year !== null) return { ...make(year), granularity, year: 'stated' };
  if (ref.stated === null || ref.statedOn === null) return unresolved(granularity);
  const today = ref.statedOn;
  const years = [ref.stated.year - 1, ref.stated.year, ref.stated.year + 1].map(make);
  const chosen =
    ref.tense === 'past' ? years.findLast((s) => s.from <= today) : years.find((s) => s.to >= today);
  return chosen === undefined ? unresolved(granularity) : { ...chosen, granularity, year: 'statedOn' };
}

export const unresolved = (granularity: Granularity): Stretch => ({
  from: null,
  to: null,
  granularity,
  year: 'unresolved',
});

export const wholeYear = (year: number) => ({ from: iso(year, 1, 1), to: iso(year, 12, 31) });

/** By, before, since, until and after turn a stretch into a limit. */
export function limited(stretch: Stretch, word: string): { stretch: Stretch; role: 'in' | 'by' | 'since' } {
  const { from, to } = stretch;
  switch (word) {
    case 'since':
      return { stretch: { ...stretch, to: null }, role: 'since' };
    case 'after':
      return { stretch: { ...stretch, from: to === null ? null : addDays(to, 1), to: null }, role: 'since' };
    case 'before':
      return {
        stretch: { ...stretch, from: null, to: from === null ? null : addDays(from, -1) },
        role: 'by',
      };
    case 'by':
    case 'until':
      return { stretch: { ...stretch, from: null }, role: 'by' };
    default:
      return { stretch, role: 'in' };
  }
}

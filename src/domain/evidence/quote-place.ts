import type { FoldedText } from './fold-text.js';
import type { Needle } from './quote-needle.js';
import { occurrences } from './quote-occurrences.js';

export interface Place {
  readonly start: number;
  readonly end: number;
}

/** All places where the words stand, not inside a longer word or figure ("4 March" is not in "14 March"). */
export function exactPlaces(text: string, words: string, from = 0): readonly Place[] {
  return occurrences(text, words, from)
    .map((start) => ({ start, end: start + words.length }))
    .filter((place) => isWhole(text, place));
}

/**
 * How well the surroundings fit, 0..1: likeness of prefix and suffix, the distance from `start` only to break a tie.
 * Null when the quotation names no surroundings.
 */
export function contextScore(text: string, needle: Needle, place: Place): number | null {
  return meanOfSides(text, needle, place, closeness);
}

type Likeness = (one: string, other: string, isBefore: boolean) => number;

function meanOfSides(text: string, needle: Needle, place: Place, likeness: Likeness): number | null {
  const { prefix, suffix } = needle;
  const sides: number[] = [];
  if (prefix !== '') {
    const before = text.slice(Math.max(0, place.start - prefix.length - 1), place.start).trimEnd();
    sides.push(likeness(before.slice(-prefix.length), prefix, true));
  }
  if (suffix !== '') {
    const after = text.slice(place.end, place.end + suffix.length + 1).trimStart();
    sides.push(likeness(after.slice(0, suffix.length), suffix, false));
  }
  return sides.length === 0 ? null : sides.reduce((sum, side) => sum + side, 0) / sides.length;
}

/** The place whose surroundings fit best; among equals the one nearest to `start`, then the first. */
export function bestPlace(text: string, needle: Needle, places: readonly Place[]): Place | null {
  const scored = (likeness: Likeness, from: readonly Place[]): readonly (Place & { score: number })[] =>
    from
      .map((place) => {
        const distance = needle.start === null ? 0 : Math.abs(place.start - needle.start) / (text.length + 1);
        return { ...place, score: (meanOfSides(text, needle, place, likeness) ?? 0) - distance * 0.1 };
      })
      .sort((a, b) => (Math.abs(b.score - a.score) > 1e-9 ? b.score - a.score : a.start - b.start));
  // Only the places that a quick look likes best are compared letter by letter.
  const few = places.length <= closelyCompared ? places : scored(adjoining, places).slice(0, closelyCompared);
  const best = scored(closeness, few)[0];
  return best === undefined ? null : { start: best.start, end: best.end };
}

const closelyCompared = 200;

/** The share of letters next to the quotation that are the same, up to the first that differs. */
const adjoining: Likeness = (one, other, isBefore) => {
  const length = Math.min(one.length, other.length);
  const same = (step: number): boolean =>
    isBefore ? one[one.length - 1 - step] === other[other.length - 1 - step] : one[step] === other[step];
  let run = 0;
  while (run < length && same(run)) run += 1;
  return run / Math.max(1, other.length);
};

/**
 * The place that prefix and suffix together point to, whatever stands there now; null when they do not agree on one.
 * Unless `isStrict`, where the neighbouring line changed too, what stands on the quotation's own line (a label, a line end)
 * is enough. Where the prefix stands several times, the place followed by the suffix is meant, then the one nearest to `start`.
 */
export function pointedPlace(folded: FoldedText, needle: Needle, isStrict = false): Place | null {
  const { text } = folded;
  const reach = needle.exact.length * 2 + 120;
  if (needle.suffix.length < minContext) return null;
  for (const prefix of isStrict ? [needle.prefix] : [needle.prefix, needle.lineBefore]) {
    if (prefix.length < minContext) continue;
    const places = occurrences(text, prefix).flatMap((at) => {
      const start = at + prefix.length;
      const end = isStrict
        ? endAt(text, needle.suffix, start, reach)
        : pointedEnd(folded, needle, start, reach);
      return end === null || end - start > reach ? [] : [trimmed(text, { start, end })];
    });
    const best = bestPlace(text, needle, places);
    if (best !== null) return best;
  }
  return null;
}

function endAt(text: string, suffix: string, start: number, reach: number): number | null {
  const end = text.slice(start, start + reach + suffix.length).indexOf(suffix);
  return end === -1 ? null : start + end;
}

function pointedEnd(
  { text, lineEnds }: FoldedText,
  needle: Needle,
  start: number,
  reach: number,
): number | null {
  const end = endAt(text, needle.suffix, start, reach);
  const lineEnd = needle.lineAfter === null ? (firstFrom(lineEnds, start) ?? text.length) : null;
  if (end === null) return lineEnd ?? afterOnLine(text, needle, start, reach);
  return lineEnd === null ? end : Math.min(end, lineEnd);
}

function afterOnLine(text: string, needle: Needle, start: number, reach: number): number | null {
  const after = needle.lineAfter ?? '';
  return after.length < minContext ? null : endAt(text, after, start, reach);
}

/** The first of ascending offsets that is not before `from`. */
function firstFrom(offsets: readonly number[], from: number): number | undefined {
  let [low, high] = [0, offsets.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return offsets[low];
}

/** Shorter surroundings stand in too many places to point to one. */
const minContext = 5;
/** Letters of scripts that set spaces between words; in the others a quotation may begin and end between any two. */
const wordLike =
  /(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}])[\p{L}\p{N}]/u;

function isWhole(text: string, { start, end }: Place): boolean {
  const [before, first] = [text.slice(Math.max(0, start - 2), start), text[start] ?? ''];
  const [last, after] = [text[end - 1] ?? '', text.slice(end, end + 2)];
  if (wordLike.test(first) && wordLike.test(before.slice(-1))) return false;
  if (wordLike.test(last) && wordLike.test(after.slice(0, 1))) return false;
  if (/\d/.test(first) && /\d[.,]$/.test(before)) return false;
  return !(/\d/.test(last) && /^[.,]\d/.test(after));
}

/** The place without white space at its ends. */
export function trimmed(text: string, { start, end }: Place): Place {
  const inner = text.slice(start, end);
  const left = inner.length - inner.trimStart().length;
  return { start: start + left, end: Math.max(start + left, start + inner.trimEnd().length) };
}

/** 1 minus the edit distance over the longer length. */
function closeness(one: string, other: string): number {
  if (one === other) return 1;
  let row = new Uint16Array(other.length + 1).map((_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = new Uint16Array(other.length + 1);
    next[0] = i;
    const code = one.charCodeAt(i - 1);
    for (let j = 1; j <= other.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (code === other.charCodeAt(j - 1) ? 0 : 1);
      next[j] = Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
    }
    row = next;
  }
  return 1 - (row[other.length] ?? 0) / Math.max(one.length, other.length, 1);
}

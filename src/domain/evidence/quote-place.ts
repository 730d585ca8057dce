import type { FoldedText } from './fold-text.js';

/** A folded quotation: the words, and what stood around them. */
export interface Needle {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  /** The part of the prefix on the quotation's own line ("Deaths: "), '' when the quotation began a line. */
  readonly lineBefore: string;
  /** The part of the suffix on the quotation's own line; null when the quotation ended a line. */
  readonly lineAfter: string | null;
  /** Offset in the folded text, null when not given. */
  readonly start: number | null;
}
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** All places where the words stand, not inside a longer word or figure ("4 March" is not in "14 March"). */
export function exactPlaces(text: string, words: string, from = 0): readonly Place[] {
  const places: Place[] = [];
  for (
    let at = text.indexOf(words, from);
    at !== -1 && places.length < maxPlaces;
    at = text.indexOf(words, at + 1)
  ) {
    const place = { start: at, end: at + words.length };
    if (isWhole(text, place)) places.push(place);
  }
  return places;
}

/**
 * How well the surroundings fit, 0..1: likeness of prefix and suffix, the distance from `start` only to break a tie.
 * Null when the quotation names no surroundings.
 */
export function contextScore(text: string, needle: Needle, place: Place): number | null {
  const sides: number[] = [];
  if (needle.prefix !== '') {
    const before = text.slice(0, place.start).trimEnd();
    sides.push(closeness(before.slice(-needle.prefix.length), needle.prefix));
  }
  if (needle.suffix !== '') {
    const after = text.slice(place.end).trimStart();
    sides.push(closeness(after.slice(0, needle.suffix.length), needle.suffix));
  }
  return sides.length === 0 ? null : sides.reduce((sum, side) => sum + side, 0) / sides.length;
}

/** The place whose surroundings fit best; among equals the one nearest to `start`, then the first. */
export function bestPlace(text: string, needle: Needle, places: readonly Place[]): Place | null {
  let best: { readonly place: Place; readonly score: number } | null = null;
  for (const place of places) {
    const distance = needle.start === null ? 0 : Math.abs(place.start - needle.start) / (text.length + 1);
    const score = (contextScore(text, needle, place) ?? 0) - distance * 0.1;
    if (best === null || score > best.score + 1e-9) best = { place, score };
  }
  return best?.place ?? null;
}

/**
 * The place that prefix and suffix together point to, whatever stands there now; null when they do not agree on one.
 * Unless `isStrict`, where the neighbouring line changed too, what stands on the quotation's own line (a label, a line end) is enough.
 */
export function pointedPlace(folded: FoldedText, needle: Needle, isStrict = false): Place | null {
  const { text } = folded;
  const reach = needle.exact.length * 2 + 120;
  for (const prefix of isStrict ? [needle.prefix] : [needle.prefix, needle.lineBefore]) {
    if (prefix.length < minContext) continue;
    for (let at = text.indexOf(prefix); at !== -1; at = text.indexOf(prefix, at + 1)) {
      const start = at + prefix.length;
      const end = isStrict ? suffixAt(text, needle, start) : pointedEnd(folded, needle, start);
      if (end !== null && end - start <= reach) return trimmed(text, { start, end });
    }
  }
  return null;
}

function suffixAt(text: string, needle: Needle, start: number): number | null {
  const end = needle.suffix.length < minContext ? -1 : text.indexOf(needle.suffix, start);
  return end === -1 ? null : end;
}

function pointedEnd({ text, lineEnds }: FoldedText, needle: Needle, start: number): number | null {
  if (needle.suffix.length < minContext) return null;
  const end = suffixAt(text, needle, start) ?? -1;
  const lineEnd = needle.lineAfter === null ? (lineEnds.find((one) => one >= start) ?? text.length) : null;
  if (end === -1) return lineEnd ?? afterOnLine(text, needle, start);
  return lineEnd === null ? end : Math.min(end, lineEnd);
}

function afterOnLine(text: string, needle: Needle, start: number): number | null {
  const after = needle.lineAfter ?? '';
  const end = after.length < minContext ? -1 : text.indexOf(after, start);
  return end === -1 ? null : end;
}

const maxPlaces = 500;
/** Shorter surroundings stand in too many places to point to one. */
const minContext = 5;
const wordLike = /[\p{L}\p{N}]/u;

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
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return 1 - (row[other.length] ?? 0) / Math.max(one.length, other.length, 1);
}

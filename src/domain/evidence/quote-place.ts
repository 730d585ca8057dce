import type { FoldedText } from './fold-text.js';
import { likeness } from './compare-wording.js';
import { tokensOf } from './wording-tokens.js';
import type { Token } from './wording-tokens.js';

/** Finds where a pattern stands with at most so many errors (insertions, deletions, replacements of UTF-16 units). */
export type ApproximateSearch = (
  text: string,
  pattern: string,
  maxErrors: number,
) => readonly { readonly start: number; readonly end: number; readonly errors: number }[];

/** A folded quotation: the words, and what stood around them. */
export interface Needle {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
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

/** The place that prefix and suffix together point to, whatever stands there now; null when they do not agree on one. */
export function pointedPlace(text: string, needle: Needle): Place | null {
  if (needle.prefix.length < minContext || needle.suffix.length < minContext) return null;
  const reach = needle.exact.length * 2 + 120;
  for (let at = text.indexOf(needle.prefix); at !== -1; at = text.indexOf(needle.prefix, at + 1)) {
    const start = at + needle.prefix.length;
    const end = text.indexOf(needle.suffix, start);
    if (end !== -1 && end - start <= reach) return trimmed(text, { start, end });
  }
  return null;
}

/** Places where a reworded or changed passage may stand: near-matches by letters, and passages with the same words. */
export function likelyPlaces(
  folded: FoldedText,
  needle: Needle,
  approximate: ApproximateSearch,
): readonly Place[] {
  const { text } = folded;
  const maxErrors = Math.min(256, Math.floor(needle.exact.length * 0.5));
  const close = needle.exact.length > maxPattern ? [] : approximate(text, needle.exact, maxErrors);
  const nearest = [...close].sort((a, b) => a.errors - b.errors).slice(0, 8);
  return [...nearest.map((place) => widened(text, place)), ...likeWindows(folded, needle)];
}

const maxPlaces = 500;
const minContext = 3;
/** Beyond this a near-match by letters is slow, and the words alone find the passage. */
const maxPattern = 2_000;
const wordLike = /[\p{L}\p{N}]/u;

function isWhole(text: string, { start, end }: Place): boolean {
  const [before, first] = [text.slice(Math.max(0, start - 2), start), text[start] ?? ''];
  const [last, after] = [text[end - 1] ?? '', text.slice(end, end + 2)];
  if (wordLike.test(first) && wordLike.test(before.slice(-1))) return false;
  if (wordLike.test(last) && wordLike.test(after.slice(0, 1))) return false;
  if (/\d/.test(first) && /\d[.,]$/.test(before)) return false;
  return !(/\d/.test(last) && /^[.,]\d/.test(after));
}

function widened(text: string, { start, end }: Place): Place {
  const isInside = (at: number): boolean =>
    wordLike.test(text[at - 1] ?? ' ') && wordLike.test(text[at] ?? ' ');
  let [from, to] = [start, end];
  while (from > 0 && isInside(from)) from -= 1;
  while (to < text.length && isInside(to)) to += 1;
  return trimmed(text, { start: from, end: to });
}

function trimmed(text: string, { start, end }: Place): Place {
  const inner = text.slice(start, end);
  const left = inner.length - inner.trimStart().length;
  return { start: start + left, end: Math.max(start + left, start + inner.trimEnd().length) };
}

/** Runs of sentences or lines about as long as the quotation that share most words with it. */
function likeWindows({ text, lineEnds }: FoldedText, needle: Needle): readonly Place[] {
  const sentences = sentencesOf(text, lineEnds);
  const words = tokensOf(needle.exact);
  const length = sentencesOf(needle.exact, []).length + 1;
  const windows = sentences.flatMap((sentence, index) =>
    sentences.slice(index, index + length).map((last, more) => ({
      start: sentence.start,
      end: last.end,
      score: likeness(
        words,
        sentences.slice(index, index + more + 1).flatMap((one) => one.tokens),
      ),
    })),
  );
  return windows.sort((a, b) => b.score - a.score).slice(0, 6);
}

interface Sentence extends Place {
  readonly tokens: readonly Token[];
}

function sentencesOf(text: string, lineEnds: readonly number[]): readonly Sentence[] {
  const ends = new Set(lineEnds);
  for (const match of text.matchAll(/[.!?]['")\]]* (?=[\p{Lu}\p{N}'"(])/gu))
    ends.add(match.index + match[0].length - 1);
  const cuts = [...ends].sort((a, b) => a - b);
  return [...cuts, text.length]
    .map((end, index) => trimmed(text, { start: index === 0 ? 0 : (cuts[index - 1] ?? 0), end }))
    .filter((place) => place.end > place.start)
    .map((place) => ({ ...place, tokens: tokensOf(text.slice(place.start, place.end)) }));
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

import { likeness } from './compare-wording.js';
import type { FoldedText } from './fold-text.js';
import { trimmed } from './quote-place.js';
import type { Needle, Place } from './quote-place.js';
import { tokensOf } from './wording-tokens.js';
import type { Token } from './wording-tokens.js';

/** Finds where a pattern stands with at most so many errors (insertions, deletions, replacements of UTF-16 units). */
export type ApproximateSearch = (
  text: string,
  pattern: string,
  maxErrors: number,
) => readonly { readonly start: number; readonly end: number; readonly errors: number }[];

/** Places where a reworded or changed passage may stand: near-matches by letters, and passages with the same words. */
export function likelyPlaces(
  text: string,
  sentences: readonly Sentence[],
  needle: Needle,
  approximate: ApproximateSearch,
): readonly Place[] {
  const maxErrors = Math.min(256, Math.floor(needle.exact.length * 0.5));
  const close = needle.exact.length > maxPattern ? [] : approximate(text, needle.exact, maxErrors);
  const nearest = [...close].sort((a, b) => a.errors - b.errors).slice(0, 8);
  return [
    ...nearest.map((place) => completed(widened(text, place), sentences, needle)),
    ...likeWindows(sentences, needle),
  ];
}

/** A sentence or line, with its words. */
export interface Sentence extends Place {
  readonly tokens: readonly Token[];
}

/** The sentences of a folded text; a line end cuts too, because table rows and headings have no full stop. */
export function sentencesOf({ text, lineEnds }: Pick<FoldedText, 'text' | 'lineEnds'>): readonly Sentence[] {
  const ends = new Set(lineEnds);
  for (const match of text.matchAll(/[.!?]['")\]]* (?=[\p{Lu}\p{N}'"(])/gu))
    ends.add(match.index + match[0].length - 1);
  const cuts = [...ends].sort((a, b) => a - b);
  return [...cuts, text.length]
    .map((end, index) => trimmed(text, { start: index === 0 ? 0 : (cuts[index - 1] ?? 0), end }))
    .filter((place) => place.end > place.start)
    .map((place) => ({ ...place, tokens: tokensOf(text.slice(place.start, place.end)) }));
}

/** Beyond this a near-match by letters is slow, and the words alone find the passage. */
const maxPattern = 2_000;
const wordLike = /[\p{L}\p{N}]/u;

function widened(text: string, { start, end }: Place): Place {
  const isInside = (at: number): boolean =>
    wordLike.test(text[at - 1] ?? ' ') && wordLike.test(text[at] ?? ' ');
  let [from, to] = [start, end];
  while (from > 0 && isInside(from)) from -= 1;
  while (to < text.length && isInside(to)) to += 1;
  return trimmed(text, { start: from, end: to });
}

/**
 * A quotation of whole sentences is compared with whole sentences: a near-match by letters often leaves off the very word
 * that changed when it is the first or last.
 */
function completed(place: Place, sentences: readonly Sentence[], needle: Needle): Place {
  const slack = needle.exact.length * 0.6;
  const first = sentences.find((one) => one.end > place.start);
  const last = sentences.findLast((one) => one.start < place.end);
  const isSentence = /^['"(]?[\p{Lu}\p{N}].*[.!?]['")]*$/u.test(needle.exact);
  const opens = isSentence && first !== undefined && place.start - first.start <= slack;
  const closes = isSentence && last !== undefined && last.end - place.end <= slack;
  return {
    start: opens ? Math.min(place.start, first.start) : place.start,
    end: closes ? Math.max(place.end, last.end) : place.end,
  };
}

/** Runs of sentences or lines about as long as the quotation that share most words with it. */
function likeWindows(sentences: readonly Sentence[], needle: Needle): readonly Place[] {
  const words = tokensOf(needle.exact);
  const length = sentencesOf({ text: needle.exact, lineEnds: [] }).length + 1;
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

import { likeness, likenessMeter } from './compare-wording.js';
import type { FoldedText } from './fold-text.js';
import type { Needle } from './quote-needle.js';
import { trimmed } from './quote-place.js';
import type { Place } from './quote-place.js';
import { likelyRegions } from './quote-regions.js';
import { tokensOf } from './wording-tokens.js';
import type { Token } from './wording-tokens.js';

/** Finds where a pattern stands with at most so many errors (insertions, deletions, replacements of UTF-16 units). */
export type ApproximateSearch = (
  text: string,
  pattern: string,
  maxErrors: number,
) => readonly { readonly start: number; readonly end: number; readonly errors: number }[];

/**
 * Places where a reworded or changed passage may stand: near-matches by letters, and sentences with the same words. Only
 * regions that hold the rarer words of the quotation are searched, so that a long page costs one pass and not many.
 */
export function likelyPlaces(
  folded: FoldedText,
  needle: Needle,
  approximate: ApproximateSearch,
): readonly LikelyPlace[] {
  const isLong = needle.exact.length > maxPattern;
  const regions = likelyRegions(folded.text, needle.exact, needle.start, mostRegions(needle.exact));
  const margin = Math.min(needle.exact.length, maxPattern) + 120;
  const words = tokensOf(needle.exact);
  return joined(regions, margin, folded.text.length).flatMap((region) => {
    const sentences = sentencesIn(folded, region);
    const close = isLong ? [] : closePlaces(folded.text, region, needle, approximate);
    return [
      ...close
        .map((place) => completed(widened(folded.text, place), sentences, needle))
        .map((place) => ({
          ...place,
          like: likeness(words, tokensOf(folded.text.slice(place.start, place.end))),
        })),
      ...likeWindows(sentences, words, needle.exact.length, region.start + margin),
    ];
  });
}

/** The longer a quotation, the fewer places are like it, and the dearer each is. */
function mostRegions(exact: string): number {
  return exact.length > maxPattern ? 2 : exact.length > 400 ? 3 : 8;
}

export interface LikelyPlace extends Place {
  /** `likeness` of the quotation to what stands there. */
  readonly like: number;
}

/** A sentence or line, with its words. */
export interface Sentence extends Place {
  readonly tokens: readonly Token[];
}

/** Beyond this a near-match by letters is slow, and the words alone find the passage. */
const maxPattern = 1_000;
const wordLike = /[\p{L}\p{N}]/u;

/** The regions with so much around each; those that touch become one. */
function joined(regions: readonly Place[], margin: number, length: number): readonly Place[] {
  const wide: Place[] = [];
  for (const { start, end } of [...regions].sort((a, b) => a.start - b.start)) {
    const region = { start: Math.max(0, start - margin), end: Math.min(length, end + margin) };
    const last = wide.at(-1);
    if (last !== undefined && last.end >= region.start)
      wide[wide.length - 1] = { start: last.start, end: Math.max(last.end, region.end) };
    else wide.push(region);
  }
  return wide;
}

function closePlaces(
  text: string,
  region: Place,
  needle: Needle,
  approximate: ApproximateSearch,
): readonly Place[] {
  const maxErrors = Math.min(256, Math.floor(needle.exact.length * 0.5));
  return [...approximate(text.slice(region.start, region.end), needle.exact, maxErrors)]
    .sort((a, b) => a.errors - b.errors)
    .slice(0, 3)
    .map(({ start, end }) => ({ start: region.start + start, end: region.start + end }));
}

/** The sentences of a region; a line end cuts too, because table rows and headings have no full stop. */
function sentencesIn({ text, lineEnds }: FoldedText, region: Place): readonly Sentence[] {
  const ends = new Set(lineEnds.filter((at) => at >= region.start && at < region.end));
  for (const match of text.slice(region.start, region.end).matchAll(sentenceEnd))
    ends.add(region.start + match.index + match[0].length - 1);
  const cuts = [...ends].sort((a, b) => a - b);
  return [...cuts, region.end]
    .map((end, index) => trimmed(text, { start: cuts[index - 1] ?? region.start, end }))
    .filter((place) => place.end > place.start)
    .map((place) => ({ ...place, tokens: tokensOf(text.slice(place.start, place.end)) }));
}

const sentenceEnd = /[.!?]['")\]]* (?=[\p{Lu}\p{N}'"(])|[。！？]['」』)]* ?/gu;

function widened(text: string, { start, end }: Place): Place {
  const isInside = (at: number): boolean =>
    wordLike.test(text[at - 1] ?? ' ') && wordLike.test(text[at] ?? ' ');
  let [from, to] = [start, end];
  while (from > 0 && start - from < longestWord && isInside(from)) from -= 1;
  while (to < text.length && to - end < longestWord && isInside(to)) to += 1;
  return trimmed(text, { start: from, end: to });
}

const longestWord = 40;

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
function likeWindows(
  sentences: readonly Sentence[],
  words: readonly Token[],
  length: number,
  near: number,
): readonly LikelyPlace[] {
  const longest = length * 2.5 + 200;
  const firsts =
    sentences.length <= mostFirsts
      ? sentences
      : [...sentences]
          .sort((a, b) => Math.abs(a.start - near) - Math.abs(b.start - near))
          .slice(0, mostFirsts);
  const positions = new Map(sentences.map((sentence, index) => [sentence, index]));
  const windows = firsts.flatMap((first) => {
    const meter = likenessMeter(words);
    const found: LikelyPlace[] = [];
    for (let last = positions.get(first) ?? 0; last < sentences.length; last += 1) {
      const { end, tokens } = sentences[last] ?? first;
      if (end - first.start > longest && found.length > 0) break;
      found.push({ start: first.start, end, like: meter(tokens) });
    }
    return found.sort((a, b) => b.like - a.like).slice(0, 2);
  });
  return windows.sort((a, b) => b.like - a.like).slice(0, 6);
}

/** Of a very long quotation only windows that begin near the likeliest place are tried. */
const mostFirsts = 24;

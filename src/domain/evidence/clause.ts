import type { Assertion } from '../claim/assertion.js';
import type { Quantity } from '../claim/quantity-types.js';
import { withoutAttribution } from './attribution.js';
import type { Sentence } from './read-document.js';
import { distinctiveWords, significantWords } from './vocabulary.js';

/** A stretch of a sentence with its significant words, figures and dates left out. */
export interface Clause {
  readonly start: number;
  readonly end: number;
  readonly words: readonly string[];
}

/** The quantity of a sentence that a part was made of, if its figure tells; within the part's own span before elsewhere. */
export function figureOf(sentence: Pick<Sentence, 'quantities'>, part: Assertion): Quantity | undefined {
  const size = part.value === null ? null : Math.abs(part.value);
  const like = sentence.quantities.filter((each) => each.value !== null && each.value === size);
  return like.find((each) => each.start >= part.start && each.end <= part.end) ?? like[0];
}

/** What of a sentence is needed here. */
type Told = Pick<Sentence, 'text' | 'quantities' | 'periods'>;

const clauseBreak = /[;,–—:]\s|\s(?:and|while|but|whereas|with|against|compared)\s/giu;

/** The clause around a place: where it starts and ends, and its significant words without figures and dates. */
export function clauseAt(sentence: Sentence, at: number): Clause {
  const breaks = breaksOf(sentence.text);
  const start = breaks.findLast((each) => each < at) ?? 0;
  const end = breaks.find((each) => each >= at) ?? sentence.text.length;
  return { start, end, words: significantWords(bareText(sentence).slice(start, end)) };
}

/** A phrase that narrows the whole sentence from its start or its end: "In the capital, …", "…, excluding oil". */
const narrowingPhrase =
  /^\W*(?:in|at|among|amongst|for|on|of|across|within|outside|excluding|including|except|without|adjusted|measured|under|not counting|even among|mainly)\b/iu;

/**
 * All that is said with a figure: its clause, the ones before it as far back as the subject (a topic word), the partners it is
 * joined to by "and" without figures of their own, and the phrases at the ends of the sentence that narrow all of it.
 */
export function saidWith(read: Sentence, part: Assertion, topic: readonly string[]): readonly string[] {
  const sentence = spoken(read);
  const { text } = sentence;
  const edges = [0, ...breaksOf(text), text.length];
  const segments = edges.slice(1).map((end, index) => ({ start: edges[index] ?? 0, end }));
  const at = placeOf(sentence, part);
  const own = Math.max(
    0,
    segments.findIndex(({ start, end }) => at >= start && at < end),
  );
  const isLevel = part.kind === 'level' || part.kind === 'ratio';
  const words = (index: number) =>
    wordsBetween(sentence, segments[index]?.start ?? 0, segments[index]?.end ?? 0, isLevel);
  const hasFigure = (index: number) =>
    sentence.quantities.some(
      ({ start }) => start >= (segments[index]?.start ?? 0) && start < (segments[index]?.end ?? 0),
    );
  const phrase = (index: number) => text.slice(segments[index]?.start, segments[index]?.end);
  let first = own;
  while (first > 0 && !segmentsHave(first, own, words, topic)) first -= 1;
  while (first > 0 && /^\s*and\s/iu.test(phrase(first)) && !hasFigure(first - 1)) first -= 1;
  const inside = Array.from({ length: own - first + 1 }, (_, index) => first + index);
  const around = [0, segments.length - 1].filter(
    (index) => !inside.includes(index) && !hasFigure(index) && narrowingPhrase.test(phrase(index)),
  );
  return [...new Set([...inside, ...around].flatMap(words))];
}

/** A sentence without what only says who reports it. */
function spoken({ text, quantities, periods }: Sentence): Told {
  return { text: withoutAttribution(text), quantities, periods };
}

function segmentsHave(
  first: number,
  last: number,
  words: (index: number) => readonly string[],
  topic: readonly string[],
): boolean {
  for (let index = first; index <= last; index += 1)
    if (words(index).some((word) => topic.includes(word))) return true;
  return false;
}

/** Where a part's figure stands; where it cannot be told, the first figure within the part, or the part's start. */
export function placeOf(sentence: Told, part: Assertion): number {
  const within = sentence.quantities.find((each) => each.start >= part.start && each.end <= part.end);
  return (figureOf(sentence, part) ?? within)?.start ?? part.start;
}

function breaksOf(text: string): number[] {
  return [...text.matchAll(clauseBreak)].map((match) => match.index);
}

function wordsBetween(sentence: Told, start: number, end: number, isLevel: boolean): string[] {
  return distinctiveWords(bareText(sentence).slice(start, end), isLevel);
}

/** A text with its figures and dates blanked out, as long as before. */
function bareText({ text, quantities, periods }: Told): string {
  return [...quantities, ...periods].reduce(
    (rest, { start: from, end: to }) => rest.slice(0, from) + ' '.repeat(to - from) + rest.slice(to),
    text,
  );
}

import type { Assertion } from '../claim/assertion.js';
import type { Quantity } from '../claim/quantity-types.js';
import { frameOf, framesDiffer, type Frame } from './frame.js';
import type { ReadDocument, Sentence } from './read-document.js';
import { isNarrowing, significant, significantWords } from './vocabulary.js';

/** What a claim speaks of, ready to be looked for. */
export interface Topic {
  readonly words: readonly string[];
  /** Those of them that are written as names in the claim. */
  readonly names: ReadonlySet<string>;
  readonly frame: Frame;
}

/**
 * Whether a sentence speaks of the same thing. `strong`: every word that matters stands in it. `weak`: some stand only in the
 * sentence before or at the head of the document; enough to support, not to refute. `none`: something else, or it cannot be told.
 */
export type Strength = 'strong' | 'weak' | 'none';

export interface Alignment {
  readonly strength: Strength;
  /** Why not strong, for the reasons: a code and the words concerned. */
  readonly why: string | null;
  readonly words: readonly string[];
}

/** The topic of an assertion, from its measure words and the text it stands in. */
export function topicOf(assertion: Assertion): Topic {
  const own = [...new Set(assertion.measure.flatMap((stem) => significant(stem) ?? []))];
  return {
    words: own.length > 0 ? own : significantWords(assertion.text),
    names: namesIn(assertion.text),
    frame: frameOf(assertion.text),
  };
}

/** Aligns a sentence, or one part of it with measure words of its own, with the topic. */
export function align(
  topic: Topic,
  document: ReadDocument,
  sentence: Sentence,
  part: Assertion | null,
): Alignment {
  if (topic.words.length === 0) return none('no-topic', []);
  const differing = framesDiffer(topic.frame, sentence.frame);
  if (differing !== null) return none(`other-${differing}`, []);
  const own = new Set((part?.measure ?? []).flatMap((stem) => significant(stem) ?? []));
  const elsewhere = part === null ? [] : toldOfAnother(topic, sentence, part);
  if (elsewhere.length > 0) return none('other-measure', elsewhere);
  const narrower = [...own].filter((word) => isNarrowing(word) && !topic.words.includes(word));
  if (narrower.length > 0) return none('narrower-measure', narrower);
  return coverage(topic, document, sentence, own);
}

/**
 * Words of the claim that stand beside another figure of the sentence and not beside this one, whose own clause speaks of
 * something else: "exports fell by 5 % and imports rose by 3 %".
 */
function toldOfAnother(topic: Topic, sentence: Sentence, part: Assertion): string[] {
  const figure = figureOf(sentence, part);
  if (figure === undefined) return [];
  const here = clauseAt(sentence, figure.start);
  if (here.words.every((word) => topic.words.includes(word))) return [];
  const others = sentence.quantities
    .filter((each) => each.start < here.start || each.start >= here.end)
    .flatMap((each) => clauseAt(sentence, each.start).words);
  return topic.words.filter((word) => !here.words.includes(word) && others.includes(word));
}

/** The quantity of a sentence that a part was made of, if its figure tells. */
export function figureOf(sentence: Sentence, part: Assertion): Quantity | undefined {
  const size = part.value === null ? null : Math.abs(part.value);
  return sentence.quantities.find((each) => each.value !== null && each.value === size);
}

const clauseBreak = /[;,–—:]\s|\s(?:and|while|but|whereas|with|against|compared)\s/giu;

/** The clause around a place: where it starts and ends, and its significant words without figures and dates. */
function clauseAt(
  { text, quantities, periods }: Sentence,
  at: number,
): { readonly start: number; readonly end: number; readonly words: readonly string[] } {
  const breaks = [...text.matchAll(clauseBreak)].map((match) => match.index);
  const start = breaks.findLast((each) => each < at) ?? 0;
  const end = breaks.find((each) => each >= at) ?? text.length;
  const bare = [...quantities, ...periods].reduce(
    (rest, { start: from, end: to }) => rest.slice(0, from) + ' '.repeat(to - from) + rest.slice(to),
    text,
  );
  return { start, end, words: significantWords(bare.slice(start, end)) };
}

function coverage(
  topic: Topic,
  document: ReadDocument,
  sentence: Sentence,
  own: ReadonlySet<string>,
): Alignment {
  const missing = topic.words.filter((word) => !sentence.words.has(word));
  if (missing.length === 0) return extraNames(topic, sentence, own);
  if (missing.length === topic.words.length) return none('other-measure', missing);
  const before = document.sentences[sentence.index - 1];
  const isTold = (word: string) =>
    topic.names.has(word) ? document.headWords.has(word) || before?.words.has(word) : before?.words.has(word);
  const untold = missing.filter((word) => isTold(word) !== true);
  return untold.length === 0
    ? { strength: 'weak', why: 'told-nearby', words: missing }
    : none('other-measure', untold);
}

/** A measure that names what the claim does not (a partner country, a product brand) is a part of it, or something else. */
function extraNames(topic: Topic, sentence: Sentence, own: ReadonlySet<string>): Alignment {
  const names = namesIn(sentence.text);
  const extra = [...own].filter((word) => names.has(word) && !topic.words.includes(word));
  if (extra.length === 0) return { strength: 'strong', why: null, words: [] };
  return topic.names.size > 0
    ? none('other-name', extra)
    : { strength: 'weak', why: 'names-more', words: extra };
}

/** Stems of words written with a capital, the first word of a sentence left out unless it stands so again. */
export function namesIn(text: string): ReadonlySet<string> {
  const found = [...text.matchAll(/\p{Lu}[\p{L}\p{M}'’-]*/gu)].filter(
    (match) => !isOpening(text, match.index),
  );
  return new Set(found.flatMap((match) => significantWords(match[0])));
}

function isOpening(text: string, at: number): boolean {
  return /^\W*$|[.!?:]["'”’)]*\s+["'“‘(]*$/u.test(text.slice(0, at));
}

function none(why: string, words: readonly string[]): Alignment {
  return { strength: 'none', why, words };
}

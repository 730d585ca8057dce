import type { Assertion } from '../claim/assertion.js';
import { counterOf } from './attribution.js';
import { clauseAt, figureOf, saidWith } from './clause.js';
import { barredBy, isUntil } from './figure-context.js';
import { frameOf, framesDiffer, type Frame } from './frame.js';
import { isHarmless } from './harmless-words.js';
import { isFigureHearsay, isProvisional } from './hearsay.js';
import { foldPhrases } from './saying/phrases.js';
import { likeness, rootOfJoined } from './saying/wording.js';
import type { ReadDocument, Sentence } from './read-document.js';
import { distinctiveWords, isNarrowing, opposes, significant, significantWords } from './vocabulary.js';
import { isTurnedRound } from './word-order.js';

/** What a claim speaks of, ready to be looked for. */
export interface Topic {
  readonly words: readonly string[];
  /** The claim's own wording. */
  readonly text: string;
  /** Those of the words that are written as names in the claim. */
  readonly names: ReadonlySet<string>;
  readonly frame: Frame;
  /** A change in percent: the same by the month as by the year. */
  readonly isRelative: boolean;
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
  const folded = foldPhrases(assertion.text);
  const said = new Set(significantWords(folded));
  const measured = assertion.measure.flatMap((stem) => significant(stem) ?? []);
  // what a phrase of several words stands for takes the place of its words
  const own =
    folded === assertion.text
      ? measured
      : [...measured.filter((word) => said.has(word)), ...phraseWordsIn(assertion.text, folded)];
  const { kind, dimension } = assertion;
  return {
    words: own.length > 0 ? [...new Set(own)] : significantWords(assertion.text),
    text: assertion.text,
    names: namesIn(assertion.text),
    frame: frameOf(assertion.text),
    isRelative: kind === 'change' && (dimension === 'percent' || dimension === null),
  };
}

function phraseWordsIn(text: string, folded: string): string[] {
  const before = new Set(significantWords(text));
  return significantWords(folded).filter((word) => !before.has(word));
}

/** Aligns a sentence, or one part of it with measure words of its own, with the topic. */
export function align(
  topic: Topic,
  document: ReadDocument,
  sentence: Sentence,
  part: Assertion | null,
): Alignment {
  if (topic.words.length === 0) return none('no-topic', []);
  const differing = framesDiffer(topic.frame, frameAbout(topic, sentence, part), isRegular(topic));
  if (differing !== null) return none(`other-${differing}`, []);
  const turned = otherwiseMeant(topic, document, sentence, part);
  if (turned !== null) return none(turned, []);
  const own = new Set((part?.measure ?? []).flatMap((stem) => significant(stem) ?? []));
  const elsewhere = part === null ? [] : toldOfAnother(topic, sentence, part);
  if (elsewhere.length > 0) return none('other-measure', elsewhere);
  const narrower = [...own].filter((word) => isNarrowing(word) && !topic.words.includes(word));
  if (narrower.length > 0) return none('narrower-measure', narrower);
  const found = coverage(topic, document, sentence, own);
  return found.strength === 'strong' && part !== null ? saysMore(topic, sentence, part) : found;
}

/** What is paid by the month, and a change in percent, is the same with and without "monthly". */
function isRegular({ isRelative, words, text }: Topic): boolean {
  return isRelative || /\bearn(?:s|ed)?\b/iu.test(text) || words.some((word) => paidMonthly.has(word));
}

const paidMonthly = new Set(significantWords('rent wage salary pension pay fee allowance'));

/** The frame of a sentence without negations of something else than the figure and the claim's words. */
function frameAbout(topic: Topic, sentence: Sentence, part: Assertion | null): Frame {
  const figure = part && figureOf(sentence, part);
  if (!figure || sentence.frame.negations.length === 0) return sentence.frame;
  const about = sentence.text.replace(idleNegation, (match, at: number) => {
    const holdsFigure = figure.start >= at && figure.start < at + match.length;
    const isAbout = holdsFigure || significantWords(match).some((word) => topic.words.includes(word));
    return isAbout ? match : ' '.repeat(match.length);
  });
  return { ...sentence.frame, negations: frameOf(about).negations };
}

/** A negation with what it holds for. */
const idleNegation =
  /(?:\b(?:not|no|never|none|without|neither|nor|failed to|refused to)\b|n['’]t\b)(?:(?!\bbut\b)[^;:,]){0,200}/giu;

/** Why the words of a sentence, though they fit, say something else or nothing certain; null where they do not. */
function otherwiseMeant(
  topic: Topic,
  document: ReadDocument,
  sentence: Sentence,
  part: Assertion | null,
): string | null {
  if (/\?["'”’)]*\s*$/u.test(sentence.text)) return 'question';
  const next = document.sentences[sentence.index + 1]?.text ?? '';
  if (isFigureHearsay(topic.text, sentence.text, next)) return 'hearsay';
  if (isTurnedRound(topic.text, sentence.text)) return 'turned-round';
  if (part === null) return null;
  if (isUntil(topic.text, sentence, part)) return 'until';
  if (opposes(significantWords(topic.text), saidWith(sentence, part, topic.words))) return 'opposite';
  return barredBy(topic.text, sentence, part);
}

/** A word more than the claim has may set off a part from the whole, or another act: no ground to refute. */
function saysMore(topic: Topic, sentence: Sentence, part: Assertion): Alignment {
  if (isProvisional(topic.text, sentence.text)) return { strength: 'weak', why: 'provisional', words: [] };
  const words = extraWords(topic, sentence, part);
  return words.length === 0
    ? { strength: 'strong', why: null, words }
    : { strength: 'weak', why: 'says-more', words };
}

/** The words said with a figure that are neither the claim's nor harmless. */
export function extraWords(topic: Topic, sentence: Sentence, part: Assertion): string[] {
  const regular = isRegular(topic) ? significantWords('monthly weekly daily') : [];
  if (isAge(topic)) return [];
  const claimed = new Set([
    ...topic.words,
    ...distinctiveWords(topic.text, true),
    ...impliedBy(topic.text),
    ...regular,
  ]);
  const folded = new Set(significantWords(foldPhrases(sentence.text)));
  const counter = counterOf(sentence.text);
  // an office of a region that counts at the claim's own place counts all of it; a district may be a part of that
  const isPlaced =
    topic.names.size > 0 &&
    !/\b(?:district|local|county|village|ward)\b/iu.test(counter) &&
    [...topic.names].every((name) => significantWords(sentence.text.slice(counter.length)).includes(name));
  const counting = isPlaced ? significantWords(counter) : [];
  return saidWith(sentence, part, topic.words).filter(
    (word) =>
      (folded.has(word) || !significantWords(sentence.text).includes(word)) &&
      !claimed.has(word) &&
      !counting.includes(word) &&
      !isHarmless(word) &&
      !isAlike(word, claimed) &&
      !isApposed(word, topic, sentence),
  );
}

/**
 * Words of the claim that stand beside another figure of the sentence and not beside this one, whose own clause speaks of
 * something else: "exports fell by 5 % and imports rose by 3 %".
 */
function toldOfAnother(topic: Topic, sentence: Sentence, part: Assertion): string[] {
  const figure = figureOf(sentence, part);
  if (figure === undefined) return [];
  const here = clauseAt(sentence, figure.start);
  if (here.words.every((word) => topic.words.includes(word) || isHarmless(word))) return [];
  const others = sentence.quantities
    .filter((each) => each.start < here.start || each.start >= here.end)
    .flatMap((each) => clauseAt(sentence, each.start).words);
  return topic.words.filter((word) => !here.words.includes(word) && others.includes(word));
}

function coverage(
  topic: Topic,
  document: ReadDocument,
  sentence: Sentence,
  own: ReadonlySet<string>,
): Alignment {
  const missing = topic.words.filter(
    (word) =>
      !sentence.words.has(word) && !isAlike(word, sentence.words) && !isImplied(word, topic, sentence),
  );
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

/** An age is one person's, wherever it is told. */
const isAge = ({ names, text }: Topic) => names.size > 0 && /\b(?:aged?|years old|year-old)\b/iu.test(text);

/** A measure that names what the claim does not (a partner country, a product brand) is a part of it, or something else. */
function extraNames(topic: Topic, sentence: Sentence, own: ReadonlySet<string>): Alignment {
  if (isAge(topic)) return { strength: 'strong', why: null, words: [] };
  const names = namesIn(sentence.text);
  const extra = [...own].filter(
    (word) =>
      names.has(word) &&
      !isHarmless(word) &&
      !topic.words.includes(word) &&
      !isApposed(word, topic, sentence),
  );
  if (extra.length === 0) return { strength: 'strong', why: null, words: [] };
  return topic.names.size > 0
    ? none('other-name', extra)
    : { strength: 'weak', why: 'names-more', words: extra };
}

/** "… by the court in Bari": who did it, and where they sit. */
function byCourt(text: string): string[] {
  const agents =
    /\bby (?:the |an? )?(?:court|judge|jury|tribunal|police|council|authorities|government)(?: (?:in|of) (?:\p{Lu}[\p{L}’'-]*[ ,.]?){1,3})?/gu;
  return [...text.matchAll(agents)].flatMap((match) => significantWords(match[0]));
}

/** "firefighter Jana Roth": the name of one whom the claim has as "a firefighter". */
function isApposed(word: string, topic: Topic, { text }: Sentence): boolean {
  const named = [...text.matchAll(/(?<!\p{L})(\p{L}{1,40}) ((?:\p{Lu}[\p{L}’'-]*[ ,]?){1,4})/gu)].filter(
    (match) => significantWords(match[2] ?? '').includes(word),
  );
  if (byCourt(text).includes(word)) return true;
  return named.some((match) => significantWords(match[1] ?? '').some((each) => topic.words.includes(each)));
}

/** Whether another word for the same thing is among the given. */
function isAlike(word: string, among: ReadonlySet<string>): boolean {
  const root = rootOfJoined(word);
  return [...among].some((each) => likeness(root, rootOfJoined(each)) === 'same');
}

/** "Became cheaper" speaks of a price without the word, "growth of 3 %" of an economy. */
const implications: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\b(?:cheaper|dearer|expensive|costs?)\b/iu, significantWords('price')],
  [/\bgrowth (?:of|rate|will|was|is|reached)\b/iu, significantWords('economy gdp')],
];

function impliedBy(text: string): readonly string[] {
  return implications.flatMap(([pattern, words]) => (pattern.test(text) ? words : []));
}

/** "3,012 metres" of a mountain is its height: the word need not be said where no other extent is. */
const extents = new Set(significantWords('high tall long wide deep thick'));

/** A crowd or its turnout is of those who came. */
const gathered = new Set(
  significantWords('people march protest rally demonstrate demonstration attend gather turn protester'),
);

function isImplied(word: string, topic: Topic, sentence: Sentence): boolean {
  if (gathered.has(word) && /\b(?:crowds?|turnout|marchers|protesters|demonstrators)\b/iu.test(sentence.text))
    return true;
  return (
    extents.has(word) &&
    topic.words.length > 1 &&
    sentence.quantities.some(
      ({ kind, unit }) => kind === 'measure' && /met(?:re|er)|foot|mile/u.test(unit ?? ''),
    ) &&
    ![...extents].some((each) => sentence.words.has(each))
  );
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

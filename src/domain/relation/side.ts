import { findPeriods, type ReadingContext } from '../claim/period.js';
import { findQuantities } from '../claim/quantity.js';
import type { Turn } from './changes.js';
import type { Figure } from './figure.js';
import { figuresOf } from './figures.js';
import { foldClaim } from './fold-claim.js';
import { namesOf, surelyNames, type Name } from './names.js';
import { impliedRanks, impliedShares } from './ranks.js';
import { isNegator, polarityOf, type Polarity } from './polarity.js';
import type { Period } from '../claim/quantity-types.js';
import { isDayOfStretch, timeOf, type Time } from './time.js';
import { blandWords, narrowingWords, stopWords, superlatives } from './stop-words.js';
import { indexOf, rootOf, standsFor, wordsOf, type Word } from './words.js';

/** A claim as given. */
export interface Stated {
  readonly text: string;
  readonly statedOn: string | null;
}

/** A word that says what a claim is about. */
export interface Item {
  readonly word: Word;
  /** 1, less for words that stand in any news. */
  readonly weight: number;
  readonly isNarrowing: boolean;
}

/** One claim, read for comparison. */
export interface Side {
  /** Folded; offsets of all parts count in it. */
  readonly text: string;
  readonly words: readonly Word[];
  /** The first of each word and concept. */
  readonly index: ReadonlyMap<string, Word>;
  /** Words of topic outside names, figures and dates. */
  readonly items: readonly Item[];
  readonly names: readonly Name[];
  readonly figures: readonly Figure[];
  readonly time: Time | null;
  /** Days and months without a year, put in one common year: to be compared where neither claim has another time. */
  readonly undated: Time | null;
  readonly polarity: Polarity;
  /** Planned, foreseen or merely possible. */
  readonly isForecast: boolean;
}

/** Reads two claims; what is a name in one is a name in the other. */
export function readSides(a: Stated, b: Stated, dayDates: ReadingContext['dayDates']): readonly [Side, Side] {
  const [one, other] = [draft(a), draft(b)];
  const known = knownNames(one.words, other.words);
  return [finished(one, known, dayDates), finished(other, known, dayDates)];
}

interface Draft {
  readonly text: string;
  readonly polarity: Polarity;
  readonly words: readonly Word[];
  readonly statedOn: string | null;
}

/** A claim is a sentence or two. What is behind this many characters is not read, so that no text takes long. */
const longestClaim = 3000;

function draft({ text, statedOn }: Stated): Draft {
  const folded = foldClaim(text.slice(0, longestClaim));
  const polarity = polarityOf(folded);
  return { text: folded, polarity, words: wordsOf(polarity.text), statedOn };
}

function knownNames(one: readonly Word[], other: readonly Word[]): ReadonlySet<string> {
  const small = new Set([...one, ...other].filter((word) => !word.isCapital).map(({ lower }) => lower));
  return new Set([...surelyNames(one), ...surelyNames(other)].filter((name) => !small.has(name)));
}

function finished(
  { text, polarity, words, statedOn }: Draft,
  known: ReadonlySet<string>,
  dayDates: ReadingContext['dayDates'],
): Side {
  const periods = findPeriods(text, { statedOn, dayDates });
  const quantities = findQuantities(text, periods);
  const counted = quantities.filter((each) => !isDayOfStretch(text, each, periods));
  const turns = words.flatMap(turnOf);
  const figures = [
    ...figuresOf(text, counted, turns),
    ...impliedRanks(text, words, counted),
    ...impliedShares(text),
  ];
  const names = namesOf(text, words, known).filter(
    (name) => !quantities.some(({ start, end }) => name.start >= start && name.end <= end),
  );
  const taken = [...figures.filter(({ isImplied }) => !isImplied), ...periods, ...quantities];
  const named = new Set(names.flatMap(({ wordStarts }) => wordStarts));
  const free = words.filter(
    (word) =>
      !named.has(word.start) && !taken.some(({ start, end }) => word.start >= start && word.end <= end),
  );
  return {
    text,
    words,
    index: indexOf(words),
    items: free.filter((word) => !isHedge(text, word)).flatMap((word) => itemOf(word, names)),
    names,
    figures,
    time: timeOf(text, periods),
    undated: undatedOf(text, periods, dayDates),
    polarity,
    isForecast: forecast.test(text),
  };
}

/** Any year with all days, and its last day. */
const someYearEnd = '2000-12-31';

function undatedOf(
  text: string,
  periods: readonly Period[],
  dayDates: ReadingContext['dayDates'],
): Time | null {
  const isUndated =
    periods.length > 0 &&
    periods.every(({ year, granularity }) => year === 'unresolved' && /^(?:day|month)$/u.test(granularity));
  if (!isUndated || /\b(?:last|next|this|past|yesterday|today|ago)\b/iu.test(text)) return null;
  return timeOf(text, findPeriods(text, { statedOn: someYearEnd, dayDates }));
}

/** What is planned, foreseen or possible has not happened for that. "May" in small letters is no month. */
const forecast =
  /\b(?:will|would|may|might|could(?! not)|shall|plans? to|planned|intends?|hopes?|expects?|expected|forecasts?|predicts?|predicted|projected|proposed?|proposes|promised?|promises|pledged?|aims? to|considering|likely to|set to|due to (?:be|open|start|begin|close|become)|is to|are to|wants? to|threatened to)\b/u;

function turnOf(word: Word): Turn[] {
  if (standsFor(word, 'rise')) return [{ at: word.start, sign: 1 }];
  return standsFor(word, 'fall') || word.stem === 'halv' ? [{ at: word.start, sign: -1 }] : [];
}

/** "lower than 2 metres", "refused to": part of a figure's hedge or of the negation, and no topic. */
function isHedge(text: string, { lower, end }: Word): boolean {
  const after = text.slice(end, end + 12);
  return (
    (/(?:er|more|less)$/u.test(lower) && /^ than (?:an? )?\d/u.test(after)) ||
    (isNegator(lower) && /^ (?:to|that)\b/u.test(after))
  );
}

const bland = new Set([...blandWords].map(rootOf));
const narrowing = new Set([...narrowingWords].map(rootOf));

function itemOf(word: Word, names: readonly Name[]): Item[] {
  if (word.lower.length < 2 || stopWords.has(word.lower) || word.lower.endsWith("n't")) return [];
  const isNarrowing = narrowing.has(word.stem) || narrowingWords.has(word.lower);
  // the title in "President Lee" says little beside the name
  const isInName = names.some(({ start, end }) => word.start >= start && word.end <= end);
  const isBland = isInName || bland.has(word.stem) || superlatives.has(word.lower);
  return [{ word, weight: isBland ? 0.25 : 1, isNarrowing }];
}

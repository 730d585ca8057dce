import { figuresOverlap, type FigureOverlap } from './compare-figures.js';
import { oppositionOf, type Opposition } from './compare-meaning.js';
import { isPlace, namesOverlap, type NameOverlap } from './compare-names.js';
import { sidesRelation, type SidesFound } from './compare-sides.js';
import { overlapOf, weightOf, type WordOverlap } from './compare-words.js';
import { exchangedIn } from './exchanged.js';
import type { Name } from './names.js';
import type { Item, Side } from './side.js';
import { timeRelation, type TimeRelation } from './time.js';
import type { Word } from './words.js';

/** All that two claims have in common and not, as far as it can be told. */
export interface Comparison {
  readonly a: Side;
  readonly b: Side;
  readonly words: WordOverlap;
  readonly names: NameOverlap;
  readonly figures: FigureOverlap;
  /** Where the time of `a` lies as seen from `b`. */
  readonly time: TimeRelation;
  readonly sides: SidesFound;
  readonly opposition: Opposition | null;
  /** Words left over that the opposition or the sides have not told already. */
  readonly untoldA: readonly Item[];
  readonly untoldB: readonly Item[];
  /** Words that stand in each other's place, as written. */
  readonly exchanged: readonly [string, string] | null;
  /** Only names differ: the words are nearly all shared. */
  readonly haveOtherNamesOnly: boolean;
  /** Shared weight of names and words, countries and words of any news left out. */
  readonly topic: number;
  /** Share of the shorter claim's weight that the other has too. */
  readonly coverage: number;
  /** Share of both claims' weight that is shared. */
  readonly likeness: number;
}

/** A name weighs more than a word, a country's less. */
const nameWeight = { country: 1, other: 1.5 };

/** Compares two claims in all that the rules ask for. */
export function comparisonOf(a: Side, b: Side): Comparison {
  const words = overlapOf(a, b);
  const names = namesOverlap(a, b);
  const sides = sidesRelation(a, b);
  const opposition = oppositionOf(a, b);
  const figures = figuresOverlap(a, b);
  const told = new Set([...(opposition?.words ?? []), ...(sides.pair ?? []).map(({ word }) => word)]);
  const ranks = new Set(
    figures.pairs.flatMap((pair) => [pair.a, pair.b]).filter(({ isImplied }) => isImplied),
  );
  const isRank = (word: Word) =>
    [...ranks].some(({ start, text }) => start === word.start && text === word.text);
  const untold = (items: readonly Item[]) => items.filter(({ word }) => !told.has(word) && !isRank(word));
  const [untoldA, untoldB] = [untold(words.leftA), untold(words.leftB)];
  const sharedWords = weightOf(words.shared.map(([one]) => one));
  const sharedNames = names.shared.reduce(
    (sum, [{ isCountry }]) => sum + nameWeight[isCountry ? 'country' : 'other'],
    0,
  );
  const left = (items: readonly Item[], of: typeof names.leftA) =>
    weightOf(items) + of.reduce((sum, { isCountry }) => sum + nameWeight[isCountry ? 'country' : 'other'], 0);
  const [leftA, leftB] = [left(untoldA, names.leftA), left(untoldB, names.leftB)];
  const shared = sharedWords + sharedNames;
  return {
    a,
    b,
    words,
    names,
    figures,
    time:
      a.time === null && b.time === null ? timeRelation(a.undated, b.undated) : timeRelation(a.time, b.time),
    sides,
    opposition,
    untoldA,
    untoldB,
    exchanged: exchangedIn(a, b, untoldA, untoldB),
    haveOtherNamesOnly:
      names.leftA.length > 0 &&
      names.leftB.length > 0 &&
      share(2 * sharedWords, weightOf(untoldA) + weightOf(untoldB)) >= mostWords,
    topic: topicOf(a, b, words, names),
    coverage: share(shared, Math.min(leftA, leftB)),
    likeness: share(2 * shared, leftA + leftB),
  };
}

/** From this share on, two claims have nearly all words in common. */
const mostWords = 0.8;

const share = (shared: number, left: number) => (shared + left === 0 ? 0 : shared / (shared + left));

/** One thing that both call "the …", a person or a body makes a topic; a place or any other single word does not. */
const topicWeights = { thing: 1, word: 0.75, place: 0.75, name: 1.5 };

function topicOf(a: Side, b: Side, words: WordOverlap, names: NameOverlap): number {
  const telling = words.shared.filter(([one, other]) => one.weight >= 1 && other.weight >= 1);
  const things = telling.filter(([one, other]) => isDefinite(a, one) && isDefinite(b, other)).length;
  const own = names.shared.filter(([{ isCountry }]) => !isCountry);
  const places = own.filter(([one, other]) => isBarePlace(a, one) || isBarePlace(b, other)).length;
  return (
    things * topicWeights.thing +
    (telling.length - things) * topicWeights.word +
    places * topicWeights.place +
    (own.length - places) * topicWeights.name
  );
}

/** "in Oslo"; "in Lake Inari" tells of the lake. */
const isBarePlace = (side: Side, name: Name) =>
  isPlace(side, name) && name.keys.join(' ').length >= name.text.length - 1;

/** "the dam", "the old dam", "its dam", "Norway's dam". */
function isDefinite({ text }: Side, { word }: Item): boolean {
  // a bare noun at the start: "Traffic", or a name that nothing shows to be one
  if (word.isInitial) return true;
  const before = text.slice(Math.max(0, word.start - 40), word.start);
  return /(?:\b(?:the|its|their|his|her|this|that)|'s?)(?: [\p{L}\d.,-]+){0,2} $/iu.test(before);
}

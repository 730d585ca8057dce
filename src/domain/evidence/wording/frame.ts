import { weightOf, type Cover } from './cover.js';
import { saysSame } from './likeness.js';
import type { Word } from './read-words.js';

/** A word of the claim and a word of a passage that might stand in its place. */
export interface Pair {
  readonly cover: Cover;
  /** Index of the passage in the cover. */
  readonly passage: number;
  /** Index of the word in the claim. */
  readonly at: number;
  /** Index of the word in the passage. */
  readonly place: number;
}

/** A clause boundary counts like so many words. */
const clauseSteps = 2;

/** A word on the other side of the pair counts so much less: order changes with the voice of the verb. */
const otherSide = 0.7;

/** What the same preposition or article before both adds. */
const sameWay = 0.15;

/**
 * How much the same the surroundings of the two are: the words common to both sides, each by weight and by how near it stands to the
 * pair on either side, times whether figures are figures of the same thing. 1 is one figure or name right beside both, or two words.
 */
export function frameOf(pair: Pair): number {
  const [claimed, seen] = wordsOf(pair);
  if (!claimed || !seen) return 0;
  const { cover, passage, at } = pair;
  let sum = 0;
  cover.places[passage]?.forEach((places, other) => {
    const word = cover.claim[other];
    if (!word || other === at) return;
    const far = Math.abs(other - at) + clauseSteps * Math.abs(word.clause - claimed.clause);
    sum += (weightOf(word) * nearest(pair, places, other)) / (1 + far / 2);
  });
  const isSameWay = claimed.before.length > 0 && claimed.before.at(-1) === seen.before.at(-1);
  return (sum + (isSameWay ? sameWay : 0)) * roleOf(pair);
}

function wordsOf({ cover, passage, at, place }: Pair): readonly [Word | undefined, Word | undefined] {
  return [cover.claim[at], cover.passages[passage]?.words[place]];
}

/** How near the nearest of some places is to the pair's word in the passage, 0 to 1. */
function nearest({ cover, passage, at, place }: Pair, places: readonly number[], other: number): number {
  const words = cover.passages[passage]?.words ?? [];
  let best = 0;
  for (const there of places) {
    if (there === place) continue;
    const crossed = Math.abs((words[there]?.clause ?? 0) - (words[place]?.clause ?? 0));
    const off = Math.abs(there - place) + clauseSteps * crossed;
    const side = (there - place) * (other - at) > 0 ? 1 : otherSide;
    best = Math.max(best, side / (1 + off / 2));
  }
  return best;
}

/** What is left of a frame by whether the two figures count one noun and hang on one verb. */
const roles = { sameNoun: 1.3, oneNoun: 0.6, otherNoun: 0.3, ungoverned: 0.5, ofOther: 0.7 };

/** Whether two figures are of the same thing: counted by one noun, governed by one verb, both of a birth. Other words have no role: 1. */
function roleOf(pair: Pair): number {
  const { cover, passage, at, place } = pair;
  const words = cover.passages[passage]?.words ?? [];
  const [claimed, seen] = wordsOf(pair);
  if (!claimed?.figure || !seen?.figure) return 1;
  if (lifeAt(cover.claim, at) !== lifeAt(words, place)) return 0;
  const noun = attributed(cover.claim, at);
  const hasOther = attributed(words, place) !== null;
  if (noun && hasOther) return nounRole(noun, words.slice(place + 1, place + 3));
  return governance(pair) * (noun || hasOther ? halfRole(claimed) : 1);
}

function nounRole(noun: Word, others: readonly Word[]): number {
  return others.some((each) => saysSame(noun, each)) ? roles.sameNoun : roles.otherNoun;
}

function governance(pair: Pair): number {
  return (isGoverned(pair) ? 1 : roles.ungoverned) * (isOfClaim(pair) ? 1 : roles.ofOther);
}

/** One of the two figures stands before a noun, the other by itself. */
function halfRole({ figure }: Word): number {
  return figure?.kind === 'number' || figure?.kind === 'ordinal' ? roles.otherNoun : roles.oneNoun;
}

/** The word a figure stands right before as its own: "45 organisations", "the 1948 Games". */
function attributed(words: readonly Word[], at: number): Word | null {
  const [word, next] = [words[at], words[at + 1]];
  if (!word || !next || next.form === 'figure' || next.clause !== word.clause) return null;
  return next.before.length > 0 ? null : next;
}

/** How far from a figure the word that governs it may stand. */
const governedWithin = 4;

/** Whether the word before the claim's figure (the one behind it, where it opens a clause) stands near the passage's figure too. */
function isGoverned({ cover, passage, at, place }: Pair): boolean {
  const { claim } = cover;
  let governor = at - 1;
  while (claim[governor]?.form === 'figure') governor -= 1;
  if (claim[governor]?.clause !== claim[at]?.clause)
    governor = claim.findIndex((word, index) => index > at && word.form !== 'figure');
  return (cover.places[passage]?.[governor] ?? []).some((there) => Math.abs(there - place) <= governedWithin);
}

/** How many words back from a date the word "born" or "died" may stand. */
const lifeWithin = 5;

/** Whether what stands before the passage's figure is something the claim speaks of: "established in 1814" says nothing of an election. */
function isOfClaim({ cover, passage, place }: Pair): boolean {
  const words = cover.passages[passage]?.words ?? [];
  let governor = place - 1;
  while (words[governor]?.form === 'figure') governor -= 1;
  if (words[governor]?.clause !== words[place]?.clause) return true;
  return cover.places[passage]?.some((places) => places.includes(governor)) === true;
}

/** Whether a figure belongs to a day of birth or of death: "born 7 June 1900", "(1734-1802)". */
function lifeAt(words: readonly Word[], at: number): 'birth' | 'death' | null {
  const word = words[at];
  if (!word?.figure || !/^(?:years|month|day)$/.test(word.figure.kind)) return null;
  if (word.life !== null) return word.life;
  for (let before = at - 1; before >= Math.max(0, at - lifeWithin); before -= 1) {
    const root = words[before]?.root;
    if (root === 'birth' || root === 'death') return root;
    if (words[before]?.form === 'word') return null;
  }
  return null;
}

import { opposites } from './opposite-table.js';
import { knownComparative, type Comparative } from './verb-table.js';
import type { Item, Side } from './side.js';
import { wordFor, type Word } from './words.js';

export interface Opposition {
  readonly a: string;
  readonly b: string;
  readonly isFirm: boolean;
  /** The two words themselves: they are told, and left over no more. */
  readonly words: readonly [Word, Word];
}

/** Words of one claim that exclude words of the other, where neither claim has both. */
export function oppositionOf(a: Side, b: Side): Opposition | null {
  for (const { one, other, isFirm } of tables) {
    const [aOne, aOther] = [wordOf(a, one), wordOf(a, other)];
    const [bOne, bOther] = [wordOf(b, one), wordOf(b, other)];
    const isEither = (x: Word | undefined, y: Word | undefined) => x !== undefined && y === undefined;
    if (isEither(aOne, aOther) && isEither(bOther, bOne)) return opposition(aOne, bOther, isFirm);
    if (isEither(aOther, aOne) && isEither(bOne, bOther)) return opposition(aOther, bOne, isFirm);
  }
  return prefixed(a, b) ?? prefixed(b, a, true) ?? stances(a, b) ?? comparatives(a, b);
}

/** "cheaper" against "dearer", where no "than" makes two sides of it. */
function comparatives(a: Side, b: Side): Opposition | null {
  const [ours, theirs] = [scaleWords(a), scaleWords(b)];
  for (const one of ours) {
    const other = theirs.find(({ scale, isDown }) => scale === one.scale && isDown !== one.isDown);
    if (other !== undefined) return opposition(one.word, other.word, false);
  }
  return null;
}

function scaleWords({ words }: Side): (Comparative & { word: Word })[] {
  return words.flatMap((word, at) => {
    const known = knownComparative(word.lower);
    return known === null || known.scale === 'time' || words[at + 1]?.lower === 'than'
      ? []
      : [{ ...known, word }];
  });
}

/** "voted 51-49 for the bill", "voted … against it". */
const stance = /\bvot(?:e[sd]?|ing)\b[^.;]{0,40}?\b(for|in favour|in favor|yes|against|no)\b/iu;

function stances(a: Side, b: Side): Opposition | null {
  const [one, other] = [stance.exec(a.text)?.[1]?.toLowerCase(), stance.exec(b.text)?.[1]?.toLowerCase()];
  const [wordA, wordB] = [wordFor(a.index, 'vote'), wordFor(b.index, 'vote')];
  if (one === undefined || other === undefined || wordA === undefined || wordB === undefined) return null;
  const isAgainst = (said: string) => said === 'against' || said === 'no';
  return isAgainst(one) === isAgainst(other) ? null : opposition(wordA, wordB, true);
}

/** "constitutional" against "unconstitutional", where each claim has one of them. */
function prefixed(one: Side, other: Side, isTurned = false): Opposition | null {
  const stems = new Map(other.words.map((word) => [word.stem, word] as const));
  for (const word of one.words) {
    const bare = /^(?:un|in|im|il|ir|dis|non)(\p{L}{4,})$/u.exec(word.stem)?.[1];
    const partner = bare === undefined ? undefined : stems.get(bare);
    const isAlone =
      partner !== undefined && !stems.has(word.stem) && !one.words.some(({ stem }) => stem === bare);
    if (isAlone) return isTurned ? opposition(partner, word, true) : opposition(word, partner, true);
  }
  return null;
}

function opposition(a: Word | undefined, b: Word | undefined, isFirm: boolean): Opposition | null {
  return a === undefined || b === undefined ? null : { a: a.text, b: b.text, isFirm, words: [a, b] };
}

const tables = opposites.map(({ one, other, isFirm }) => ({
  one: one.split(' '),
  other: other.split(' '),
  isFirm,
}));

function wordOf({ index }: Side, list: readonly string[]): Word | undefined {
  for (const entry of list) {
    const word = wordFor(index, entry);
    if (word !== undefined) return word;
  }
  return undefined;
}

/** Narrowing words that only one claim has: another group or measure. */
export function narrowerBy(left: readonly Item[]): readonly Item[] {
  return left.filter(({ isNarrowing }) => isNarrowing);
}

import { isAlike } from './words.js';
import type { Item, Side } from './side.js';

/** What two claims share in words, and what each has for itself. */
export interface WordOverlap {
  readonly shared: readonly (readonly [Item, Item])[];
  readonly leftA: readonly Item[];
  readonly leftB: readonly Item[];
}

/** Pairs words that may stand for each other, each once: the same word first, then synonyms. */
export function overlapOf(a: Side, b: Side): WordOverlap {
  const shared: (readonly [Item, Item])[] = [];
  const freeB = new Set(b.items);
  const pair = (items: readonly Item[], alike: (one: Item, other: Item) => boolean): Item[] =>
    items.filter((one) => {
      const match = [...freeB].find((other) => alike(one, other));
      if (match === undefined) return true;
      freeB.delete(match);
      shared.push([one, match]);
      return false;
    });
  const rest = pair(a.items, (one, other) => one.word.stem === other.word.stem);
  const leftA = pair(rest, (one, other) => isAlike(one.word, other.word));
  // a word said twice on one side is not left over
  const known = (item: Item, index: 0 | 1) => shared.some((each) => isAlike(each[index].word, item.word));
  return {
    shared,
    leftA: leftA.filter((item) => !known(item, 1)),
    leftB: [...freeB].filter((item) => !known(item, 0)),
  };
}

/** The weight of some words together. */
export function weightOf(items: readonly Item[]): number {
  return items.reduce((sum, { weight }) => sum + weight, 0);
}

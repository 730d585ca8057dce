import { contentWords } from '../../claim/words.js';
import { countryOf } from './demonyms.js';
import { ideaRows } from './lexicon.js';
import { rootOf } from './root.js';

/** One meaning of a word: an idea and the side of it. */
export interface Meaning {
  readonly idea: number;
  readonly isOpposite: boolean;
  readonly bond: Exclude<Likeness, 'same'>;
}

const meanings = readRows(ideaRows);

function readRows(rows: readonly string[]): ReadonlyMap<string, readonly Meaning[]> {
  const found = new Map<string, Meaning[]>();
  rows.forEach((row, idea) => {
    const bond = row.startsWith('! ')
      ? 'other'
      : row.startsWith('= ')
        ? 'apart'
        : row.startsWith('~ ')
          ? 'converse'
          : 'contrary';
    const [one = '', other = ''] = row.replace(/^[!=~] /u, '').split(' / ');
    for (const [words, isOpposite] of [
      [one, false],
      [other, true],
    ] as const)
      for (const word of words.split(' ').filter(Boolean)) {
        const root = rootOfJoined(word);
        found.set(root, [...(found.get(root) ?? []), { idea, isOpposite, bond }]);
      }
  });
  return found;
}

/** The root a word is compared by; a phrase written as one word is its own. */
export function rootOfJoined(word: string): string {
  return word.includes('-') ? word : rootOf(countryOf(word));
}

export function meaningsOf(root: string): readonly Meaning[] {
  return meanings.get(root) ?? [];
}

export function hasOpposite(idea: number): boolean {
  return ideaRows[idea]?.includes(' / ') ?? false;
}

/** Whether a hyphened word stands in the lexicon as a whole. */
export function isPhrase(word: string): boolean {
  return word.includes('-') && meanings.has(word);
}

/**
 * How two words stand to each other: one thing; opposites of which one must hold (`other`); opposites that may both fail, of one
 * event (`apart`) or one after the other (`contrary`); one act seen from its two sides (`converse`: lend, borrow).
 */
export type Likeness = 'same' | 'other' | 'apart' | 'contrary' | 'converse';

export function likeness(a: string, b: string): Likeness | null {
  if (a === b) return 'same';
  const theirs = meaningsOf(b);
  let found: Likeness | null = null;
  for (const mine of meaningsOf(a))
    for (const each of theirs) {
      if (each.idea !== mine.idea) continue;
      if (each.isOpposite === mine.isOpposite) return 'same';
      found ??= mine.bond;
    }
  return found;
}

/** Whether a word says something of its own; stop words do not. */
export function isTelling(word: string): boolean {
  return isPhrase(word) || contentWords(word).length > 0;
}

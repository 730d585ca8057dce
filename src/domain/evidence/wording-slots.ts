import type { Change } from './wording-change.js';
import { commonWords, families } from './wording-tables.js';
import type { Token } from './wording-tokens.js';
import { areKinds } from './wording-kinds.js';
import { exclusionOf } from './wording/exclusive.js';
import { areKin, placeOf, placesExclude } from './wording/kin.js';
import { rootOf } from './wording/roots.js';

/**
 * One word in the very place of another, both neighbours the same, where the two cannot mean one thing: words that shut each
 * other out ("killed", "injured"), and two plurals that are no synonyms ("apples", "pears").
 */
export function slotChanges(quoted: readonly Token[], found: readonly Token[]): readonly Change[] {
  const slots = new Map<string, Token>();
  quoted.forEach((token, index) => slots.set(slotOf(quoted, index), token));
  const [before, after] = [new Set(quoted.map(stem)), new Set(found.map(stem))];
  return found.flatMap((to, index) => {
    const from = slots.get(slotOf(found, index));
    if (from === undefined || from.stem === to.stem || before.has(to.stem) || after.has(from.stem)) return [];
    return areDifferent(from, to) ? [{ kind: 'thing' as const, from: from.text, to: to.text }] : [];
  });
}

const stem = (token: Token): string => token.stem;

function slotOf(tokens: readonly Token[], index: number): string {
  return `${tokens[index - 1]?.stem ?? '^'} ${tokens[index + 1]?.stem ?? '$'}`;
}

function areDifferent(from: Token, to: Token): boolean {
  if ([from, to].some((token) => token.figure !== null || token.date !== null)) return false;
  const [one, other] = [from.text.toLowerCase(), to.text.toLowerCase()];
  if (families.some((family) => family.has(one) && family.has(other))) return true;
  if (areKinds(one, other)) return true;
  if ([one, other].some((word) => commonWords.has(word))) return false;
  const [here, there] = [placeOf(one), placeOf(other)];
  if (here !== null && there !== null && placesExclude(here, there)) return true;
  const [a, b] = [rootOf(one), rootOf(other)];
  if (exclusionOf(a, b) !== null) return true;
  return isPlural(one) && isPlural(other) && !areKin(a, b) && a.slice(0, 4) !== b.slice(0, 4);
}

function isPlural(word: string): boolean {
  return word.length > 3 && /[^siu]s$/.test(word);
}

import { isMarker } from './markers.js';
import type { SaidWord, Saying } from './saying.js';
import { isSoft } from './soft.js';
import { likeness, type Likeness } from './wording.js';

/** A word of the claim with the word of the passage that answers it. */
export interface Pair {
  readonly claimed: SaidWord;
  readonly seen: SaidWord;
  readonly likeness: Likeness;
}

/** How the words of a claim stand in one clause of a passage and in what was said before it. */
export interface Fit {
  readonly clause: number;
  readonly pairs: readonly Pair[];
  /** Words of the claim that stand nowhere there. */
  readonly missing: readonly SaidWord[];
}

/** Whether the words of a claim fit each clause of a sentence, subjects of earlier clauses included. */
export function fitsOf(claim: Saying, passage: Saying): Fit[] {
  const modality = claim.clauses[0]?.modality ?? 'fact';
  const words = claim.words.filter(({ root }) => !isMarker(root, modality));
  return passage.clauses.map((_, clause) => fitOf(words, passage, clause));
}

function fitOf(claim: readonly SaidWord[], passage: Saying, clause: number): Fit {
  const heard = passage.words.filter((word) => word.clause <= clause);
  const pairs = claim.flatMap((word) => pairOf(word, heard, clause) ?? []);
  const missing = claim.filter((word) => !isSoft(word.root) && !pairs.some((pair) => pair.claimed === word));
  return { clause, pairs, missing };
}

/** The nearest in meaning, in the clause itself before others. */
function pairOf(claimed: SaidWord, heard: readonly SaidWord[], clause: number): Pair | null {
  const found = heard.flatMap((seen): Pair[] => {
    const like = likeness(claimed.root, seen.root);
    return like === null ? [] : [{ claimed, seen, likeness: like }];
  });
  const ranked = found.sort((a, b) => rank(a, clause) - rank(b, clause));
  return ranked[0] ?? null;
}

const rank = ({ claimed, seen, likeness: like }: Pair, clause: number) =>
  (claimed.root === seen.root ? 0 : like === 'same' ? 1 : 2) + (seen.clause === clause ? 0 : 4);

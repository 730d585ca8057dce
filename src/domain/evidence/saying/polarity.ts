import type { Fit, Pair } from './match-saying.js';
import type { SaidWord, Saying } from './saying.js';
import { isSoft } from './soft.js';
import { hasOpposite, meaningsOf } from './wording.js';

/** Whether a passage says what the claim says, or its contrary; null where neither follows. */
export type Polarity = 'same' | 'contrary';

/**
 * A negation counts once if it reaches any word that the two share; opposites turn round once more. "Not" before one of two
 * opposites that may both fail leaves the other open.
 */
export function polarityOf({ pairs, clause }: Fit, claim: Saying, passage: Saying): Polarity | null {
  const words = passage.words.filter((word) => word.clause === clause);
  if (
    !isDenialMet(
      claim.words,
      pairs.map((pair) => pair.claimed),
    )
  )
    return null;
  if (
    !isDenialMet(
      words,
      pairs.map((pair) => pair.seen),
    )
  )
    return null;
  if (!isTold(pairs, words)) return null;
  const turning = pairs.filter((pair) => pair.likeness !== 'same' && pair.likeness !== 'converse');
  if (turning.length > 1) return null;
  const isDenied = pairs.some(({ claimed }) => claimed.isNegated);
  const isDeniedThere = pairs.some(({ seen }) => seen.isNegated && seen.clause === clause);
  const [turned] = turning;
  if (turned === undefined) return isDenied === isDeniedThere ? 'same' : 'contrary';
  return ofOpposites(turned, isDenied, isDeniedThere);
}

/** What a negation turns round first is among what the two share; otherwise another thing is denied. */
function isDenialMet(words: readonly SaidWord[], shared: readonly SaidWord[]): boolean {
  if (!shared.some((word) => word.isNegated)) return true;
  const first = words.find((word) => word.isNegated && !isSoft(word.root));
  return first === undefined || shared.includes(first);
}

/** Some verb of the two is the same, or the passage has none of its own that the claim has not. */
function isTold(pairs: readonly Pair[], words: readonly SaidWord[]): boolean {
  const isAct = (word: SaidWord) =>
    word.isVerb || meaningsOf(word.root).some((each) => hasOpposite(each.idea));
  const isShared = pairs.some(({ claimed, seen }) => isAct(claimed) || isAct(seen));
  return isShared || !words.some((word) => isAct(word) && !pairs.some(({ seen }) => seen === word));
}

function ofOpposites(turned: Pair, isDenied: boolean, isDeniedThere: boolean): Polarity | null {
  if (isDeniedThere) return turned.likeness === 'other' ? (isDenied ? 'contrary' : 'same') : null;
  return isDenied ? 'same' : 'contrary';
}

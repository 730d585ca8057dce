import type { Fit, Pair } from './match-saying.js';

/** Whether a passage says what the claim says, or its contrary; null where neither follows. */
export type Polarity = 'same' | 'contrary';

/**
 * A negation counts once if it reaches any word that the two share; opposites turn round once more. "Not" before one of two
 * opposites that may both fail leaves the other open.
 */
export function polarityOf({ pairs, clause }: Fit): Polarity | null {
  const turning = pairs.filter((pair) => pair.likeness !== 'same' && pair.likeness !== 'converse');
  if (turning.length > 1) return null;
  const isDenied = pairs.some(({ claimed }) => claimed.isNegated);
  const isDeniedThere = pairs.some(({ seen }) => seen.isNegated && seen.clause === clause);
  const [turned] = turning;
  if (turned === undefined) return isDenied === isDeniedThere ? 'same' : 'contrary';
  return ofOpposites(turned, isDenied, isDeniedThere);
}

function ofOpposites(turned: Pair, isDenied: boolean, isDeniedThere: boolean): Polarity | null {
  if (isDeniedThere) return turned.likeness === 'other' ? (isDenied ? 'contrary' : 'same') : null;
  return isDenied ? 'same' : 'contrary';
}

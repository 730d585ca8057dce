import type { Pair } from './match-saying.js';
import type { Saying } from './saying.js';
import { isSoft } from './soft.js';
import { hasOpposite, meaningsOf } from './wording.js';

/** Prepositions that place a name and give it no part in what happens. */
const placing = /^(?:in|at|on|near|of|for|with|into|between|under|as)$/u;

/** How the things that a claim and a passage name stand to each other there: `unknown` where fewer than two are told apart. */
export type Sides = 'same' | 'turned' | 'unknown';

/**
 * Whether the things that a claim and a passage name stand in other parts: their order differs, and no passive voice or preposition
 * accounts for it ("A sued B", "B sued A"). What only says where is left out.
 */
export function sidesOf(pairs: readonly Pair[], claim: Saying, passage: Saying): Sides {
  // between the two sides of one act ("bought", "sold") the thing that changes hands may stand anywhere
  const isConverse = pairs.some(({ likeness }) => likeness === 'converse');
  const named = pairs.filter(
    ({ claimed, seen }) =>
      !placing.test(claimed.led) &&
      !placing.test(seen.led) &&
      !claimed.isVerb &&
      !seen.isVerb &&
      isThing(claimed.root) &&
      (!isConverse || claimed.isName || seen.isName),
  );
  const opposed = named.flatMap((a, index) =>
    named
      .slice(index + 1)
      .filter((b) => !areJoined(a, b, claim, passage))
      .map((b) => isTurnedPair(a, b, claim, passage)),
  );
  return opposed.length === 0 ? 'unknown' : opposed.includes(true) ? 'turned' : 'same';
}

function isTurnedPair(a: Pair, b: Pair, claim: Saying, passage: Saying): boolean {
  const isOtherOrder = a.claimed.at < b.claimed.at !== a.seen.at < b.seen.at;
  const isOtherVoice =
    isTurnedVoice(claim, [a.claimed, b.claimed]) !== isTurnedVoice(passage, [a.seen, b.seen]);
  return isOtherOrder !== isOtherVoice;
}

/** Words with an opposite are what is said, others whom it is said of. */
const isThing = (root: string) =>
  !/^\d/u.test(root) && !isSoft(root) && !meaningsOf(root).some((each) => hasOpposite(each.idea));

interface Placed {
  readonly at: number;
  readonly led: string;
}

const receiving =
  /\b(?:bought|buys?|borrow\p{L}*|receiv\p{L}*|got|gets?|obtain\p{L}*|won|import\p{L}*|inherit\p{L}*|acquir\p{L}*|purchas\p{L}*|took|takes|stole|rent\p{L}*|hir\p{L}*|accept\p{L}*)\b/iu;

/** "B was beaten by A", "B got it from A": who does it stands behind. */
function isTurnedVoice(saying: Saying, ends: readonly [Placed, Placed]): boolean {
  const [first, last] = [...ends].sort((a, b) => a.at - b.at);
  const between = saying.text.slice(first?.at, last?.at);
  return (
    (last?.led === 'by' && /\b(?:was|were|been|be|is|are|being)\b|ed by\b/iu.test(between)) ||
    (last?.led === 'from' && receiving.test(between))
  );
}

/** "A and B", "A, B": neither stands over against the other; nor do the parts of one name. */
function areJoined(a: Pair, b: Pair, claim: Saying, passage: Saying): boolean {
  const between = (saying: Saying, x: number, y: number) => saying.text.slice(Math.min(x, y), Math.max(x, y));
  const link = /^[\p{L}'’-]+(?:,| and| or|,? and the)? (?:the )?$/u;
  return (
    link.test(between(claim, a.claimed.at, b.claimed.at)) || link.test(between(passage, a.seen.at, b.seen.at))
  );
}

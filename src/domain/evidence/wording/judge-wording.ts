import type { Label, Reason } from '../../finding.js';
import { hasOwnTurn, mayBothHold, type Withheld } from './caution.js';
import { contrastsIn } from './contrast.js';
import { coverOf, readTitled, type Cover } from './cover.js';
import { denialIn } from './denial.js';
import { negations, readWords, type Word } from './read-words.js';
import { reasonOfContrast, reasonOfDenial, reasonOfSilence, reasonsOfCover } from './reasons.js';
import { relevant } from './relevance.js';
import { isDecisive } from './thresholds.js';

/**
 * What the passages are of the evidence there is. `open`: there may be more, what they do not say is not known. `complete`: somebody
 * vouches that nothing else bears on the claim; then a claim they mostly do not bear out is refuted. Nothing in a text tells which it is.
 */
export type Selection = 'open' | 'complete';

/** What selected passages say of a whole claim, by its words. */
export interface WordingJudgement {
  readonly label: Label;
  readonly reasons: readonly Reason[];
  /** Index of the evidence text that decides; null where none does, or all together. */
  readonly evidence: number | null;
  /** Offset in the claim of the word it turns on; null where it is all of it. */
  readonly at: number | null;
}

/**
 * Judges a claim of several facts by passages of titled pages ("Title: sentence") together: each word of it is looked for in them, with
 * its synonyms, as another spelling, or as the result of a sum. Refuted where a passage of the same subject has another figure, date, name, place
 * or an opposite in the same surroundings, or one side denies what the other says; supported where they have nearly all of it and every
 * figure; else not enough evidence. Only for passages that somebody chose and that name their subject: in a whole page other facts stand in like
 * surroundings, and a sentence without a title may be about another. Never throws.
 */
export function judgeWording(
  claim: string,
  evidence: readonly { readonly text: string }[],
  selection: Selection = 'open',
  withheld: readonly Withheld[] = [],
): WordingJudgement {
  const words = claim.length > longestClaim ? [] : readWords(claim);
  const titled = evidence
    .map(({ text }, index) => readTitled(text.length > longestPassage ? '' : text, index))
    .filter(({ title }) => title.length > 0);
  const passages = relevant(titled, words);
  if (passages.length === 0 || words.length < fewestWords) return silence;
  return judgeCover({ cover: coverOf(words, passages), text: claim, selection, withheld });
}

/** A longer text is no passage, and no claim; comparing is by pairs of words. */
const longestPassage = 4000;
const longestClaim = 2000;
const fewestWords = 3;

/** From this share of the claim's words on, by weight, the passages have nearly all of it. */
const nearlyAll = 0.8;

/** Below this share a complete selection does not bear the claim out; between the two the rest may be other words for the same. */
const mostly = 0.72;

const silence: WordingJudgement = { label: 'not-enough-evidence', reasons: [], evidence: null, at: null };

interface Compared {
  readonly cover: Cover;
  /** The claim as written. */
  readonly text: string;
  readonly selection: Selection;
  readonly withheld: readonly Withheld[];
}

function judgeCover({ cover, text, selection, withheld }: Compared): WordingJudgement {
  const contrast = contrastsIn(cover).find(
    (each) => isDecisive(each) && !mayBothHold(each, cover, text, withheld),
  );
  if (contrast) {
    const { claimed, passage } = contrast;
    return refuted(reasonOfContrast(contrast), passage.evidence, claimed.start);
  }
  const denial = denialIn(cover);
  if (denial) return refuted(reasonOfDenial(denial), denial.passage.evidence, denial.denied.start);
  if (isCovered(cover) && isBorneOut(cover, text, withheld))
    return { ...silence, label: 'supported', reasons: reasonsOfCover(cover) };
  return selection === 'complete' && cover.share < mostly
    ? refuted(reasonOfSilence(cover), null, null)
    : silence;
}

function refuted(reason: Reason, evidence: number | null, at: number | null): WordingJudgement {
  return { label: 'refuted', reasons: [reason], evidence, at };
}

/** Nearly all of it, and every denial and every figure but the small ones that are written in letters ("two brothers"), which a passage often shows and does not count. */
function isCovered({ claim, covered, share }: Cover): boolean {
  return share >= nearlyAll && claim.every((word, at) => covered[at] === true || !isTelling(word));
}

/** No text has the claim's figure of something else, and none only foretells, denies, excepts or passes on what the claim says. */
function isBorneOut({ claim, passages }: Cover, text: string, withheld: readonly Withheld[]): boolean {
  return (
    withheld.every(({ isOfOther }) => !isOfOther) &&
    !passages.some((passage) => hasOwnTurn(text, claim, passage))
  );
}

const mostInLetters = 12;

function isTelling({ text, figure, folded }: Word): boolean {
  if (negations.has(folded)) return true;
  return figure !== null && (/\d/.test(text) || figure.bound !== undefined || figure.low > mostInLetters);
}

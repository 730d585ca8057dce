import type { Assertion } from '../../claim/assertion.js';
import type { PassageJudgement } from '../passage-judgement.js';
import type { ReadDocument, Sentence } from '../read-document.js';
import { isSoft } from './soft.js';
import { sayingOf } from './saying.js';
import { timeRelation } from './time-relation.js';
import { likeness } from './wording.js';
import { onlyPeriod } from '../read-document.js';

/** "…, not by a firefighter", "…, not the opposition", "… rather than in March": what is denied at the end of a claim. */
const denied =
  /^(.{10,}?)(?:, (?:and )?not|,? rather than|,? instead of) ((?:(?:by|in|on|at|to|from|for|with|of|the|an?) ){0,2}[^,;]{2,60}?)[.\s]*$/iu;

/**
 * Judges "A, not B": a passage that has B where the claim denies it, and all else of the claim but A, refutes; one that has A supports.
 * Null for other claims.
 */
export function judgeContrast(assertion: Assertion, document: ReadDocument): PassageJudgement | null {
  const match = denied.exec(assertion.text);
  if (match === null || /\breverse|vice versa|other way\b/iu.test(match[2] ?? '')) return null;
  const [claimed, rejected] = [match[1] ?? '', match[2] ?? ''].map(rootsOf);
  for (const sentence of document.sentences) {
    const found = judge(claimed ?? [], rejected ?? [], sentence);
    const relation = timeRelation(assertion.period, onlyPeriod(sentence));
    if (found !== null && (relation === 'inside' || relation === 'untimed')) return found;
  }
  return null;
}

function rootsOf(text: string): string[] {
  return sayingOf(text)
    .words.map((word) => word.root)
    .filter((root) => !isSoft(root));
}

/** A name or a short phrase is put in the place of what is denied. */
const mostReplaced = 3;

/** The words stand side by side in the claim. */
function isRun(claimed: readonly string[], missing: readonly string[]): boolean {
  const at = claimed.indexOf(missing[0] ?? '');
  return missing.every((root, index) => claimed[at + index] === root);
}

function judge(
  claimed: readonly string[],
  rejected: readonly string[],
  sentence: Sentence,
): PassageJudgement | null {
  const { words, clauses } = sentence.saying;
  const isFact = clauses.every((each) => each.modality === 'fact') && words.every((word) => !word.isNegated);
  if (!isFact || rejected.length === 0 || claimed.length < 2) return null;
  const has = (root: string) => words.some((word) => likeness(root, word.root) === 'same');
  const missing = claimed.filter((root) => !has(root));
  const hasRejected = rejected.every(has);
  const { text: passage, start, end } = sentence;
  if (missing.length === 0 && !hasRejected) {
    const reason = {
      code: 'said-in-other-words',
      message: 'A passage says the same in other words.',
      passage,
    };
    return { label: 'supported', reasons: [reason], start, end };
  }
  // what is put in its place stands nowhere there, all the rest does
  const isOther =
    hasRejected &&
    missing.length > 0 &&
    missing.length <= mostReplaced &&
    claimed.length > missing.length &&
    isRun(claimed, missing);
  const reason = {
    code: 'denied-part-said',
    message: 'The passage has what the claim denies, and not what it puts in its place.',
    passage,
  };
  return isOther ? { label: 'refuted', reasons: [reason], start, end } : null;
}

import type { Assertion } from '../claim/assertion.js';
import { judgeNamedFigure } from './named-figure.js';
import type { PassageJudgement } from './passage-judgement.js';
import type { ReadDocument } from './read-document.js';
import { judgeComparison } from './reckon/comparison.js';
import { judgeProduct } from './reckon/products.js';
import { judgeRank } from './reckon/ranks.js';
import { judgeRest } from './reckon/rest.js';
import { judgeSum } from './reckon/sums.js';
import { judgeContrast } from './saying/contrast.js';
import { judgeSaying } from './saying/judge-saying.js';

type Judge = (assertion: Assertion, document: ReadDocument) => PassageJudgement | null;

/** Forms of claims that no single figure answers; each returns null for claims of other forms. */
const forms: readonly Judge[] = [judgeNamedFigure, judgeSum, judgeComparison, judgeRank, judgeRest];

/** What may still settle a claim that neither its form nor a figure has; in order. */
const others: readonly Judge[] = [judgeProduct, judgeContrast, judgeInWords];

/** Judges a claim by its form, before any figure is held against it: a sum, a comparison. Null for claims of no such form. */
export function judgeByForm(assertion: Assertion, document: ReadDocument): PassageJudgement | null {
  return firstOf(forms, assertion, document);
}

/** Judges what figures do not settle, by what is said in other words. Null where that settles nothing either. */
export function judgeFurther(assertion: Assertion, document: ReadDocument): PassageJudgement | null {
  return firstOf(others, assertion, document);
}

function firstOf(
  table: readonly Judge[],
  assertion: Assertion,
  document: ReadDocument,
): PassageJudgement | null {
  for (const judge of table) {
    const found = judge(assertion, document);
    if (found !== null) return found;
  }
  return null;
}

function judgeInWords(assertion: Assertion, document: ReadDocument): PassageJudgement | null {
  const isPlain = assertion.hedge === 'exact' && assertion.kind !== 'change';
  return isPlain ? judgeSaying(assertion, document) : null;
}

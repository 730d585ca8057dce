import { Decimal } from 'decimal.js';
import type { Assertion } from '../../claim/assertion.js';
import { compare, type Comparison, type Observed } from '../../claim/compare.js';
import type { Reason } from '../../finding.js';
import type { Observation } from '../observe.js';
import { labelOf, type PassageJudgement } from '../passage-judgement.js';
import { areFirm } from './levels.js';

/** The judgement of a claim by a figure that was reckoned from some of a document; `shown` is the sum as a reader would check it. */
export function judgeReckoned(
  assertion: Assertion,
  from: readonly Observation[],
  reckoned: Pick<Observed, 'value' | 'dimension' | 'unit' | 'currency'> & { readonly shown: string },
): PassageJudgement {
  const precision = from.reduce((sum, each) => sum.plus(each.observed.precision), new Decimal(0)).toNumber();
  const text = from
    .map((each) => each.sentence.text)
    .filter((each, index, all) => all.indexOf(each) === index);
  const comparison = compare(
    { ...assertion, period: null },
    {
      ...reckoned,
      precision,
      low: null,
      high: null,
      lowInclusive: null,
      highInclusive: null,
      period: null,
      text: text.join(' … '),
    },
  );
  return judgementOf(comparison, from);
}

/** A comparison as a judgement; what is not told in so many words of the same thing does not refute. */
export function judgementOf(
  { outcome, reasons }: Comparison,
  from: readonly Observation[],
): PassageJudgement {
  const isWeak = outcome === 'mismatch' && !areFirm(from);
  const weak: Reason = {
    code: 'alignment-weak',
    message: 'The figures stand there, but not in so many words about the same thing.',
  };
  const sentences = from.map((each) => each.sentence);
  return {
    label: isWeak ? 'not-enough-evidence' : labelOf(outcome),
    reasons: isWeak ? [weak, ...reasons] : reasons,
    start: Math.min(...sentences.map((each) => each.start)),
    end: Math.max(...sentences.map((each) => each.end)),
  };
}

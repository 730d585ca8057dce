import { Decimal } from 'decimal.js';
import type { Assertion } from '../../claim/assertion.js';
import { topicOf } from '../align.js';
import { observeSentence } from '../observe.js';
import type { PassageJudgement } from '../passage-judgement.js';
import type { ReadDocument } from '../read-document.js';
import { partsOfWholes } from '../told-figures.js';
import { judgeReckoned } from './reckoned.js';

const denial =
  /\b(?:(?:are|is|were|was|have|has|had|did|do|does) not|(?:are|is|were|was|have|has|had|did|do|does)n['’]t)\b/giu;

/** Judges "72 members are not women" by the whole less the part. Null for other claims, and where a document gives no such pair. */
export function judgeRest(assertion: Assertion, document: ReadDocument): PassageJudgement | null {
  const isCount = assertion.kind === 'level' && assertion.dimension === 'number';
  const isShare = assertion.kind === 'ratio' && assertion.dimension === 'percent';
  if (!(isCount || isShare) || [...assertion.text.matchAll(denial)].length !== 1) return null;
  const topic = topicOf({ ...assertion, text: assertion.text.replace(denial, 'are') });
  for (const sentence of document.sentences) {
    const [pair] = partsOfWholes(sentence);
    if (pair === undefined) continue;
    const told = observeSentence(topic, document, sentence).find(
      (each) => each.kind === 'ratio' && each.alignment.strength !== 'none',
    );
    if (told === undefined) continue;
    const rest = pair.whole - pair.part;
    const plain = { unit: null, currency: null };
    if (isCount) {
      const shown = `${pair.whole} − ${pair.part} = ${rest}`;
      return judgeReckoned(assertion, [told], { ...plain, value: rest, dimension: 'number', shown });
    }
    const value = new Decimal(rest).div(pair.whole).times(100);
    const shown = `(${pair.whole} − ${pair.part}) / ${pair.whole} = ${value.toSignificantDigits(3).toString()} %`;
    return judgeReckoned(assertion, [told], {
      ...plain,
      value: value.toNumber(),
      dimension: 'percent',
      shown,
    });
  }
  return null;
}

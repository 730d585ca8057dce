import type { ReadingContext } from '../claim/period.js';
import type { Reason } from '../finding.js';
import { comparisonOf, type Comparison } from './comparison.js';
import { readSides, type Stated } from './side.js';
import type { Related, Relation } from './relation.js';
import { rules } from './rules.js';

/** What reading a claim needs from outside: dates of days. */
export interface RelateContext {
  readonly dayDates: ReadingContext['dayDates'];
}

/**
 * How two claims stand to each other, with reasons. Figures, negations, directions, dates, names and who did what to whom are compared by
 * code. The order of the two has no meaning. Any text is read; nothing throws.
 */
export function relate(a: Stated, b: Stated, context: RelateContext): Related {
  const isTurned = keyOf(b) < keyOf(a);
  const [one, other] = isTurned ? readSides(b, a, context.dayDates) : readSides(a, b, context.dayDates);
  if (one.text === other.text && a.statedOn === b.statedOn) return equalTexts;
  const { relation, reasons } = decide(comparisonOf(one, other));
  return { relation, reasons: isTurned ? reasons.map(turned) : reasons };
}

/** Words are paired one by one, so that the order could tell: the two are always compared in one order. */
const keyOf = ({ text, statedOn }: Stated) => `${text}\u0000${statedOn ?? ''}`;

const turned = (reason: Reason): Reason =>
  'a' in reason && 'b' in reason ? { ...reason, a: reason.b, b: reason.a } : reason;

const equalTexts: Related = {
  relation: 'same',
  reasons: [{ code: 'same-wording', message: 'The two claims are word for word the same.' }],
};

/** The first rule that holds decides. */
function decide(comparison: Comparison): Related {
  for (const rule of rules) {
    const reasons = rule.holds(comparison);
    if (reasons !== null) return { relation: rule.relation, reasons };
  }
  const relation: Relation = 'same';
  return {
    relation,
    reasons: [
      {
        code: 'nothing-differs',
        message: 'Names, figures, dates, negation and direction agree, and the words say the same thing.',
      },
    ],
  };
}

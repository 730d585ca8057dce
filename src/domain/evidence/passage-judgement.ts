import type { Outcome } from '../claim/compare.js';
import type { Label, Reason } from '../finding.js';

/** What one document says of one assertion. The span is the passage's place in the document; null where none speaks of it. */
export interface PassageJudgement {
  readonly label: Label;
  readonly reasons: readonly Reason[];
  readonly start: number | null;
  readonly end: number | null;
}

/** What a comparison means for the assertion: too close to tell and not comparable are no evidence. */
const labelByOutcome: Readonly<Record<Outcome, Label>> = {
  match: 'supported',
  near: 'not-enough-evidence',
  mismatch: 'refuted',
  incomparable: 'not-enough-evidence',
};

export function labelOf(outcome: Outcome): Label {
  return labelByOutcome[outcome];
}

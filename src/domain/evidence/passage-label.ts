import type { Outcome } from '../claim/compare.js';
import type { Label } from '../finding.js';

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

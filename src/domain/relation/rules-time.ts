import type { Reason } from '../finding.js';
import type { Comparison } from './comparison.js';
import { isOnce } from './once-only.js';
import { haveOwnWords, reason } from './rule.js';
import type { Side } from './side.js';

/** What happens once, dated twice. */
export function otherDate(comparison: Comparison): readonly Reason[] | null {
  const { a, b, time } = comparison;
  if (time !== 'apart' || comparison.opposition !== null || !isOnce(a, b) || haveOwnWords(comparison))
    return null;
  if (a.polarity.isNegative || b.polarity.isNegative) return null;
  const message = 'It happens once, and the claims date it differently.';
  return reason('other-date-of-one-event', message, dated(a), dated(b));
}

const dated = ({ time, undated }: Side) => (time ?? undated)?.text ?? '';

/** Another period is another thing. */
export function otherTime({ a, b, time }: Comparison): readonly Reason[] | null {
  if (time !== 'apart' && time !== 'crossing') return null;
  return reason('other-period', 'The claims speak of different periods.', dated(a), dated(b));
}

/** One date within the other. */
export function coarserDate({ a, b, time }: Comparison): readonly Reason[] | null {
  if (time !== 'inside' && time !== 'around') return null;
  const message = 'One claim dates it more closely than the other.';
  return reason('coarser-date', message, dated(a), dated(b));
}

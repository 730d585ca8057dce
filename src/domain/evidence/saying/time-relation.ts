import type { DayRange } from '../../claim/assertion.js';

/** Where a passage's time lies to the claimed one; `before` and `after` are apart from it, `open` cannot be told. */
export type TimeRelation = 'inside' | 'before' | 'after' | 'open' | 'untimed';

export function timeRelation(claimed: DayRange | null, seen: DayRange | null): TimeRelation {
  if (claimed === null || (claimed.from === null && claimed.to === null)) return 'untimed';
  if (seen === null) return 'open';
  const [own, other] = [closed(claimed), closed(seen)];
  if (other.to < own.from) return 'before';
  if (other.from > own.to) return 'after';
  return other.from >= own.from && other.to <= own.to ? 'inside' : 'open';
}

/** With an end of time for an open one; ISO days compare as text. */
const closed = ({ from, to }: DayRange) => ({ from: from ?? '0000', to: to ?? '9999' });

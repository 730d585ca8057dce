import { shelfLifeEnd } from '../standing/status.js';
import type { StatusFacts } from '../standing/status.js';
import type { Status } from '../standing/view.js';
import { dayOf, isBefore } from './instants.js';
import { nextCheck } from './next-check.js';
import type { NextCheck, ScheduleFacts } from './next-check.js';
import { shelfLifeDays } from './policy.js';
import type { Zones } from './zones.js';

/** A person put the scheduled checks off. */
export interface Hold {
  /** Until when; null: until somebody resumes them. */
  readonly until: string | null;
  readonly reason: string;
  readonly by: string;
}

export interface PlanFacts extends ScheduleFacts {
  readonly hold: Hold | null;
  /** A check that answers its last due time, or its first, is open: the end of it plans the next. */
  readonly isOpen: boolean;
}

/** The claim's place in the schedule; null while it is held without end or its check is open. */
export function planOf(facts: PlanFacts, zones: Zones): NextCheck | null {
  const { hold } = facts;
  if (facts.isOpen) return null;
  if (hold === null || isOver(hold, facts)) return nextCheck(facts, zones);
  if (hold.until === null) return null;
  const why = `Put off until ${hold.until} by ${hold.by}: ${hold.reason}`;
  return { at: hold.until, why, trigger: 'scheduled', policyId: null };
}

/** Whether a snooze has done its work: a check answered the moment it ended at, or completed since. */
export function isOver(
  { until }: Hold,
  { lastSlotAt, lastCheckedAt }: Pick<PlanFacts, 'lastSlotAt' | 'lastCheckedAt'>,
): boolean {
  if (until === null) return false;
  return [lastSlotAt, lastCheckedAt].some((at) => at !== null && !isBefore(at, until));
}

export interface ShelfFacts {
  readonly status: Status;
  readonly verdict: StatusFacts['verdict'];
}

/** When the claim's last verification grows too old; null for a claim never checked. */
export function staleAtOf(facts: ScheduleFacts & ShelfFacts): string | null {
  const verifiedOn = facts.lastCheckedAt === null ? undefined : dayOf(facts.lastCheckedAt);
  return shelfLifeEnd({
    lastVerifiedAt: facts.lastCheckedAt,
    shelfLifeDays: shelfLifeDays(facts.policies, facts.assertions, verifiedOn),
    verdict: facts.verdict,
  });
}

/** What staleness outranks: a claim of these turns stale when its shelf life ends. */
const growStale: readonly Status[] = ['settled', 'assessed'];

/** Whether the status no longer says what the end of the shelf life makes of it. */
export function isStatusLate(status: Status, staleAt: string | null, now: string): boolean {
  const isPast = staleAt !== null && !isBefore(now, staleAt);
  return isPast ? growStale.includes(status) : status === 'stale';
}

/** What goes first when not all can: 0 with a verdict in force, then 1 to 3 by priority. */
export function rankOf(inForce: boolean, priority: 'low' | 'normal' | 'high'): number {
  return inForce ? 0 : { high: 1, normal: 2, low: 3 }[priority];
}

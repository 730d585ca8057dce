import type { AssertionKind, DayRange } from '../claim/assertion.js';
import { addDays } from '../claim/days.js';
import { addSeconds, daysBetween, dayOf, isBefore, startOf } from './instants.js';

/** When something is looked at again. Days may be fractions. */
export type PolicyRule =
  | { readonly type: 'interval'; readonly days: number }
  /** Five fields (minute to day of week), in an IANA time zone. */
  | { readonly type: 'cron'; readonly expression: string; readonly timeZone: string }
  /** On the day a promise falls due, then every so many days. */
  | { readonly type: 'due-date'; readonly thenDays: number }
  /** On the day after the event, then every so many days. */
  | { readonly type: 'event-day'; readonly thenDays: number }
  /** When a source or series changes; at the latest when the shelf life ends. */
  | { readonly type: 'on-change' }
  /** `minDays`, doubled with every check that changes nothing, up to `maxDays`; a change begins anew. */
  | { readonly type: 'adaptive'; readonly minDays: number; readonly maxDays: number };

/** When claims of one kind are looked at again. Days. */
export interface Policy {
  readonly intervalDays: number;
  /** How long after a completed check a standing may be relied on. */
  readonly shelfLifeDays: number;
  /** The day that must come first, where the kind has one: nothing can be learnt before. */
  readonly firstOn: 'day-after-event' | 'due-day' | null;
}

/** The default policies (DESIGN §2, "policy, schedule"). */
export const policies: Readonly<Record<AssertionKind, Policy>> = {
  level: { intervalDays: 7, shelfLifeDays: 90, firstOn: null },
  change: { intervalDays: 7, shelfLifeDays: 90, firstOn: null },
  ratio: { intervalDays: 7, shelfLifeDays: 90, firstOn: null },
  rank: { intervalDays: 30, shelfLifeDays: 180, firstOn: null },
  event: { intervalDays: 30, shelfLifeDays: 365, firstOn: 'day-after-event' },
  target: { intervalDays: 7, shelfLifeDays: 30, firstOn: 'due-day' },
  statement: { intervalDays: 90, shelfLifeDays: 365, firstOn: null },
};

/** Each interval is stretched or shortened by up to this share, so that claims recorded together do not fall due together. */
export const jitterShare = 0.1;

/** What scheduling reads of an assertion. */
export interface Scheduled {
  readonly kind: AssertionKind;
  readonly period: DayRange | null;
  readonly dueOn: string | null;
}

export interface NextCheckInput {
  readonly assertions: readonly Scheduled[];
  /** The last completed check, an instant; null when there was none. */
  readonly lastCheckedAt: string | null;
  /** Ledger time, an instant. */
  readonly now: string;
  /** In [-1, 1]; scaled by `jitterShare`. */
  readonly jitter: number;
}

/** When the claim is to be checked next (never before `now`) and why, in words: the earliest of what its assertions ask for. */
export function nextCheck({ assertions, lastCheckedAt, now, jitter }: NextCheckInput): {
  at: string;
  why: string;
} {
  if (lastCheckedAt === null) return { at: now, why: 'It was never checked.' };
  const wishes = orStatement(assertions).map((each) => wish(each, lastCheckedAt, now, jitter));
  const first = wishes.reduce((a, b) => (isBefore(b.at, a.at) ? b : a));
  return isBefore(first.at, now) ? { at: now, why: first.why } : first;
}

/**
 * The claim's shelf life in days: the shortest of its assertions'. With `verifiedOn` (the day of the last completed
 * check), one that waits for a day keeps until that day plus its shelf life: before it nothing can change.
 */
export function shelfLifeDays(assertions: readonly Scheduled[], verifiedOn?: string): number {
  return Math.min(
    ...orStatement(assertions).map((each) => {
      const first = firstDay(each);
      const waits = first !== null && verifiedOn !== undefined && first > verifiedOn;
      return policies[each.kind].shelfLifeDays + (waits ? daysBetween(verifiedOn, first) : 0);
    }),
  );
}

/** Waits after technical failures in seconds: minutes first (a deploy, a lost connection), then hours, at most a day. */
export const failureBackoffSeconds: readonly number[] = [300, 1800, 7200, 21_600, 86_400];

/** Seconds until a check that failed for technical reasons is tried again; `failures` counts from 1. */
export function retryAfterFailure(failures: number): number {
  const index = Math.min(Math.max(failures, 1), failureBackoffSeconds.length) - 1;
  return failureBackoffSeconds[index] ?? 86_400;
}

/** A claim without assertions is looked at like a statement. */
function orStatement(assertions: readonly Scheduled[]): readonly Scheduled[] {
  return assertions.length > 0 ? assertions : [{ kind: 'statement', period: null, dueOn: null }];
}

function wish(assertion: Scheduled, lastCheckedAt: string, now: string, jitter: number) {
  const policy = policies[assertion.kind];
  const first = firstDay(assertion);
  if (first !== null && dayOf(lastCheckedAt) < first) {
    const at = startOf(first);
    const why =
      policy.firstOn === 'due-day' ? `A target falls due on ${first}.` : `An event is over on ${first}.`;
    return { at: isBefore(at, now) ? now : at, why };
  }
  const days = policy.intervalDays * (1 + Math.max(-1, Math.min(1, jitter)) * jitterShare);
  return {
    at: addSeconds(lastCheckedAt, days * 86_400),
    why: `Every ${policy.intervalDays} days for a ${assertion.kind}.`,
  };
}

function firstDay(assertion: Scheduled): string | null {
  switch (policies[assertion.kind].firstOn) {
    case 'due-day':
      return assertion.dueOn;
    case 'day-after-event':
      return assertion.period?.to ? addDays(assertion.period.to, 1) : null;
    case null:
      return null;
  }
}

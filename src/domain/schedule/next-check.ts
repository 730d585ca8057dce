import { firstCause, retryAfterFailure } from './failure.js';
import type { Failure } from './failure.js';
import { addSeconds, dayOf, isBefore, startOf } from './instants.js';
import { jitterOf } from './jitter.js';
import { firstDays, resolve, shelfLifeOf } from './policy.js';
import type { Ask, ClaimPolicies, PolicyRule, Scheduled } from './policy.js';
import { afterQuiet } from './quiet-hours.js';
import type { QuietHours } from './quiet-hours.js';
import type { Zones } from './zones.js';

/** All that a claim's next check follows from; no clock, so that history gives the same answer at any time. Instants. */
export interface ScheduleFacts {
  readonly policies: ClaimPolicies;
  readonly assertions: readonly Scheduled[];
  readonly recordedAt: string;
  /** The last completed check; both null when there was none. */
  readonly lastCheckedAt: string | null;
  readonly lastCheckId: string | null;
  /** Completed checks in a row that changed nothing. */
  readonly unchangedChecks: number;
  /** The newest due time that has its check; no due time comes twice. */
  readonly lastSlotAt: string | null;
  /** Checks since the last completed one that could not be made. */
  readonly failure: Failure | null;
  readonly quietHours: QuietHours | null;
}

/** When, and why in words. A moment that has passed means: overdue. */
export interface NextCheck {
  readonly at: string;
  readonly why: string;
  readonly trigger: 'scheduled' | 'due';
  /** The policy that asks first; null when none was asked. */
  readonly policyId: string | null;
}

type Wish = Pick<NextCheck, 'at' | 'why'> & { readonly trigger?: 'due' };

/** When the claim is to be checked next: the earliest of what its policies ask for, outside quiet hours. */
export function nextCheck(facts: ScheduleFacts, zones: Zones): NextCheck {
  const asked = facts.failure === null ? byPolicy(facts, zones) : afterFailure(facts.failure);
  const wanted = { ...asked, at: notTwice(asked.at, facts.lastSlotAt) };
  const at = afterQuiet(wanted.at, facts.quietHours, zones);
  if (facts.quietHours === null || at === wanted.at) return wanted;
  const { from, to, timeZone } = facts.quietHours;
  return {
    ...wanted,
    at,
    why: `${asked.why} It waits for the end of quiet hours (${from}–${to} ${timeZone}).`,
  };
}

function byPolicy(facts: ScheduleFacts, zones: Zones): NextCheck {
  const { lastCheckedAt } = facts;
  if (lastCheckedAt === null)
    return { at: facts.recordedAt, why: 'It was never checked.', trigger: 'scheduled', policyId: null };
  const wishes = resolve(facts.policies, facts.assertions).map((ask) => ({
    trigger: 'scheduled' as const,
    ...wishOf(ask, { ...facts, lastCheckedAt }, zones),
    policyId: ask.policy.id,
  }));
  return wishes.reduce((a, b) => (isBefore(b.at, a.at) ? b : a));
}

function afterFailure({ count, at, text }: Failure): NextCheck {
  const checks = count === 1 ? 'check' : `${count} checks`;
  return {
    at: addSeconds(at, retryAfterFailure(count, text)),
    why: `Its last ${checks} could not be made: ${firstCause(text)}.`,
    ...{ trigger: 'scheduled', policyId: null },
  };
}

/** Two processes' clocks may differ by a moment; a due time that has its check never comes again. */
function notTwice(at: string, lastSlotAt: string | null): string {
  return lastSlotAt === null || isBefore(lastSlotAt, at) ? at : addSeconds(lastSlotAt, 1);
}

type Checked = ScheduleFacts & { readonly lastCheckedAt: string };

function wishOf(ask: Ask, facts: Checked, zones: Zones): Wish {
  const { rule } = ask.policy;
  switch (rule.type) {
    case 'interval':
      return every(rule.days, ask, facts);
    case 'due-date':
    case 'event-day':
      return onceComeThenEvery(rule, ask, facts);
    case 'cron':
      return byCron(rule, ask, facts, zones);
    case 'on-change':
      return atTheLatest(ask, facts);
    case 'adaptive':
      return adaptively(rule, ask, facts);
  }
}

function every(days: number, ask: Ask, facts: Checked): Wish {
  return {
    at: later(days, ask, facts),
    why: `${days === 1 ? 'Every day' : `Every ${days} days`} ${forWhom(ask)}.`,
  };
}

function onceComeThenEvery(rule: Extract<PolicyRule, { thenDays: number }>, ask: Ask, facts: Checked): Wish {
  const waiting = firstDays(rule, ask.assertions)
    .filter((day) => day > dayOf(facts.lastCheckedAt))
    .sort();
  const [first] = waiting;
  const regular = every(rule.thenDays, ask, facts);
  if (first === undefined) return regular;
  const at = startOf(first);
  const due: Wish =
    rule.type === 'due-date'
      ? { at, why: `A target falls due on ${first}.`, trigger: 'due' }
      : { at, why: `An event is over on ${first}.` };
  // What waits for no day is looked at meanwhile.
  return waiting.length < ask.assertions.length && isBefore(regular.at, at) ? regular : due;
}

function byCron(rule: Extract<PolicyRule, { type: 'cron' }>, ask: Ask, facts: Checked, zones: Zones): Wish {
  const { lastCheckedAt, lastSlotAt } = facts;
  const after = lastSlotAt !== null && isBefore(lastCheckedAt, lastSlotAt) ? lastSlotAt : lastCheckedAt;
  const at = zones.cron(rule.expression, rule.timeZone, after);
  // The expression was read when it was saved; a zone may leave the tables since, and no claim falls out of the schedule.
  // Nor is a time that has its check already asked for again, which would never end.
  if (at === null || !isBefore(after, at)) return atTheLatest(ask, facts);
  return { at, why: `At the times of “${rule.expression}” in ${rule.timeZone} ${forWhom(ask)}.` };
}

/** Never later than the shelf life: jitter only shortens. */
function atTheLatest(ask: Ask, facts: Checked): Wish {
  const days = shelfLifeOf(ask, dayOf(facts.lastCheckedAt));
  const jitter = facts.lastCheckId === null ? 0 : Math.abs(jitterOf(facts.lastCheckId));
  const early = (ask.policy.shelfLifeDays * jitter * ask.policy.jitterPercent) / 100;
  return {
    at: addSeconds(facts.lastCheckedAt, (days - early) * 86_400),
    why: `When a source or series changes; at the latest now, as its shelf life of ${days} days ends (policy “${ask.policy.name}”).`,
  };
}

function adaptively(rule: Extract<PolicyRule, { type: 'adaptive' }>, ask: Ask, facts: Checked): Wish {
  const n = facts.unchangedChecks;
  const days = Math.min(rule.minDays * 2 ** n, rule.maxDays);
  const found = n === 0 ? 'Its last check changed something or was the first' : nothingChanged(n);
  return { at: later(days, ask, facts), why: `${found}: again after ${days} days ${forWhom(ask)}.` };
}

function nothingChanged(checks: number): string {
  return `Nothing changed in the last ${checks === 1 ? 'check' : `${checks} checks`}`;
}

function later(days: number, { policy }: Ask, { lastCheckedAt, lastCheckId }: Checked): string {
  const jitter = lastCheckId === null ? 0 : (jitterOf(lastCheckId) * policy.jitterPercent) / 100;
  return addSeconds(lastCheckedAt, days * (1 + jitter) * 86_400);
}

function forWhom({ scope, policy, assertions }: Ask): string {
  const kind = assertions[0]?.kind ?? 'statement';
  return scope === 'kind' ? `for ${kind === 'event' ? 'an' : 'a'} ${kind}` : `by the policy “${policy.name}”`;
}

import type { AssertionKind, DayRange } from '../claim/assertion.js';
import { addDays } from '../claim/days.js';
import { daysBetween } from './instants.js';

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

/** When claims are looked at again, and how long what was found may be relied on. */
export interface Policy {
  readonly id: string;
  readonly name: string;
  readonly rule: PolicyRule;
  /** How long after a completed check a standing may be relied on. */
  readonly shelfLifeDays: number;
  /** Per cent of an interval, 0 to 50, by which it is stretched or shortened at most: claims recorded together do not fall due together. */
  readonly jitterPercent: number;
}

export type PolicyScope = 'kind' | 'topic' | 'claim';

/** The policies that hold for a claim, by where they come from. */
export interface ClaimPolicies {
  readonly claim: Policy | null;
  readonly topics: readonly Policy[];
  /** Each kind has one; it can be replaced, never removed. */
  readonly kinds: Readonly<Partial<Record<AssertionKind, Policy>>>;
}

const figures = {
  name: 'Figures every week',
  rule: { type: 'interval', days: 7 },
  ...{ shelfLifeDays: 90, jitterPercent: 10 },
} as const;

/** What a new ledger begins with (DESIGN §2, "policy, schedule"); a test compares it with the rows of the migration. */
export const defaultPolicies: Readonly<Record<AssertionKind, Omit<Policy, 'id'>>> = {
  level: figures,
  change: figures,
  ratio: figures,
  rank: {
    name: 'Ranks every month',
    rule: { type: 'interval', days: 30 },
    ...{ shelfLifeDays: 180, jitterPercent: 10 },
  },
  event: {
    name: 'Events when over, then every month',
    rule: { type: 'event-day', thenDays: 30 },
    ...{ shelfLifeDays: 365, jitterPercent: 10 },
  },
  target: {
    name: 'Promises when due, then every week',
    rule: { type: 'due-date', thenDays: 7 },
    ...{ shelfLifeDays: 30, jitterPercent: 10 },
  },
  statement: {
    name: 'Statements every quarter',
    rule: { type: 'interval', days: 90 },
    ...{ shelfLifeDays: 365, jitterPercent: 10 },
  },
};

export const assertionKinds = Object.keys(defaultPolicies) as AssertionKind[];

/** What scheduling reads of an assertion. */
export interface Scheduled {
  readonly kind: AssertionKind;
  readonly period: DayRange | null;
  readonly dueOn: string | null;
}

/** One policy and the assertions it speaks for. */
export interface Ask {
  readonly scope: PolicyScope;
  readonly policy: Policy;
  readonly assertions: readonly Scheduled[];
}

/**
 * Which policies speak: the claim's own alone; else each of its topics'; else, for each assertion, its kind's.
 * @throws Error when a kind has no policy, which no ledger that is migrated lacks.
 */
export function resolve(policies: ClaimPolicies, given: readonly Scheduled[]): readonly Ask[] {
  const assertions = orStatement(given);
  if (policies.claim !== null) return [{ scope: 'claim', policy: policies.claim, assertions }];
  if (policies.topics.length > 0)
    return policies.topics.map((policy) => ({ scope: 'topic', policy, assertions }));
  return assertions.map((assertion) => {
    const policy = policies.kinds[assertion.kind];
    if (policy === undefined) throw new Error(`the kind ${assertion.kind} has no policy: run stet migrate`);
    return { scope: 'kind', policy, assertions: [assertion] };
  });
}

/**
 * The claim's shelf life in days: the shortest of what speaks. With `verifiedOn` (the day of the last completed check), an
 * assertion that waits for a day keeps until that day plus its shelf life: before it nothing can change.
 */
export function shelfLifeDays(
  policies: ClaimPolicies,
  assertions: readonly Scheduled[],
  verifiedOn?: string,
): number {
  return Math.min(...resolve(policies, assertions).map((ask) => shelfLifeOf(ask, verifiedOn)));
}

/** The shelf life that one policy asks for, in days: the shortest of its assertions. */
export function shelfLifeOf({ policy, assertions }: Ask, verifiedOn?: string): number {
  const waits = assertions.map((assertion) => {
    const day = firstDay(policy.rule, assertion);
    return day !== null && verifiedOn !== undefined && day > verifiedOn ? daysBetween(verifiedOn, day) : 0;
  });
  return policy.shelfLifeDays + Math.min(...waits);
}

/** The days that must come first by a rule: when promises fall due, the days after events. */
export function firstDays(rule: PolicyRule, assertions: readonly Scheduled[]): readonly string[] {
  return assertions.flatMap((assertion) => firstDay(rule, assertion) ?? []);
}

function firstDay(rule: PolicyRule, { dueOn, period }: Scheduled): string | null {
  if (rule.type === 'due-date') return dueOn;
  return rule.type === 'event-day' && period?.to ? addDays(period.to, 1) : null;
}

/** A claim without assertions is looked at like a statement. */
function orStatement(assertions: readonly Scheduled[]): readonly Scheduled[] {
  return assertions.length > 0 ? assertions : [{ kind: 'statement', period: null, dueOn: null }];
}

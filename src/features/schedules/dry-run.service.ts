import { Injectable } from '@nestjs/common';
import { isStatusLate } from '../../domain/schedule/claim-plan.js';
import { meanDaysBy } from '../../domain/schedule/mean-days.js';
import { resolve } from '../../domain/schedule/policy.js';
import type { ClaimPolicies, Policy, PolicyScope } from '../../domain/schedule/policy.js';
import { checkedRule } from '../../domain/schedule/rule.js';
import type { RuleInput } from '../../domain/schedule/rule.js';
import { Db } from '../../persistence/db.js';
import type { PlanFactRow } from '../../persistence/plan-facts.js';
import { planned } from '../../persistence/schedule-change.js';
import type { PlannedClaim } from '../../persistence/schedule-change.js';
import { Clock } from '../../platform/clock.js';
import { zones } from '../../platform/cron.js';
import { keyOf } from './policy-uses.service.js';

export interface DryRunInput {
  readonly rule: RuleInput;
  readonly shelfLifeDays: number;
  readonly jitterPercent?: number;
  readonly scope: PolicyScope;
  readonly key: string;
}

interface Pair<T> {
  readonly before: T;
  readonly after: T;
}

export interface DryRun {
  /** Claims it would speak for: where a nearer policy holds it would not. */
  readonly claims: number;
  readonly dueNow: Pair<number>;
  /** Checks of these claims on a mean day. */
  readonly perDay: Pair<number>;
  /** Due in each of the next 24 hours; what is overdue counts in the first. */
  readonly next24h: Pair<number[]>;
  /** Not stale now, and at once if the policy held. */
  readonly wouldBeStale: number;
  readonly sample: {
    readonly claimId: string;
    readonly text: string;
    readonly nextAt: Pair<string | null>;
    readonly why: string | null;
  }[];
}

const batch = 500;
const hourMs = 3_600_000;
const sampleSize = 20;
const beforeAll = '00000000-0000-0000-0000-000000000000';
const noId = '00000000-0000-4000-8000-000000000000';

/** What a policy would do, over the whole ledger; writes nothing and holds no more than a batch of claims. */
@Injectable()
export class DryRunService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `policy/bad-rule`, `request/invalid`. */
  async run(input: DryRunInput): Promise<DryRun> {
    const key = keyOf(input.scope, input.key);
    const policy: Policy = {
      ...{ id: noId, name: 'as proposed', rule: checkedRule(input.rule, zones) },
      ...{ shelfLifeDays: input.shelfLifeDays, jitterPercent: input.jitterPercent ?? 10 },
    };
    const under = (_: PlanFactRow, now: ClaimPolicies): ClaimPolicies =>
      proposed(now, input.scope, key, policy);
    const replaced = input.scope === 'topic' ? await this.policyOfTopic(key) : null;
    const tally = new Tally(this.clock.now());
    const only = { kind: [], topic: [], claim: [], [input.scope]: [key] } as Record<PolicyScope, string[]>;
    const concerned = { kinds: only.kind, topics: only.topic, claimIds: only.claim };
    for (let after = beforeAll; ;) {
      const ids = await this.db.read((store) => store.policies.concerned(concerned, after, batch));
      const [now, then] = await this.db.read(async (store) => [
        await planned(store, ids),
        await planned(store, ids, (row, held) => under(row, without(held, replaced))),
      ]);
      const byId = new Map(then.filter(isHeeded).map((each) => [each.row.id, each]));
      for (const each of now) {
        const under = byId.get(each.row.id);
        if (under !== undefined) tally.add(each, under);
      }
      if (ids.length < batch) return tally.result();
      after = ids.at(-1) ?? after;
    }
  }

  /** The policy the topic goes by now, which the proposed one would take the place of. */
  private async policyOfTopic(topic: string): Promise<Policy | null> {
    const held = await this.db.read((store) => store.policies.ofClaim({ id: noId, topics: [topic] }));
    return held.topics[0] ?? null;
  }
}

/** The policies of a claim if the proposed one held in its scope. */
function proposed(now: ClaimPolicies, scope: PolicyScope, key: string, policy: Policy): ClaimPolicies {
  if (scope === 'claim') return { ...now, claim: policy };
  if (scope === 'topic') return { ...now, topics: [...now.topics, policy] };
  return { ...now, kinds: { ...now.kinds, [key]: policy } };
}

/** Whether the proposed policy speaks for the claim: one nearer to it goes before. */
function isHeeded({ facts }: PlannedClaim): boolean {
  return resolve(facts.policies, facts.assertions).some(({ policy }) => policy.id === noId);
}

/** One use of a policy taken away: a claim's other topics may go by the same. */
function without(now: ClaimPolicies, replaced: Policy | null): ClaimPolicies {
  const at = now.topics.findIndex(({ id }) => id === replaced?.id);
  return at < 0 ? now : { ...now, topics: now.topics.filter((_, i) => i !== at) };
}

class Tally {
  private claims = 0;
  private wouldBeStale = 0;
  private readonly before = new Side();
  private readonly after = new Side();
  private readonly sample: DryRun['sample'][number][] = [];

  constructor(private readonly now: Date) {}

  add(now: PlannedClaim, then: PlannedClaim): void {
    this.claims += 1;
    this.before.add(now, this.now);
    this.after.add(then, this.now);
    const isPast = (at: Date | null): boolean => at !== null && at <= this.now;
    const isLate = isStatusLate(then.row.status, iso(then.staleAt), this.now.toISOString());
    if (isLate && isPast(then.staleAt) && !isPast(now.staleAt)) this.wouldBeStale += 1;
    const nextAt = { before: iso(now.place?.nextAt), after: iso(then.place?.nextAt) };
    if (this.sample.length < sampleSize && nextAt.before !== nextAt.after)
      this.sample.push({ claimId: now.row.id, text: now.row.text, nextAt, why: then.place?.why ?? null });
  }

  result(): DryRun {
    const pair = <T>(of: (side: Side) => T): Pair<T> => ({ before: of(this.before), after: of(this.after) });
    return {
      ...{ claims: this.claims, wouldBeStale: this.wouldBeStale, sample: this.sample },
      dueNow: pair((side) => side.dueNow),
      perDay: pair((side) => Math.round(side.perDay * 100) / 100),
      next24h: pair((side) => side.hours),
    };
  }
}

class Side {
  dueNow = 0;
  perDay = 0;
  readonly hours: number[] = Array.from({ length: 24 }, () => 0);
  private readonly meanDays = meanDaysBy(zones);

  add({ place, facts }: PlannedClaim, now: Date): void {
    if (place === null) return;
    this.perDay += 1 / this.meanDays(facts);
    const hour = Math.max(0, Math.floor((place.nextAt.getTime() - now.getTime()) / hourMs));
    if (place.nextAt <= now) this.dueNow += 1;
    if (hour < this.hours.length) this.hours[hour] = (this.hours[hour] ?? 0) + 1;
  }
}

function iso(at: Date | null | undefined): string | null {
  return at?.toISOString() ?? null;
}

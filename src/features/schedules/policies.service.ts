import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../domain/errors.js';
import { checkedRule } from '../../domain/schedule/rule.js';
import type { RuleInput } from '../../domain/schedule/rule.js';
import { Db } from '../../persistence/db.js';
import type { Once } from '../../persistence/once.js';
import { pageRequest, toPage } from '../../persistence/page.js';
import type { Page, PageQuery } from '../../persistence/page.js';
import { recordPolicyChange } from '../../persistence/policy-change.js';
import type { Policy } from '../../persistence/policy.table.js';
import { differenceOf } from '../../persistence/revision.table.js';
import type { Store } from '../../persistence/store.js';
import { Clock } from '../../platform/clock.js';
import { zones } from '../../platform/cron.js';
import { versionMismatch } from '../../platform/http.js';

export interface PolicyInput {
  readonly name: string;
  readonly rule: RuleInput;
  readonly shelfLifeDays: number;
  readonly jitterPercent?: number;
}

/** A policy as answers show one: plain JSON. */
export type ShownPolicy = Omit<Policy, 'recordedAt' | 'retiredAt'> & {
  readonly recordedAt: string;
  readonly retiredAt: string | null;
};

/** Policies: when claims are looked at again, as data. */
@Injectable()
export class PoliciesService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `policy/bad-rule`, `policy/name-taken`. */
  create(actor: Actor, input: PolicyInput, once: Once | null): Promise<ShownPolicy> {
    const rule = checkedRule(input.rule, zones);
    return nameIsFree(() =>
      this.db.writeOnce(once, async (store) => {
        const policy: Policy = {
          ...{ id: uuidv7(), name: input.name.trim(), rule, shelfLifeDays: input.shelfLifeDays },
          ...{ jitterPercent: input.jitterPercent ?? 10, retiredAt: null, version: 1 },
          recordedAt: this.clock.now(),
        };
        await store.policies.add(policy);
        const { name, shelfLifeDays, jitterPercent } = policy;
        await recordPolicyChange(store, {
          ...{ actor, policy, action: 'create', before: {}, now: policy.recordedAt, applies: false },
          after: { name, rule, shelfLifeDays, jitterPercent },
        });
        return shown(policy);
      }),
    );
  }

  async list(withRetired: boolean, query: PageQuery): Promise<Page<ShownPolicy>> {
    const page = pageRequest(query);
    const rows = await this.db.read((store) => store.policies.list(withRetired, page));
    const { items, next } = toPage(rows, page.limit, (row) => ({
      key: row.recordedAt.toISOString(),
      id: row.id,
    }));
    return { items: items.map(shown), next };
  }

  /** @throws DomainError `policy/not-found`. */
  async find(id: string): Promise<ShownPolicy> {
    const policy = await this.db.read((store) => store.policies.find(id));
    if (policy === null) throw new DomainError('policy/not-found');
    return shown(policy);
  }

  /** Changes a policy; the claims that go by it are planned anew in the background. */
  change(actor: Actor, id: string, version: number, input: Partial<PolicyInput>): Promise<ShownPolicy> {
    const rule = input.rule === undefined ? null : checkedRule(input.rule, zones);
    return nameIsFree(() =>
      this.db.write(async (store) => {
        const before = await lockedPolicy(store, id);
        if (before.version !== version) throw versionMismatch();
        const after: Policy = {
          ...before,
          name: input.name?.trim() ?? before.name,
          rule: rule ?? before.rule,
          shelfLifeDays: input.shelfLifeDays ?? before.shelfLifeDays,
          jitterPercent: input.jitterPercent ?? before.jitterPercent,
        };
        const difference = differenceOf(changeable(before), changeable(after));
        if (Object.keys(difference.after).length === 0) return shown(before);
        const policy = { ...after, version: before.version + 1 };
        await store.policies.save(policy);
        const now = this.clock.now();
        await recordPolicyChange(store, {
          ...{ actor, policy, action: 'change', ...difference, now, applies: true },
        });
        return shown(policy);
      }),
    );
  }

  /** Takes a policy out of service; it stays readable. @throws DomainError `policy/in-use` while anything goes by it. */
  async retire(actor: Actor, id: string): Promise<void> {
    await this.db.write(async (store) => {
      const policy = await lockedPolicy(store, id);
      const uses = await store.policies.uses({ scope: null, policyId: id }, null, 1);
      if (uses[0] !== undefined)
        throw new DomainError('policy/in-use', `The ${uses[0].scope} “${uses[0].key}” goes by it.`);
      const now = this.clock.now();
      const retired = { ...policy, retiredAt: now, version: policy.version + 1 };
      await store.policies.save(retired);
      await recordPolicyChange(store, {
        ...{ actor, policy: retired, action: 'retire', now, applies: false },
        ...{ before: { retiredAt: null }, after: { retiredAt: now.toISOString() } },
      });
    });
  }
}

/** A policy in service, locked. @throws DomainError `policy/not-found`. */
async function lockedPolicy(store: Store, id: string): Promise<Policy> {
  const policy = await store.policies.lock(id);
  if (policy === null) throw new DomainError('policy/not-found');
  if (policy.retiredAt !== null) throw new DomainError('policy/not-found', 'The policy is retired.');
  return policy;
}

function changeable({ name, rule, shelfLifeDays, jitterPercent }: Policy) {
  return { name, rule, shelfLifeDays, jitterPercent };
}

function shown(policy: Policy): ShownPolicy {
  return {
    ...policy,
    recordedAt: policy.recordedAt.toISOString(),
    retiredAt: policy.retiredAt?.toISOString() ?? null,
  };
}

/** SQLSTATE of a UNIQUE constraint that refused a row. */
const uniqueViolation = '23505';

async function nameIsFree<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const cause = (error as { driverError?: { code?: unknown; constraint?: unknown } } | null)?.driverError;
    if (cause?.code === uniqueViolation && cause.constraint === 'policy_name')
      throw new DomainError('policy/name-taken', 'Use that policy or another name.');
    throw error;
  }
}

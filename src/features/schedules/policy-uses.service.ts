import { Injectable } from '@nestjs/common';
import { may } from '../../domain/actor.js';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../domain/errors.js';
import { assertionKinds } from '../../domain/schedule/policy.js';
import type { PolicyScope } from '../../domain/schedule/policy.js';
import { Db } from '../../persistence/db.js';
import { recordPolicyChange } from '../../persistence/policy-change.js';
import type { Policy, PolicyUse } from '../../persistence/policy.table.js';
import { planAgain } from '../../persistence/schedule-change.js';
import type { Store } from '../../persistence/store.js';
import { Clock } from '../../platform/clock.js';
import { requireDesk } from '../auth/auth.service.js';

export interface UsePage {
  readonly items: PolicyUse[];
  readonly next: string | null;
}

const longestTopic = 100;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/** Who goes by which policy: kinds, topics, single claims. */
@Injectable()
export class PolicyUsesService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** A page of uses in the order of scope and key. */
  async list(
    filter: { scope: PolicyScope | null; policyId: string | null },
    cursor: string | null,
    limit: number,
  ): Promise<UsePage> {
    const after = cursor === null ? null : readCursor(cursor);
    const rows = await this.db.read((store) => store.policies.uses(filter, after, limit + 1));
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, next: rows.length > limit && last !== undefined ? writeCursor(last) : null };
  }

  /** Lets a kind, a topic or a claim go by a policy. A claim is planned anew at once, the others in the background. */
  async put(actor: Actor, scope: PolicyScope, key: string, policyId: string): Promise<PolicyUse> {
    const use = { scope, key: keyOf(scope, key), policyId };
    await this.db.write(async (store) => {
      await this.allow(store, actor, use);
      const before = await store.policies.lockUse(scope, use.key);
      const policy = await store.policies.lock(policyId);
      if (policy === null || policy.retiredAt !== null) throw new DomainError('policy/not-found');
      if (before?.policyId === policyId) return;
      await store.policies.use(use);
      await this.record(store, actor, policy, { before, after: use });
    });
    return use;
  }

  /** Ends what {@link put} began; a kind always has a policy. Does nothing where nothing is. */
  async remove(actor: Actor, scope: PolicyScope, rawKey: string): Promise<void> {
    if (scope === 'kind')
      throw new DomainError(
        'request/invalid',
        'A kind goes by one policy always: give it another with PUT.',
        [{ pointer: 'scope', detail: 'kind cannot be removed' }],
      );
    const key = keyOf(scope, rawKey);
    await this.db.write(async (store) => {
      await this.allow(store, actor, { scope, key });
      const before = await store.policies.lockUse(scope, key);
      const policy = before === null ? null : await store.policies.lock(before.policyId);
      if (before === null || policy === null) return;
      await store.policies.removeUse(scope, key);
      await this.record(store, actor, policy, { before, after: null });
    });
  }

  /** A claim's own policy is its desk's business, the rest that of editors. The state is locked first, as everywhere. */
  private async allow(
    store: Store,
    actor: Actor,
    { scope, key }: Omit<PolicyUse, 'policyId'>,
  ): Promise<void> {
    if (scope !== 'claim') {
      if (may(actor.role, 'policies:manage')) return;
      throw new DomainError(
        'auth/forbidden',
        `A key of role ${actor.role} lacks the permission policies:manage.`,
      );
    }
    await store.claims.lockState(key);
    const claim = await store.claims.find(key);
    if (claim === null) throw new DomainError('claim/not-found');
    await requireDesk(store, actor, claim.deskId);
  }

  /** The policy's version counts its uses too: one history for both. */
  private async record(
    store: Store,
    actor: Actor,
    policy: Policy,
    { before, after }: { before: PolicyUse | null; after: PolicyUse | null },
  ): Promise<void> {
    const { scope, key } = after ?? before ?? { scope: 'topic' as const, key: '' };
    const now = this.clock.now();
    const counted = { ...policy, version: policy.version + 1 };
    await store.policies.save(counted);
    const isClaim = scope === 'claim';
    await recordPolicyChange(store, {
      ...{ actor, policy: counted, action: after === null ? 'end-use' : 'use', now, applies: !isClaim },
      before: { scope, key, policyId: before?.policyId ?? null },
      after: { scope, key, policyId: after?.policyId ?? null },
      ...(isClaim ? { claimId: key } : {}),
    });
    if (isClaim)
      await planAgain(store, [key], {
        ...{ now, cause: { kind: 'policy', id: policy.id }, actorId: actor.personId },
      });
  }
}

/** The key as it is kept. @throws DomainError `request/invalid` when the scope has no such key. */
export function keyOf(scope: PolicyScope, key: string): string {
  const fits: Readonly<Record<PolicyScope, () => boolean>> = {
    kind: () => (assertionKinds as readonly string[]).includes(key),
    topic: () => key.length > 0 && key.length <= longestTopic && !key.includes('\0'),
    claim: () => uuid.test(key),
  };
  if (fits[scope]()) return scope === 'claim' ? key.toLowerCase() : key;
  const detail = { kind: 'is no kind of assertion', topic: 'is no topic', claim: 'is no id of a claim' }[
    scope
  ];
  throw new DomainError('request/invalid', `key: ${detail}.`, [{ pointer: 'key', detail }]);
}

function writeCursor({ scope, key }: PolicyUse): string {
  return Buffer.from(JSON.stringify([scope, key])).toString('base64url');
}

/** @throws DomainError `request/bad-cursor`. */
function readCursor(text: string): Pick<PolicyUse, 'scope' | 'key'> {
  try {
    const read: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (Array.isArray(read) && read.length === 2) {
      const [scope, key] = read as unknown[];
      const isScope = scope === 'kind' || scope === 'topic' || scope === 'claim';
      if (isScope && typeof key === 'string' && !key.includes('\0')) return { scope, key };
    }
  } catch {
    // Falls through: not JSON is as bad as the wrong JSON.
  }
  throw new DomainError('request/bad-cursor', 'The cursor is not one this list gave; begin without it.');
}

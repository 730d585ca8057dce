import type { Actor } from '../domain/actor.js';
import type { Policy } from './policy.table.js';
import type { Store } from './store.js';

/** The newsroom's settings of the schedule, in revisions and events about policies: they have no row id of their own. */
export const settingsSubject = { id: '00000000-0000-4000-8000-000000000001', name: 'schedule settings' };

export interface PolicyChange {
  readonly actor: Actor;
  /** As it is after the change. */
  readonly policy: Pick<Policy, 'id' | 'name' | 'version'>;
  readonly action: 'create' | 'change' | 'retire' | 'use' | 'end-use' | 'settings';
  /** Only the fields that changed. */
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  /** The claim whose timeline shows it. */
  readonly claimId?: string;
  /** Whether claims are to be planned anew in the background. */
  readonly applies: boolean;
  /** Ledger time. */
  readonly now: Date;
}

/** History, event and the work that is owed, of a change that the caller has written in this transaction. */
export async function recordPolicyChange(store: Store, change: PolicyChange): Promise<void> {
  const { actor, policy, action, before, after, now } = change;
  if (action !== 'create')
    await store.revisions.append({
      ...{ subjectKind: 'policy', subjectId: policy.id, version: policy.version, action, before, after },
      ...{ claimId: change.claimId ?? null, reason: null, actorId: actor.personId, recordedAt: now },
    });
  const data = { policyId: policy.id, name: policy.name, before, after, actorId: actor.personId };
  const eventId = await store.events.append('policy.changed', policy.id, data, now);
  await store.outbox.addFanOut(eventId, 'policy.changed');
  if (change.applies) await store.outbox.add('policies.apply', eventId);
}

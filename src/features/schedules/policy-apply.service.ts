import { Injectable } from '@nestjs/common';
import { Db } from '../../persistence/db.js';
import { settingsSubject } from '../../persistence/policy-change.js';
import type { Concerned } from '../../persistence/policy.table.js';
import { planAgain } from '../../persistence/schedule-change.js';
import type { Store } from '../../persistence/store.js';
import { Clock } from '../../platform/clock.js';
import type { JobPayload } from '../../platform/jobs.js';

const batch = 500;
const beforeAll = '00000000-0000-0000-0000-000000000000';

interface PolicyChanged {
  readonly policyId: string;
  readonly after: Readonly<Record<string, unknown>>;
}

/** Plans anew what a changed policy concerns. */
@Injectable()
export class PolicyApplyService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /**
   * Batch by batch, each in a transaction of its own. A worker that dies is followed by one that begins again: what is planned
   * already comes out the same and is not written twice.
   */
  async apply({ outboxId, refId }: JobPayload, signal: AbortSignal): Promise<void> {
    const event = await this.db.read((store) => store.events.find(refId));
    if (event !== null)
      await this.planAll((JSON.parse(event.payload) as { data: PolicyChanged }).data, signal);
    await this.db.write((store) => store.outbox.complete(outboxId));
  }

  private async planAll(change: PolicyChanged, signal: AbortSignal): Promise<void> {
    const concerned = await this.db.read((store) => concernedBy(store, change));
    for (let after = beforeAll; ;) {
      signal.throwIfAborted();
      const ids = await this.db.read((store) => store.policies.concerned(concerned, after, batch));
      if (ids.length > 0)
        await this.db.write((store) =>
          planAgain(store, ids, {
            ...{ now: this.clock.now(), cause: { kind: 'policy', id: change.policyId }, actorId: null },
          }),
        );
      if (ids.length < batch) return;
      after = ids.at(-1) ?? after;
    }
  }
}

/** What goes by the policy now, and what has just begun or ceased to. */
async function concernedBy(store: Store, { policyId, after }: PolicyChanged): Promise<Concerned> {
  if (policyId === settingsSubject.id) return { kinds: [], topics: [], claimIds: [], all: true };
  const touched = typeof after['scope'] === 'string' && typeof after['key'] === 'string';
  const uses = touched
    ? [{ scope: after['scope'], key: String(after['key']) }]
    : await store.policies.usesOf([policyId]);
  const keys = (scope: string): string[] => uses.filter((use) => use.scope === scope).map((use) => use.key);
  return { kinds: keys('kind'), topics: keys('topic'), claimIds: keys('claim') };
}

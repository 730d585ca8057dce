import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { CheckTrigger } from '../../persistence/check.table.js';
import { Db } from '../../persistence/db.js';
import type { FetchRow } from '../../persistence/fetch.table.js';
import { Clock } from '../../platform/clock.js';
import type { JobPayload } from '../../platform/jobs.js';

const batch = 500;
const beforeAll = '00000000-0000-0000-0000-000000000000';
const trigger: CheckTrigger = 'source-changed';

/** Asks for a check of all claims that lean on what a fetch found changed. */
@Injectable()
export class DriftService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /**
   * Batch by batch, each in a transaction of its own, as for a revised series: a claim has one check for a fetch at most, and
   * none where a queued check will see the change anyway, or where the fetch was made for its own check.
   */
  async check({ outboxId, refId }: JobPayload, signal: AbortSignal): Promise<void> {
    const fetch = await this.db.read((store) => store.fetches.find(refId));
    for (let after: string | null = fetch === null ? null : beforeAll; fetch !== null && after !== null;) {
      signal.throwIfAborted();
      after = await this.checkSome(fetch, after);
    }
    await this.db.write((store) => store.outbox.complete(outboxId));
  }

  /** Returns the last claim of a full batch; null when there are no more. */
  private checkSome(fetch: FetchRow, after: string): Promise<string | null> {
    return this.db.write(async (store) => {
      const claimIds = await store.fetches.claimsHit(fetch, after, batch);
      // What the fetch brought is fresh enough for the checks it causes: they need not fetch the page again.
      const { askedAt } = fetch;
      const requestedAt = this.clock.now();
      const added = await store.checks.add(
        claimIds.map((claimId) => ({
          ...{ id: uuidv7(), claimId, trigger, requestedBy: null, requestedAt, askedAt, fetchId: fetch.id },
        })),
      );
      await store.outbox.addAll('check.run', added);
      return claimIds.length < batch ? null : (claimIds.at(-1) ?? null);
    });
  }
}

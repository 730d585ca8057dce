import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { CheckTrigger } from '../../persistence/check.table.js';
import { Db } from '../../persistence/db.js';
import { Clock } from '../../platform/clock.js';
import type { JobPayload } from '../../platform/jobs.js';

const batch = 500;
const beforeAll = '00000000-0000-0000-0000-000000000000';
const trigger: CheckTrigger = 'series-revised';

/** Asks for a check of all claims that a new vintage concerns. */
@Injectable()
export class RevisionsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /**
   * Batch by batch, each in a transaction of its own. A worker that dies is followed by one that begins again: a claim has one
   * check for a vintage at most, by a unique index, and none where a queued check will see the vintage anyway. A check that
   * is running may have read the vintage before: its claim gets another.
   */
  async check({ outboxId, refId }: JobPayload, signal: AbortSignal): Promise<void> {
    const vintage = await this.db.read((store) => store.series.vintage(refId));
    for (
      let after: string | null = vintage === null ? null : beforeAll;
      vintage !== null && after !== null;
    ) {
      signal.throwIfAborted();
      after = await this.checkSome(vintage.seriesId, vintage.id, after);
    }
    await this.db.write((store) => store.outbox.complete(outboxId));
  }

  /** Returns the last claim of a full batch; null when there are no more. */
  private checkSome(seriesId: string, vintageId: string, after: string): Promise<string | null> {
    return this.db.write(async (store) => {
      const claimIds = await store.series.boundClaims(seriesId, after, batch);
      const [requestedAt, askedAt] = [this.clock.now(), this.clock.wall()];
      const added = await store.checks.add(
        claimIds.map((claimId) => ({
          ...{ id: uuidv7(), claimId, trigger, requestedBy: null, requestedAt, askedAt, vintageId },
        })),
      );
      await store.outbox.addAll('check.run', added);
      return claimIds.length < batch ? null : (claimIds.at(-1) ?? null);
    });
  }
}

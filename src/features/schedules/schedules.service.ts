import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Db } from '../../persistence/db.js';
import type { ScheduleRow } from '../../persistence/schedule.table.js';
import { recordStanding } from '../../persistence/standing-change.js';
import type { Store } from '../../persistence/store.js';
import { Clock } from '../../platform/clock.js';

const batch = 200;

/** What falls due: checks, shelf lives, delivery retries. Every row is taken and acted on in one transaction. */
@Injectable()
export class SchedulesService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** One tick: all that is due now. */
  async tick(): Promise<void> {
    await repeat(() => this.db.write((store) => this.takeClaims(store)));
    await repeat(() => this.endShelfLives());
    await repeat(() => this.db.write((store) => this.retryDeliveries(store)));
    await this.db.write((store) => store.outbox.purge());
    await this.db.write((store) => store.idempotency.purge());
  }

  private async takeClaims(store: Store): Promise<number> {
    const now = this.clock.now();
    const due = await store.schedules.takeClaims(now, batch);
    if (due.length > 0) await this.askForChecks(store, due, now);
    return due.length;
  }

  private async endShelfLives(): Promise<number> {
    const now = this.clock.now();
    const ids = await this.db.read((store) => store.schedules.overShelfLives(now, batch));
    for (const id of ids) await this.db.write((store) => this.endShelfLife(store, id, now));
    return ids.length;
  }

  private async askForChecks(store: Store, rows: readonly ScheduleRow[], now: Date): Promise<void> {
    const checks = rows.map((row) => ({
      id: uuidv7(),
      claimId: row.subjectId,
      trigger: row.trigger,
      requestedBy: null,
      requestedAt: now,
      askedAt: this.clock.wall(),
    }));
    await store.checks.add(checks);
    await store.outbox.addAll(
      'check.run',
      checks.map((check) => check.id),
    );
  }

  /** The claim may have been checked since the row was read: the standing is derived anew, under its lock. */
  private async endShelfLife(store: Store, claimId: string, now: Date): Promise<void> {
    const before = await store.claims.lockState(claimId);
    const claim = await store.claims.find(claimId);
    if (before === null || claim === null) return;
    await recordStanding(store, {
      claim,
      before,
      assertions: await store.claims.assertions(claimId),
      verdict: await store.verdicts.latest(claimId),
      patch: {},
      cause: { kind: 'shelf-life', id: null },
      actorId: null,
      now,
    });
  }

  private async retryDeliveries(store: Store): Promise<number> {
    const due = await store.deliveries.takeDue(batch);
    await store.outbox.addAll('delivery.send', due);
    return due.length;
  }
}

/** Until a batch comes back less than full. */
async function repeat(takeBatch: () => Promise<number>): Promise<void> {
  while ((await takeBatch()) === batch);
}

import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { isQuiet } from '../../domain/schedule/quiet-hours.js';
import { Db } from '../../persistence/db.js';
import { quietHoursOf } from '../../persistence/policy.table.js';
import { ranks } from '../../persistence/schedule.table.js';
import type { ScheduleRow } from '../../persistence/schedule.table.js';
import { recordStanding } from '../../persistence/standing-change.js';
import type { Store } from '../../persistence/store.js';
import { Clock } from '../../platform/clock.js';
import { zones } from '../../platform/cron.js';

const batch = 200;
const hourMs = 3_600_000;

/** What falls due: checks, fetches, shelf lives, delivery retries. Every row is taken and acted on in one transaction. */
@Injectable()
export class SchedulesService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** One tick: all that is due now, as far as quiet hours and the budget let it. */
  async tick(): Promise<void> {
    if (!(await this.isQuiet())) {
      await this.takeDueClaims();
      await repeat(() => this.db.write((store) => this.takeSources(store)));
    }
    await repeat(() => this.endShelfLives());
    await repeat(() => this.db.write((store) => this.retryDeliveries(store)));
    await this.db.write((store) => store.outbox.purge());
    await this.db.write((store) => store.idempotency.purge());
  }

  private async isQuiet(): Promise<boolean> {
    const settings = await this.db.read((store) => store.policies.settings());
    return isQuiet(this.clock.now().toISOString(), quietHoursOf(settings), zones);
  }

  /** Rank by rank: with a budget, what is published is checked first. */
  private async takeDueClaims(): Promise<void> {
    for (const rank of ranks) {
      await repeat(() => this.db.write((store) => this.takeClaims(store, rank)));
    }
  }

  private async takeClaims(store: Store, rank: number): Promise<number> {
    const now = this.clock.now();
    const limit = Math.min(batch, await this.budgetLeft(store, now));
    if (limit === 0) return 0;
    const due = await store.schedules.takeClaims(rank, now, limit);
    if (due.length > 0) await this.askForChecks(store, due, now);
    return due.length;
  }

  /** How many scheduled checks may be asked for; whoever reads a budget keeps other ticks from reading it until it has spent. */
  private async budgetLeft(store: Store, now: Date): Promise<number> {
    if ((await store.policies.settings()).checksPerHour === null) return Infinity;
    const { checksPerHour } = await store.policies.lockSettings();
    if (checksPerHour === null) return Infinity;
    return Math.max(0, checksPerHour - (await store.checks.slotsSince(new Date(now.getTime() - hourMs))));
  }

  private async endShelfLives(): Promise<number> {
    const now = this.clock.now();
    const ids = await this.db.read((store) => store.schedules.overShelfLives(now, batch));
    for (const id of ids) await this.db.write((store) => this.endShelfLife(store, id, now));
    return ids.length;
  }

  private async askForChecks(store: Store, rows: readonly ScheduleRow[], now: Date): Promise<void> {
    const checks = rows.map((row) => ({
      ...{ id: uuidv7(), claimId: row.subjectId, trigger: row.trigger, requestedBy: null },
      ...{ requestedAt: now, askedAt: this.clock.wall(), slotAt: row.nextAt },
    }));
    const added = new Set(await store.checks.add(checks));
    await store.outbox.addAll('check.run', [...added]);
    await putBack(
      store,
      rows.filter((_, i) => !added.has(checks[i]?.id ?? '')),
    );
  }

  /** The fetch stands for the place; how it ends says when the source is fetched next. */
  private async takeSources(store: Store): Promise<number> {
    const now = this.clock.now();
    const rows = await store.schedules.takeSources(now, batch);
    if (rows.length === 0) return 0;
    const fetches = rows.map((row) => ({
      ...{ id: uuidv7(), sourceId: row.subjectId, trigger: 'scheduled' as const, checkId: null },
      ...{ requestedBy: null, requestedAt: now, askedAt: this.clock.wall(), slotAt: row.nextAt },
      state: 'queued' as const,
    }));
    const added = new Set(await store.fetches.add(fetches));
    await store.outbox.addAll('source.fetch', [...added]);
    await putBack(
      store,
      rows.filter((_, i) => !added.has(fetches[i]?.id ?? '')),
    );
    return rows.length;
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

/** A due time that has its check or fetch already (two clocks that differ): the place goes back, a moment later, with a due time of its own. */
function putBack(store: Store, rows: readonly ScheduleRow[]): Promise<void> {
  return store.schedules.setAll(
    rows.map((row) => ({ ...row, nextAt: new Date(row.nextAt.getTime() + 1000) })),
  );
}

/** Until a batch comes back less than full. */
async function repeat(takeBatch: () => Promise<number>): Promise<void> {
  while ((await takeBatch()) === batch);
}

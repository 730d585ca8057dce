import { Injectable } from '@nestjs/common';
import { giveUp } from '../../persistence/check-failure.js';
import { Db } from '../../persistence/db.js';
import { maxDispatches } from '../../persistence/outbox.table.js';
import type { OutboxRow } from '../../persistence/outbox.table.js';
import { Clock } from '../../platform/clock.js';
import { JobQueue } from '../../platform/queue.js';
import type { Dispatch } from '../../platform/queue.js';

const batch = 200;

/**
 * Carries open outbox rows to the queue and looks after them until they are done (docs/adr/0002). Rows are leased and
 * committed before the queue is called: a crash in between costs a look, never a job.
 */
@Injectable()
export class RelayService {
  constructor(
    private readonly db: Db,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** One round; returns how many jobs it dispatched. */
  async poll(): Promise<number> {
    if (!this.queue.ready) return 0;
    if (!(await this.queue.kept())) {
      await this.db.write((store) => store.outbox.lookAtAll());
      await this.queue.remember();
    }
    return (await this.dispatchNew()) + (await this.lookAfter());
  }

  private async dispatchNew(): Promise<number> {
    let total = 0;
    for (;;) {
      const rows = await this.db.write((store) => store.outbox.takeNew(batch));
      await this.queue.addAll(rows.map(toDispatch));
      total += rows.length;
      if (rows.length < batch) return total;
    }
  }

  /** Dispatched rows that are open still: asks the queue what became of each. */
  private async lookAfter(): Promise<number> {
    let total = 0;
    for (;;) {
      const rows = await this.db.write((store) => store.outbox.takeDue(batch));
      const states = await Promise.all(rows.map((row) => this.queue.stateOf(row.job, dispatchId(row))));
      const of = (...wanted: string[]): OutboxRow[] =>
        rows.filter((_, i) => wanted.includes(states[i] ?? ''));
      const ids = (...wanted: string[]): number[] => of(...wanted).map((row) => row.id);
      for (const row of of('failed')) await this.noteFailure(row);
      for (const row of of('gone', 'failed', 'finished').filter(isSpent))
        await this.db.write((store) => giveUp(store, row, this.clock.now()));
      const again = await this.db.write(async (store) => {
        await store.outbox.backOff(ids('held'));
        const lost = await store.outbox.dispatchAgain(ids('gone'), 'lost');
        return [...lost, ...(await store.outbox.dispatchAgain(ids('failed', 'finished'), 'failed'))];
      });
      await this.queue.addAll(again.map(toDispatch));
      total += again.length;
      if (rows.length < batch) return total;
    }
  }

  private async noteFailure(row: OutboxRow): Promise<void> {
    const reason = await this.queue.failureOf(row.job, dispatchId(row));
    if (reason !== null) await this.db.read((store) => store.outbox.noteError(row.id, reason.slice(0, 500)));
  }
}

/** Dispatched as often as a job is in one round. */
function isSpent({ dispatches }: OutboxRow): boolean {
  return dispatches % maxDispatches === 0;
}

/** A queue ignores an id it has seen, so each dispatch has its own; it may hold no `:`. */
function dispatchId({ job, id, dispatches }: OutboxRow): string {
  return `${job}-${id}-${dispatches}`;
}

function toDispatch(row: OutboxRow): Dispatch {
  return { id: dispatchId(row), job: row.job, payload: { outboxId: row.id, refId: row.refId } };
}

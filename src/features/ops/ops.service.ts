import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import { revive } from '../../persistence/check-failure.js';
import { Db } from '../../persistence/db.js';
import type { OutboxRow } from '../../persistence/outbox.table.js';
import { Clock } from '../../platform/clock.js';
import { CONTEXT } from '../../platform/context.js';
import type { Context } from '../../platform/context.js';
import { JobQueue } from '../../platform/queue.js';

export interface Readiness {
  readonly ready: boolean;
  /** What is wrong, or worth knowing, in words. */
  readonly notes: readonly string[];
  readonly ledgerTime: string;
  readonly outbox: { readonly open: number; readonly dead: number; readonly oldestSeconds: number } | null;
}

/** An open row this old says that no worker is doing its work. */
const lateSeconds = 60;

/** How the process is, and the work that could not be done. */
@Injectable()
export class OpsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly queue: JobQueue,
    @Inject(CONTEXT) private readonly context: Context,
  ) {}

  ledgerTime(): string {
    return this.clock.now().toISOString();
  }

  async readiness(): Promise<Readiness> {
    const ledgerTime = this.ledgerTime();
    try {
      const [owns, outbox] = await Promise.all([
        this.db.ownsHistory(),
        this.db.read((store) => store.outbox.backlog()),
      ]);
      const notes = [
        ...(owns
          ? [
              'history is guarded by triggers alone: connect as another role than the owner (DATABASE_OWNER_URL)',
            ]
          : []),
        ...(this.context.role !== 'api' && !this.queue.ready
          ? ['the queue does not answer: checks and deliveries wait']
          : []),
        ...(outbox.dead > 0 ? [`${outbox.dead} dead letters: see GET /v1/dead-letters`] : []),
        ...(outbox.oldestSeconds > lateSeconds
          ? [`work has waited for ${outbox.oldestSeconds} s: is a worker running?`]
          : []),
      ];
      return { ready: true, notes, ledgerTime, outbox };
    } catch (error) {
      this.context.log.warn({ err: error }, 'not ready: the database does not answer');
      return { ready: false, notes: ['the database does not answer'], ledgerTime, outbox: null };
    }
  }

  /** Work that was given up after many dispatches. */
  deadLetters(): Promise<OutboxRow[]> {
    return this.db.read((store) => store.outbox.deadLetters(100));
  }

  /** Gives a dead letter another round. */
  async revive(id: number): Promise<void> {
    const revived = await this.db.write((store) => revive(store, id));
    if (!revived) throw new DomainError('dead-letter/not-found');
  }
}

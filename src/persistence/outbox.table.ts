import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { EventType } from '../domain/events.js';
import type { JobName } from '../platform/jobs.js';
import type { Sql } from './sql.js';

const open = '((completed_at IS NULL) AND (dead_at IS NULL))';

@Entity('outbox')
@Index('outbox_open', ['lookAt', 'id'], { where: open })
@Index('outbox_dead', ['deadAt'], { where: '((dead_at IS NOT NULL) AND (completed_at IS NULL))' })
@Index('outbox_done', ['completedAt'], { where: '(completed_at IS NOT NULL)' })
export class OutboxRow {
  @PrimaryColumn('bigint', { generated: 'identity', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column('text') job!: JobName;
  @Column('uuid') refId!: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('integer', { default: 0 }) dispatches!: number;
  /** How often in a row the queue was found to hold the job still. */
  @Column('integer', { default: 0 }) looks!: number;
  @Column('timestamptz', { default: () => 'now()' }) lookAt!: Date;
  @Column('timestamptz', { nullable: true }) completedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) deadAt!: Date | null;
  @Column('text', { nullable: true }) lastError!: string | null;
}

/** How often a job is dispatched before it becomes a dead letter; a revived one gets about as many again. */
export const maxDispatches = 20;

/** Seconds until a dispatched row is looked at again; doubles while the queue still holds the job, to 10 minutes. */
const lookSeconds = 4;
const longestLookSeconds = 600;

/** Work that is owed. A row stays open until the worker's own transaction closes it (docs/adr/0002). */
export class OutboxTable {
  constructor(private readonly sql: Sql) {}

  add(job: JobName, refId: string): Promise<void> {
    return this.addAll(job, [refId]);
  }

  async addAll(job: JobName, refIds: readonly string[]): Promise<void> {
    if (refIds.length === 0) return;
    await this.sql.run('INSERT INTO outbox (job, ref_id) SELECT $1, unnest($2::uuid[])', [job, refIds]);
  }

  /** Owes a job that is not to be dispatched before `ms` from now (machine time of the database). */
  async addLater(job: JobName, refId: string, ms: number): Promise<void> {
    await this.sql.run(
      `INSERT INTO outbox (job, ref_id, look_at) VALUES ($1, $2, now() + $3 * interval '1 ms')`,
      [job, refId, ms],
    );
  }

  /**
   * Owes an event to the endpoints that want it; nothing when none does. An endpoint made meanwhile is in or out by whether
   * it was committed first: it never missed what came after it.
   */
  async addFanOut(eventId: string, type: EventType): Promise<void> {
    await this.sql.run(
      `INSERT INTO outbox (job, ref_id) SELECT 'event.fan-out', $1
       WHERE EXISTS (SELECT 1 FROM endpoint WHERE state <> 'disabled' AND $2 = ANY(event_types))`,
      [eventId, type],
    );
  }

  /** Closes a row; true for the one caller whose transaction it is: the effect is theirs. */
  async complete(id: number): Promise<boolean> {
    return (
      (await this.sql.count('UPDATE outbox SET completed_at = now() WHERE id = $1 AND completed_at IS NULL', [
        id,
      ])) === 1
    );
  }

  /** Counts a dispatch of up to `limit` rows that were never dispatched, and leases them by their look time. */
  takeNew(limit: number): Promise<OutboxRow[]> {
    return this.sql.rows<OutboxRow>(
      `UPDATE outbox AS o SET dispatches = 1, look_at = now() + make_interval(secs => ${lookSeconds})
       WHERE id IN (SELECT id FROM outbox WHERE ${open} AND look_at <= now() AND dispatches = 0
                    ORDER BY look_at, id LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING ${this.sql.columns(OutboxRow, 'o')}`,
      [limit],
    );
  }

  /** Dispatched rows whose time to be looked at has come; leased so that no second relay looks at them. */
  takeDue(limit: number): Promise<OutboxRow[]> {
    return this.sql.rows<OutboxRow>(
      `UPDATE outbox AS o SET look_at = now() + make_interval(secs => ${lookSeconds})
       WHERE id IN (SELECT id FROM outbox WHERE ${open} AND look_at <= now() AND dispatches > 0
                    ORDER BY look_at, id LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING ${this.sql.columns(OutboxRow, 'o')}`,
      [limit],
    );
  }

  /** The queue still holds these jobs: look again later. */
  async backOff(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    await this.sql.run(
      `UPDATE outbox SET looks = looks + 1,
         look_at = now() + make_interval(secs => LEAST(${longestLookSeconds}, ${lookSeconds} * power(2, LEAST(looks, 20))))
       WHERE id = ANY($1::bigint[]) AND ${open}`,
      [ids],
    );
  }

  /** Makes a dead letter of a row that was dispatched too often; false when it is done or dead already. */
  async bury(id: number): Promise<boolean> {
    const touched = await this.sql.count(
      `UPDATE outbox SET dead_at = now(), last_error = COALESCE(last_error, 'dispatched ' || dispatches || ' times without being done')
       WHERE id = $1 AND dispatches % ${maxDispatches} = 0 AND ${open}`,
      [id],
    );
    return touched === 1;
  }

  /**
   * Counts another dispatch of rows that the queue no longer works on; those at the limit are for {@link bury}.
   * `lost`: the queue dropped the job, look again soon; `failed`: the job ran and failed, wait longer each time.
   */
  async dispatchAgain(ids: readonly number[], why: 'lost' | 'failed'): Promise<OutboxRow[]> {
    if (ids.length === 0) return [];
    const seconds =
      why === 'lost'
        ? `${lookSeconds}`
        : `LEAST(${longestLookSeconds}, ${lookSeconds} * power(2, LEAST(dispatches, 20)))`;
    return this.sql.rows<OutboxRow>(
      `UPDATE outbox AS o SET dispatches = dispatches + 1, looks = 0, look_at = now() + make_interval(secs => ${seconds})
       WHERE id = ANY($1::bigint[]) AND dispatches % ${maxDispatches} <> 0 AND ${open} RETURNING ${this.sql.columns(OutboxRow, 'o')}`,
      [ids],
    );
  }

  /** The queue's store was lost: every open row is looked at in the next poll. */
  lookAtAll(): Promise<number> {
    return this.sql.count(`UPDATE outbox SET look_at = now(), looks = 0 WHERE ${open} AND look_at > now()`);
  }

  async noteError(id: number, error: string): Promise<void> {
    await this.sql.run(`UPDATE outbox SET last_error = $2 WHERE id = $1 AND ${open}`, [id, error]);
  }

  deadLetters(limit: number): Promise<OutboxRow[]> {
    return this.sql.rows<OutboxRow>(
      `SELECT ${this.sql.columns(OutboxRow, 'o')} FROM outbox o WHERE dead_at IS NOT NULL AND completed_at IS NULL ORDER BY dead_at LIMIT $1`,
      [limit],
    );
  }

  /**
   * Gives a dead letter another round; null when there is none with this id. Its dispatches are counted on, past one the
   * queue has not seen: an id of the round before is kept there for days, and dispatching it again would do nothing.
   */
  revive(id: number): Promise<OutboxRow | null> {
    return this.sql.one<OutboxRow>(
      `UPDATE outbox AS o SET dead_at = NULL, dispatches = dispatches + 1, looks = 0, look_at = now(), last_error = NULL
       WHERE id = $1 AND dead_at IS NOT NULL AND completed_at IS NULL RETURNING ${this.sql.columns(OutboxRow, 'o')}`,
      [id],
    );
  }

  /** Open rows, dead letters, and the age in seconds of the oldest open row. */
  async backlog(): Promise<{ open: number; dead: number; oldestSeconds: number }> {
    const row = await this.sql.one<{ open: number; dead: number; oldest: number | null }>(
      `SELECT (SELECT count(*) FROM outbox WHERE ${open}) AS open,
              (SELECT count(*) FROM outbox WHERE dead_at IS NOT NULL AND completed_at IS NULL) AS dead,
              (SELECT extract(epoch FROM now() - min(created_at))::float8 FROM outbox WHERE ${open}) AS oldest`,
    );
    return { open: row?.open ?? 0, dead: row?.dead ?? 0, oldestSeconds: Math.round(row?.oldest ?? 0) };
  }

  /** Whether any such job is owed; dead letters are not. */
  async isOpen(job: JobName): Promise<boolean> {
    return (
      (await this.sql.one(`SELECT 1 AS found FROM outbox WHERE job = $1 AND ${open} LIMIT 1`, [job])) !== null
    );
  }

  /** Drops rows done more than a day ago, a batch at a time; a purged row means done. */
  purge(): Promise<number> {
    return this.sql.count(
      `DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE completed_at < now() - interval '1 day' LIMIT 2000)`,
    );
  }
}

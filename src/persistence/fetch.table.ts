import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CheckRow } from './check.table.js';
import type { PageRequest } from './page.js';
import { Person } from './person.table.js';
import { Snapshot } from './snapshot.table.js';
import { Source } from './source.table.js';
import type { Sql } from './sql.js';

/** Why a source was fetched: for a check of a claim, because it was due, or because a person asked. */
export type FetchTrigger = 'check' | 'scheduled' | 'manual';
export type FetchState = 'queued' | 'running' | 'done';
/** `changed`: its text, or a cited passage beside it, is another than in the snapshot before; the first one counts as changed. */
export type FetchOutcome = 'changed' | 'unchanged' | 'failed';
/** What followed: checks of claims are asked for on all but `returned`. */
export type FetchEffect = 'text-changed' | 'passage-changed' | 'gone' | 'returned' | 'corrected';

/** One fetch of a source. Mutable until it is done. */
@Entity('source_fetch')
@Index('fetch_source_requested', ['sourceId', 'requestedAt', 'id'])
@Index('fetch_open', ['sourceId'], { where: `(state <> 'done'::text)` })
@Index('fetch_slot', ['sourceId', 'slotAt'], { unique: true, where: '(slot_at IS NOT NULL)' })
@Index('fetch_completed', ['completedAt'], { where: '(completed_at IS NOT NULL)' })
export class FetchRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') @ForeignKey(() => Source, { name: 'fetch_source' }) sourceId!: string;
  @Column('text') trigger!: FetchTrigger;
  /** The check that needed it; its claim is not checked again for what this fetch brought. */
  @Column('uuid', { nullable: true }) @ForeignKey(() => CheckRow, { name: 'fetch_check' }) checkId!:
    string | null;
  @Column('uuid', { nullable: true })
  @ForeignKey(() => Person, { name: 'fetch_requested_by' })
  requestedBy!: string | null;
  /** Ledger time. */
  @Column('timestamptz') requestedAt!: Date;
  /** Machine time. */
  @Column('timestamptz') askedAt!: Date;
  /** The due time of the schedule that it answers; none is answered twice. Ledger time. */
  @Column('timestamptz', { nullable: true }) slotAt!: Date | null;
  @Column('text') state!: FetchState;
  /** Grows whenever a worker takes it; a result under an older token is refused (fencing). */
  @Column('integer', { default: 0 }) token!: number;
  @Column('timestamptz', { nullable: true }) completedAt!: Date | null;
  @Column('text', { nullable: true }) outcome!: FetchOutcome | null;
  /** Why it failed: `http-404`, `timeout`, `soft-404`, … */
  @Column('text', { nullable: true }) code!: string | null;
  @Column('text', { nullable: true }) message!: string | null;
  @Column('integer', { nullable: true }) status!: number | null;
  @Column('uuid', { nullable: true }) @ForeignKey(() => Snapshot, { name: 'fetch_snapshot' }) snapshotId!:
    string | null;
  @Column('text', { array: true, default: () => `'{}'` }) effects!: FetchEffect[];
}

export type FetchEnd = Pick<
  FetchRow,
  'completedAt' | 'outcome' | 'code' | 'message' | 'status' | 'snapshotId' | 'effects'
>;

/** Fetches with their outcomes: the log from which the liveness of a source is told. */
export class FetchTable {
  constructor(private readonly sql: Sql) {}

  /** Adds fetches; returns the ids of those added: a due time that has its fetch gets no other. */
  async add(rows: readonly Omit<FetchRow, keyof FetchEnd | 'token'>[]): Promise<string[]> {
    const added = await this.sql.rows<{ id: string }>(
      `INSERT INTO source_fetch (id, source_id, trigger, check_id, requested_by, requested_at, asked_at, slot_at, state)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::timestamptz[], $7::timestamptz[], $8::timestamptz[], $9::text[])
       ON CONFLICT DO NOTHING RETURNING id`,
      [
        rows.map((row) => row.id),
        rows.map((row) => row.sourceId),
        rows.map((row) => row.trigger),
        rows.map((row) => row.checkId),
        rows.map((row) => row.requestedBy),
        rows.map((row) => row.requestedAt),
        rows.map((row) => row.askedAt),
        rows.map((row) => row.slotAt),
        rows.map((row) => row.state),
      ],
    );
    return added.map(({ id }) => id);
  }

  find(id: string): Promise<FetchRow | null> {
    return this.sql.of(FetchRow).findOneBy({ id });
  }

  /** Takes a fetch that is not done, with a new token. */
  take(id: string): Promise<FetchRow | null> {
    return this.sql.one<FetchRow>(
      `UPDATE source_fetch AS f SET state = 'running', token = token + 1 WHERE id = $1 AND state <> 'done'
       RETURNING ${this.sql.columns(FetchRow, 'f')}`,
      [id],
    );
  }

  /** Queues a fetch again that could not be made yet; false when another worker has taken it since. */
  async putBack(id: string, token: number): Promise<boolean> {
    const touched = await this.sql.count(
      `UPDATE source_fetch SET state = 'queued' WHERE id = $1 AND token = $2 AND state = 'running'`,
      [id, token],
    );
    return touched === 1;
  }

  /** Ends a fetch under its token; false when another worker has taken it since: then nothing may be recorded. */
  async end(id: string, token: number, end: FetchEnd): Promise<boolean> {
    const touched = await this.sql.count(
      `UPDATE source_fetch SET state = 'done', completed_at = $3, outcome = $4, code = $5, message = $6, status = $7, snapshot_id = $8, effects = $9
       WHERE id = $1 AND token = $2 AND state <> 'done'`,
      [
        ...[id, token, end.completedAt, end.outcome, end.code, end.message, end.status, end.snapshotId],
        end.effects,
      ],
    );
    return touched === 1;
  }

  /** Ends a fetch that is not done as failed, whoever holds it; false when it is done. */
  async giveUp(id: string, end: Pick<FetchEnd, 'completedAt' | 'code' | 'message'>): Promise<boolean> {
    const touched = await this.sql.count(
      `UPDATE source_fetch SET state = 'done', token = token + 1, completed_at = $2, outcome = 'failed', code = $3, message = $4
       WHERE id = $1 AND state <> 'done'`,
      [id, end.completedAt, end.code, end.message],
    );
    return touched === 1;
  }

  /** A fetch that was given up (`code`) is queued again; false when it ended otherwise. */
  async reopen(id: string, code: string): Promise<boolean> {
    const touched = await this.sql.count(
      `UPDATE source_fetch SET state = 'queued', completed_at = NULL, outcome = NULL, code = NULL, message = NULL
       WHERE id = $1 AND state = 'done' AND code = $2`,
      [id, code],
    );
    return touched === 1;
  }

  /** The newest fetch of a source that is done, if it was asked for since (machine time) and failed. */
  failedSince(sourceId: string, since: Date): Promise<FetchRow | null> {
    return this.sql.one<FetchRow>(
      `SELECT * FROM (
         SELECT ${this.sql.columns(FetchRow, 'f')} FROM source_fetch f WHERE source_id = $1 AND state = 'done' ORDER BY requested_at DESC, id DESC LIMIT 1) n
       WHERE outcome = 'failed' AND "askedAt" >= $2`,
      [sourceId, since],
    );
  }

  /** When the first fetch failed after the last that gave text (ledger time; null: none ever did). */
  async failingSince(sourceId: string, lastReadAt: Date | null): Promise<Date | null> {
    const row = await this.sql.one<{ at: Date | null }>(
      `SELECT min(completed_at) AS at FROM source_fetch WHERE source_id = $1 AND outcome = 'failed' AND ($2::timestamptz IS NULL OR completed_at > $2)`,
      [sourceId, lastReadAt],
    );
    return row?.at ?? null;
  }

  /** The newest fetch of a source that is queued or running, if any. */
  open(sourceId: string): Promise<FetchRow | null> {
    return this.sql.one<FetchRow>(
      `SELECT ${this.sql.columns(FetchRow, 'f')} FROM source_fetch f WHERE source_id = $1 AND state <> 'done' ORDER BY requested_at DESC, id DESC LIMIT 1`,
      [sourceId],
    );
  }

  /**
   * Claims that a fetch concerns, after one of them: those citing the whole source where its text changed, those citing a
   * passage that it found changed, all where the source is gone or corrected itself. Not the claim whose check made the
   * fetch, unless that check failed, nor those with a queued check, which will see it.
   */
  async claimsHit(fetch: FetchRow, after: string, limit: number): Promise<string[]> {
    const rows = await this.sql.rows<{ id: string }>(
      `SELECT DISTINCT q.claim_id AS id FROM citation q LEFT JOIN passage p ON p.citation_id = q.id
       WHERE q.source_id = $1 AND q.claim_id > $2
         AND ($3 OR p.fetch_id = $4 OR ($5 AND q.exact IS NULL AND q.role = 'evidence'))
         AND NOT EXISTS (SELECT 1 FROM "check" k WHERE k.claim_id = q.claim_id AND (k.state = 'queued' OR (k.id = $6 AND k.state <> 'failed')))
       ORDER BY q.claim_id LIMIT $7`,
      [
        ...[fetch.sourceId, after, concernsAll(fetch.effects), fetch.id],
        ...[fetch.effects.includes('text-changed'), fetch.checkId, limit],
      ],
    );
    return rows.map(({ id }) => id);
  }

  list(sourceId: string, { limit, cursor, offset }: PageRequest): Promise<FetchRow[]> {
    return this.sql.rows<FetchRow>(
      `SELECT ${this.sql.columns(FetchRow, 'f')} FROM source_fetch f
       WHERE source_id = $1 AND ($2::timestamptz IS NULL OR (requested_at, id) < ($2, $3::uuid))
       ORDER BY requested_at DESC, id DESC LIMIT $4 OFFSET $5`,
      [sourceId, cursor?.key ?? null, cursor?.id ?? null, limit + 1, offset],
    );
  }
}

function concernsAll(effects: readonly FetchEffect[]): boolean {
  return effects.includes('gone') || effects.includes('corrected');
}

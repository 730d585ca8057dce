import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Liveness } from '../domain/source/liveness.js';
import { Source } from './source.table.js';
import type { Sql } from './sql.js';

/** What machines know of a source: apart from it, so that no machine write touches its ETag. */
@Entity('source_state')
export class SourceState {
  @PrimaryColumn('uuid') @ForeignKey(() => Source, { name: 'source_state_source' }) sourceId!: string;
  @Column('text', { default: 'unknown' }) liveness!: Liveness;
  /** Since when it is so; this and all other moments here are ledger time. */
  @Column('timestamptz') since!: Date;
  @Column('smallint', { default: 0 }) strikes!: number;
  @Column('timestamptz', { nullable: true }) lastStrikeAt!: Date | null;
  /** Fetches in a row that gave nothing to read. */
  @Column('integer', { default: 0 }) failures!: number;
  /** Why the last of them failed; null after a success. */
  @Column('text', { nullable: true }) code!: string | null;
  @Column('text', { nullable: true }) message!: string | null;
  @Column('timestamptz', { nullable: true }) lastFetchedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) lastReadAt!: Date | null;
  /** When what it says last changed. */
  @Column('timestamptz', { nullable: true }) changedAt!: Date | null;
  /** Successful fetches in a row that brought nothing new. */
  @Column('integer', { default: 0 }) unchanged!: number;
  /** The newest due time that has its fetch. */
  @Column('timestamptz', { nullable: true }) lastSlotAt!: Date | null;
}

/** What the next fetch of a source follows from, beside its state. */
export interface SourcePlanRow {
  /** It can be fetched, and a claim cites it. */
  readonly isWatched: boolean;
  /** A fetch that answers a due time is queued or running. */
  readonly isOpen: boolean;
  /** A claim that cites it has a verdict in force that was published since the moment asked for. */
  readonly isFresh: boolean;
  readonly isCapture: boolean;
  readonly lastSlotAt: Date | null;
}

/** One row a source, made when it is first locked. */
export class SourceStateTable {
  constructor(private readonly sql: Sql) {}

  /** Locks the state of a source, which everyone who records a fetch of it does first; makes it where there is none. */
  async lock(sourceId: string, now: Date): Promise<SourceState> {
    await this.sql.run(`INSERT INTO source_state (source_id, since) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [
      sourceId,
      now,
    ]);
    const row = await this.sql.one<SourceState>(
      `SELECT ${this.sql.columns(SourceState, 't')} FROM source_state t WHERE source_id = $1 FOR UPDATE`,
      [sourceId],
    );
    if (row === null) throw new Error(`source ${sourceId} has no state row after one was made`);
    return row;
  }

  find(sourceId: string): Promise<SourceState | null> {
    return this.sql.of(SourceState).findOneBy({ sourceId });
  }

  findAll(sourceIds: readonly string[]): Promise<SourceState[]> {
    return this.sql.rows<SourceState>(
      `SELECT ${this.sql.columns(SourceState, 't')} FROM source_state t WHERE source_id = ANY($1::uuid[])`,
      [sourceIds],
    );
  }

  /** Null when there is no such source. `freshSince`: a verdict published later counts as new. */
  planFacts(sourceId: string, freshSince: Date): Promise<SourcePlanRow | null> {
    return this.sql.one<SourcePlanRow>(
      `SELECT s.kind IN ('web', 'dataset') AND s.url IS NOT NULL AND EXISTS (SELECT 1 FROM citation q WHERE q.source_id = s.id) AS "isWatched",
         EXISTS (SELECT 1 FROM source_fetch f WHERE f.source_id = s.id AND f.state <> 'done' AND f.slot_at IS NOT NULL) AS "isOpen",
         EXISTS (SELECT 1 FROM citation q JOIN claim_state t ON t.claim_id = q.claim_id
                 JOIN verdict v ON v.claim_id = q.claim_id AND v.version = t.verdict_version
                 WHERE q.source_id = s.id AND v.kind = 'published' AND v.recorded_at > $2) AS "isFresh",
         s.read_from IS NOT NULL AS "isCapture",
         (SELECT max(f.slot_at) FROM source_fetch f WHERE f.source_id = s.id AND f.slot_at IS NOT NULL) AS "lastSlotAt"
       FROM source s WHERE s.id = $1`,
      [sourceId, freshSince],
    );
  }

  async save(state: SourceState): Promise<void> {
    await this.sql.of(SourceState).update({ sourceId: state.sourceId }, state);
  }
}

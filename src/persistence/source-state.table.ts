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

  async save(state: SourceState): Promise<void> {
    await this.sql.of(SourceState).update({ sourceId: state.sourceId }, state);
  }
}

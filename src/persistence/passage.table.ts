import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { PassageState } from '../domain/source/drift.js';
import { Citation } from './citation.table.js';
import { FetchRow } from './fetch.table.js';
import { Snapshot } from './snapshot.table.js';
import { Source } from './source.table.js';
import type { Sql } from './sql.js';

/** The state of a cited passage in the newest snapshot of its source: a projection, which the next fetch writes again. */
@Entity('passage')
@Index('passage_source_id', ['sourceId'])
@Index('passage_fetch_id', ['fetchId'], { where: '(fetch_id IS NOT NULL)' })
export class PassageRow {
  @PrimaryColumn('uuid') @ForeignKey(() => Citation, { name: 'passage_citation' }) citationId!: string;
  @Column('uuid') @ForeignKey(() => Source, { name: 'passage_source' }) sourceId!: string;
  @Column('uuid') @ForeignKey(() => Snapshot, { name: 'passage_snapshot' }) snapshotId!: string;
  @Column('text') state!: PassageState;
  /** Where on the page it was found: the main text, or the rest (captions, tables). */
  @Column('text', { nullable: true }) layer!: 'main' | 'other' | null;
  /** What stands there; null when gone. */
  @Column('text', { nullable: true }) passage!: string | null;
  /** Since when it reads so; ledger time. */
  @Column('timestamptz') since!: Date;
  /** The fetch that found it changed, gone or back; null while it is as it was first seen. */
  @Column('uuid', { nullable: true }) @ForeignKey(() => FetchRow, { name: 'passage_fetch' }) fetchId!:
    string | null;
}

export class PassageTable {
  constructor(private readonly sql: Sql) {}

  ofSource(sourceId: string): Promise<PassageRow[]> {
    return this.sql.rows<PassageRow>(
      `SELECT ${this.sql.columns(PassageRow, 'p')} FROM passage p WHERE source_id = $1`,
      [sourceId],
    );
  }

  of(citationIds: readonly string[]): Promise<PassageRow[]> {
    return this.sql.rows<PassageRow>(
      `SELECT ${this.sql.columns(PassageRow, 'p')} FROM passage p WHERE citation_id = ANY($1::uuid[])`,
      [citationIds],
    );
  }

  async saveAll(rows: readonly PassageRow[]): Promise<void> {
    if (rows.length === 0) return;
    await this.sql.run(
      `INSERT INTO passage (citation_id, source_id, snapshot_id, state, layer, passage, since, fetch_id)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::uuid[])
       ON CONFLICT (citation_id) DO UPDATE SET snapshot_id = EXCLUDED.snapshot_id, state = EXCLUDED.state, layer = EXCLUDED.layer,
         passage = EXCLUDED.passage, since = EXCLUDED.since, fetch_id = EXCLUDED.fetch_id`,
      [
        rows.map((row) => row.citationId),
        rows.map((row) => row.sourceId),
        rows.map((row) => row.snapshotId),
        rows.map((row) => row.state),
        rows.map((row) => row.layer),
        rows.map((row) => row.passage),
        rows.map((row) => row.since),
        rows.map((row) => row.fetchId),
      ],
    );
  }
}

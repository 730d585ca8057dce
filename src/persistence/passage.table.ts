import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Status } from '../domain/standing/view.js';
import type { Label } from '../domain/finding.js';
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
  /** The snapshot in which it was first found to read so; later ones with the same text say the same. */
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

/** A passage that is cited of a source, with its state where it was looked up before. */
export interface CitedRow {
  readonly citationId: string;
  readonly claimId: string;
  readonly exact: string;
  readonly prefix: string | null;
  readonly suffix: string | null;
  readonly state: PassageState | null;
  readonly layer: PassageRow['layer'];
  readonly passage: string | null;
  readonly since: Date | null;
  readonly fetchId: string | null;
}

/** Which of them: all; those that stand not word for word in the main text; those never looked up. */
export type CitedScope = 'all' | 'beside' | 'new';

const scopes: Readonly<Record<CitedScope, string>> = {
  all: 'true',
  beside: `(p.citation_id IS NULL OR p.state <> 'exact' OR p.layer IS DISTINCT FROM 'main')`,
  new: 'p.citation_id IS NULL',
};

/** A claim that cites a source, with its standing, as events about sources list it. */
export interface LeaningRow {
  readonly id: string;
  readonly text: string;
  readonly claimant: string;
  readonly statedOn: string | null;
  readonly deskId: string;
  readonly standingVersion: number;
  readonly status: Status;
  readonly label: Label | null;
  readonly verdictVersion: number | null;
  readonly ratingCode: string | null;
  readonly ratingLabel: string | null;
  /** Of all such claims. */
  readonly count: number;
}

export class PassageTable {
  constructor(private readonly sql: Sql) {}

  of(citationIds: readonly string[]): Promise<PassageRow[]> {
    return this.sql.rows<PassageRow>(
      `SELECT ${this.sql.columns(PassageRow, 'p')} FROM passage p WHERE citation_id = ANY($1::uuid[])`,
      [citationIds],
    );
  }

  /** The passages cited of a source, in the order in which their citations were recorded. */
  cited(sourceId: string, scope: CitedScope): Promise<CitedRow[]> {
    return this.sql.rows<CitedRow>(
      `SELECT q.id AS "citationId", q.claim_id AS "claimId", q.exact, q.prefix, q.suffix, p.state, p.layer, p.passage, p.since, p.fetch_id AS "fetchId"
       FROM citation q LEFT JOIN passage p ON p.citation_id = q.id
       WHERE q.source_id = $1 AND q.exact IS NOT NULL AND ${scopes[scope]} ORDER BY q.recorded_at, q.id`,
      [sourceId],
    );
  }

  /** The first claims that cite a source, or those of them in `only`, as they were recorded. */
  leaning(sourceId: string, only: readonly string[] | null, limit: number): Promise<LeaningRow[]> {
    return this.sql.rows<LeaningRow>(
      `SELECT c.id, c.text, c.claimant, c.stated_on AS "statedOn", c.desk_id AS "deskId", s.standing_version AS "standingVersion", s.status, s.label,
         s.verdict_version AS "verdictVersion", r.code AS "ratingCode", r.label AS "ratingLabel", c.count
       FROM (SELECT *, count(*) OVER ()::int AS count FROM claim
             WHERE id IN (SELECT claim_id FROM citation WHERE source_id = $1) AND ($2::uuid[] IS NULL OR id = ANY($2))
             ORDER BY recorded_at, id LIMIT $3) c
       JOIN claim_state s ON s.claim_id = c.id
       LEFT JOIN verdict v ON v.claim_id = c.id AND v.version = s.verdict_version LEFT JOIN rating r ON r.id = v.rating_id
       ORDER BY c.recorded_at, c.id`,
      [sourceId, only, limit],
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

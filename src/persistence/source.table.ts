import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Tier } from '../domain/finding.js';
import type { PageRequest } from './page.js';
import { Person } from './person.table.js';
import type { Sql } from './sql.js';

export type SourceKind = 'web' | 'dataset' | 'document' | 'interview' | 'correspondence';

@Entity('source')
@Unique('source_url', ['url'])
@Index('source_recorded', ['recordedAt', 'id'])
export class Source {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') kind!: SourceKind;
  @Column('text', { nullable: true }) url!: string | null;
  @Column('text', { default: '' }) title!: string;
  @Column('text') tier!: Tier;
  /** Who first published it; copies of one wire story share an origin. */
  @Column('text') origin!: string;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('uuid') @ForeignKey(() => Person, { name: 'source_created_by' }) createdBy!: string;
  @Column('timestamptz') recordedAt!: Date;
  @Column('integer') version!: number;
  @Column('uuid', { nullable: true }) latestSnapshotId!: string | null;
  /** The verified capture of a web archive that is fetched in its place. */
  @Column('uuid', { nullable: true }) @ForeignKey('Memento', { name: 'source_read_from' }) readFrom!:
    string | null;
}

export type NewSource = Pick<
  Source,
  'id' | 'kind' | 'url' | 'title' | 'tier' | 'origin' | 'note' | 'createdBy' | 'recordedAt'
>;

/** Things that can be cited. */
export class SourceTable {
  constructor(private readonly sql: Sql) {}

  /** Registers a source, or finds the one with the same URL; returns its id. */
  async register(source: NewSource): Promise<string> {
    const row = await this.sql.one<{ id: string }>(
      `INSERT INTO source (id, kind, url, title, tier, origin, note, created_by, recorded_at, version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)
       ON CONFLICT (url) DO UPDATE SET url = EXCLUDED.url RETURNING id`,
      [
        source.id,
        source.kind,
        source.url,
        source.title,
        source.tier,
        source.origin,
        source.note,
        source.createdBy,
        source.recordedAt,
      ],
    );
    if (row === null) throw new Error('a source that was registered has no row');
    return row.id;
  }

  find(id: string): Promise<Source | null> {
    return this.sql.of(Source).findOneBy({ id });
  }

  findAll(ids: readonly string[]): Promise<Source[]> {
    return this.sql.rows<Source>(
      `SELECT ${this.sql.columns(Source, 's')} FROM source s WHERE id = ANY($1::uuid[])`,
      [ids],
    );
  }

  byUrl(url: string): Promise<Source | null> {
    return this.sql.of(Source).findOneBy({ url });
  }

  /** Changes a source when `version` still holds; the new version, or null when somebody was faster. */
  async change(
    id: string,
    version: number,
    set: Pick<Source, 'title' | 'tier' | 'origin' | 'note'>,
  ): Promise<number | null> {
    const row = await this.sql.one<{ version: number }>(
      `UPDATE source SET title = $3, tier = $4, origin = $5, note = $6, version = version + 1 WHERE id = $1 AND version = $2 RETURNING version`,
      [id, version, set.title, set.tier, set.origin, set.note],
    );
    return row?.version ?? null;
  }

  list({ limit, cursor, offset }: PageRequest): Promise<Source[]> {
    return this.sql.rows<Source>(
      `SELECT ${this.sql.columns(Source, 's')} FROM source s WHERE $1::timestamptz IS NULL OR (recorded_at, id) < ($1, $2::uuid)
       ORDER BY recorded_at DESC, id DESC LIMIT $3 OFFSET $4`,
      [cursor?.key ?? null, cursor?.id ?? null, limit + 1, offset],
    );
  }
}

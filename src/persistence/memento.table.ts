import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { Person } from './person.table.js';
import { Source } from './source.table.js';
import type { Sql } from './sql.js';

/** A capture of a source in a web archive (Wayback Machine or any other Memento archive, RFC 7089). */
@Entity('memento')
@Unique('memento_url', ['sourceId', 'url'])
export class Memento {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') @ForeignKey(() => Source, { name: 'memento_source' }) sourceId!: string;
  @Column('text') url!: string;
  /** When the archive says it captured the page. */
  @Column('timestamptz', { nullable: true }) capturedAt!: Date | null;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('text', { default: 'recorded' }) state!: 'recorded' | 'verified' | 'refused';
  /** What its content was compared with, and what came of it. */
  @Column('jsonb', { nullable: true }) verification!: Record<string, unknown> | null;
  /** Ledger time. */
  @Column('timestamptz', { nullable: true }) verifiedAt!: Date | null;
  @Column('uuid') @ForeignKey(() => Person, { name: 'memento_created_by' }) createdBy!: string;
  @Column('timestamptz') recordedAt!: Date;
}

/** Captures of sources in web archives. */
export class MementoTable {
  constructor(private readonly sql: Sql) {}

  find(id: string): Promise<Memento | null> {
    return this.sql.of(Memento).findOneBy({ id });
  }

  ofSource(sourceId: string): Promise<Memento[]> {
    return this.sql.rows<Memento>(
      `SELECT ${this.sql.columns(Memento, 'm')} FROM memento m WHERE source_id = $1 ORDER BY recorded_at, id`,
      [sourceId],
    );
  }

  /** False when the source has this address among its captures already. */
  async add(row: Memento): Promise<boolean> {
    const added = await this.sql.one(
      `INSERT INTO memento (id, source_id, url, captured_at, note, created_by, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (source_id, url) DO NOTHING RETURNING id`,
      [row.id, row.sourceId, row.url, row.capturedAt, row.note, row.createdBy, row.recordedAt],
    );
    return added !== null;
  }

  /** Records what came of comparing a capture; one that is verified or refused stays so. */
  async judge(
    id: string,
    end: Pick<Memento, 'state' | 'verification' | 'verifiedAt' | 'capturedAt'>,
  ): Promise<void> {
    await this.sql.run(
      `UPDATE memento SET state = $2, verification = $3, verified_at = $4, captured_at = $5 WHERE id = $1 AND state = 'recorded'`,
      [id, end.state, JSON.stringify(end.verification), end.verifiedAt, end.capturedAt],
    );
  }

  /** The newest different texts that were read at the source itself, not in a capture. */
  archivedTexts(
    sourceId: string,
    limit: number,
  ): Promise<{ id: string; text: string; otherText: string | null }[]> {
    return this.sql.rows(
      `SELECT id, text, other_text AS "otherText" FROM snapshot
       WHERE source_id = $1 AND memento_id IS NULL AND text IS NOT NULL ORDER BY fetched_at DESC, id DESC LIMIT $2`,
      [sourceId, limit],
    );
  }

  /** Passages cited of a source, by any claim. */
  citedPassages(
    sourceId: string,
  ): Promise<{ id: string; exact: string; prefix: string | null; suffix: string | null }[]> {
    return this.sql.rows(
      `SELECT id, exact, prefix, suffix FROM citation WHERE source_id = $1 AND exact IS NOT NULL ORDER BY recorded_at, id`,
      [sourceId],
    );
  }

  /** From where a source is read, when `version` still holds; the new version, or null when somebody was faster. */
  async readFrom(sourceId: string, version: number, mementoId: string | null): Promise<number | null> {
    const row = await this.sql.one<{ version: number }>(
      `UPDATE source SET read_from = $3, version = version + 1 WHERE id = $1 AND version = $2 RETURNING version`,
      [sourceId, version, mementoId],
    );
    return row?.version ?? null;
  }
}

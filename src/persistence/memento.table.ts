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
}

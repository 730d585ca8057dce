import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Blob } from './blob.table.js';
import { Memento } from './memento.table.js';
import type { PageRequest } from './page.js';
import { Source } from './source.table.js';
import type { Sql } from './sql.js';

@Entity('snapshot')
@Index('snapshot_source_asked', ['sourceId', 'askedAt'])
@Index('snapshot_source_fetched', ['sourceId', 'fetchedAt', 'id'])
@Index('snapshot_blob_sha256', ['blobSha256'], { where: '(blob_sha256 IS NOT NULL)' })
export class Snapshot {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') @ForeignKey(() => Source, { name: 'snapshot_source' }) sourceId!: string;
  /** Machine time at which the fetch began: a check asked for before it may use this snapshot. */
  @Column('timestamptz') askedAt!: Date;
  /** Ledger time. */
  @Column('timestamptz') fetchedAt!: Date;
  /** Null, like address and status, for a document, which was not fetched but handed in. */
  @Column('text', { nullable: true }) finalUrl!: string | null;
  @Column('text', { array: true, default: () => `'{}'` }) redirects!: string[];
  @Column('text', { nullable: true }) address!: string | null;
  @Column('integer', { nullable: true }) status!: number | null;
  @Column('jsonb') headers!: Record<string, string>;
  @Column('bytea') rawSha256!: Buffer;
  @Column('bytea', { nullable: true })
  @ForeignKey(() => Blob, { name: 'snapshot_blob' })
  blobSha256!: Buffer | null;
  @Column('bytea') textSha256!: Buffer;
  /** Null when the text is that of `sameTextAs`: an unchanged page is stored once. */
  @Column('text', { nullable: true }) text!: string | null;
  /** The rest of the page (captions, tables), where a quotation may stand; figures are never read from it. */
  @Column('text', { nullable: true }) otherText!: string | null;
  @Column('uuid', { nullable: true })
  @ForeignKey(() => Snapshot, { name: 'snapshot_same_text' })
  sameTextAs!: string | null;
  @Column('text', { nullable: true }) title!: string | null;
  @Column('date', { nullable: true }) publishedOn!: string | null;
  @Column('text', { nullable: true }) language!: string | null;
  @Column('text') extractor!: string;
  @Column('date', { nullable: true }) modifiedOn!: string | null;
  @Column('text', { nullable: true }) byline!: string | null;
  @Column('text', { nullable: true }) publisher!: string | null;
  /** The address the page gives as its own. */
  @Column('text', { nullable: true }) canonical!: string | null;
  /** The correction notice it carries. */
  @Column('jsonb', { nullable: true }) correction!: CorrectionNotice | null;
  /** Of a PDF: the offset in the text at which each page begins. */
  @Column('integer', { array: true, nullable: true }) pages!: number[] | null;
  /** The leaf certificate that vouched for the host. */
  @Column('jsonb', { nullable: true }) tls!: Record<string, string> | null;
  /** Bytes of the decoded body; null for snapshots of earlier versions. */
  @Column('integer', { nullable: true }) size!: number | null;
  /** The capture of a web archive it was read from, where the source itself is gone. */
  @Column('uuid', { nullable: true }) @ForeignKey(() => Memento, { name: 'snapshot_memento' }) mementoId!:
    string | null;
}

/** What a page says of its own correction. */
export interface CorrectionNotice {
  readonly text: string;
  /** A day; null when it names none. */
  readonly on: string | null;
}

/** A snapshot with its text, wherever that is stored. */
export type ReadSnapshot = Omit<Snapshot, 'text'> & { readonly text: string };

/** A snapshot without its text, and of the one that holds the text, where it is another. */
export type SnapshotHead = Omit<Snapshot, 'text' | 'otherText'> & {
  readonly same: Pick<Snapshot, 'id' | 'rawSha256' | 'finalUrl' | 'fetchedAt'> | null;
};

/** What sources said, fetch by fetch; insert-only. */
export class SnapshotTable {
  constructor(private readonly sql: Sql) {}

  /** Adds a snapshot, which becomes its source's newest. Its blob is there already. */
  async add(row: Snapshot): Promise<void> {
    await this.sql.of(Snapshot).insert(row);
    await this.sql.run('UPDATE source SET latest_snapshot_id = $2 WHERE id = $1', [row.sourceId, row.id]);
  }

  find(id: string): Promise<ReadSnapshot | null> {
    return this.read('s.id = $1', [id], 's.id');
  }

  /** The snapshot of a source that was recorded last, of any age; clocks of two workers may differ, this order does not. */
  latest(sourceId: string): Promise<ReadSnapshot | null> {
    return this.read('s.id = (SELECT latest_snapshot_id FROM source WHERE id = $1)', [sourceId], 's.id');
  }

  /** {@link latest}, if its fetch began no earlier than `since` (machine time). */
  latestAskedSince(sourceId: string, since: Date): Promise<ReadSnapshot | null> {
    return this.read(
      's.id = (SELECT latest_snapshot_id FROM source WHERE id = $1) AND s.asked_at >= $2',
      [sourceId, since],
      's.id',
    );
  }

  list(
    sourceId: string,
    { limit, cursor, offset }: PageRequest,
  ): Promise<Omit<Snapshot, 'text' | 'otherText'>[]> {
    return this.sql.rows<Snapshot>(
      `SELECT ${this.headColumns()} FROM snapshot s
       WHERE source_id = $1 AND ($2::timestamptz IS NULL OR (fetched_at, id) < ($2, $3::uuid))
       ORDER BY fetched_at DESC, id DESC LIMIT $4 OFFSET $5`,
      [sourceId, cursor?.key ?? null, cursor?.id ?? null, limit + 1, offset],
    );
  }

  /** Whether the source of one of these says something else by now. */
  async isOvertaken(ids: readonly string[]): Promise<boolean> {
    const rows = await this.sql.rows(
      `SELECT 1 FROM snapshot u JOIN source s ON s.id = u.source_id JOIN snapshot n ON n.id = s.latest_snapshot_id
       WHERE u.id = ANY($1::uuid[]) AND COALESCE(n.same_text_as, n.id) <> COALESCE(u.same_text_as, u.id) LIMIT 1`,
      [ids],
    );
    return rows.length > 0;
  }

  /** How many there are. */
  async count(): Promise<number> {
    const row = await this.sql.one<{ snapshots: number }>('SELECT count(*) AS snapshots FROM snapshot');
    return row?.snapshots ?? 0;
  }

  /** The newest snapshot of the source before this one whose text is another; null when there is none. */
  otherTextBefore({ id, sourceId, fetchedAt, textSha256 }: ReadSnapshot): Promise<ReadSnapshot | null> {
    return this.read(
      's.source_id = $1 AND (s.fetched_at, s.id) < ($2, $3::uuid) AND s.text_sha256 <> $4',
      [sourceId, fetchedAt, id, textSha256],
      's.fetched_at DESC, s.id DESC',
    );
  }

  /** Those of these that there are, oldest first. */
  async heads(ids: readonly string[]): Promise<SnapshotHead[]> {
    const rows = await this.sql.rows<Snapshot & { sameRaw: Buffer; sameUrl: string | null; sameAt: Date }>(
      `SELECT ${this.headColumns()}, o.raw_sha256 AS "sameRaw", o.final_url AS "sameUrl", o.fetched_at AS "sameAt"
       FROM snapshot s LEFT JOIN snapshot o ON o.id = s.same_text_as WHERE s.id = ANY($1::uuid[]) ORDER BY s.fetched_at, s.id`,
      [ids],
    );
    return rows.map(({ sameRaw, sameUrl, sameAt, ...head }) => ({
      ...head,
      same:
        head.sameTextAs === null
          ? null
          : { id: head.sameTextAs, rawSha256: sameRaw, finalUrl: sameUrl, fetchedAt: sameAt },
    }));
  }

  /** The snapshots named, those of the sources, those the findings and verdicts of a claim rest on, and all that hold their texts; oldest first. */
  async chosen(by: {
    readonly snapshotIds?: readonly string[];
    readonly sourceIds?: readonly string[];
    readonly claimId?: string;
  }): Promise<string[]> {
    const rows = await this.sql.rows<{ id: string }>(
      `WITH named AS (
         SELECT id FROM snapshot WHERE id = ANY($1::uuid[]) OR source_id = ANY($2::uuid[])
         UNION SELECT snapshot_id FROM finding WHERE claim_id = $3 AND snapshot_id IS NOT NULL
         UNION SELECT jsonb_array_elements_text(evidence->'snapshotIds')::uuid FROM verdict WHERE claim_id = $3
         UNION SELECT (c->>'snapshotId')::uuid FROM verdict v, jsonb_array_elements(COALESCE(v.evidence->'citations', '[]')) c WHERE v.claim_id = $3)
       SELECT id FROM snapshot WHERE id IN (SELECT id FROM named UNION SELECT s.same_text_as FROM snapshot s JOIN named n ON n.id = s.id)
       ORDER BY fetched_at, id`,
      [by.snapshotIds ?? [], by.sourceIds ?? [], by.claimId ?? null],
    );
    return rows.map(({ id }) => id);
  }

  private headColumns(): string {
    return this.sql.columns(Snapshot, 's').replace('s."text" AS "text", s."other_text" AS "otherText", ', '');
  }

  private read(where: string, parameters: unknown[], order: string): Promise<ReadSnapshot | null> {
    const columns = this.sql
      .columns(Snapshot, 's')
      .replace('s."text" AS "text"', 'COALESCE(s.text, o.text) AS "text"')
      .replace('s."other_text" AS "otherText"', 'COALESCE(s.other_text, o.other_text) AS "otherText"');
    return this.sql.one<ReadSnapshot>(
      `SELECT ${columns} FROM snapshot s LEFT JOIN snapshot o ON o.id = s.same_text_as WHERE ${where} ORDER BY ${order} LIMIT 1`,
      parameters,
    );
  }
}

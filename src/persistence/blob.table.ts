import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Sql } from './sql.js';

/** Raw bytes by their SHA-256, in a table apart from what is said of them. */
@Entity('blob')
@Index('blob_recorded', ['recordedAt'])
export class Blob {
  /** Of the bytes as they came, whatever they are stored as. */
  @PrimaryColumn('bytea') sha256!: Buffer;
  @Column('integer') size!: number;
  /** Null where they lie elsewhere. */
  @Column('bytea', { nullable: true }) bytes!: Buffer | null;
  @Column('text', { default: 'identity' }) coding!: 'identity' | 'br';
  @Column('integer', { default: 0 }) storedSize!: number;
  /** Machine time. */
  @Column('timestamptz', { default: () => 'now()' }) recordedAt!: Date;
  @Column('text', { default: 'database' }) place!: 'database' | 'directory' | 's3' | 'dropped';
}

/** A blob as its row is written: `bytes` is what is stored, wherever `place` says. */
export type NewBlob = Omit<Blob, 'recordedAt' | 'bytes'> & { readonly bytes: Buffer };

/** What raw bytes take, in all or of some time. */
export interface BlobSum {
  readonly blobs: number;
  readonly bytes: number;
  readonly storedBytes: number;
}

/** Content-addressed bytes; what snapshots point to. */
export class BlobTable {
  constructor(private readonly sql: Sql) {}

  /**
   * Adds a blob, or does nothing where the same bytes are kept. Those that were dropped are kept again, in the database
   * whatever the store: whoever dropped them may be deleting the object at this moment.
   */
  async add(blob: NewBlob): Promise<void> {
    const { sha256, size, bytes, coding, storedSize, place } = blob;
    const row = await this.sql.one<{ place: Blob['place'] }>(
      `INSERT INTO blob AS b (sha256, size, bytes, coding, stored_size, place) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (sha256) DO UPDATE SET recorded_at = now() WHERE b.place = 'dropped' RETURNING b.place`,
      [sha256, size, place === 'database' ? bytes : null, coding, storedSize, place],
    );
    if (row?.place !== 'dropped') return;
    await this.sql.run(
      `UPDATE blob SET bytes = $2, coding = $3, stored_size = $4, place = 'database' WHERE sha256 = $1`,
      [sha256, bytes, coding, storedSize],
    );
  }

  find(sha256: Buffer): Promise<Blob | null> {
    return this.sql.of(Blob).findOneBy({ sha256 });
  }

  /** By place, those that were dropped too: they say how large they were. Reads no bytes. */
  sums(): Promise<(BlobSum & { readonly place: Blob['place'] })[]> {
    return this.sql.rows(
      `SELECT place, count(*) AS blobs, sum(size)::bigint AS bytes, sum(CASE place WHEN 'dropped' THEN 0 ELSE stored_size END)::bigint AS "storedBytes"
       FROM blob GROUP BY place ORDER BY place`,
    );
  }

  /** Of blobs added since a moment of machine time. */
  async addedSince(since: Date): Promise<BlobSum> {
    const row = await this.sql.one<BlobSum>(
      `SELECT count(*) AS blobs, COALESCE(sum(size), 0)::bigint AS bytes, COALESCE(sum(stored_size), 0)::bigint AS "storedBytes"
       FROM blob WHERE recorded_at >= $1`,
      [since],
    );
    return row ?? { blobs: 0, bytes: 0, storedBytes: 0 };
  }

  /** Some blobs that may be dropped: see {@link droppable}. A later statement must judge them again, under locks. */
  async dropCandidates(before: Date, limit: number): Promise<Buffer[]> {
    const rows = await this.sql.rows<{ sha256: Buffer }>(
      `${droppable} SELECT b.sha256 FROM blob b WHERE b.place <> 'dropped' AND ${mayGo} LIMIT $2`,
      [before, limit],
    );
    return rows.map(({ sha256 }) => sha256);
  }

  /**
   * Drops those of the blobs that may be dropped; returns them as they were, so that the objects can be deleted after the
   * commit. A verdict published meanwhile is waited for, or waits: it locks the state of its claim, and only claims that cite
   * the source can have read it. A fetch that brings the same bytes again locks the blob.
   */
  async drop(sha256s: readonly Buffer[], before: Date): Promise<Pick<Blob, 'sha256' | 'place' | 'coding'>[]> {
    await this.sql.run(
      `SELECT 1 FROM claim_state WHERE claim_id IN (
         SELECT q.claim_id FROM snapshot s JOIN citation q ON q.source_id = s.source_id WHERE s.blob_sha256 = ANY($1::bytea[]))
       ORDER BY claim_id FOR UPDATE`,
      [sha256s],
    );
    await this.sql.run(
      `SELECT 1 FROM blob WHERE sha256 = ANY($1::bytea[]) AND place <> 'dropped' ORDER BY sha256 FOR UPDATE`,
      [sha256s],
    );
    return this.sql.rows(
      `${droppable} UPDATE blob u SET place = 'dropped', bytes = NULL
       FROM (SELECT b.sha256, b.place FROM blob b WHERE b.sha256 = ANY($2::bytea[]) AND b.place <> 'dropped' AND ${mayGo}) old
       WHERE u.sha256 = old.sha256 RETURNING u.sha256, old.place, u.coding`,
      [before, sha256s],
    );
  }
}

/**
 * Snapshots whose bytes stay: those that a verdict cites, published or withdrawn; those that a verdict published now would cite,
 * from the check of a draft or a claim's last one; the newest of each source; those fetched since $1 (ledger time); and of each of these the one that holds the bytes where its own text is the same.
 */
const droppable = `WITH cited AS MATERIALIZED (
    SELECT jsonb_array_elements_text(v.evidence->'snapshotIds')::uuid AS id FROM verdict v
    UNION SELECT (c->>'snapshotId')::uuid FROM verdict v, jsonb_array_elements(COALESCE(v.evidence->'citations', '[]')) c
    UNION SELECT latest_snapshot_id FROM source
    UNION SELECT f.snapshot_id FROM draft d JOIN finding f ON f.check_id = d.check_id
    UNION SELECT f.snapshot_id FROM claim_state c JOIN finding f ON f.check_id = c.last_check_id
  ), kept AS MATERIALIZED (
    SELECT COALESCE(s.same_text_as, s.id) AS id FROM snapshot s WHERE s.fetched_at >= $1 OR s.id IN (SELECT id FROM cited WHERE id IS NOT NULL)
    UNION SELECT id FROM cited WHERE id IS NOT NULL
  )`;
const mayGo = `NOT EXISTS (SELECT 1 FROM snapshot s JOIN kept k ON k.id = s.id WHERE s.blob_sha256 = b.sha256)
  AND EXISTS (SELECT 1 FROM snapshot s WHERE s.blob_sha256 = b.sha256)`;

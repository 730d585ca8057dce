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

/** Content-addressed bytes; what snapshots point to. */
export class BlobTable {
  constructor(private readonly sql: Sql) {}

  /** Adds a blob, or does nothing where the same bytes are kept; those that were dropped are kept again. */
  async add(blob: Omit<Blob, 'recordedAt'>): Promise<void> {
    await this.sql.run(
      `INSERT INTO blob AS b (sha256, size, bytes, coding, stored_size, place) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (sha256) DO UPDATE SET bytes = EXCLUDED.bytes, coding = EXCLUDED.coding, stored_size = EXCLUDED.stored_size, place = EXCLUDED.place
       WHERE b.place = 'dropped'`,
      [blob.sha256, blob.size, blob.bytes, blob.coding, blob.storedSize, blob.place],
    );
  }

  find(sha256: Buffer): Promise<Blob | null> {
    return this.sql.of(Blob).findOneBy({ sha256 });
  }
}

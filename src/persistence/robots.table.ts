import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Sql } from './sql.js';

/** What an origin's robots.txt said (RFC 9309), kept for a day at most; machine time. */
@Entity('robots')
export class RobotsRow {
  @PrimaryColumn('text') origin!: string;
  /** Null when there was no answer. */
  @Column('integer', { nullable: true }) status!: number | null;
  /** What it says; of one that was not answered, why: `code: message`. */
  @Column('text') body!: string;
  /** Of one that was not answered: since when. */
  @Column('timestamptz') fetchedAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
}

export class RobotsTable {
  constructor(private readonly sql: Sql) {}

  find(origin: string): Promise<RobotsRow | null> {
    return this.sql.of(RobotsRow).findOneBy({ origin });
  }

  async set(row: RobotsRow): Promise<void> {
    await this.sql.run(
      `INSERT INTO robots (origin, status, body, fetched_at, expires_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (origin) DO UPDATE SET status = $2, body = $3, fetched_at = $4, expires_at = $5`,
      [row.origin, row.status, row.body, row.fetchedAt, row.expiresAt],
    );
  }

  /** Drops rows that nobody needed for so long that they say nothing more, a batch at a time. */
  purge(): Promise<number> {
    return this.sql.count(
      `DELETE FROM robots WHERE origin IN (
         SELECT origin FROM robots WHERE expires_at < now() - interval '40 days' LIMIT 500 FOR UPDATE SKIP LOCKED)`,
    );
  }
}

import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Sql } from './sql.js';

@Entity('idempotency')
@Index('idempotency_created', ['createdAt'])
export class IdempotencyRow {
  @PrimaryColumn('uuid') personId!: string;
  @PrimaryColumn('text') key!: string;
  @Column('text') route!: string;
  @Column('bytea') bodyHash!: Buffer;
  /** Text, not jsonb: a replay must repeat the bytes. */
  @Column('text', { nullable: true }) response!: string | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}

/** Requests that were made once and are answered alike when they come again (24 hours). */
export class IdempotencyTable {
  constructor(private readonly sql: Sql) {}

  /** True when the key is new. A parallel twin waits here until the first one's transaction ends. */
  async claim(row: Pick<IdempotencyRow, 'personId' | 'key' | 'route' | 'bodyHash'>): Promise<boolean> {
    const inserted = await this.sql.rows(
      `INSERT INTO idempotency (person_id, key, route, body_hash) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING key`,
      [row.personId, row.key, row.route, row.bodyHash],
    );
    return inserted.length === 1;
  }

  find(personId: string, key: string): Promise<IdempotencyRow | null> {
    return this.sql.of(IdempotencyRow).findOneBy({ personId, key });
  }

  async finish(personId: string, key: string, response: string): Promise<void> {
    await this.sql.run('UPDATE idempotency SET response = $3 WHERE person_id = $1 AND key = $2', [
      personId,
      key,
      response,
    ]);
  }

  /** Drops keys older than a day, a batch at a time; returns how many. */
  purge(): Promise<number> {
    return this.sql.count(
      `DELETE FROM idempotency WHERE (person_id, key) IN
         (SELECT person_id, key FROM idempotency WHERE created_at < now() - interval '24 hours' LIMIT 1000)`,
    );
  }
}

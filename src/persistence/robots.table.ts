import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Sql } from './sql.js';

/** What an origin's robots.txt said (RFC 9309), kept for a day at most; machine time. */
@Entity('robots')
export class RobotsRow {
  @PrimaryColumn('text') origin!: string;
  /** Null when there was no answer. */
  @Column('integer', { nullable: true }) status!: number | null;
  @Column('text') body!: string;
  @Column('timestamptz') fetchedAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
}

export class RobotsTable {
  constructor(private readonly sql: Sql) {}

  find(origin: string): Promise<RobotsRow | null> {
    return this.sql.of(RobotsRow).findOneBy({ origin });
  }
}

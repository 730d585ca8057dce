import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Sql } from './sql.js';

@Entity('clock')
export class ClockRow {
  @PrimaryColumn('integer') id!: number;
  @Column('bigint') offsetMs!: number;
}

/** How far ledger time is from wall time; one row, or none for real time. */
export class ClockTable {
  constructor(private readonly sql: Sql) {}

  async offset(): Promise<number> {
    return (await this.sql.one<{ offset: number }>('SELECT offset_ms AS offset FROM clock'))?.offset ?? 0;
  }

  /** Sets the clock once; later starts with another STET_NOW leave it as it runs. */
  async seed(offsetMs: number): Promise<void> {
    await this.sql.run('INSERT INTO clock (id, offset_ms) VALUES (1, $1) ON CONFLICT DO NOTHING', [
      Math.round(offsetMs),
    ]);
  }

  /** Moves ledger time forward; the new offset. */
  async advance(ms: number): Promise<number> {
    const row = await this.sql.one<{ offset: number }>(
      `INSERT INTO clock AS c (id, offset_ms) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET offset_ms = c.offset_ms + $1
       RETURNING offset_ms AS offset`,
      [ms],
    );
    return row?.offset ?? 0;
  }
}

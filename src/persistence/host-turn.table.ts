import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Sql } from './sql.js';

/** Whose turn it is to call a host, over all workers; machine time. */
@Entity('host_turn')
export class HostTurn {
  @PrimaryColumn('text') host!: string;
  @Column('bigint', { default: 0 }) token!: number;
  @Column('timestamptz') leasedUntil!: Date;
  @Column('timestamptz') freeAt!: Date;
  @Column('timestamptz') coolUntil!: Date;
  /** Answers in a row with which the host asked for less. */
  @Column('integer', { default: 0 }) refusals!: number;
}

export class HostTurnTable {
  constructor(private readonly sql: Sql) {}

  find(host: string): Promise<HostTurn | null> {
    return this.sql.of(HostTurn).findOneBy({ host });
  }
}

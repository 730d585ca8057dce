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

export interface TakenTurn {
  readonly token: number;
  readonly refusals: number;
}

/** How long a host is not free, in milliseconds; 0 or less where nothing is in the way. */
export interface HostWaits {
  /** Until the turn that somebody holds ends by itself. */
  readonly leasedMs: number;
  /** Until the gap after the last request is over. */
  readonly freeMs: number;
  readonly coolMs: number;
  readonly coolUntil: Date;
}

export interface TurnEnd {
  readonly gapMs: number;
  /** 0: the host does not cool down. */
  readonly coolMs: number;
  readonly refusals: number;
}

/** Single statements by the database's clock, each committed by itself: workers' clocks may differ. */
export class HostTurnTable {
  constructor(private readonly sql: Sql) {}

  /**
   * Takes the host's turn, for `leaseMs` unless it is renewed; null when it is not free. A first token is the time in microseconds, so
   * that none comes again after the row was purged.
   */
  take(host: string, leaseMs: number): Promise<TakenTurn | null> {
    return this.sql.one<TakenTurn>(
      `INSERT INTO host_turn AS h (host, token, leased_until, free_at, cool_until)
       VALUES ($1, (extract(epoch FROM now()) * 1000000)::bigint, now() + $2 * interval '1 ms', now(), now())
       ON CONFLICT (host) DO UPDATE SET token = h.token + 1, leased_until = EXCLUDED.leased_until
         WHERE h.leased_until <= now() AND h.free_at <= now() AND h.cool_until <= now()
       RETURNING h.token, h.refusals`,
      [host, leaseMs],
    );
  }

  /** Holds a turn for `leaseMs` more; nothing when it has ended by itself. */
  async renew(host: string, token: number, leaseMs: number): Promise<void> {
    await this.sql.run(
      `UPDATE host_turn SET leased_until = now() + $3 * interval '1 ms' WHERE host = $1 AND token = $2 AND leased_until > now()`,
      [host, token, leaseMs],
    );
  }

  /** What is in the way of a turn; null when nobody ever called the host. */
  waits(host: string): Promise<HostWaits | null> {
    const until = (column: string): string =>
      `(extract(epoch FROM ${column} - clock_timestamp()) * 1000)::float8`;
    return this.sql.one<HostWaits>(
      `SELECT ${until('leased_until')} AS "leasedMs", ${until('free_at')} AS "freeMs", ${until('cool_until')} AS "coolMs",
         cool_until AS "coolUntil" FROM host_turn WHERE host = $1`,
      [host],
    );
  }

  /** Ends a turn; nothing when it has ended by itself and the host is somebody else's. */
  async release(host: string, token: number, end: TurnEnd): Promise<void> {
    await this.sql.run(
      `UPDATE host_turn SET leased_until = now(), free_at = now() + $3 * interval '1 ms', refusals = $5,
         cool_until = CASE WHEN $4 > 0 THEN now() + $4 * interval '1 ms' ELSE cool_until END
       WHERE host = $1 AND token = $2`,
      [host, token, end.gapMs, end.coolMs, end.refusals],
    );
  }

  /** Ends a turn in which the host was not called. */
  async giveBack(host: string, token: number): Promise<void> {
    await this.sql.run('UPDATE host_turn SET leased_until = now() WHERE host = $1 AND token = $2', [
      host,
      token,
    ]);
  }

  /** Drops hosts that nobody called for a day, a batch at a time. */
  purge(): Promise<number> {
    return this.sql.count(
      `DELETE FROM host_turn WHERE host IN (
         SELECT host FROM host_turn WHERE GREATEST(leased_until, free_at, cool_until) < now() - interval '1 day' LIMIT 500 FOR UPDATE SKIP LOCKED)`,
    );
  }
}

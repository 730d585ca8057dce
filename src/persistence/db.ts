import type { DataSource } from 'typeorm';
import { once } from './once.js';
import type { Once } from './once.js';
import { Store } from './store.js';

/** The one way to the ledger's tables. */
export class Db {
  constructor(private readonly source: DataSource) {}

  /** Reading, outside a transaction: each statement sees what is committed when it runs. */
  read<T>(work: (store: Store) => Promise<T>): Promise<T> {
    return work(new Store(this.source.manager));
  }

  /** One transaction: state, history, event and outbox row together or not at all. */
  write<T>(work: (store: Store) => Promise<T>): Promise<T> {
    return this.source.transaction((manager) => work(new Store(manager)));
  }

  /** As {@link write}, for a request that may carry an Idempotency-Key; `work` gives plain JSON. */
  writeOnce<T>(request: Once | null, work: (store: Store) => Promise<T>): Promise<T> {
    return this.write((store) => once(store, request, () => work(store)));
  }

  /** Reads that must agree with each other: one snapshot of the database. */
  readTogether<T>(work: (store: Store) => Promise<T>): Promise<T> {
    return this.source.transaction('REPEATABLE READ', (manager) => work(new Store(manager)));
  }

  /** `select 1`, for readiness. */
  async ping(): Promise<void> {
    await this.source.query('SELECT 1');
  }

  /** Whether this role could rewrite history but for the triggers: true when it owns the tables. */
  async ownsHistory(): Promise<boolean> {
    const rows: { owns: boolean }[] = await this.source.query(
      `SELECT has_table_privilege('event', 'UPDATE') OR has_table_privilege('event', 'TRUNCATE') AS owns`,
    );
    return rows[0]?.owns ?? true;
  }

  async open(): Promise<void> {
    if (!this.source.isInitialized) await this.source.initialize();
  }

  async close(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }
}

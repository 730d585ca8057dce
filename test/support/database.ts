import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { PgAddress } from '../../src/platform/postgres/server.js';

/** A migrated database of its own for one spec file. */
export interface TestDatabase {
  readonly owner: PgAddress;
  readonly app: PgAddress;
  drop(): Promise<void>;
}

interface Addresses {
  readonly owner: PgAddress;
  readonly app: PgAddress;
  readonly admin: PgAddress;
}

/** Copies the migrated template (20 ms); drop it when the application under test is closed. */
export async function createDatabase(): Promise<TestDatabase> {
  const { owner, app, admin } = testServer();
  const database = `t_${randomBytes(6).toString('hex')}`;
  await asAdmin(admin, (client) => copyTemplate(client, database, owner.user));
  return {
    owner: { ...owner, database },
    app: { ...app, database },
    // FORCE: a queue connection may still be closing.
    drop: () => asAdmin(admin, (client) => client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)),
  };
}

function testServer(): Addresses {
  const text = process.env['STET_TEST_PG'];
  if (!text) throw new Error('no test database server: run node scripts/setup.mjs first');
  return JSON.parse(text) as Addresses;
}

/** Nobody may be connected to a template; a connection of the migrations may still be closing (55006). */
async function copyTemplate(client: pg.Client, database: string, owner: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    try {
      await client.query(
        `CREATE DATABASE ${database} TEMPLATE stet_template STRATEGY FILE_COPY OWNER ${owner}`,
      );
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== '55006' || Date.now() > deadline) throw error;
    }
    await sleep(20);
  }
}

async function asAdmin(admin: PgAddress, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ ...admin, database: 'postgres' });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

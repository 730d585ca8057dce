import pg from 'pg';
import type { DataSource } from 'typeorm';
import type { DatabaseAddress } from '../platform/database-url.js';
import { prepareQueueSchema } from '../platform/queue-schema.js';
import { createDataSource } from './data-source.js';

/** Serialises migrators: the second waits, then finds nothing to do. */
const migrationLock = 7_365_741;

/** Tables that the app role may only read and add to; the triggers of the migrations hold for the owner too. */
export const historyTables = [
  'standing',
  'verdict',
  'finding',
  'assessment',
  'event',
  'snapshot',
  'observation',
  'vintage',
  'binding',
  'binding_term',
  'citation',
  'revision',
  'comment',
  'mention',
  'correction_request',
  'correction_outcome',
  'review',
  'upheld',
  'person_finding',
  'finding_retraction',
] as const;

export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

export interface MigrateOptions {
  readonly owner: DatabaseAddress;
  /** The role of api and worker; made when missing. Null, or the owner itself: the triggers alone guard history. */
  readonly app: Pick<DatabaseAddress, 'user' | 'password'> | null;
}

/**
 * Brings a database to this version of Stet: migrations, the schema `bullmq`, the app role and its grants.
 * Safe to repeat and to run twice at once. Returns the names of the migrations it ran.
 *
 * @throws MigrationError when the database is newer than this code.
 */
export async function migrate({ owner, app }: MigrateOptions): Promise<string[]> {
  const client = new pg.Client({ ...owner, application_name: 'stet-migrate' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    const ran = await runMigrations(owner);
    const role = app === null || app.user === owner.user ? null : app.user;
    if (role !== null && app !== null) await ensureRole(client, role, app.password);
    if (role !== null) await grantLedger(client, role, owner.database);
    await prepareQueueSchema(client, role);
    return ran;
  } finally {
    await client.end();
  }
}

/**
 * Refuses a database that this version cannot work on; for processes that do not migrate themselves.
 * @throws MigrationError saying what to run.
 */
export async function requireMigrated(database: DatabaseAddress): Promise<void> {
  await withSource(database, async (source) => {
    const { missing } = await compareMigrations(source);
    if (missing.length > 0)
      throw new MigrationError(`the database lacks ${missing.join(', ')}: run stet migrate first`);
  });
}

function runMigrations(owner: DatabaseAddress): Promise<string[]> {
  return withSource(owner, async (source) => {
    await compareMigrations(source);
    return (await source.runMigrations({ transaction: 'each' })).map((migration) => migration.name);
  });
}

/** What the database lacks. @throws MigrationError when it has migrations this code does not know. */
async function compareMigrations(source: DataSource): Promise<{ missing: string[] }> {
  const known = source.migrations.map((migration) => migration.name ?? migration.constructor.name);
  const [table] = await source.query<{ found: string | null }[]>(`SELECT to_regclass('migrations') AS found`);
  const rows =
    table?.found == null ? [] : await source.query<{ name: string }[]>('SELECT name FROM migrations');
  const done = new Set(rows.map((row) => row.name));
  const ahead = [...done].filter((name) => !known.includes(name));
  if (ahead.length > 0) {
    throw new MigrationError(
      `the database is newer than this Stet (it has ${ahead.join(', ')}): start the newer version`,
    );
  }
  return { missing: known.filter((name) => !done.has(name)) };
}

async function withSource<T>(address: DatabaseAddress, work: (source: DataSource) => Promise<T>): Promise<T> {
  const source = createDataSource(address, {
    applicationName: 'stet-migrate',
    poolSize: 2,
    migrations: true,
  });
  await source.initialize();
  try {
    return await work(source);
  } finally {
    await source.destroy();
  }
}

async function ensureRole(client: pg.Client, role: string, password: string): Promise<void> {
  const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  if (found.rowCount !== 0) return;
  await client.query(`CREATE ROLE ${pg.escapeIdentifier(role)} LOGIN PASSWORD ${pg.escapeLiteral(password)}`);
}

async function grantLedger(client: pg.Client, name: string, database: string): Promise<void> {
  const role = pg.escapeIdentifier(name);
  const statements = [
    `GRANT CONNECT, TEMPORARY ON DATABASE ${pg.escapeIdentifier(database)} TO ${role}`,
    `GRANT USAGE ON SCHEMA public TO ${role}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`,
    `REVOKE UPDATE, DELETE ON ${historyTables.join(', ')} FROM ${role}`,
    `REVOKE INSERT, UPDATE, DELETE ON migrations FROM ${role}`,
  ];
  for (const statement of statements) await client.query(statement);
}

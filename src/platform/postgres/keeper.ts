import pg from 'pg';
import { PostgresServerError, errorCode } from './errors.js';
import { type PostgresRecord, passwordFileOf } from './layout.js';

/**
 * The one connection per process that counts it as a user of the server: it holds a shared advisory lock, which
 * cannot go stale. Always superuser, so that the reserved slots let it in when the application has used all others.
 */
export interface Keeper {
  readonly client: pg.Client;
  /** Settles when the connection is over, for whatever reason. */
  readonly ended: Promise<void>;
}

// Two-key advisory locks in database `postgres`; the first key is "Stet" in ASCII.
const CLIENTS = '1400137076, 1';
const SERVE = '1400137076, 2';

/** What a server says, or the kernel, when it is just coming or going: try again. */
const PASSING = new Set([
  'ENOENT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);

/** Connects the keeper and counts this process in; null when the server is coming or going. */
export async function connectKeeper(
  record: PostgresRecord,
  password: string,
  applicationName: string,
): Promise<Keeper | null> {
  const client = new pg.Client({
    host: record.tcp ? '127.0.0.1' : record.sock,
    port: record.port,
    user: 'stet_admin',
    password,
    database: 'postgres',
    application_name: applicationName,
    connectionTimeoutMillis: 10_000,
  });
  // A lost connection shows as `end`; without a listener its `error` would end the process.
  client.on('error', () => undefined);
  const keeper: Keeper = { client, ended: new Promise((ended) => client.once('end', () => ended())) };
  try {
    await client.connect();
    if (await ask(keeper, `pg_try_advisory_lock_shared(${CLIENTS})`)) return keeper;
    await endKeeper(keeper);
    return null;
  } catch (error) {
    await endKeeper(keeper);
    if (isPassing(error)) return null;
    if (errorCode(error) !== '28P01') throw error;
    throw new PostgresServerError(
      `the password in ${passwordFileOf(record.data)} is not that of the database in ${record.base}: restore the file`,
    );
  }
}

/** Takes the lock of the one process that serves; false when another holds it. */
export function claimServe(keeper: Keeper): Promise<boolean> {
  return ask(keeper, `pg_try_advisory_lock(${SERVE})`);
}

/** Counts this process out; true when nobody else is using the server. Only inside the gate. */
export async function countOut(keeper: Keeper): Promise<boolean> {
  await ask(keeper, `pg_advisory_unlock_shared(${CLIENTS})`);
  return ask(keeper, `pg_try_advisory_lock(${CLIENTS})`);
}

/** Closes the keeper, whatever state it is in. */
export async function endKeeper(keeper: Keeper): Promise<void> {
  await keeper.client.end().catch(() => undefined);
}

/** Whether a failure means only that the server is coming or going; pg tells a cut connection in words only. */
export function isPassing(error: unknown): boolean {
  if (PASSING.has(errorCode(error))) return true;
  return error instanceof Error && /^Connection terminated/.test(error.message);
}

async function ask({ client }: Keeper, call: string): Promise<boolean> {
  const { rows } = await client.query<{ answer: boolean }>(`SELECT ${call} AS answer`);
  return rows[0]?.answer === true;
}

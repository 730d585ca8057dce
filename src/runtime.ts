import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createDataSource } from './persistence/data-source.js';
import { Db } from './persistence/db.js';
import { migrate, requireMigrated } from './persistence/migrate.js';
import { StartError } from './platform/config.js';
import type { Env, ProcessRole } from './platform/config.js';
import type { Context } from './platform/context.js';
import { addressFromUrl } from './platform/database-url.js';
import type { DatabaseAddress } from './platform/database-url.js';
import { createLog } from './platform/log.js';
import type { Log } from './platform/log.js';
import { openServer } from './platform/postgres/server.js';
import type { QueueStore } from './platform/queue.js';

/** A process's surroundings: its context and how to leave them. */
export interface Runtime {
  readonly context: Context;
  readonly owner: DatabaseAddress;
  /** Counts the process out of the embedded server; the last one stops it. Call after the application has closed. */
  leave(): Promise<void>;
}

export interface RuntimeOptions {
  readonly env: Env;
  readonly role: ProcessRole;
  readonly log?: Log;
  /** True for the one process that serves a data directory over HTTP. */
  readonly serve?: boolean;
  /** True for `stet migrate`, which needs no migrated database. */
  readonly unmigrated?: boolean;
}

/** Finds the database: DATABASE_URL, or the server that belongs to the data directory. */
export function openRuntime(options: RuntimeOptions): Promise<Runtime> {
  const log = options.log ?? createLog(options.env.STET_LOG_LEVEL, `stet-${options.role}`);
  return options.env.DATABASE_URL === undefined
    ? openEmbedded(options, log)
    : openExternal(options, options.env.DATABASE_URL, log);
}

/** A database somebody else runs; `stet migrate` brings it to this version, other processes only see that it is. */
async function openExternal(
  { env, role, unmigrated }: RuntimeOptions,
  url: string,
  log: Log,
): Promise<Runtime> {
  const database = addressFromUrl('DATABASE_URL', url);
  const { DATABASE_OWNER_URL: ownerUrl } = env;
  const owner = ownerUrl === undefined ? database : addressFromUrl('DATABASE_OWNER_URL', ownerUrl);
  if (unmigrated !== true) {
    await requireMigrated(database);
    await seedClock(database, env.STET_NOW);
  }
  return { context: contextOf(env, role, log, database), owner, leave: () => Promise.resolve() };
}

/** The server of the data directory, started and migrated when nobody has yet. */
async function openEmbedded({ env, role, serve }: RuntimeOptions, log: Log): Promise<Runtime> {
  const dataDir = resolve(env.STET_DATA_DIR);
  makeDirectory(dataDir);
  const server = await openServer(dataDir, {
    applicationName: `stet-${role}`,
    serve: serve ?? false,
    log: (line) => log.info(line),
    onLost: () => log.warn('the embedded PostgreSQL was lost; it is being started again'),
  });
  try {
    await migrate({ owner: server.owner, app: server.app });
    await seedClock(server.app, env.STET_NOW);
    const context = contextOf(env, role, log, server.app);
    return { context, owner: server.owner, leave: () => server.leave() };
  } catch (error) {
    await server.leave();
    throw error;
  }
}

/**
 * Sets ledger time to STET_NOW, once for a ledger: before any process of it reads the clock.
 * @throws StartError when it is no moment.
 */
export async function seedClock(database: DatabaseAddress, now: string | undefined): Promise<void> {
  if (now === undefined) return;
  const offset = Date.parse(now) - Date.now();
  if (Number.isNaN(offset)) throw new StartError('STET_NOW is no moment in time: write 2019-04-15T08:00:00Z');
  const db = new Db(createDataSource(database, { applicationName: 'stet-clock', poolSize: 1 }));
  await db.open();
  try {
    await db.write((store) => store.clock.seed(offset));
  } finally {
    await db.close();
  }
}

/** Not `recursive` alone: Node then tries for ever where a parent is there but takes no folders (/proc). */
function makeDirectory(dataDir: string): void {
  try {
    if (statSync(dataDir, { throwIfNoEntry: false })?.isDirectory()) return;
    if (!existsSync(dirname(dataDir))) mkdirSync(dirname(dataDir), { recursive: true });
    mkdirSync(dataDir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' && statSync(dataDir).isDirectory()) return;
    throw new StartError(`STET_DATA_DIR: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function contextOf(env: Env, role: ProcessRole, log: Log, database: DatabaseAddress): Context {
  const queueStore: QueueStore =
    env.REDIS_URL === undefined
      ? { kind: 'postgres', address: database }
      : { kind: 'redis', url: env.REDIS_URL };
  return { env, role, log, database, queueStore, dataDir: resolve(env.STET_DATA_DIR) };
}

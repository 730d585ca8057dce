import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkOwner, serverAccount } from './account.js';
import { findBinaries, shippedVersion } from './binaries.js';
import { checkVersion, createCluster, settleRecord } from './cluster.js';
import { PostgresServerError } from './errors.js';
import { type Gate, takeGate } from './gate.js';
import { type Keeper, claimServe, connectKeeper, countOut, endKeeper, isPassing } from './keeper.js';
import { type PostgresRecord, logFileOf, pgdataOf, readRecord } from './layout.js';
import { type Postmaster, findPostmaster, readPidFile, sendSignal, stopPostmaster } from './postmaster.js';
import { type Addresses, adminPassword, ensureRoles } from './roles.js';
import { startPostmaster } from './start.js';

export interface OpenOptions {
  /** Shown in pg_stat_activity and the log; the role of the process. */
  readonly applicationName: string;
  /** Take the lock of the one process that serves this data directory. */
  readonly serve?: boolean;
  /** False only for directories that are thrown away. */
  readonly fsync?: boolean;
  readonly log: (line: string) => void;
  /** False: only a server that is there already; a data directory that vanished is not begun anew. */
  readonly create?: boolean;
  /** Called when the server was lost; it is opened again by itself. */
  readonly onLost?: () => void;
}

/** A process that has joined the server of a data directory. */
export interface Joined {
  readonly keeper: Keeper;
  readonly record: PostgresRecord;
  readonly addresses: Addresses;
}

/** How long to wait for the gate and for a server that comes or goes. A recovering server has no limit. */
const PATIENCE = 60_000;
const NOTICE_EVERY = 5_000;
const LEAVE_PATIENCE = 30_000;

interface Attempt {
  deadline: number;
  nextNotice: number;
  stoppingSince: number | null;
}

/** Starts or joins the server of `data` (a real path). Rejects with a PostgresServerError, or when `signal` aborts. */
export async function enter(data: string, options: OpenOptions, signal?: AbortSignal): Promise<Joined> {
  const attempt: Attempt = {
    deadline: Date.now() + PATIENCE,
    nextNotice: Date.now() + NOTICE_EVERY,
    stoppingSince: null,
  };
  for (let pause = 10; ; pause = Math.min(pause * 1.5, 50)) {
    signal?.throwIfAborted();
    const joined = await throughGate(data, () => round(data, options, attempt));
    if (joined) return joined;
    if (Date.now() > attempt.deadline && !isRecovering(data)) {
      throw new PostgresServerError(
        `could not join PostgreSQL of ${data} within ${PATIENCE / 1000} s: see ${join(readRecord(data)?.base ?? data, 'pg.log')}`,
      );
    }
    await sleep(pause);
  }
}

/** Counts a process out and stops the server when it was the last (unless STET_PG_KEEP=1). */
export async function depart(data: string, joined: Joined, log: (line: string) => void): Promise<void> {
  const gate = await waitForGate(data, LEAVE_PATIENCE);
  try {
    const isLast = gate !== null && (await countOutAgain(joined));
    await endKeeper(joined.keeper);
    if (isLast && process.env['STET_PG_KEEP'] !== '1') await stopFound(joined.record, log);
  } finally {
    await gate?.release();
  }
}

/** Stops the server of `data` even when others use it; for directories that are thrown away. */
export async function stopServer(data: string, log: (line: string) => void): Promise<void> {
  const gate = await waitForGate(data, LEAVE_PATIENCE);
  try {
    const record = readRecord(data);
    if (record) await stopFound(record, log);
  } finally {
    await gate?.release();
  }
}

/** One try inside the gate; null means: once more, after a pause. */
async function round(data: string, options: OpenOptions, attempt: Attempt): Promise<Joined | null> {
  const record = settleRecord(data, readRecord(data));
  if (record !== null) {
    checkOwner(pgdataOf(record));
    checkVersion(record, shippedVersion());
    const found = await findPostmaster(record);
    if (!isJoinable(found, attempt, options.log)) return null;
    if (found.state !== 'absent') return joinServer(record, options);
  } else if (options.create === false) {
    throw new PostgresServerError(`the database of ${data} is gone: restore the directory`);
  }
  return startServer(data, record, options);
}

/** Makes the cluster where there is none, starts its server and joins it. */
async function startServer(
  data: string,
  found: PostgresRecord | null,
  options: OpenOptions,
): Promise<Joined | null> {
  const { log, fsync = true } = options;
  const account = serverAccount(found ? pgdataOf(found) : join(data, 'pg'));
  const binaries = findBinaries(account, log);
  if (!found) log(`creating the database in ${data}`);
  const record = found ?? (await createCluster(data, account, binaries, fsync));
  const started = await startPostmaster(record, { account, binaries, fsync, log });
  try {
    return await joinServer(started, options);
  } catch (error) {
    await stopFound(started, log);
    throw error;
  }
}

/** False while a server is coming or going; one that does not finish stopping is told to hurry. */
function isJoinable(found: Postmaster, attempt: Attempt, log: (line: string) => void): boolean {
  if (found.state !== 'starting' && found.state !== 'stopping') return true;
  if (Date.now() > attempt.nextNotice) {
    log(`waiting for PostgreSQL, which is still ${found.state}`);
    attempt.nextNotice = Date.now() + NOTICE_EVERY;
  }
  if (found.state === 'stopping') {
    attempt.stoppingSince ??= Date.now();
    // A plain kill is a smart stop: it waits for every client and lets none in.
    if (Date.now() - attempt.stoppingSince > 5_000) sendSignal(found.pid, 'SIGINT');
  }
  return false;
}

async function joinServer(record: PostgresRecord, options: OpenOptions): Promise<Joined | null> {
  const keeper = await connectKeeper(record, adminPassword(record.data), options.applicationName);
  if (keeper === null) return null;
  try {
    const addresses = await ensureRoles(keeper, record);
    if (options.serve && !(await claimServeSoon(keeper))) {
      throw new PostgresServerError(`Stet already runs on ${record.data}`);
    }
    return { keeper, record, addresses };
  } catch (error) {
    await endKeeper(keeper);
    if (isPassing(error)) return null;
    throw error;
  }
}

/** The backend of a process killed just now may hold the lock for some moments more. */
async function claimServeSoon(keeper: Keeper): Promise<boolean> {
  for (let tries = 0; tries < 4; tries++) {
    if (await claimServe(keeper)) return true;
    await sleep(50);
  }
  return claimServe(keeper);
}

/** Counts out; over a new connection when the keeper was lost just now. False when that cannot be had either. */
async function countOutAgain({ keeper, record }: Joined): Promise<boolean> {
  try {
    return await countOut(keeper);
  } catch {
    const again = await connectKeeper(record, adminPassword(record.data), 'stet leaving').catch(() => null);
    if (again === null) return false;
    const isLast = await countOut(again).catch(() => false);
    await endKeeper(again);
    return isLast;
  }
}

/** A server in another pid namespace cannot be signalled: it is left running. */
async function stopFound(record: PostgresRecord, log: (line: string) => void): Promise<void> {
  const found = await findPostmaster(record);
  if (found.state === 'absent' || found.state === 'foreign') return;
  if (!(await stopPostmaster(found.pid, pgdataOf(record)))) {
    log(`PostgreSQL (pid ${found.pid}) did not stop: see ${logFileOf(record)}`);
  }
}

function isRecovering(data: string): boolean {
  const record = readRecord(data);
  return record !== null && readPidFile(pgdataOf(record))?.status === 'starting';
}

async function throughGate<T>(data: string, inside: () => Promise<T | null>): Promise<T | null> {
  const gate = await takeGate(data);
  if (gate === null) return null;
  try {
    return await inside();
  } finally {
    await gate.release();
  }
}

async function waitForGate(data: string, patience: number): Promise<Gate | null> {
  const deadline = Date.now() + patience;
  for (let pause = 10; ; pause = Math.min(pause * 1.5, 50)) {
    const gate = await takeGate(data);
    if (gate !== null || Date.now() > deadline) return gate;
    await sleep(pause);
  }
}

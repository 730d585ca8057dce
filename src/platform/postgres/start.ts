import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Account, SERVER_ENV, identity } from './account.js';
import type { Binaries } from './binaries.js';
import { reasonIn, spawnFailure } from './cluster.js';
import { PostgresServerError } from './errors.js';
import { type PostgresRecord, logFileOf, pgdataOf, writeRecord, writeWhole } from './layout.js';
import { disarmPidFile, readPidFile } from './postmaster.js';
import { settingsText } from './settings.js';

export interface StartOptions {
  readonly account: Account;
  readonly binaries: Binaries;
  readonly fsync: boolean;
  readonly log: (line: string) => void;
}

/** How long orphans of a killed postmaster may hold its memory before the start gives up. */
const ORPHAN_PATIENCE = 60_000;

/** Starts the server of a record that has none and waits until it is ready. Only inside the gate. */
export async function startPostmaster(found: PostgresRecord, options: StartOptions): Promise<PostgresRecord> {
  const record = found.tcp ? await withFreePort(found) : found;
  const pgdata = pgdataOf(record);
  disarmPidFile(pgdata);
  writeWhole(join(pgdata, 'stet.conf'), settingsText(record, options.fsync), 0o600);
  if (!record.tcp) prepareSocketDir(record, options.account);
  options.log(`starting PostgreSQL ${options.binaries.version.replace(/\.0-.*/, '')} in ${record.base}`);
  const deadline = Date.now() + ORPHAN_PATIENCE;
  for (let notice = Date.now() + 5_000; ; await sleep(100)) {
    const failure = await tryStart(record, options);
    if (failure === null) return record;
    if (!failure.includes('still in use') || Date.now() > deadline) {
      throw new PostgresServerError(`PostgreSQL did not start: ${failure} (see ${logFileOf(record)})`);
    }
    if (Date.now() > notice) {
      options.log('waiting for processes of a killed PostgreSQL to end');
      notice = Date.now() + 5_000;
    }
  }
}

/** Null when the server became ready, else why it did not, in its own words. */
async function tryStart(
  record: PostgresRecord,
  { account, binaries, log }: StartOptions,
): Promise<string | null> {
  const pgdata = pgdataOf(record);
  const { fd, size } = openLog(record);
  const [command = '', ...args] = [...account.prefix, binaries.postgres, '-D', pgdata];
  // A session of its own: Ctrl-C in the terminal must not stop the server under its clients. A file as log: a pipe
  // would hang every backend while this process is busy.
  const child = spawn(command, args, {
    ...identity(account),
    cwd: '/',
    detached: true,
    stdio: ['ignore', fd, fd],
    env: SERVER_ENV,
    windowsHide: true,
  });
  closeSync(fd);
  let failure: Error | null = null;
  child.once('error', (error) => (failure = spawnFailure(error, binaries.postgres)));
  child.unref();
  for (let notice = Date.now() + 5_000; ; await sleep(5)) {
    if (failure !== null) throw failure as Error;
    if (child.exitCode !== null || child.signalCode !== null) {
      return reasonIn(readLogFrom(record, size), child.exitCode, 'last');
    }
    const file = readPidFile(pgdata);
    if (file?.pid === child.pid && file?.status === 'ready') return null;
    if (Date.now() > notice) {
      log('PostgreSQL is still starting (recovering after a crash)');
      notice = Date.now() + 5_000;
    }
  }
}

/** The log file, opened by this process for the server, and its size before the server writes. */
function openLog(record: PostgresRecord): { fd: number; size: number } {
  const path = logFileOf(record);
  const isNew = !existsSync(path);
  const fd = openSync(path, 'a', 0o600);
  if (isNew) {
    chmodSync(path, 0o600);
    const owner = statSync(dirname(path));
    if (process.getuid?.() === 0) chownSync(path, owner.uid, owner.gid);
  }
  return { fd, size: statSync(path).size };
}

/** At most the last 64 kB that were logged after `from`. */
function readLogFrom(record: PostgresRecord, from: number): string {
  const path = logFileOf(record);
  const buffer = Buffer.alloc(65_536);
  const start = Math.max(from, statSync(path).size - buffer.length);
  const fd = openSync(path, 'r');
  try {
    return buffer.subarray(0, readSync(fd, buffer, 0, buffer.length, start)).toString('utf8');
  } finally {
    closeSync(fd);
  }
}

/** The socket directory must belong to the server: in /tmp anybody could have made it first. */
function prepareSocketDir({ sock }: PostgresRecord, account: Account): void {
  const uid = account.uid ?? process.getuid?.();
  const stat = lstatSync(sock, { throwIfNoEntry: false });
  if (stat === undefined) {
    mkdirSync(sock, { mode: 0o700 });
    if (account.uid !== null && account.gid !== null) lchownSync(sock, account.uid, account.gid);
  } else if (!stat.isDirectory() || stat.uid !== uid) {
    throw new PostgresServerError(
      `${sock} is not a directory of uid ${uid}: remove it, PostgreSQL puts its socket there`,
    );
  }
  chmodSync(sock, 0o700);
  // Names a pid that may have been given to another program since.
  rmSync(join(sock, '.s.PGSQL.5432.lock'), { force: true });
}

/** Without unix sockets: the port of last time when it is free, so that the pools of others find the server again. */
async function withFreePort(record: PostgresRecord): Promise<PostgresRecord> {
  const port = (await freePort(record.port)) ?? (await freePort(0)) ?? record.port;
  const next: PostgresRecord = { ...record, port };
  writeRecord(next);
  return next;
}

function freePort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}

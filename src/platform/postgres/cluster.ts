import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chownSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Account, SERVER_ENV, canReach, identity, initdbAccount } from './account.js';
import type { Binaries } from './binaries.js';
import { PostgresServerError } from './errors.js';
import {
  type PostgresRecord,
  makeOpenDir,
  passwordFileOf,
  pgdataOf,
  readIfAny,
  remoteBase,
  socketDir,
  writeRecord,
  writeWhole,
} from './layout.js';

// --lc-ctype: with C alone pg_trgm sees no letter beyond ASCII (similarity of two Kazakh names is 0).
// mmap: the bootstrap already needs 1 MB of shared memory, a container's /dev/shm has 64 kB.
const INITDB_OPTIONS = (
  '-U stet_admin -E UTF8 --locale=C --lc-ctype=C.UTF-8 --locale-provider=builtin --builtin-locale=C.UTF-8 ' +
  '-A scram-sha-256 --no-instructions -c dynamic_shared_memory_type=mmap -c timezone=UTC -c log_timezone=UTC'
).split(' ');

/** Creates the cluster of `data`; a crash at any step is made good by the next call. Only inside the gate. */
export async function createCluster(
  data: string,
  account: Account,
  binaries: Binaries,
  fsync: boolean,
): Promise<PostgresRecord> {
  const base = canReach(account, data) ? data : remoteBase(data);
  makeOpenDir(base);
  for (const name of readdirSync(base)) {
    if (name.startsWith('pg.new-')) rmSync(join(base, name), { recursive: true, force: true });
  }
  const password = randomBytes(24).toString('hex');
  const fresh = join(base, `pg.new-${process.pid}`);
  await initdb(fresh, password, account, binaries, fsync);

  const tcp = process.platform === 'win32';
  const creating: PostgresRecord = {
    state: 'creating',
    data,
    base,
    uid: account.uid ?? process.getuid?.() ?? null,
    tcp,
    sock: socketDir(base),
    port: 5432,
  };
  writeWhole(passwordFileOf(data), `${password}\n`, 0o600);
  writeRecord(creating);
  renameSync(fresh, pgdataOf(creating));
  return markCreated(creating);
}

/** Marks a record `created`: its cluster is in place. */
function markCreated(record: PostgresRecord): PostgresRecord {
  const created: PostgresRecord = { ...record, state: 'created' };
  writeRecord(created);
  return created;
}

async function initdb(
  fresh: string,
  password: string,
  server: Account,
  binaries: Binaries,
  fsync: boolean,
): Promise<void> {
  const account = initdbAccount(server);
  const passwordFile = `${fresh}.password`;
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account.uid !== null && account.gid !== null) {
    chownSync(fresh, account.uid, account.gid);
    chownSync(passwordFile, account.uid, account.gid);
  }
  try {
    const options = ['-D', fresh, ...INITDB_OPTIONS, `--pwfile=${passwordFile}`, ...(fsync ? [] : ['-N'])];
    await run([...account.prefix, binaries.initdb, ...options], account);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
  appendFileSync(join(fresh, 'postgresql.conf'), "\ninclude 'stet.conf'\n");
  writeFileSync(join(fresh, 'stet.conf'), '', { mode: 0o600 });
  if (server.uid !== null && server.gid !== null) chownTree(fresh, server.uid, server.gid);
}

function run([command = '', ...args]: string[], account: Account): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...identity(account),
      cwd: '/',
      env: SERVER_ENV,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.once('error', (error) => reject(spawnFailure(error, command)));
    child.once('close', (code) =>
      code === 0
        ? resolve()
        : reject(new PostgresServerError(`initdb failed: ${reasonIn(output, code, 'first')}`)),
    );
  });
}

/** ENOENT of a file that exists means that its loader is missing: the binaries need glibc. */
export function spawnFailure(error: NodeJS.ErrnoException, command: string): PostgresServerError {
  if (error.code === 'ENOENT' && existsSync(command)) {
    return new PostgresServerError('the PostgreSQL binaries need glibc (not Alpine): set DATABASE_URL');
  }
  return new PostgresServerError(`cannot run ${command}: ${error.message}`);
}

/** The first or last line of an output that names a failure, without its time stamp; else the last line. */
export function reasonIn(output: string, code: number | null, which: 'first' | 'last'): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const named = lines.filter((line) => /\b(FATAL|PANIC|ERROR|error):/.test(line));
  const chosen = named.at(which === 'first' ? 0 : -1) ?? lines.at(-1);
  return (chosen ?? `it ended with status ${code} and said nothing`)
    .replace(/^.*?\b(?=(FATAL|PANIC|ERROR|error):)/, '')
    .trim();
}

function chownTree(path: string, uid: number, gid: number): void {
  lchownSync(path, uid, gid);
  if (!lstatSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) chownTree(join(path, name), uid, gid);
}

/** Refuses a cluster made by another major version: only an export crosses it. */
export function checkVersion(record: PostgresRecord, shipped: string): void {
  const pgdata = pgdataOf(record);
  const found = readIfAny(join(pgdata, 'PG_VERSION'))?.trim();
  const major = shipped.split('.')[0];
  if (found === major) return;
  throw new PostgresServerError(
    found === undefined
      ? `${pgdata} has no PG_VERSION: it is not a whole database, restore it`
      : `${pgdata} was made by PostgreSQL ${found}, this version of Stet brings ${major}: run stet export with the old version and stet import with this one, or set DATABASE_URL`,
  );
}

/**
 * What the record of a data directory asks for: a record to use, or null for "create". Never an empty database where
 * there was one: an unmounted disk looks just like a missing directory.
 */
export function settleRecord(data: string, record: PostgresRecord | null): PostgresRecord | null {
  if (record === null) {
    if (!existsSync(join(data, 'pg'))) return null;
    throw new PostgresServerError(
      `${data}/pg has no ${data}/postgres.json beside it: restore that file, or move pg away to begin with an empty database`,
    );
  }
  const here = record.data === data ? record : moved(data, record);
  const pgdata = pgdataOf(here);
  if (here.state === 'creating') {
    return existsSync(join(pgdata, 'PG_VERSION')) ? markCreated(here) : null;
  }
  if (!existsSync(pgdata)) {
    throw new PostgresServerError(
      `the database of ${data} is gone from ${pgdata}: restore it, or delete ${data}/postgres.json to begin with an empty one`,
    );
  }
  if (!statSync(pgdata).isDirectory())
    throw new PostgresServerError(`${pgdata} is not a directory: restore it`);
  return here;
}

function moved(data: string, record: PostgresRecord): PostgresRecord {
  if (existsSync(record.data)) {
    throw new PostgresServerError(
      `${data} is a copy of ${record.data}, which is still there: use that one, or move it away first`,
    );
  }
  const base = record.base === record.data ? data : record.base;
  const next: PostgresRecord = { ...record, data, base, sock: socketDir(base) };
  writeRecord(next);
  return next;
}

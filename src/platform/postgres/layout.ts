import { createHash } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PostgresServerError, errorCode } from './errors.js';

/** `<data>/postgres.json`: where the server of a data directory is. Holds no secret. */
export interface PostgresRecord {
  readonly state: 'creating' | 'created';
  /** Real path of the data directory when this was written. */
  readonly data: string;
  /** Parent of `pg`, `run` and `pg.log`: the data directory, or below /var/lib/stet when the server cannot reach it. */
  readonly base: string;
  readonly uid: number | null;
  /** True where there are no unix sockets (Windows). */
  readonly tcp: boolean;
  readonly sock: string;
  readonly port: number;
}

// sockaddr_un holds 108 bytes on Linux and 104 on macOS, with a closing NUL; the file name takes 14 of them.
const SOCKET_DIR_BYTES = (process.platform === 'linux' ? 107 : 103) - '/.s.PGSQL.5432'.length;

export const pgdataOf = (record: Pick<PostgresRecord, 'base'>): string => join(record.base, 'pg');
export const logFileOf = (record: Pick<PostgresRecord, 'base'>): string => join(record.base, 'pg.log');
export const passwordFileOf = (data: string): string => join(data, 'postgres-password');

/** The record of a data directory, or null when it has none. */
export function readRecord(data: string): PostgresRecord | null {
  const file = join(data, 'postgres.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as PostgresRecord;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    if (error instanceof SyntaxError) {
      throw new PostgresServerError(`${file} is not JSON: restore it from a copy of the data directory`);
    }
    throw error;
  }
}

export function writeRecord(record: PostgresRecord): void {
  writeWhole(join(record.data, 'postgres.json'), `${JSON.stringify(record, null, 2)}\n`, 0o644);
}

/** Socket directory for a base: inside it, or a short one when the path would not fit a socket address. */
export function socketDir(base: string): string {
  const inside = join(base, 'run');
  if (Buffer.byteLength(inside) <= SOCKET_DIR_BYTES) return inside;
  return `/tmp/stet-${createHash('sha256').update(base).digest('hex').slice(0, 16)}`;
}

/** Base below /var/lib/stet for a data directory that the server's account cannot reach. */
export function remoteBase(data: string): string {
  return join('/var/lib/stet', createHash('sha256').update(data).digest('hex').slice(0, 12));
}

/** Makes a directory that every account may pass through, whatever the umask. */
export function makeOpenDir(dir: string): void {
  if (mkdirSync(dir, { recursive: true }) !== undefined) chmodSync(dir, 0o755);
}

/**
 * Replaces a file whole or not at all (a full disk must not leave an empty one), only when its text changes. As root
 * it keeps the owner of the old file, or takes that of the directory, so that the user can go on afterwards.
 */
export function writeWhole(file: string, text: string, mode: number): void {
  if (readIfAny(file) === text) return;
  const owner = statSync(file, { throwIfNoEntry: false }) ?? statSync(join(file, '..'));
  const next = `${file}.new`;
  writeFileSync(next, text, { mode, flush: true });
  chmodSync(next, mode);
  if (process.getuid?.() === 0) chownSync(next, owner.uid, owner.gid);
  renameSync(next, file);
}

/** The text of a file, or null when there is none. */
export function readIfAny(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

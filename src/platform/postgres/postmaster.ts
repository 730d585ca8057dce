import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from './errors.js';
import { type PostgresRecord, pgdataOf, readIfAny } from './layout.js';

/** What runs on a cluster. `foreign`: it answers, but its pid means nothing here (another pid namespace). */
export type Postmaster =
  | { readonly state: 'absent' }
  | { readonly state: 'foreign' }
  | { readonly state: 'starting' | 'ready' | 'stopping'; readonly pid: number };

/** No process has this pid; PostgreSQL takes the file as stale, and still finds orphans by its line 7. */
const NO_PID = '2147483647';

// Line 8 is not there yet in the first moments of a start.
const STATES: Record<string, 'starting' | 'ready' | 'stopping'> = {
  '': 'starting',
  starting: 'starting',
  stopping: 'stopping',
};

/** Finds the postmaster of a record's cluster from postmaster.pid, believing a pid only when it is that server. */
export async function findPostmaster(record: PostgresRecord): Promise<Postmaster> {
  const file = readPidFile(pgdataOf(record));
  if (file === null) return { state: 'absent' };
  if (isPostmaster(file.pid, pgdataOf(record))) {
    return { state: STATES[file.status] ?? 'ready', pid: file.pid };
  }
  return { state: (await answers(record)) ? 'foreign' : 'absent' };
}

/** Line 1 and line 8 of postmaster.pid (pid, dir, start, port, socket dir, host, "key shmid", status). */
export function readPidFile(pgdata: string): { pid: number; status: string } | null {
  const text = readIfAny(join(pgdata, 'postmaster.pid'));
  if (text === null) return null;
  const lines = text.split('\n');
  return { pid: Number(lines[0]?.trim() || NaN), status: lines[7]?.trim() ?? '' };
}

/**
 * Makes a dead server's postmaster.pid harmless; only inside the gate. Without it a zombie, or another program with
 * the same pid, would stop every start. The file is not removed: line 7 names the memory that orphans may still hold.
 */
export function disarmPidFile(pgdata: string): void {
  const path = join(pgdata, 'postmaster.pid');
  const file = readPidFile(pgdata);
  if (file === null) return;
  if (!Number.isInteger(file.pid) || file.pid <= 0) return rmSync(path);
  const rest = readFileSync(path, 'utf8').replace(/^[^\n]*/, NO_PID);
  // In place, not renamed: the owner must stay.
  writeFileSync(path, rest);
}

/** Whether `pid` is a live postmaster of `pgdata`: not a zombie (its parent may never reap it), not another program. */
function isPostmaster(pid: number, pgdata: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  const { state, args } = process.platform === 'linux' ? linuxProcess(pid) : psProcess(pid);
  return !/^[ZX]/.test(state) && args.includes('postgres') && args.trimEnd().endsWith(` -D ${pgdata}`);
}

function linuxProcess(pid: number): { state: string; args: string } {
  try {
    // The command name before ") " may itself hold blanks and brackets.
    const state = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '');
    return { state, args: readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ') };
  } catch {
    return { state: 'X', args: '' };
  }
}

function psProcess(pid: number): { state: string; args: string } {
  const { stdout } = spawnSync('ps', ['-o', 'stat=,args=', '-p', String(pid)], { encoding: 'utf8' });
  const [state = 'X', ...args] = (stdout ?? '').trim().split(' ');
  return { state: state || 'X', args: args.join(' ') };
}

function answers(record: PostgresRecord): Promise<boolean> {
  const target = record.tcp
    ? { host: '127.0.0.1', port: record.port }
    : { path: join(record.sock, `.s.PGSQL.${record.port}`) };
  return new Promise((resolve) => {
    const socket = connect(target);
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(2_000, () => settle(false));
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}

/**
 * Stops a postmaster: SIGINT (fast), after 10 s SIGQUIT (immediate), and never SIGKILL, which leaves orphans.
 * False when it is still there 5 s later.
 */
export async function stopPostmaster(pid: number, pgdata: string): Promise<boolean> {
  for (const [signal, patience] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
  ] as const) {
    sendSignal(pid, signal);
    if (await isGone(pid, pgdata, patience)) return true;
  }
  return false;
}

/** Signals a process that may be gone already. */
export function sendSignal(pid: number, signal: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

async function isGone(pid: number, pgdata: string, patience: number): Promise<boolean> {
  const deadline = Date.now() + patience;
  while (isPostmaster(pid, pgdata)) {
    if (Date.now() > deadline) return false;
    await sleep(4);
  }
  return true;
}

import { spawnSync } from 'node:child_process';
import { type Stats, readFileSync, statSync } from 'node:fs';
import { PostgresServerError, errorCode } from './errors.js';

/** As whom PostgreSQL runs. It refuses to run as root, so root hands the server to a uid of its own. */
export interface Account {
  readonly isRoot: boolean;
  /** Null: as this process itself. */
  readonly uid: number | null;
  readonly gid: number | null;
  /** Put before initdb and postgres where no other uid can be had. */
  readonly prefix: readonly string[];
}

/**
 * A uid nobody else has (systemd leaves 60578-61183 unused, and postgres needs no passwd entry). A recycled pid then
 * answers EPERM, which PostgreSQL itself takes as "stale".
 */
const SERVER_UID = 61_000;

/** The only environment the binaries see: LD_LIBRARY_PATH beats their RUNPATH, an unknown LC_ALL stops initdb. */
export const SERVER_ENV = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Refuses a cluster that this process could not run: an ordinary user's hands are tied on another's files. */
export function checkOwner(pgdata: string): void {
  const owner = statSync(pgdata, { throwIfNoEntry: false });
  const self = process.getuid?.();
  if (!owner || self === undefined || self === 0 || owner.uid === self) return;
  throw new PostgresServerError(
    `${pgdata} belongs to uid ${owner.uid}: run as root or as that user, or chown the data directory`,
  );
}

/** Decides who runs the server of `pgdata`: the owner of an existing cluster, else oneself or, for root, uid 61000. */
export function serverAccount(pgdata: string): Account {
  if (process.getuid?.() === 0) return accountForRoot(pgdata, statSync(pgdata, { throwIfNoEntry: false }));
  return { isRoot: false, uid: null, gid: null, prefix: [] };
}

function accountForRoot(pgdata: string, owner: Stats | undefined): Account {
  const { uid, gid } = owner && owner.uid !== 0 ? owner : { uid: SERVER_UID, gid: SERVER_UID };
  if (!canBecome(uid, gid)) {
    // A container with a single uid. The server keeps root's file rights, so this is the last resort.
    const prefix = ['unshare', '--user', '--map-user=65534', '--map-group=65534'];
    return { isRoot: true, uid: null, gid: null, prefix };
  }
  if (owner?.uid === 0) {
    throw new PostgresServerError(
      `${pgdata} belongs to root, as whom PostgreSQL refuses to run: chown -R it to another user`,
    );
  }
  return { isRoot: true, uid, gid, prefix: [] };
}

/** The account for initdb, which alone needs an entry in the passwd file. */
export function initdbAccount(server: Account): Account {
  if (server.uid === null) return server;
  const entry = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
  return { ...server, uid: Number(entry?.[1] ?? 65_534), gid: Number(entry?.[2] ?? 65_534) };
}

/** The `uid` and `gid` options of spawn for an account. */
export function identity(account: Account): { uid?: number; gid?: number } {
  return account.uid === null || account.gid === null ? {} : { uid: account.uid, gid: account.gid };
}

/** Whether the account can enter `dir`: the kernel is asked, not the mode bits (ACLs, mounts, parents). */
export function canReach(account: Account, dir: string): boolean {
  if (!account.isRoot) return true;
  const [command, ...args] = [...account.prefix, '/bin/sh', '-c', 'cd -- "$1" && test -x "$1"', 'sh', dir];
  const run = spawnSync(command ?? '', args, {
    ...identity(account),
    cwd: '/',
    env: SERVER_ENV,
    stdio: 'ignore',
  });
  return run.status === 0;
}

function canBecome(uid: number, gid: number): boolean {
  const { error } = spawnSync('/bin/sh', ['-c', ':'], { uid, gid, cwd: '/', stdio: 'ignore' });
  return !['EINVAL', 'EPERM'].includes(errorCode(error));
}

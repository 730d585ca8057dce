import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface HolderEvent {
  readonly event: string;
  readonly line?: string;
  readonly message?: string;
  readonly code?: string;
  readonly host?: string;
  readonly dataDir?: string;
  readonly rows?: Record<string, unknown>[];
}

/** A child process that reports events as JSON lines (pg-holder.mjs, throwaway.mjs). */
export class Holder {
  readonly events: HolderEvent[] = [];
  /** Exit status, or the signal that ended it, once its output is read. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  errors = '';
  static readonly #running = new Set<Holder>();
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #waiting = new Set<() => void>();
  #isOver = false;

  /** Ends what a failed test has left running. */
  static async killAll(): Promise<void> {
    await Promise.all([...Holder.#running].map((holder) => holder.kill()));
  }

  /** `identity` holds uid and gid; a group of its own, so that a test can send Ctrl-C to it. */
  constructor(args: string[], identity: { uid?: number; gid?: number; env?: NodeJS.ProcessEnv } = {}) {
    Holder.#running.add(this);
    this.#child = spawn(process.execPath, args, { ...identity, cwd: '/', detached: true });
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => (this.errors += text));
    this.#child.stdin.on('error', () => undefined);
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      this.events.push(JSON.parse(line) as HolderEvent);
      this.#wake();
    });
    this.ended = new Promise((resolve) => {
      this.#child.once('close', (code, signal) => {
        this.#isOver = true;
        Holder.#running.delete(this);
        this.#wake();
        resolve(code ?? signal);
      });
    });
  }

  /** The first event at or after index `from` that fits; rejects when the process ends without one. */
  async waitFor(fits: string | ((event: HolderEvent) => boolean), from = 0): Promise<HolderEvent> {
    const test = typeof fits === 'string' ? (event: HolderEvent) => event.event === fits : fits;
    for (;;) {
      const found = this.events.slice(from).find(test);
      if (found) return found;
      if (this.#isOver) {
        throw new Error(
          `ended without ${String(fits)}: ${JSON.stringify(this.events.slice(-3))} ${this.errors}`,
        );
      }
      await new Promise<void>((wake) => this.#waiting.add(wake));
    }
  }

  /** Sends a command; its answer is the first event of kind `rows` or `query-error` after it. */
  async query(sql: string): Promise<Record<string, unknown>[]> {
    const from = this.events.length;
    this.tell(sql);
    const answer = await this.waitFor(({ event }) => event === 'rows' || event === 'query-error', from);
    if (answer.event === 'query-error') throw new Error(`query failed: ${answer.code}`);
    return answer.rows ?? [];
  }

  tell(line: string): void {
    this.#child.stdin.write(`${line}\n`);
  }

  async leave(): Promise<number | NodeJS.Signals | null> {
    this.tell('leave');
    return this.ended;
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended;
  }

  /** Ctrl-C: SIGINT to the whole process group. */
  interrupt(): void {
    if (this.#child.pid !== undefined) process.kill(-this.#child.pid, 'SIGINT');
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}

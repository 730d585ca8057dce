import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Child } from '../../scripts/chaos/child.js';
import { freePort } from '../../scripts/chaos/redis.js';
import { baseOf } from './place.js';

const cli = fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url));

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  json<T>(): T;
}

export interface HttpCall {
  readonly method?: string;
  /** Sent as JSON unless it is text already. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Null sends none. */
  readonly token?: string | null;
}

/** A data directory and a port: the processes of one newsroom, each started from the build as its users do. */
export class Newsroom {
  readonly dataDir = realpathSync(mkdtempSync(join(tmpdir(), 'stet-e2e-')));
  /** The admin's, once an api has said it. */
  token = '';
  private readonly children: Child[] = [];

  private constructor(
    readonly port: number,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  static async open(env: Readonly<Record<string, string>> = {}): Promise<Newsroom> {
    return new Newsroom(await freePort(), env);
  }

  /** A `stet` command on this data directory. */
  stet(args: readonly string[], env: Readonly<Record<string, string>> = {}): Child {
    const child = new Child({
      args: [cli, ...args],
      env: {
        ...{ PATH: process.env['PATH'], HOME: process.env['HOME'], STET_LOG_LEVEL: 'warn' },
        ...{
          STET_DATA_DIR: this.dataDir,
          STET_PORT: String(this.port),
          STET_RELAY_MS: '100',
          STET_TICK_MS: '200',
        },
        ...{ STET_HOST_GAP_MS: '0', ...this.env, ...env },
      },
    });
    this.children.push(child);
    return child;
  }

  /** Serves and waits until it is ready. */
  async serve(role: 'api' | 'worker' | 'all'): Promise<Child> {
    const child = this.stet(['serve', '--role', role]);
    await child.says(role === 'worker' ? /worker is running/ : /Stet is ready at \S+.*\n/);
    if (role !== 'worker' && this.token === '') {
      this.token = (await child.says(/Bootstrap admin key, shown this once: (\S+)/))[1] ?? '';
    }
    return child;
  }

  async call(
    path: string,
    { method, body, headers, token = this.token }: HttpCall = {},
  ): Promise<HttpAnswer> {
    const sent = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`http://127.0.0.1:${this.port}${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(sent === undefined ? {} : { body: sent }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: <T>() => JSON.parse(text) as T };
  }

  /** The process id of the embedded server; null when none has its data open. */
  postgresPid(): number | null {
    try {
      return Number(readFileSync(join(baseOf(this.dataDir), 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]);
    } catch {
      return null;
    }
  }

  /** Ends what runs still, workers before the api, and removes the directory. */
  async close(): Promise<void> {
    for (const child of this.children.reverse().filter((each) => each.running)) {
      child.kill('SIGTERM');
      await child.ended;
    }
    const base = this.postgresPid() === null ? null : baseOf(this.dataDir);
    if (base !== null) throw new Error(`a server is left running in ${base}`);
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** Whether a process is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

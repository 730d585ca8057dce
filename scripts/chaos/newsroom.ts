import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { openServer } from '../../src/platform/postgres/server.js';
import type { EmbeddedServer } from '../../src/platform/postgres/server.js';
import { Child } from './child.js';
import { openCounter, openSite } from './loopback.js';
import { freePort, openRedis } from './redis.js';
import type { RedisServer } from './redis.js';

export interface NewsroomOptions {
  readonly backend: 'postgres' | 'redis';
  readonly random: () => number;
  /** The slowest page of the press site. */
  readonly slowMs: number;
  readonly env?: NodeJS.ProcessEnv;
  /** False: nobody listens to changes. */
  readonly endpoint?: boolean;
}

/** Stet under test: one api, any number of workers, a press site, an endpoint, all on loopback. */
export interface Newsroom {
  readonly redis: RedisServer | null;
  readonly server: EmbeddedServer;
  readonly sql: pg.Pool;
  /** How often the endpoint saw each message. */
  readonly seen: ReadonlyMap<string, number>;
  startWorker(): Child;
  /** Asks the api; the answer's JSON. @throws Error on a status that is not 2xx. */
  post<T>(path: string, body: unknown): Promise<T>;
  /** A page of the site that says $`figure` million. */
  page(figure: number): string;
  close(): Promise<void>;
}

const sites = 4;
const cli = fileURLToPath(new URL('../../src/cli.js', import.meta.url));

/** Starts all but the workers. The data directory is the newsroom's own and goes with it, also when the start fails. */
export async function openNewsroom(options: NewsroomOptions): Promise<Newsroom> {
  const undo: Undo = [];
  const close = async (): Promise<void> => {
    process.off('SIGINT', onInterrupt).off('SIGTERM', onInterrupt);
    for (const step of undo.splice(0).reverse()) await step();
  };
  const onInterrupt = (): void => void close().finally(() => process.exit(130));
  process.once('SIGINT', onInterrupt).once('SIGTERM', onInterrupt);
  try {
    return { ...(await start(options, undo)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Undo = (() => Promise<unknown>)[];

async function start(options: NewsroomOptions, undo: Undo): Promise<Omit<Newsroom, 'close'>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'stet-chaos-'));
  undo.push(() => rm(dataDir, { recursive: true, force: true }));
  const quiet = { log: () => undefined, onLost: () => undefined };
  const server = await openServer(dataDir, { applicationName: 'chaos', serve: false, ...quiet });
  undo.push(() => server.leave());
  const redis = options.backend === 'redis' ? await openRedis() : null;
  undo.push(async () => redis?.stop());
  const { press, counter } = await openNeighbours(options, undo);
  const sql = new pg.Pool({ ...server.owner, max: 4 });
  undo.push(() => sql.end());
  const port = await freePort();
  const allow = [...press, counter].map((each) => each.address);
  const env = environment(options, dataDir, port, allow, redis);
  const children: Child[] = [];
  undo.push(() => stopAll(children));
  const serve = (role: 'api' | 'worker'): Child => {
    const child = new Child({ args: [cli, 'serve', '--role', role], env });
    children.push(child);
    return child;
  };
  const token = (await serve('api').says(/Bootstrap admin key, shown this once: (\S+)/))[1] ?? '';
  const post = <T>(path: string, body: unknown): Promise<T> =>
    ask<T>(`http://127.0.0.1:${port}${path}`, token, body);
  const hook = { url: `http://${counter.address}/hook`, eventTypes: ['claim.standing_changed'] };
  if (options.endpoint !== false) await post('/v1/webhooks', hook);
  return {
    ...{ redis, server, sql, post, seen: counter.seen },
    startWorker: () => serve('worker'),
    page: (figure) => `http://${press[figure % sites]?.address ?? ''}/page/${figure}`,
  };
}

/** The press sites and the endpoint. */
async function openNeighbours({ random, slowMs }: NewsroomOptions, undo: Undo) {
  const press = await Promise.all(Array.from({ length: sites }, () => openSite(random, slowMs)));
  const counter = await openCounter();
  undo.push(() => Promise.all([...press, counter].map((each) => each.close())));
  return { press, counter };
}

function environment(
  { env }: NewsroomOptions,
  dataDir: string,
  port: number,
  allow: readonly string[],
  redis: RedisServer | null,
): NodeJS.ProcessEnv {
  return {
    ...{
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      STET_DATA_DIR: dataDir,
      STET_PORT: String(port),
      STET_LOG_LEVEL: 'warn',
    },
    // Quick where the product is patient: nothing here is far away.
    ...{
      STET_FETCH_ALLOW: allow.join(','),
      STET_HOST_GAP_MS: '0',
      STET_RELAY_MS: '250',
      STET_TICK_MS: '500',
      STET_DELIVERY_TIMEOUT_MS: '1000',
    },
    ...(redis === null ? {} : { REDIS_URL: redis.url }),
    ...env,
  };
}

/** SIGTERM first; what does not end in half a minute is killed. */
async function stopAll(children: readonly Child[]): Promise<void> {
  await Promise.all(
    children
      .filter((child) => child.running)
      .map(async (child) => {
        child.kill('SIGTERM');
        const timer = setTimeout(() => child.kill('SIGKILL'), 30_000);
        await child.ended;
        clearTimeout(timer);
      }),
  );
}

async function ask<T>(url: string, token: string, body: unknown): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

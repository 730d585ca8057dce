import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { createApp } from '../../src/create-app.js';
import { AuthService } from '../../src/features/auth/auth.service.js';
import { RelayService } from '../../src/features/outbox/relay.service.js';
import { SchedulesService } from '../../src/features/schedules/schedules.service.js';
import { Db } from '../../src/persistence/db.js';
import { Clock, durationMs } from '../../src/platform/clock.js';
import { readEnv } from '../../src/platform/config.js';
import type { ProcessRole } from '../../src/platform/config.js';
import type { Context } from '../../src/platform/context.js';
import { createLog } from '../../src/platform/log.js';
import type { QueueStore } from '../../src/platform/queue.js';
import { createDatabase } from './database.js';
import type { TestDatabase } from './database.js';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** The body as JSON; the test names its type. */
  json<T>(): T;
}

export interface Call {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The whole application in this process, on a database of its own. */
export interface TestApp {
  readonly nest: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly context: Context;
  /** As the owner: tests look at rows, and break what the application may not. */
  readonly sql: pg.Pool;
  /** Of an admin. */
  readonly token: string;
  call(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, call?: Call): Promise<Answer>;
  /** One round of the relay, of the tick. */
  poll(): Promise<number>;
  tick(): Promise<void>;
  /** Moves ledger time, as `stet clock advance` does. */
  advance(duration: string): Promise<void>;
  /** Rows of a statement. */
  rows<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

export interface AppOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly role?: ProcessRole;
  /** PostgreSQL unless given. */
  readonly redisUrl?: string;
  /** An address a fetch or delivery may go to, beside the public internet. */
  readonly allow?: readonly string[];
  /** True: relay and tick act by themselves, often. Else only `poll()` and `tick()` move anything. */
  readonly running?: boolean;
}

const quick = { STET_RELAY_MS: '50', STET_TICK_MS: '100' };
const byHand = { STET_RELAY_MS: '60000', STET_TICK_MS: '60000' };

export async function startApp(options: AppOptions = {}): Promise<TestApp> {
  const database = await createDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'stet-app-'));
  const context = contextOf(options, database, dataDir);
  const nest = await createApp(context);
  await nest.init();
  await nest.getHttpAdapter().getInstance().ready();
  const sql = new pg.Pool({ ...database.owner, max: 4 });
  const key = await nest.get(AuthService).bootstrap();
  if (key === null) throw new Error('a new database has no keys');
  const { token } = key;
  return {
    ...{ nest, database, context, sql, token },
    call: (method, path, call = {}) => inject(nest, method, path, { token, ...call }),
    poll: () => nest.get(RelayService).poll(),
    tick: () => nest.get(SchedulesService).tick(),
    advance: async (duration) => {
      const offset = await nest.get(Db).write((store) => store.clock.advance(durationMs(duration) ?? NaN));
      nest.get(Clock).setOffset(offset);
    },
    rows: async (text, values = []) => (await sql.query(text, values)).rows as never,
    close: async () => {
      await nest.close();
      await sql.end();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function contextOf(options: AppOptions, database: TestDatabase, dataDir: string): Context {
  const env = readEnv({
    STET_LOG_LEVEL: 'silent',
    STET_HOST_GAP_MS: '0',
    STET_FETCH_ALLOW: (options.allow ?? []).join(','),
    ...(options.running === true ? quick : byHand),
    ...options.env,
  });
  const queueStore: QueueStore =
    options.redisUrl === undefined
      ? { kind: 'postgres', address: database.app }
      : { kind: 'redis', url: options.redisUrl };
  return {
    env,
    role: options.role ?? 'all',
    log: createLog('silent', 'test'),
    database: database.app,
    queueStore,
    dataDir,
  };
}

async function inject(
  nest: NestFastifyApplication,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  call: Call,
): Promise<Answer> {
  const headers = {
    ...(call.token === '' ? {} : { authorization: `Bearer ${call.token}` }),
    ...call.headers,
  };
  const payload = call.body as object | string | undefined;
  const response = await nest.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
  return {
    status: response.statusCode,
    headers: response.headers,
    text: response.body,
    json: <T>() => response.json<T>(),
  };
}

/** Reads until `read` gives something; the tests' only way to wait. @throws Error after `ms` with the last thing read. */
export async function until<T>(
  what: string,
  read: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  ms = 30_000,
): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    const found = await read();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`waited ${ms} ms for ${what}`);
    await new Promise((again) => setTimeout(again, 20));
  }
}

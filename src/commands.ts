import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { roles } from './domain/actor.js';
import type { Role } from './domain/actor.js';
import { AuthService } from './features/auth/auth.service.js';
import { RebuildService } from './features/history/rebuild.service.js';
import { createDataSource } from './persistence/data-source.js';
import { Db } from './persistence/db.js';
import { migrate } from './persistence/migrate.js';
import { Clock, durationMs } from './platform/clock.js';
import { StartError, readEnv } from './platform/config.js';
import type { ProcessRole } from './platform/config.js';
import type { Context } from './platform/context.js';
import { createLog } from './platform/log.js';
import { openRuntime } from './runtime.js';
import type { Runtime } from './runtime.js';

/** A call with wrong words: one line, exit status 2. */
export function misuse(line: string): number {
  process.stderr.write(`stet: ${line}\n`);
  return 2;
}

/** Parsed options, or the line that says what is wrong with them. */
function read<T>(parse: () => T): T | string {
  try {
    return parse();
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? 'wrong usage') : String(error);
  }
}

export async function serveVerb(argv: string[]): Promise<number> {
  const parsed = read(() => parseArgs({ args: argv, options: { role: { type: 'string', default: 'all' } } }));
  if (typeof parsed === 'string') return misuse(parsed);
  const { role } = parsed.values;
  if (role !== 'api' && role !== 'worker' && role !== 'all')
    return misuse('serve --role takes api, worker or all');
  const { serve } = await import('./main.js');
  await serve({ role: role satisfies ProcessRole, say: (line) => process.stdout.write(`${line}\n`) });
  return 0;
}

export async function migrateVerb(argv: string[]): Promise<number> {
  const parsed = read(() => parseArgs({ args: argv, options: {} }));
  if (typeof parsed === 'string') return misuse(parsed);
  return withRuntime(async ({ context, owner }) => {
    const ran = await migrate({ owner, app: context.database });
    process.stdout.write(
      ran.length === 0 ? 'The database is up to date.\n' : `Migrated: ${ran.join(', ')}\n`,
    );
    return 0;
  }, true);
}

export async function keysVerb(argv: string[]): Promise<number> {
  const parsed = read(() =>
    parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        person: { type: 'string' },
        role: { type: 'string' },
        service: { type: 'boolean', default: false },
      },
    }),
  );
  if (typeof parsed === 'string') return misuse(parsed);
  const { person, role, service } = parsed.values;
  const isRole = (value: string | undefined): value is Role => roles.includes(value as Role);
  if (parsed.positionals.join(' ') !== 'create' || !person || !isRole(role)) {
    return misuse(`usage: stet keys create --person NAME --role ${roles.join('|')} [--service]`);
  }
  return withDb(async (db, clock) => {
    const key = await new AuthService(db, clock).issueByName(
      person,
      role,
      service ? 'service-account' : 'person',
    );
    process.stdout.write(`${key.token}\n`);
    return 0;
  });
}

export async function clockVerb(argv: string[]): Promise<number> {
  const parsed = read(() => parseArgs({ args: argv, allowPositionals: true, options: {} }));
  if (typeof parsed === 'string') return misuse(parsed);
  const [verb, duration = '', ...more] = parsed.positionals;
  const ms = durationMs(duration);
  if (verb !== 'advance' || more.length > 0 || ms === null)
    return misuse('usage: stet clock advance DURATION (P3D, PT12H, P1W)');
  if (process.env['NODE_ENV'] === 'production')
    throw new StartError('stet clock is refused when NODE_ENV is production: a newsroom keeps real time');
  return withDb(async (db, clock) => {
    clock.setOffset(await db.write((store) => store.clock.advance(ms)));
    // Every process re-reads the clock within a second; what is asked of them after this command sees the new time.
    await sleep(1_100);
    process.stdout.write(`${clock.now().toISOString()}\n`);
    return 0;
  });
}

export async function rebuildVerb(argv: string[]): Promise<number> {
  const parsed = read(() =>
    parseArgs({ args: argv, options: { check: { type: 'boolean', default: false } } }),
  );
  if (typeof parsed === 'string') return misuse(parsed);
  const { check } = parsed.values;
  return withDb(async (db, clock) => {
    const say = (line: string): void => void process.stdout.write(`${line}\n`);
    const { claims, differing } = await new RebuildService(db, clock).run({ check, say });
    const done = check ? 'differ from their history' : 'rebuilt from their history';
    say(`${claims} claims read, ${differing} ${done}`);
    return check && differing > 0 ? 1 : 0;
  });
}

async function withRuntime(work: (runtime: Runtime) => Promise<number>, unmigrated = false): Promise<number> {
  const env = readEnv(process.env);
  const runtime = await openRuntime({
    env,
    role: 'worker',
    unmigrated,
    log: createLog(env.STET_LOG_LEVEL === 'info' ? 'warn' : env.STET_LOG_LEVEL, 'stet'),
  });
  try {
    return await work(runtime);
  } finally {
    await runtime.leave();
  }
}

/** The database without an application, on ledger time. */
export function withDb(work: (db: Db, clock: Clock, context: Context) => Promise<number>): Promise<number> {
  return withRuntime(async ({ context }) => {
    const db = new Db(createDataSource(context.database, { applicationName: 'stet-cli', poolSize: 2 }));
    const clock = new Clock();
    await db.open();
    try {
      clock.setOffset(await db.read((store) => store.clock.offset()));
      return await work(db, clock, context);
    } finally {
      await db.close();
    }
  });
}

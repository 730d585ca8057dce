import { parseArgs } from 'node:util';
import { v7 as uuidv7 } from 'uuid';
import { download } from './check-command.js';
import { misuse, withDb } from './commands.js';
import type { Actor } from './domain/actor.js';
import { DomainError } from './domain/errors.js';
import { robotsToken } from './domain/source/politeness.js';
import { BindingsService } from './features/series/bindings.service.js';
import { FetchDataService } from './features/series/fetch-data.service.js';
import { SeriesService } from './features/series/series.service.js';
import { VintagesService } from './features/series/vintages.service.js';
import type { Db } from './persistence/db.js';
import { HostTurns } from './persistence/host-turns.js';
import type { Clock } from './platform/clock.js';
import { StartError, readEnv } from './platform/config.js';
import type { Context } from './platform/context.js';
import { parseFetchAllow } from './platform/fetch-allow.js';
import { createSafeFetch } from './platform/safe-fetch.js';
import { packageVersion } from './platform/version.js';
import { readSeriesFile } from './series-file.js';

const usage = [
  'usage: stet series add FILE|URL                      a new series with its values; prints its id',
  '       stet series revise SERIES FILE|URL            another edition of its values',
  '       stet series bind ASSERTION SERIES|none        what an assertion is tested against',
  '       stet series bind ASSERTION EXPRESSION name=SERIES …',
].join('\n');

/** `stet series`: what `/v1/series` and the bindings do, for who runs the service. 0 done, 1 refused, 2 wrong usage. */
export async function seriesVerb(argv: string[]): Promise<number> {
  const words = wordsOf(argv);
  const run = words === null ? undefined : actions.find((each) => each.fits(words))?.run;
  if (words === null || run === undefined) return misuse(usage);
  return withDb(async (db, clock, context) => {
    try {
      process.stdout.write(
        `${await run(words.slice(1), { db, clock, context, actor: await operator(db, clock) })}\n`,
      );
      return 0;
    } catch (error) {
      throw error instanceof DomainError ? new StartError(explained(error)) : error;
    }
  });
}

interface Surroundings {
  readonly db: Db;
  readonly clock: Clock;
  readonly context: Context;
  readonly actor: Actor;
}

/** By the words that follow `stet series`; each returns what is printed. */
const actions: readonly {
  readonly fits: (words: readonly string[]) => boolean;
  readonly run: (words: readonly string[], around: Surroundings) => Promise<string>;
}[] = [
  { fits: ([verb, ...rest]) => verb === 'add' && rest.length === 1, run: add },
  { fits: ([verb, ...rest]) => verb === 'revise' && rest.length === 2, run: revise },
  { fits: ([verb, ...rest]) => verb === 'bind' && rest.length >= 2, run: bind },
];

function wordsOf(argv: string[]): string[] | null {
  try {
    return parseArgs({ args: argv, allowPositionals: true, options: {} }).positionals;
  } catch {
    return null;
  }
}

async function add([place = '']: readonly string[], around: Surroundings): Promise<string> {
  const { db, clock, actor } = around;
  const { series, vintage } = await readSeriesFile(place, (url) => download(url, readEnv(process.env)));
  const { id } = await new SeriesService(db, clock).create(actor, series, null);
  await withVintages(around, (vintages) => vintages.add(actor, id, vintage, null));
  return id;
}

async function revise([id = '', place = '']: readonly string[], around: Surroundings): Promise<string> {
  requireId(id);
  const { vintage } = await readSeriesFile(place, (url) => download(url, readEnv(process.env)));
  const { number, changes } = await withVintages(around, (vintages) =>
    vintages.add(around.actor, id, vintage, null),
  );
  return `vintage ${number}: ${changes.length} values changed`;
}

async function bind(
  [assertionId = '', what = '', ...named]: readonly string[],
  around: Surroundings,
): Promise<string> {
  requireId(assertionId);
  const bindings = new BindingsService(around.db, around.clock);
  if (named.length === 0 && (what === 'none' || uuid.test(what))) {
    await bindings.bind(around.actor, assertionId, { seriesId: what === 'none' ? null : what });
    return 'bound';
  }
  const pairs = named.map((each) => each.split('='));
  if (pairs.some((pair) => pair.length !== 2)) throw new StartError(usage);
  const terms = Object.fromEntries(pairs.map(([name = '', id = '']) => [name, id]));
  await bindings.bind(around.actor, assertionId, { expression: what, terms });
  return 'bound';
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function requireId(text: string): void {
  if (!uuid.test(text)) throw new StartError(`${text} is no id`);
}

async function withVintages<T>(
  { db, clock, context }: Surroundings,
  work: (vintages: VintagesService) => Promise<T>,
): Promise<T> {
  const { env } = context;
  const allow = parseFetchAllow(env.STET_FETCH_ALLOW);
  const fetch = createSafeFetch({
    allow,
    userAgent: `${robotsToken}/${packageVersion} (+${env.STET_CONTACT})`,
  });
  const turns = new HostTurns(db, clock, env.STET_HOST_GAP_MS);
  try {
    return await work(new VintagesService(db, clock, new FetchDataService(context, fetch, turns)));
  } finally {
    await fetch.close();
  }
}

/** Whoever can start this program on the data may do all of it; history names a service account. */
async function operator(db: Db, clock: Clock): Promise<Actor> {
  const name = 'stet series';
  const personId = await db.write(async (store) => {
    const found = await store.people.byName(name);
    if (found !== null) return found.id;
    const id = uuidv7();
    const row = { id, name, kind: 'service-account' as const, role: 'checker' as const };
    await store.people.add({ ...row, createdAt: clock.now(), disabledAt: null });
    return id;
  });
  return { personId, role: 'admin', kind: 'service-account', keyId: null };
}

function explained({ detail, code, fields }: DomainError): string {
  const lines = fields.map(({ pointer, detail: each }) => `\n  ${pointer}: ${each}`).join('');
  return `${detail === '' ? code : detail}${lines}`;
}

import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { ClaimAsOfService } from '../src/features/claims/claim-as-of.service.js';
import { createDataSource } from '../src/persistence/data-source.js';
import { Db } from '../src/persistence/db.js';
import { migrate } from '../src/persistence/migrate.js';
import { Clock } from '../src/platform/clock.js';
import { openThrowaway } from '../src/platform/postgres/throwaway.js';
import { fillHistory, first, last } from './history-fill.js';
import type { Figure } from './figure.js';

/** What the issue of standing over time asks for: milliseconds at the 95th percentile with a million standings. */
const mostMs = 20;
/** And no more than twice what it is with ten thousand. */
const leastRatio = 0.5;

const sizes = [10_000, 1_000_000] as const;
const rounds = 6;
const warmUp = 20;

interface Times {
  readonly claims: number[];
  readonly lists: number[];
}

/**
 * Random (T, K) questions about one claim and first pages of lists as of T, one after the other through the services, over
 * ten thousand and over a million standings. Each has a server of its own; they take turns, so that a slow minute of the
 * machine falls on both.
 */
export async function benchHistory(seconds: number, say: (line: string) => void): Promise<Figure[]> {
  const ledgers: Ledger[] = [];
  try {
    for (const standings of sizes) ledgers.push(await openLedger(standings, say));
    for (let round = 0; round < rounds; round += 1)
      for (const ledger of ledgers) await ask(ledger, seconds / rounds / sizes.length, round);
    return figuresOf(ledgers.map(({ times }) => times));
  } finally {
    await Promise.all(ledgers.map(({ close }) => close()));
  }
}

interface Ledger {
  readonly service: ClaimAsOfService;
  /** Some of its claims, and when each was recorded. */
  readonly claims: readonly { readonly id: string; readonly at: Date }[];
  readonly deskId: string;
  readonly times: Times;
  readonly close: () => Promise<void>;
}

async function openLedger(standings: number, say: (line: string) => void): Promise<Ledger> {
  const server = await openThrowaway({ log: () => undefined, applicationName: 'stet bench' });
  await migrate({ owner: server.owner, app: server.app });
  const owner = new pg.Client(server.owner);
  await owner.connect();
  const begun = performance.now();
  await fillHistory(owner, standings);
  say(`${standings} standings written in ${Math.round((performance.now() - begun) / 1000)} s`);
  const claims = await owner.query<{ id: string; at: Date }>(
    'SELECT id, recorded_at AS at FROM claim ORDER BY md5(id::text) LIMIT 20000',
  );
  const desk = await owner.query<{ id: string }>('SELECT desk_id AS id FROM claim LIMIT 1');
  await owner.end();
  const db = new Db(createDataSource(server.app, { applicationName: 'stet bench', poolSize: 2 }));
  await db.open();
  return {
    service: new ClaimAsOfService(db, new Clock()),
    claims: claims.rows,
    deskId: desk.rows[0]?.id ?? randomUUID(),
    times: { claims: [], lists: [] },
    close: async () => {
      await db.close();
      await server.leave();
    },
  };
}

async function ask(
  { service, claims, deskId, times }: Ledger,
  seconds: number,
  round: number,
): Promise<void> {
  const moment = (since: number): string => new Date(since + Math.random() * (last - since)).toISOString();
  const filters = [{}, { deskId }, { status: 'assessed' as const }, { status: 'settled' as const, deskId }];
  const claim = (i: number): Promise<unknown> => {
    const { id = '', at = new Date(first) } = claims[(i * 7919 + round) % claims.length] ?? {};
    return service.find(id, { asOf: moment(at.getTime()), knownAt: moment(at.getTime()) });
  };
  const list = (i: number): Promise<unknown> =>
    service.list(filters[i % filters.length] ?? {}, moment(first), { limit: 20 });
  times.claims.push(...(await during(seconds / 2, claim)));
  times.lists.push(...(await during(seconds / 2, list)));
}

/** Milliseconds of each call, one after the other. */
async function during(seconds: number, call: (i: number) => Promise<unknown>): Promise<number[]> {
  for (let i = 0; i < warmUp; i += 1) await call(i);
  const times: number[] = [];
  for (const end = performance.now() + seconds * 1000; performance.now() < end;) {
    const begun = performance.now();
    await call(times.length);
    times.push(performance.now() - begun);
  }
  return times;
}

function figuresOf([small, large]: readonly Times[]): Figure[] {
  if (small === undefined || large === undefined) return [];
  const [p95Small, p95Large] = [quantile(small.claims, 0.95), quantile(large.claims, 0.95)];
  return [
    lineOf('claim at (T, K), 10 thousand', small.claims),
    lineOf('claim at (T, K), 1 million', large.claims),
    { name: '20 ms / p95 at 1 million', value: mostMs / p95Large, unit: '', target: 1 },
    { name: 'p95 10 thousand / 1 million', value: p95Small / p95Large, unit: '', target: leastRatio },
    lineOf('list as of T, 10 thousand', small.lists),
    lineOf('list as of T, 1 million', large.lists),
  ];
}

function lineOf(name: string, times: readonly number[]): Figure {
  const [p50, p95] = [quantile(times, 0.5), quantile(times, 0.95)];
  const detail = `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, ${times.length} asked`;
  return { name, value: 1000 / p50, unit: '/s', detail };
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

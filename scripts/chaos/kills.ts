import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from './child.js';
import { count, invariants, report } from './invariants.js';
import type { Acknowledged } from './invariants.js';
import { openNewsroom } from './newsroom.js';
import type { Newsroom } from './newsroom.js';
import { moments, randomBy } from './random.js';
import { recordClaims } from './record.js';

export interface KillsOptions {
  readonly backend: 'postgres' | 'redis';
  readonly seed: number;
  readonly minutes: number;
  readonly checks: number;
  readonly say: (line: string) => void;
}

const workers = 2;
const killsPerMinute = 24;
/** Of Redis, beside the kills: what the control is lost by. */
const flushesPerMinute = 3;
/** How long to wait for the rest: machines are noisy, so the invariants decide and the seconds are printed. */
const drainMs = 300_000;

/** Kills workers at seeded moments while claims are recorded and checked, lets the rest drain, counts what is broken. */
export async function kills({ backend, seed, minutes, checks, say }: KillsOptions): Promise<number> {
  say(`chaos kills: backend ${backend}, seed ${seed}, ${minutes} min, ${checks} checks`);
  const random = randomBy(seed);
  const newsroom = await openNewsroom({ backend, random, slowMs: 150 });
  try {
    const spanMs = minutes * 60_000;
    const acknowledged: Acknowledged[] = [];
    const team = Array.from({ length: workers }, () => newsroom.startWorker());
    await Promise.all(team.map((worker) => worker.says(/worker is running/)));
    const faults = plan(random, minutes, spanMs, backend);
    await Promise.all([recordClaims(newsroom, checks, spanMs, acknowledged), strike(newsroom, team, faults)]);
    const killed = faults.filter((fault) => fault.kind === 'kill').length;
    say(
      `${acknowledged.length} checks acknowledged; ${killed} workers killed, Redis flushed ${faults.length - killed} times`,
    );
    say(await drain(newsroom));
    return report(await invariants(newsroom.sql, acknowledged, newsroom.seen), say);
  } finally {
    await newsroom.close();
  }
}

interface Fault {
  readonly kind: 'kill' | 'flush';
  readonly at: number;
  readonly worker: number;
}

function plan(random: () => number, minutes: number, spanMs: number, backend: string): Fault[] {
  const kill = moments(random, Math.ceil(killsPerMinute * minutes), spanMs).map((at): Fault => ({
    kind: 'kill',
    at,
    worker: Math.floor(random() * workers),
  }));
  const times = backend === 'redis' ? Math.ceil(flushesPerMinute * minutes) : 0;
  const flush = moments(random, times, spanMs).map((at): Fault => ({ kind: 'flush', at, worker: 0 }));
  return [...kill, ...flush].sort((a, b) => a.at - b.at);
}

async function strike(newsroom: Newsroom, team: Child[], faults: readonly Fault[]): Promise<void> {
  const begun = performance.now();
  for (const { kind, at, worker } of faults) {
    await sleep(Math.max(0, at - (performance.now() - begun)));
    if (kind === 'flush') await newsroom.redis?.flush();
    else await replace(newsroom, team, worker);
  }
}

/** Kills a worker without a farewell and starts another in its place. */
export async function replace(newsroom: Newsroom, team: Child[], index: number): Promise<void> {
  const victim = team[index];
  if (victim === undefined) return;
  if (!victim.running) throw new Error(`a worker ended by itself: ${victim.errors.slice(-2000)}`);
  victim.kill('SIGKILL');
  await victim.ended;
  team[index] = newsroom.startWorker();
}

const undone = `SELECT (SELECT count(*) FROM outbox WHERE completed_at IS NULL AND dead_at IS NULL) + (SELECT count(*) FROM delivery WHERE state = 'pending') AS count`;

/** Waits until nothing is owed; the deadline makes the invariants tell what is. */
async function drain({ sql }: Newsroom): Promise<string> {
  const begun = performance.now();
  for (;;) {
    const open = await count(sql, undone);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    if (open === 0) return `drained ${seconds} s after the last fault`;
    if (performance.now() - begun > drainMs)
      return `not drained in ${seconds} s: ${open} rows open\n${await owed(sql)}`;
    await sleep(100);
  }
}

/** What is owed still and how far it got, for who has to find out why. */
async function owed(sql: Newsroom['sql']): Promise<string> {
  const { rows } = await sql.query<Record<string, unknown>>(
    `SELECT job, dispatches, looks, round(EXTRACT(epoch FROM look_at - now())) AS "looksIn", count(*) AS n, min(last_error) AS error
     FROM outbox WHERE completed_at IS NULL GROUP BY 1, 2, 3, 4 ORDER BY n DESC LIMIT 12`,
  );
  return rows.map((row) => `       ${JSON.stringify(row)}`).join('\n');
}

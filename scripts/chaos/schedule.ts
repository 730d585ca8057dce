import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { replace } from './kills.js';
import type { Child } from './child.js';
import { count, outOf, report } from './invariants.js';
import { openNewsroom } from './newsroom.js';
import type { Newsroom } from './newsroom.js';
import { moments, randomBy } from './random.js';
import { fillSchedule, slotRules } from './slots.js';

export interface ScheduleOptions {
  readonly backend: 'postgres' | 'redis';
  readonly seed: number;
  /** Claims that fall due within the simulated day, one slot each. */
  readonly claims: number;
  /** Of the wall clock, in which a day of ledger time goes by at the fastest. */
  readonly minutes: number;
  readonly kills: number;
  readonly say: (line: string) => void;
}

const workers = 2;
/** Between two steps of the simulated clock. */
const stepMs = 1_000;
const dayMs = 86_400_000;
/** Checks asked for and not done while the clock still moves. */
const mostOpen = 1_500;
const openChecks = `SELECT count(*) FROM "check" WHERE state IN ('queued', 'running')`;
/** From a step of the clock to the asking for a check that it made due (issue: lateness p99). */
const latenessLimitMs = 10_000;
const drainMs = 45 * 60_000;

/** When the clock was moved and to what: ledger time against the wall. */
interface Step {
  readonly ledger: number;
  readonly wall: number;
}

/**
 * Lets a day of ledger time go by over a ledger full of due claims while workers are killed and Redis is flushed, lets the rest
 * drain, and counts slots that were missed, checked twice or asked for late.
 */
export async function schedule(options: ScheduleOptions): Promise<number> {
  const { backend, seed, claims, minutes, kills, say } = options;
  say(
    `chaos schedule: backend ${backend}, seed ${seed}, ${claims} claims over a day, in ${minutes} min or more`,
  );
  const random = randomBy(seed);
  const newsroom = await openNewsroom({ backend, random, slowMs: 0, endpoint: false });
  try {
    const begin = Date.now();
    await fillSchedule(newsroom.sql, claims, new Date(begin), dayMs);
    say(`${claims} claims are in the ledger after ${seconds(Date.now() - begin)} s`);
    const team = Array.from({ length: workers }, () => newsroom.startWorker());
    await Promise.all(team.map((worker) => worker.says(/worker is running/)));
    const flushes = backend === 'redis' ? moments(random, 2, 1) : [];
    const faults = [
      ...moments(random, kills, 1).map((at) => ({
        at,
        strike: () => replace(newsroom, team, Math.floor(random() * workers)),
      })),
      ...flushes.map((at) => ({ at, strike: async () => newsroom.redis?.flush() })),
    ].sort((one, other) => one.at - other.at);
    const steps = await letDayPass(newsroom.sql, begin, minutes * 60_000, faults);
    say(`${kills} workers killed, Redis flushed ${flushes.length} times`);
    say(await drain(newsroom, team));
    return report([...(await outOf(newsroom.sql, slotRules)), await late(newsroom.sql, steps, say)], say);
  } finally {
    await newsroom.close();
  }
}

interface Fault {
  /** Share of the day at which it strikes. */
  readonly at: number;
  readonly strike: () => Promise<unknown>;
}

/**
 * Moves the clock step by step until a day of ledger time has gone by since `begin`, no faster than in `spanMs`, and waits
 * with the next step while too many checks are open: how fast a machine checks is not the question here.
 */
async function letDayPass(
  sql: pg.Pool,
  begin: number,
  spanMs: number,
  faults: readonly Fault[],
): Promise<Step[]> {
  const steps: Step[] = [];
  let [struck, offset] = [0, 0];
  for (let share = 0; share < 1;) {
    await sleep(stepMs);
    if ((await count(sql, openChecks)) > mostOpen) continue;
    share = Math.min(1, share + stepMs / spanMs);
    // A little more than the day at the end: the last slots are due before it is over.
    const target = begin + share * dayMs + (share === 1 ? 1_000 : 0);
    offset = Math.max(offset, Math.round(target - Date.now()));
    await sql.query(
      `INSERT INTO clock (id, offset_ms) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET offset_ms = $1`,
      [offset],
    );
    steps.push({ ledger: Date.now() + offset, wall: Date.now() });
    for (let next = faults[struck]; next !== undefined && next.at <= share; next = faults[(struck += 1)])
      await next.strike();
  }
  return steps;
}

async function drain({ sql }: Newsroom, team: readonly Child[]): Promise<string> {
  const begun = performance.now();
  const open = `SELECT count(*) FROM chaos.slot s WHERE NOT EXISTS (
    SELECT 1 FROM "check" k WHERE k.claim_id = s.claim_id AND k.slot_at = s.slot_at AND k.state = 'completed')`;
  for (;;) {
    const left = await count(sql, open);
    const passed = performance.now() - begun;
    if (left === 0) return `every slot is checked ${seconds(passed)} s after the day`;
    if (passed > drainMs || team.some((worker) => !worker.running))
      return `${left} slots are not checked ${seconds(passed)} s after the day`;
    await sleep(500);
  }
}

/** Checks asked for more than the limit after the step of the clock that made them due, beyond one in a hundred. */
async function late(sql: pg.Pool, steps: readonly Step[], say: ScheduleOptions['say']) {
  const { rows } = await sql.query<{ slot: Date; asked: Date }>(
    `SELECT k.slot_at AS slot, k.asked_at AS asked FROM "check" k JOIN chaos.slot s USING (claim_id, slot_at)`,
  );
  let at = 0;
  const lateness = rows
    .sort((a, b) => a.slot.getTime() - b.slot.getTime())
    .map(({ slot, asked }) => {
      while (at < steps.length - 1 && (steps[at]?.ledger ?? 0) < slot.getTime()) at += 1;
      return asked.getTime() - (steps[at]?.wall ?? 0);
    })
    .sort((a, b) => a - b);
  const p = (share: number): number => lateness[Math.floor((lateness.length - 1) * share)] ?? Infinity;
  say(`asked for after the clock made them due: p50 ${p(0.5)} ms, p99 ${p(0.99)} ms, worst ${p(1)} ms`);
  const name = `slots asked for more than ${latenessLimitMs / 1000} s late, beyond one in a hundred`;
  const over = lateness.filter((ms) => ms > latenessLimitMs).length;
  return { name, broken: p(0.99) <= latenessLimitMs ? 0 : over };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

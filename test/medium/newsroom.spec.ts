import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NewsroomService } from '../../src/features/history/newsroom.service.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { Holds } from '../support/random-holds.js';
import type { Moment, Slot } from '../support/random-holds.js';
import { diceOf, randomLedger } from '../support/random-history.js';
import { Replay, momentOf } from '../support/replay.js';
import { startNewsroom } from '../support/scheduling.js';
import type { Newsroom } from '../support/scheduling.js';

const seed = Number(process.env['STET_TEST_SEED'] ?? Date.now() % 1_000_000);
const dice = diceOf(seed + 3);
const statuses = ['withdrawn', 'challenged', 'stale', 'settled', 'assessed', 'unverified'] as const;
const dayMs = 86_400_000;

let app: TestApp;
let replay: Replay;
let slots: Slot[];
let completed: Moment[];
let held: Holds;
let rated: { at: number; hours: number }[];

beforeAll(async () => {
  console.info(`newsroom: seed ${seed}`);
  app = await startApp({ role: 'api' });
  await randomLedger(app, seed, 20, 40);
  held = new Holds(app, dice);
  await planSlots();
  replay = await Replay.of(app);
  const number = (text: string): string => `(extract(epoch FROM ${text}) * 1000)::float8`;
  slots = await app.rows<Slot & { claimId: string }>(
    `SELECT claim_id AS "claimId", ${number('slot_at')} AS at, ${number('requested_at')} AS taken, 'infinity'::float8 AS left
     FROM "check" WHERE slot_at IS NOT NULL
     UNION ALL SELECT subject_id, ${number('next_at')}, 'infinity', 'infinity' FROM schedule WHERE subject_kind = 'claim'`,
  );
  slots.push(...held.moved);
  completed = await app.rows(
    `SELECT claim_id AS "claimId", ${number('completed_at')} AS at FROM "check" WHERE state = 'completed'`,
  );
  rated = await app.rows(
    `SELECT ${number('v.recorded_at')} AS at, ${number('v.recorded_at')} / 3600000 - ${number('c.recorded_at')} / 3600000 AS hours
     FROM verdict v JOIN claim c ON c.id = v.claim_id WHERE v.version = 1`,
  );
});
afterAll(() => app.close());

/** Gives most checks a due time some while before they ended, opens some, and puts claims into the schedule, some on hold. */
async function planSlots(): Promise<void> {
  const checks = await app.rows<{ id: string }>('SELECT id FROM "check" ORDER BY id');
  for (const { id } of checks) {
    if (dice.below(5) === 0) continue;
    const late = dice.one([0, 1, dice.below(3_600_000), dice.below(20 * dayMs)]);
    await app.sql.query(
      `UPDATE "check" SET slot_at = completed_at - $2 * interval '1 millisecond' WHERE id = $1
         AND NOT EXISTS (SELECT 1 FROM "check" o WHERE o.claim_id = "check".claim_id AND o.slot_at = "check".completed_at - $2 * interval '1 millisecond')`,
      [id, late],
    );
    if (dice.below(8) === 0)
      await app.sql.query(
        `UPDATE "check" SET state = 'running', completed_at = NULL WHERE id = $1 AND state = 'failed'`,
        [id],
      );
  }
  const claims = await app.rows<{ id: string; at: Date }>('SELECT id, recorded_at AS at FROM claim');
  for (const { id, at } of claims.slice(0, 12)) {
    await app.sql.query(
      `INSERT INTO schedule (subject_kind, subject_id, next_at, why, trigger) VALUES ('claim', $1, $2, 'test', 'scheduled')
       ON CONFLICT (subject_kind, subject_id) DO UPDATE SET next_at = $2`,
      [id, new Date(at.getTime() + dice.below(60 * dayMs))],
    );
    if (dice.below(3) !== 0) await held.write(id, at.getTime());
  }
}

/** By the definition: a slot due by then, taken or not put off, without a completed check of the claim between. */
function overdueAt(moment: number): number {
  const late = slots.filter(
    (slot) =>
      slot.at <= moment &&
      moment < slot.left &&
      (slot.taken <= moment || !held.isHeld(slot.claimId, moment)) &&
      !completed.some((each) => each.claimId === slot.claimId && each.at >= slot.at && each.at <= moment),
  );
  return new Set(late.map(({ claimId }) => claimId)).size;
}

function expectedAt(moment: number): { total: number; byStatus: Record<string, number>; overdue: number } {
  const counts = statuses.map((status) => [status, replay.list(moment, { status }).length] as const);
  return {
    total: replay.list(moment, {}).length,
    byStatus: Object.fromEntries(counts),
    overdue: overdueAt(moment),
  };
}

/** As PostgreSQL's percentile_cont. */
function percentile(sorted: readonly number[], share: number): number | null {
  if (sorted.length === 0) return null;
  const place = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  return low + (high - low) * (place - Math.floor(place));
}

describe('the newsroom at a moment', () => {
  it('counts claims by status, those overdue, and the time to a verdict, as a replay does', async () => {
    const service = app.nest.get(NewsroomService);
    const moments = replay.moments();
    let overdue = 0;
    for (let i = 0; i < 100; i += 1) {
      const at = i % 4 === 0 ? (dice.one(slots).at ?? 0) : momentOf(dice, moments);
      const found = await service.at(new Date(at).toISOString());
      const expected = expectedAt(at);
      expect(found).toMatchObject({ ...expected, at: new Date(at) });
      expect(found.overdueShare).toBe(expected.total === 0 ? null : expected.overdue / expected.total);
      const hours = rated
        .filter((each) => each.at <= at && each.at > at - 90 * dayMs)
        .map((each) => each.hours)
        .sort((a, b) => a - b);
      expect(found.timeToVerdict.count).toBe(hours.length);
      expectClose(found.timeToVerdict.medianHours, percentile(hours, 0.5));
      expectClose(found.timeToVerdict.p90Hours, percentile(hours, 0.9));
      overdue += found.overdue;
    }
    expect(overdue).toBeGreaterThan(50);
  });

  it('is now unless said otherwise', async () => {
    const answer = await app.call('GET', '/v1/newsroom');
    const found = answer.json<{ at: string; total: number; overdue: number }>();
    expect(Math.abs(Date.parse(found.at) - Date.now())).toBeLessThan(60_000);
    expect(found).toMatchObject(expectedAt(Date.parse(found.at)));
  });
});

function expectClose(found: number | null, expected: number | null): void {
  if (found === null || expected === null) expect(found).toBe(expected);
  else expect(found).toBeCloseTo(expected, 6);
}

describe('the newsroom over time', () => {
  const series = (query: string): ReturnType<TestApp['call']> =>
    app.call('GET', `/v1/newsroom/series?${query}`);
  const iso = (at: number): string => new Date(at).toISOString();

  it.each([['P1D'], ['PT6H'], ['P1W'], ['P3DT5H7M']])(
    'has the same figures at every step of %s',
    async (step) => {
      const from = Date.parse('2018-12-30T00:00:00.000Z') + dice.below(dayMs);
      const to = from + 90 * dayMs;
      const answer = await series(`from=${iso(from)}&to=${iso(to)}&step=${step}`);
      const { stepMs, points } = answer.json<{ stepMs: number; points: { at: string; total: number }[] }>();
      expect(points).toHaveLength(Math.floor((to - from) / stepMs) + 1);
      for (const [i, point] of points.entries()) {
        expect(Date.parse(point.at)).toBe(from + i * stepMs);
        expect(point).toMatchObject(expectedAt(from + i * stepMs));
      }
      expect(points.at(-1)?.total).toBe(20);
    },
  );

  it('has its points on the very moments of change', async () => {
    const { at } = dice.one(slots);
    const answer = await series(`from=${iso(at)}&to=${iso(at)}`);
    const { points } = answer.json<{ points: object[] }>();
    expect(points).toHaveLength(1);
    expect(points[0]).toMatchObject(expectedAt(at));
  });

  it.each([
    ['to=2019-03-01T00:00:00Z', 'from is missing'],
    ['from=2019-03-01T00:00:00Z&to=2019-02-01T00:00:00Z', 'the moments are turned'],
    ['from=2019-01-01T00:00:00Z&to=2019-02-11T00:00:00Z&step=PT1H', 'there are more than 400 points'],
    ['from=2019-01-01T00:00:00Z&to=2019-01-02T00:00:00Z&step=P1M', 'a month has no fixed length'],
    ['from=2019-01-01T00:00:00Z&to=2019-01-02T00:00:00Z&step=PT0M', 'the step is none'],
    ['from=2019-01-01T00:00:00Z&to=2019-01-02T00:00:00Z&step=PT30S', 'the step is too short'],
    ['from=2019-01-01T00:00:00Z&to=2019-01-02T00:00:00Z&step=P', 'the step is empty'],
    ['from=2019-01-01T00:00:00Z&to=9000-01-02T00:00:00Z&step=P1W', 'the end lies in the future'],
    ['from=2019-01-01&to=2019-01-02T00:00:00Z', 'a moment has no offset'],
  ])('refuses %s: %s', async (query) => {
    expect((await series(query)).status).toBe(400);
  });
});

describe('what was overdue at a past moment', () => {
  let room: Newsroom;
  beforeEach(async () => {
    room = await startNewsroom();
  });
  afterEach(() => room.close());

  const post = async (id: string, what: string, body?: object): Promise<void> => {
    const { status } = await room.app.call('POST', `/v1/claims/${id}/schedule/${what}`, { body });
    expect(status).toBe(200);
  };
  /** The figure at a moment, which the series gives too. */
  const overdue = async (at: Date): Promise<number> => {
    const moment = at.toISOString();
    const read = async (path: string) => (await room.app.call('GET', `/v1/newsroom${path}`)).json<unknown>();
    const found = (await read(`?at=${moment}`)) as { overdue: number };
    const from = new Date(at.getTime() - dayMs).toISOString();
    const series = (await read(`/series?from=${from}&to=${moment}`)) as { points: { overdue: number }[] };
    expect(series.points.at(-1)?.overdue).toBe(found.overdue);
    return found.overdue;
  };
  const check = async (id: string): Promise<void> => {
    await room.app.tick();
    await room.settle(id);
  };

  it('stays none for a claim that was held then, after it is resumed and after it is checked', async () => {
    const id = await room.checked();
    await post(id, 'pause', { reason: 'On leave.' });
    await room.app.advance('P20D');
    const then = room.now();
    expect(await overdue(then)).toBe(0);
    await room.app.advance('P1D');
    await post(id, 'resume');
    const resumed = room.now();
    expect(await overdue(then)).toBe(0);
    expect(await overdue(resumed)).toBe(1);
    await check(id);
    expect(await overdue(room.now())).toBe(0);
    expect(await overdue(then)).toBe(0);
    expect(await overdue(resumed)).toBe(1);
  });

  it.each([['pause'], ['snooze']])('stays one for a claim that was due before a %s', async (what) => {
    const id = await room.checked();
    await room.app.advance('P9D');
    const then = room.now();
    expect(await overdue(then)).toBe(1);
    await room.app.advance('P1D');
    const until = new Date(room.now().getTime() + 5 * dayMs).toISOString();
    await post(id, what, what === 'pause' ? { reason: 'On leave.' } : { reason: 'Later.', until });
    const held = room.now();
    expect([await overdue(then), await overdue(held)]).toEqual([1, 0]);
    await room.app.advance('P20D');
    if (what === 'pause') await post(id, 'resume');
    expect([await overdue(then), await overdue(held), await overdue(room.now())]).toEqual([1, 0, 1]);
    await check(id);
    expect([await overdue(then), await overdue(held), await overdue(room.now())]).toEqual([1, 0, 0]);
  });

  it('stays one for a claim whose check was under way before a pause', async () => {
    const id = await room.checked();
    await room.app.advance('P9D');
    await room.app.tick();
    const then = room.now();
    await room.app.advance('P1D');
    await post(id, 'pause', { reason: 'On leave.' });
    const held = room.now();
    expect([await overdue(then), await overdue(held)]).toEqual([1, 1]);
    await room.settle(id);
    expect([await overdue(then), await overdue(held), await overdue(room.now())]).toEqual([1, 1, 0]);
  });

  it('is not told of a moment to come, nor is the history of a claim', async () => {
    const id = await room.checked();
    const later = new Date(room.now().getTime() + dayMs).toISOString();
    for (const path of [`newsroom?at=${later}`, `claims/${id}/history?asOf=${later}`])
      expect((await room.app.call('GET', `/v1/${path}`)).json()).toMatchObject({
        ...{ status: 400, code: 'request/invalid' },
      });
  });
});

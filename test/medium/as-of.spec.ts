import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RebuildService } from '../../src/features/history/rebuild.service.js';
import { ClaimListAsOfTable } from '../../src/persistence/claim-list-as-of.table.js';
import type { ClaimFilterThen } from '../../src/persistence/claim-list-as-of.table.js';
import { createDataSource } from '../../src/persistence/data-source.js';
import { Db } from '../../src/persistence/db.js';
import { Sql } from '../../src/persistence/sql.js';
import { Clock } from '../../src/platform/clock.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { compareWithReplay } from '../support/as-of-suite.js';
import { diceOf } from '../support/random-history.js';
import type { Dice } from '../support/random-history.js';
import { momentOf } from '../support/replay.js';
import type { Replay } from '../support/replay.js';

const seed = Number(process.env['STET_TEST_SEED'] ?? Date.now() % 1_000_000);
let app: TestApp;
let replay: Replay;
let dice: Dice;

beforeAll(async () => {
  app = await startApp({ role: 'api' });
  dice = diceOf(seed + 2);
});
afterAll(() => app.close());

const rebuilding = (): RebuildService => new RebuildService(app.nest.get(Db), app.nest.get(Clock));
const iso = (at: number): string => new Date(at).toISOString();

interface ClaimAnswer {
  readonly status: string;
  readonly asOf: string;
  readonly knownAt: string;
  readonly version: number;
  readonly verdict: { readonly version: number; readonly kind: string } | null;
  readonly citations: readonly { readonly id: string }[];
  readonly nextCheckAt: string | null;
}

describe('a random ledger', () => {
  it('answers 1,000 random moments as a replay of the history does', async () => {
    replay = await compareWithReplay(app, { seed, claims: 20, steps: 35, questions: 1_000 });
    expect(replay.claimIds).toHaveLength(20);
  }, 180_000);

  it('answers over HTTP the same', async () => {
    const moments = replay.moments();
    for (let i = 0; i < 50; i += 1) {
      const [id, asOf, knownAt] = [
        dice.one(replay.claimIds),
        momentOf(dice, moments),
        momentOf(dice, moments),
      ];
      const answer = await app.call('GET', `/v1/claims/${id}?asOf=${iso(asOf)}&knownAt=${iso(knownAt)}`);
      const expected = replay.at(id, asOf, knownAt);
      if (expected === null) {
        expect([answer.status, answer.json<{ type: string }>().type]).toEqual([
          404,
          expect.stringContaining('claim-not-yet-recorded'),
        ]);
        continue;
      }
      const found = answer.json<ClaimAnswer>();
      expect(found).toMatchObject({
        id,
        version: expected['version'],
        asOf: iso(asOf),
        knownAt: iso(knownAt),
      });
      const [, status] = expected['standing'] as unknown[];
      const [version, kind] = expected['verdict'] as unknown[];
      expect([found.status, found.verdict?.version ?? null, found.verdict?.kind ?? null]).toEqual([
        status,
        version,
        kind,
      ]);
      expect(found.citations.map((each) => each.id).sort()).toEqual(expected['citations']);
      expect(found.nextCheckAt).toBeNull();
    }
  });

  it('lists the claims of a moment by status, rating, assessment and desk, page by page', async () => {
    const moments = replay.moments();
    const ratings = await app.rows<{ id: string }>(
      'SELECT DISTINCT rating_id AS id FROM verdict WHERE rating_id IS NOT NULL',
    );
    const desks = await app.rows<{ id: string }>('SELECT id FROM desk');
    let listed = 0;
    for (let i = 0; i < 60; i += 1) {
      const asOf = momentOf(dice, moments);
      const filter = dice.one<Record<string, string>>([
        {},
        { status: dice.one(['unverified', 'assessed', 'settled', 'challenged', 'withdrawn', 'stale']) },
        { assessment: dice.one(['supported', 'refuted', 'conflicting']) },
        { ratingId: dice.one(ratings).id },
        { deskId: dice.one(desks).id },
        { deskId: dice.one(desks).id, status: dice.one(['unverified', 'assessed', 'settled']) },
      ]);
      const expected = replay.list(asOf, filter);
      const { ids, total } = await walk({ asOf: iso(asOf), ...filter });
      expect({ asOf, filter, ids, total }).toEqual({ asOf, filter, ids: expected, total: expected.length });
      listed += ids.length;
    }
    expect(listed).toBeGreaterThan(50);
  });

  it('has periods that a rebuild from its standings and moves leaves as they are', async () => {
    const held = `SELECT * FROM standing_period WHERE NOT isempty(period) ORDER BY claim_id, period`;
    const before = await app.rows(held);
    expect(before.length).toBeGreaterThan(100);
    const said: string[] = [];
    await rebuilding().run({ check: true, say: (line) => said.push(line) });
    expect(said.filter((line) => line.includes('periods'))).toEqual([]);
    await app.sql.query('DELETE FROM standing_period');
    await rebuilding().run({ check: false, batch: 10, say: () => undefined });
    expect(await app.rows(held)).toEqual(before);
  });
});

const walk = (query: Record<string, string>): ReturnType<typeof firstPages> =>
  firstPages({ ...query, limit: '7' }, Infinity);

async function firstPages(
  query: Record<string, string>,
  pages: number,
): Promise<{ ids: string[]; total: number }> {
  const ids: string[] = [];
  let total = 0;
  let cursor: string | null = '';
  for (let read = 0; read < pages && cursor !== null; read += 1) {
    const text: string = new URLSearchParams({ ...query, ...(cursor === '' ? {} : { cursor }) }).toString();
    const answer = await app.call('GET', `/v1/claims?${text}`);
    expect(answer.status).toBe(200);
    const page = answer.json<{ items: { id: string }[]; next: string | null; total: number }>();
    ids.push(...page.items.map((each) => each.id));
    [cursor, total] = [page.next, page.total];
  }
  return { ids, total };
}

describe('a moment', () => {
  it.each([
    ['2019-05-01', 'without a time'],
    ['2019-05-01T00:00:00', 'without an offset'],
    ['2019-02-30T00:00:00Z', 'of no calendar'],
    ['0000-05-01T00:00:00Z', 'before the first year'],
    ['+275760-05-01T00:00:00Z', 'after the last year'],
    ['0001-01-01T00:00:00%2B14:00', 'that its offset puts before the first year'],
    ['2019-W05-1', 'by its week'],
    ['', 'that is empty'],
    ['9000-01-01T00:00:00Z', 'in the future'],
  ])('%s (%s) is refused', async (moment) => {
    const [id] = replay.claimIds;
    for (const path of [`claims/${id}?asOf=`, `claims/${id}?knownAt=`, 'claims?asOf=', 'newsroom?at='])
      expect([path, (await app.call('GET', `/v1/${path}${moment}`)).status]).toEqual([path, 400]);
  });

  it('with an offset is that moment', async () => {
    const [id] = replay.claimIds;
    const answer = await app.call('GET', `/v1/claims/${id}?asOf=2020-05-01T02:00:00%2B02:00`);
    expect(answer.json<ClaimAnswer>()).toMatchObject({
      asOf: '2020-05-01T00:00:00.000Z',
      knownAt: '2020-05-01T00:00:00.000Z',
    });
  });

  it('of a claim that is not there is 404, and without moments the claim is as it is now', async () => {
    const unknown = '00000000-0000-4000-8000-000000000000';
    const answer = await app.call('GET', `/v1/claims/${unknown}?asOf=2020-05-01T00:00:00Z`);
    expect(answer.json<{ type: string }>().type).toContain('claim-not-found');
    const now = await app.call('GET', `/v1/claims/${replay.claimIds[0]}`);
    expect(now.headers['etag']).toMatch(/^"\d+"$/);
    expect(now.json<object>()).not.toHaveProperty('asOf');
  });

  it.each([['workflow=inbox'], ['overdue=true'], ['sourceId=00000000-0000-4000-8000-000000000000']])(
    'does not take the filter %s',
    async (filter) => {
      const answer = await app.call('GET', `/v1/claims?asOf=2019-06-01T00:00:00Z&${filter}`);
      expect(answer.status).toBe(400);
      expect(answer.json<{ detail: string }>().detail).toContain('not kept over time');
    },
  );
});

describe('a list as of a moment over 10,000 claims', () => {
  beforeAll(async () => {
    const [person] = await app.rows<{ id: string }>('SELECT id FROM person LIMIT 1');
    const [desk] = await app.rows<{ id: string }>('SELECT id FROM desk LIMIT 1');
    await app.sql.query(
      `WITH c AS (
         INSERT INTO claim (id, text, claimant, language, priority, review_priority, desk_id, workflow, created_by, recorded_at, version)
         SELECT gen_random_uuid(), 'Text', 'A', 'en', 'normal', 'normal', $1, 'inbox', $2, timestamptz '2020-01-01' + n * interval '1 minute', 1
         FROM generate_series(1, 10000) n RETURNING id, recorded_at, desk_id)
       INSERT INTO standing_period (claim_id, standing_version, claim_version, period, status, desk_id)
       SELECT id, v, 1, tstzrange(recorded_at + (v - 1) * interval '1 day', CASE WHEN v < 4 THEN recorded_at + v * interval '1 day' END),
         CASE WHEN v = 3 THEN 'assessed' ELSE 'unverified' END, desk_id FROM c, generate_series(1, 4) v`,
      [desk?.id, person?.id],
    );
    await app.sql.query('ANALYZE claim, standing_period');
  });

  it.each([
    ['all', {}, 'claim_recorded', 9_000],
    ['a desk', { deskId: 'desk' }, 'claim_recorded', 9_000],
    ['a common status', { status: 'unverified' as const }, 'claim_recorded', 9_000],
    ['a rare status', { status: 'challenged' as const }, 'standing_period_status', 3],
  ])('of %s reads its first page by index', async (_, wanted, index, total) => {
    const [desk] = await app.rows<{ id: string }>('SELECT id FROM desk LIMIT 1');
    const plan = await planOf('deskId' in wanted ? { deskId: desk?.id ?? '' } : wanted, total);
    expect(plan).toContain(index);
    expect(plan).not.toMatch(/Seq Scan on (claim|standing_period|"check"|standing)/);
  });

  it('of more than it sorts has the newest first all the same', async () => {
    const asOf = '2020-01-12T00:00:00Z';
    const { ids } = await firstPages({ asOf, status: 'unverified', limit: '50' }, 3);
    const expected = await app.rows<{ id: string }>(
      `SELECT c.id FROM claim c JOIN standing_period p ON p.claim_id = c.id
       WHERE p.period @> $1::timestamptz AND p.status = 'unverified' ORDER BY c.recorded_at DESC, c.id DESC LIMIT 150`,
      [asOf],
    );
    expect(ids).toEqual(expected.map((row) => row.id));
  });
});

/** Gives the plan of each SELECT instead of its rows. */
class Explained extends Sql {
  plan = '';

  override async rows<T>(text: string, parameters: readonly unknown[] = []): Promise<T[]> {
    const lines = await super.rows<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, parameters);
    this.plan += lines.map((line) => line['QUERY PLAN']).join('\n');
    return [];
  }
}

async function planOf(filter: ClaimFilterThen, total: number): Promise<string> {
  const source = createDataSource(app.database.app, { applicationName: 'explain', poolSize: 1 });
  await source.initialize();
  try {
    const sql = new Explained(source.manager);
    const asOf = new Date('2020-01-06T00:00:00Z');
    await new ClaimListAsOfTable(sql).page(filter, { limit: 20, cursor: null, offset: 0 }, asOf, total);
    return sql.plan;
  } finally {
    await source.destroy();
  }
}

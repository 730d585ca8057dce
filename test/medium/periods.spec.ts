import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Db } from '../../src/persistence/db.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { recordClaim } from '../support/factory.js';

let app: TestApp;
let claimId: string;
let deskId: string;

beforeAll(async () => {
  app = await startApp({ role: 'api' });
});
afterAll(() => app.close());

const start = Date.parse('2020-01-01T00:00:00.000Z');
const at = (ms: number): Date => new Date(start + ms);

beforeEach(async () => {
  claimId = (await recordClaim(app, 'It grew by 5% in 2018.')).id;
  const [row] = await app.rows<{ desk_id: string }>('SELECT desk_id FROM claim WHERE id = $1', [claimId]);
  deskId = row?.desk_id ?? '';
  await app.sql.query(`UPDATE standing_period SET period = tstzrange($2, NULL) WHERE claim_id = $1`, [
    claimId,
    at(0),
  ]);
});

const insert = (version: number, range: string): Promise<unknown> =>
  app.sql.query(
    `INSERT INTO standing_period (claim_id, standing_version, claim_version, period, status, desk_id) VALUES ($1, $2, 1, $3, 'assessed', $4)`,
    [claimId, version, range, deskId],
  );

const begin = (version: number, ms: number): Promise<void> =>
  app.nest.get(Db).write((store) =>
    store.periods.begin(claimId, at(ms), {
      ...{
        standingVersion: version,
        status: 'assessed',
        label: 'supported',
        verdictVersion: null,
        ratingId: null,
      },
    }),
  );

/** Versions whose period holds a moment. */
const heldAt = async (ms: number): Promise<number[]> =>
  (
    await app.rows<{ v: number }>(
      'SELECT standing_version AS v FROM standing_period WHERE claim_id = $1 AND period @> $2::timestamptz',
      [claimId, at(ms)],
    )
  ).map(({ v }) => v);

describe('the periods of one claim', () => {
  it.each([
    ['a second that is open', '[2020-01-05,)'],
    ['one within the first', '[2020-01-02,2020-01-03)'],
    ['one from before its beginning', '[2019-01-01,2020-01-02)'],
    ['one since ever', '(,)'],
  ])('do not overlap: %s is refused', async (_, range) => {
    await expect(insert(2, range)).rejects.toMatchObject({
      code: '23P01',
      constraint: 'standing_period_one_at_a_time',
    });
  });

  it('may touch, and those of another claim may be at the same time', async () => {
    await begin(2, 1000);
    const other = await recordClaim(app, 'It fell by 5% in 2018.');
    await app.sql.query(`UPDATE standing_period SET period = tstzrange($2, NULL) WHERE claim_id = $1`, [
      other.id,
      at(0),
    ]);
    expect([await heldAt(999), await heldAt(1000)]).toEqual([[1], [2]]);
  });

  it('that begin and end in one millisecond hold at no moment and are in nobody’s way', async () => {
    for (const version of [2, 3, 4]) await begin(version, 1000);
    expect([await heldAt(999), await heldAt(1000), await heldAt(1001)]).toEqual([[1], [4], [4]]);
    const [row] = await app.rows<{ n: number }>(
      'SELECT count(*)::int AS n FROM standing_period WHERE claim_id = $1 AND isempty(period)',
      [claimId],
    );
    expect(row?.n).toBe(2);
    expect(await app.nest.get(Db).read((store) => store.periods.openSince(claimId))).toEqual(at(1000));
  });

  it('do not overlap when two writers begin one at once, without the lock that keeps them apart', async () => {
    const [one, two] = [await app.sql.connect(), await app.sql.connect()];
    const write = (version: number): [string, unknown[]] => [
      `INSERT INTO standing_period (claim_id, standing_version, claim_version, period, status, desk_id)
       VALUES ($1, $2, 1, tstzrange($3, NULL), 'assessed', $4)`,
      [claimId, version, at(1000), deskId],
    ];
    try {
      await one.query('DELETE FROM standing_period WHERE claim_id = $1', [claimId]);
      await one.query('BEGIN');
      await two.query('BEGIN');
      await one.query(...write(2));
      const late = two.query(...write(3)).then(
        () => 'written',
        (error: { code: string }) => error.code,
      );
      await one.query('COMMIT');
      expect(await late).toBe('23P01');
      await two.query('ROLLBACK');
    } finally {
      one.release();
      two.release();
    }
    expect(await heldAt(1000)).toEqual([2]);
  });

  it('begun by many at once under the claim’s lock follow each other without a gap', async () => {
    const db = app.nest.get(Db);
    await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        db.write(async (store) => {
          await store.claims.lockState(claimId);
          const since = await store.periods.openSince(claimId);
          await store.periods.begin(claimId, new Date((since?.getTime() ?? 0) + (i % 3)), {
            ...{
              standingVersion: 2 + i,
              status: 'assessed',
              label: null,
              verdictVersion: null,
              ratingId: null,
            },
          });
        }),
      ),
    );
    const [gaps] = await app.rows<{ n: number; open: number }>(
      `SELECT count(*) FILTER (WHERE after IS DISTINCT FROM upper(period) AND after IS NOT NULL)::int AS n,
         count(*) FILTER (WHERE upper_inf(period))::int AS open
       FROM (SELECT period, lead(lower(period)) OVER (ORDER BY lower(period)) AS after FROM standing_period
             WHERE claim_id = $1 AND NOT isempty(period)) AS p`,
      [claimId],
    );
    expect(gaps).toEqual({ n: 0, open: 1 });
  });

  it('are told to be rebuilt when they are lost', async () => {
    await app.sql.query('DELETE FROM standing_period WHERE claim_id = $1', [claimId]);
    await expect(begin(2, 1000)).rejects.toThrow(/run stet rebuild/);
    expect(await app.nest.get(Db).read((store) => store.periods.openSince(randomUUID()))).toBeNull();
  });
});

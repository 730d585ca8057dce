import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Db } from '../../src/persistence/db.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';

const claims = 30_000;
let app: TestApp;

beforeAll(async () => {
  app = await startApp();
  const [person] = await app.rows<{ id: string }>('SELECT id FROM person');
  const desk = randomUUID();
  await app.rows(`INSERT INTO desk (id, name, created_at) VALUES ($1, 'Bulk', now())`, [desk]);
  await app.rows(
    `INSERT INTO claim (id, text, claimant, language, priority, review_priority, desk_id, workflow, created_by, recorded_at, version)
     SELECT gen_random_uuid(), 'It is ' || n, 'Somebody', 'en', 'normal', 'normal', $2, 'inbox', $3, now() - interval '1 s' * n, 1
     FROM generate_series(1, $1) AS n`,
    [claims, desk, person?.id],
  );
  await app.rows(
    `INSERT INTO claim_state (claim_id, standing_version, status) SELECT id, 1, 'unverified' FROM claim`,
  );
  // The oldest are overdue: a list read from the newest on would come to them last.
  await app.rows(
    `INSERT INTO schedule (subject_kind, subject_id, next_at, why, trigger)
     SELECT 'claim', id, now() + CASE WHEN recorded_at <= now() - interval '1 s' * ($1::int - 5) THEN interval '-1 h' ELSE interval '2 d' END,
       'Every 7 days for a level.', 'scheduled' FROM claim`,
    [claims],
  );
  await app.rows('VACUUM ANALYZE claim');
  await app.rows('VACUUM ANALYZE claim_state');
  await app.rows('VACUUM ANALYZE schedule');
});

afterAll(() => app.close());

it('finds few overdue claims in a large ledger without walking it', async () => {
  const blocks = async (): Promise<number> => {
    const [row] = await app.rows<{ n: string }>(
      `SELECT sum(heap_blks_hit + heap_blks_read + COALESCE(idx_blks_hit, 0) + COALESCE(idx_blks_read, 0)) AS n FROM pg_statio_user_tables
       WHERE relname IN ('claim', 'claim_state', 'schedule', 'check')`,
    );
    return Number(row?.n);
  };
  const settled = async (): Promise<number> => {
    await app.rows('SELECT pg_stat_force_next_flush()');
    return blocks();
  };
  const found = await app.call('GET', '/v1/claims?overdue=true');
  expect(found.json<{ items: unknown[]; total: number }>()).toMatchObject({ total: expect.any(Number) });
  const overdue = found.json<{ items: unknown[] }>().items.length;
  expect(overdue).toBeGreaterThan(0);
  expect(overdue).toBeLessThan(10);
  const before = await settled();
  await app.nest.get(Db).write(async (store) => {
    const now = new Date();
    await store.claimLists.page({ overdue: true }, { limit: 20, cursor: null, offset: 0 }, now);
    await store.claimLists.total({ overdue: true }, now);
  });
  await app.nest.close();
  expect((await settled()) - before).toBeLessThan(1000);
});

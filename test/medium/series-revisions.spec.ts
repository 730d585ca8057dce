import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RevisionsService } from '../../src/features/series/revisions.service.js';
import { startApp, until } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { endedCheck, recordClaim } from '../support/factory.js';

let app: TestApp;
const signal = new AbortController().signal;

beforeAll(async () => {
  app = await startApp({ role: 'api' });
});

afterAll(() => app.close());

async function series(fields: object = {}): Promise<string> {
  const body = {
    title: `Exports ${randomUUID()}`,
    dimension: 'money',
    currency: 'USD',
    scale: 1_000_000,
    ...fields,
  };
  const answer = await app.call('POST', '/v1/series', { body });
  expect(answer.status).toBe(201);
  return answer.json<{ id: string }>().id;
}

async function add(id: string, publishedOn: string, csv: string): Promise<string> {
  const answer = await app.call('POST', `/v1/series/${id}/vintages`, {
    body: { publishedOn, csv: `period,value\n${csv}` },
  });
  expect(answer.status).toBe(201);
  return answer.json<{ id: string }>().id;
}

interface Claim {
  readonly id: string;
  readonly assertionId: string;
}

/** A claim whose first check is done, so that none is open. */
async function claim(text = 'Exports rose by 25% in 2018.'): Promise<Claim> {
  const { id } = await recordClaim(app, text);
  await app.rows(`UPDATE "check" SET state = 'completed', completed_at = now() WHERE claim_id = $1`, [id]);
  await app.rows(`UPDATE outbox SET completed_at = now() WHERE job = 'check.run' AND completed_at IS NULL`);
  const [first] = (await app.call('GET', `/v1/claims/${id}/assertions`)).json<{ id: string }[]>();
  return { id, assertionId: first?.id ?? '' };
}

async function bind({ assertionId }: Claim, body: object): Promise<void> {
  const answer = await app.call('PUT', `/v1/assertions/${assertionId}/binding`, { body });
  expect([answer.status, answer.text]).toEqual([204, '']);
}

/** Does what is owed for a vintage, as a worker would; again when asked. */
async function carryOut(vintageId: string): Promise<void> {
  const [row] = await app.rows<{ id: string }>(
    `SELECT id FROM outbox WHERE job = 'series.revised' AND ref_id = $1`,
    [vintageId],
  );
  expect(row).toBeDefined();
  await app.nest.get(RevisionsService).check({ outboxId: Number(row?.id), refId: vintageId }, signal);
}

const checksOf = (claimId: string) =>
  app.rows<{ trigger: string; state: string; vintage_id: string | null }>(
    `SELECT trigger, state, vintage_id FROM "check" WHERE claim_id = $1 AND trigger <> 'recorded' ORDER BY requested_at, id`,
    [claimId],
  );

describe('a new vintage', () => {
  it('asks for a check of every claim that is tested by it, alone or in an expression, and of no other', async () => {
    const [own, other] = [await series(), await series()];
    const [alone, within, unbound, elsewhere, rebound] = await Promise.all(
      Array.from({ length: 5 }, () => claim()),
    );
    if (!alone || !within || !unbound || !elsewhere || !rebound) throw new Error('five claims are needed');
    await bind(alone, { seriesId: own });
    await bind(within, { expression: 'a + b', terms: { a: own, b: other } });
    await bind(unbound, { seriesId: own });
    await bind(unbound, { seriesId: null });
    await bind(elsewhere, { seriesId: other });
    await bind(rebound, { expression: 'a + b', terms: { a: own, b: other } });
    await bind(rebound, { expression: 'b * 2', terms: { b: other } });
    const vintageId = await add(own, '2019-01-20', '2018,500\n');
    await carryOut(vintageId);
    const asked = [{ trigger: 'series-revised', state: 'queued', vintage_id: vintageId }];
    expect(await Promise.all([alone, within].map(({ id }) => checksOf(id)))).toEqual([asked, asked]);
    expect(await Promise.all([unbound, elsewhere, rebound].map(({ id }) => checksOf(id)))).toEqual([
      [],
      [],
      [],
    ]);
    const owed = await app.rows(
      `SELECT 1 FROM outbox o JOIN "check" k ON k.id = o.ref_id WHERE o.job = 'check.run' AND k.vintage_id = $1 AND o.completed_at IS NULL`,
      [vintageId],
    );
    expect(owed).toHaveLength(2);
  });

  it('asks once, however often its job is carried out', async () => {
    const own = await series();
    const tested = await claim();
    await bind(tested, { seriesId: own });
    const vintageId = await add(own, '2019-01-20', '2018,500\n');
    await Promise.all([carryOut(vintageId), carryOut(vintageId)]);
    await app.rows(`UPDATE "check" SET state = 'completed', completed_at = now() WHERE claim_id = $1`, [
      tested.id,
    ]);
    await carryOut(vintageId);
    expect(await checksOf(tested.id)).toHaveLength(1);
    const [row] = await app.rows<{ done: boolean }>(
      `SELECT completed_at IS NOT NULL AS done FROM outbox WHERE job = 'series.revised' AND ref_id = $1`,
      [vintageId],
    );
    expect(row).toEqual({ done: true });
  });

  it('leaves a claim alone whose queued check will see it; one that is being checked gets another', async () => {
    const own = await series();
    const [queued, running] = [await claim(), await claim()];
    for (const each of [queued, running]) {
      await bind(each, { seriesId: own });
      await app.call('POST', `/v1/claims/${each.id}/checks`);
    }
    await app.rows(`UPDATE "check" SET state = 'running' WHERE claim_id = $1 AND trigger = 'manual'`, [
      running.id,
    ]);
    await carryOut(await add(own, '2019-01-20', '2018,500\n'));
    expect((await checksOf(queued.id)).map((each) => each.trigger)).toEqual(['manual']);
    expect((await checksOf(running.id)).map((each) => each.trigger)).toEqual(['manual', 'series-revised']);
  });

  it('goes through more claims than a batch holds', async () => {
    const own = await series();
    const first = await claim();
    await bind(first, { seriesId: own });
    await app.rows(
      `WITH c AS (
         INSERT INTO claim (id, text, stated_on, claimant, language, topics, priority, review_priority, desk_id, workflow, created_by, recorded_at, version)
         SELECT gen_random_uuid(), text || n, stated_on, claimant, language, topics, priority, review_priority, desk_id, workflow, created_by, recorded_at, 1
         FROM claim, generate_series(1, 1200) AS n WHERE id = $1 RETURNING id),
       a AS (
         INSERT INTO assertion SELECT (jsonb_populate_record(null::assertion, to_jsonb(x) || jsonb_build_object('id', gen_random_uuid(), 'claim_id', c.id))).*
         FROM c, assertion x WHERE x.id = $2 RETURNING id)
       INSERT INTO binding (assertion_id, version, series_id, bound_by, recorded_at)
       SELECT a.id, 1, $3, b.bound_by, b.recorded_at FROM a, binding b WHERE b.assertion_id = $2`,
      [first.id, first.assertionId, own],
    );
    const vintageId = await add(own, '2019-01-20', '2018,500\n');
    await carryOut(vintageId);
    const [row] = await app.rows<{ n: number }>(
      `SELECT count(*)::int AS n, count(DISTINCT claim_id)::int AS claims FROM "check" WHERE vintage_id = $1`,
      [vintageId],
    );
    expect(row).toEqual({ n: 1201, claims: 1201 });
  }, 120_000);
});

describe('an expression', () => {
  it('is a version of the binding, with its terms', async () => {
    const [a, b] = [await series(), await series()];
    const tested = await claim();
    await bind(tested, { seriesId: a });
    await bind(tested, { expression: 'share(a, b)', terms: { a, b } });
    await bind(tested, { expression: 'share(a, b)', terms: { b, a } });
    const answer = await app.call('GET', `/v1/assertions/${tested.assertionId}/binding`);
    expect(answer.json()).toMatchObject({ seriesId: null, expression: 'share(a, b)', terms: { a, b } });
    const asOf = await app.call('GET', `/v1/claims/${tested.id}?asOf=${new Date().toISOString()}`);
    expect(
      asOf
        .json<{ series: { seriesId: string }[] }>()
        .series.map((each) => each.seriesId)
        .sort(),
    ).toEqual([a, b].sort());
    await bind(tested, { expression: 'share(a, b)', terms: { a: b, b: a } });
    await bind(tested, { seriesId: null });
    const versions = await app.rows(
      `SELECT b.version, expression, series_id IS NOT NULL AS plain, (SELECT count(*)::int FROM binding_term t WHERE t.assertion_id = b.assertion_id AND t.version = b.version) AS terms
       FROM binding b WHERE assertion_id = $1 ORDER BY version`,
      [tested.assertionId],
    );
    expect(versions).toEqual([
      { version: 1, expression: null, plain: true, terms: 0 },
      { version: 2, expression: 'share(a, b)', plain: false, terms: 2 },
      { version: 3, expression: 'share(a, b)', plain: false, terms: 2 },
      { version: 4, expression: null, plain: false, terms: 0 },
    ]);
  });

  it('is refused where it cannot be read or means nothing', async () => {
    const tested = await claim();
    const [usd, eur] = [await series(), await series({ currency: 'EUR' })];
    const refusal = async (body: object) => {
      const answer = await app.call('PUT', `/v1/assertions/${tested.assertionId}/binding`, { body });
      const { code, errors } = answer.json<{ code: string; errors?: { pointer: string }[] }>();
      return [answer.status, code, errors?.[0]?.pointer ?? null];
    };
    expect(await refusal({ expression: 'a +', terms: { a: usd } })).toEqual([
      422,
      'series/bad-expression',
      '/expression',
    ]);
    expect(await refusal({ expression: 'a + b', terms: { a: usd, b: eur } })).toEqual([
      422,
      'series/bad-expression',
      '/expression',
    ]);
    expect(await refusal({ expression: '1 + 1', terms: {} })).toEqual([
      422,
      'series/bad-expression',
      '/expression',
    ]);
    expect(await refusal({ expression: 'a + b', terms: { a: usd } })).toEqual([
      400,
      'request/invalid',
      '/terms/b',
    ]);
    expect(await refusal({ expression: 'a', terms: { a: usd, b: usd } })).toEqual([
      400,
      'request/invalid',
      '/terms/b',
    ]);
    expect(await refusal({ expression: 'a', terms: { a: 'no uuid' } })).toEqual([
      400,
      'request/invalid',
      '/terms/a',
    ]);
    expect(await refusal({ expression: 'a', terms: { a: randomUUID() } })).toEqual([
      404,
      'series/not-found',
      null,
    ]);
    expect(await refusal({ seriesId: usd, expression: 'a', terms: { a: usd } })).toEqual([
      400,
      'request/invalid',
      '/seriesId',
    ]);
    expect(await refusal({})).toEqual([400, 'request/invalid', '/seriesId']);
    expect(await refusal({ seriesId: usd, terms: { a: usd } })).toEqual([400, 'request/invalid', '/terms']);
    expect(await app.rows('SELECT 1 FROM binding WHERE assertion_id = $1', [tested.assertionId])).toEqual([]);
  });
});

describe('from vintage to standing', () => {
  it('a revision of one term reaches the claim by itself, and says what it changed', async () => {
    const worker = await startApp({ running: true });
    try {
      const call = async <T>(method: 'POST' | 'PUT' | 'GET', path: string, body?: object): Promise<T> => {
        const answer = await worker.call(method, path, body === undefined ? {} : { body });
        if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
        return answer.status === 204 ? (undefined as T) : answer.json<T>();
      };
      const make = (title: string) =>
        call<{ id: string }>('POST', '/v1/series', {
          title,
          dimension: 'money',
          currency: 'USD',
          scale: 1_000_000,
        });
      const edition = (id: string, publishedOn: string, csv: string) =>
        call<{ id: string }>('POST', `/v1/series/${id}/vintages`, {
          publishedOn,
          csv: `period,value\n${csv}`,
        });
      const [kz, uz] = [await make('Exports to Kazakhstan'), await make('Exports to Uzbekistan')];
      await edition(kz.id, '2019-01-20', '2017,300\n2018,400\n');
      await edition(uz.id, '2019-01-20', '2017,100\n2018,100\n');
      const { id, checkId } = await recordClaim(worker, 'Exports rose by 25% in 2018.');
      const [assertion] = await call<{ id: string }[]>('GET', `/v1/claims/${id}/assertions`);
      await endedCheck(worker, checkId);
      await call('PUT', `/v1/assertions/${assertion?.id}/binding`, {
        expression: 'kz + uz',
        terms: { kz: kz.id, uz: uz.id },
      });
      const manual = await call<{ id: string }>('POST', `/v1/claims/${id}/checks`);
      expect(await endedCheck(worker, manual.id)).toMatchObject({ assessment: { label: 'supported' } });
      const revised = await edition(kz.id, '2019-05-01', '2017,300\n2018,500\n');
      const found = await untilChecked(worker, revised.id);
      expect(found).toMatchObject({
        ...{ trigger: 'series-revised', assessment: { label: 'refuted' } },
        findings: [{ checker: 'series', label: 'refuted', vintageId: revised.id }],
      });
      const reasons = (found.findings[0] as unknown as { reasons: { code: string; message: string }[] })
        .reasons;
      expect(reasons.map((each) => each.code)).toEqual([
        'figure-differs',
        'known-then',
        'revision-changed-answer',
      ]);
      expect(reasons[0]?.message).toContain(
        '(500 million + 100 million) / (300 million + 100 million) − 1 = 50 %',
      );
    } finally {
      await worker.close();
    }
  });

  async function untilChecked(worker: TestApp, vintageId: string) {
    const check = await until('a check for the vintage', async () => {
      const [row] = await worker.rows<{ id: string }>('SELECT id FROM "check" WHERE vintage_id = $1', [
        vintageId,
      ]);
      return row;
    });
    return endedCheck(worker, check.id);
  }
});

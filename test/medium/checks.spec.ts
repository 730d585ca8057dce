import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChecksService } from '../../src/features/checks/checks.service.js';
import { Db } from '../../src/persistence/db.js';
import { startApp, until } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { checkAgain, claimNow, endedCheck, recordClaim } from '../support/factory.js';
import type { Recorded } from '../support/factory.js';
import { startSite } from '../support/site.js';
import type { Site } from '../support/site.js';

let app: TestApp;
let site: Site;
let pages = 0;

beforeAll(async () => {
  site = await startSite();
  app = await startApp({ allow: [site.allow] });
});

afterAll(async () => {
  await app.close();
  await site.close();
});

const newPage = (): string => `/page-${(pages += 1)}`;
const citing = (...paths: string[]) => ({
  sources: paths.map((path) => ({ url: site.url(path), origin: path })),
});

const record = (text: string, ...paths: string[]): Promise<Recorded> =>
  recordClaim(app, text, citing(...paths));

async function checked(text: string, ...paths: string[]) {
  const { id, checkId } = await record(text, ...paths);
  await app.poll();
  return { id, check: await endedCheck(app, checkId) };
}

describe('a check', () => {
  it.each([
    ['supported', 'Trade turnover reached $3.1 billion in 2018, the ministry said.'],
    ['refuted', 'Trade turnover reached $1.2 billion in 2018, the ministry said.'],
    ['not-enough-evidence', 'Ministers met on Tuesday to talk about water.'],
  ])('finds a claim %s by what its source says', async (label, text) => {
    const path = newPage();
    site.publish(path, text);
    const { id, check } = await checked('Trade turnover reached $3.1 billion in 2018.', path);
    expect(check).toMatchObject({ state: 'completed', failure: null, assessment: { label } });
    expect(await claimNow(app, id)).toMatchObject({
      status: 'assessed',
      assessment: label,
      standingVersion: 2,
    });
  });

  it('finds a claim conflicting when two independent sources disagree', async () => {
    const [one, two] = [newPage(), newPage()];
    site.publish(one, 'Trade turnover reached $3.1 billion in 2018, the ministry said.');
    site.publish(two, 'Trade turnover reached $1.2 billion in 2018, the bank said.');
    const { check } = await checked('Trade turnover reached $3.1 billion in 2018.', one, two);
    expect(check.assessment?.label).toBe('conflicting');
  });

  it('reads a series bound to the assertion, and its next vintage at the next check', async () => {
    const { id, checkId } = await recordClaim(app, 'Exports reached $3.1 billion in 2018.');
    await app.poll();
    await endedCheck(app, checkId);
    const series = (
      await app.call('POST', '/v1/series', {
        body: { title: 'Exports, yearly', dimension: 'money', currency: 'USD', scale: 1e6 },
      })
    ).json<{ id: string }>();
    const vintage = (csv: string, publishedOn: string) =>
      app.call('POST', `/v1/series/${series.id}/vintages`, { body: { csv, publishedOn } });
    expect((await vintage('period,value\n2017,2400\n2018,3100\n', '2019-02-01')).status).toBe(201);
    const [assertion] = (await app.call('GET', `/v1/claims/${id}/assertions`)).json<{ id: string }[]>();
    expect(
      (await app.call('PUT', `/v1/assertions/${assertion?.id}/binding`, { body: { seriesId: series.id } }))
        .status,
    ).toBe(204);
    const first = await checkAgain(app, id);
    expect(first.assessment?.label).toBe('supported');
    expect(first.findings.map((each) => each.checker)).toContain('series');
    await vintage('period,value\n2017,2400\n2018,2200\n', '2019-05-01');
    expect((await checkAgain(app, id)).assessment?.label).toBe('refuted');
  });

  it('fetches a page once for all checks that wait for it', async () => {
    const path = newPage();
    site.publish(path, 'Trade turnover reached $3.1 billion in 2018, the ministry said.');
    const claims = await Promise.all(
      [
        'Trade turnover reached $3.1 billion in 2018.',
        'Trade turnover exceeded $3 billion in 2018.',
        'Trade turnover fell in 2018.',
      ].map((text) => record(text, path)),
    );
    await app.poll();
    await Promise.all(claims.map(({ checkId }) => endedCheck(app, checkId)));
    // A check asked for after the fetch began is not served by it.
    expect(site.hits(path)).toBeLessThanOrEqual(2);
    const [row] = await app.rows<{ n: string }>('SELECT count(*) AS n FROM source WHERE url = $1', [
      site.url(path),
    ]);
    expect(Number(row?.n)).toBe(1);
  });

  it('judges the archived copy of a page that is gone for good, and says so', async () => {
    const path = newPage();
    site.publish(path, 'Trade turnover reached $3.1 billion in 2018, the ministry said.');
    const { id } = await checked('Trade turnover reached $3.1 billion in 2018.', path);
    site.fail(path, 410);
    const check = await checkAgain(app, id);
    expect(check).toMatchObject({ state: 'completed', assessment: { label: 'supported' } });
    expect(check.findings).toContainEqual(
      expect.objectContaining({ checker: 'availability', label: null, error: 'http-410' }),
    );
  });
});

describe('a check that cannot be made', () => {
  it('changes no label, no verification, and comes again later and later', async () => {
    const path = newPage();
    site.publish(path, 'Trade turnover reached $3.1 billion in 2018, the ministry said.');
    const { id } = await checked('Trade turnover reached $3.1 billion in 2018.', path);
    const before = await claimNow(app, id);
    site.fail(path, 503);
    const waits: number[] = [];
    for (let i = 0; i < 3; i++) {
      const check = await checkAgain(app, id);
      expect(check).toMatchObject({ state: 'failed', findings: [], assessment: null });
      expect(check.failure).toContain('503');
      const [row] = await app.rows<{ seconds: number }>(
        `SELECT EXTRACT(epoch FROM s.next_at - k.completed_at)::float8 AS seconds FROM schedule s JOIN "check" k ON k.claim_id = s.subject_id
         WHERE s.subject_kind = 'claim' AND s.subject_id = $1 ORDER BY k.requested_at DESC LIMIT 1`,
        [id],
      );
      waits.push(Math.round(row?.seconds ?? 0));
    }
    expect(waits).toEqual([300, 1800, 7200]);
    const after = await claimNow(app, id);
    expect({ ...after, nextCheckAt: null, nextCheckWhy: null }).toEqual({
      ...before,
      nextCheckAt: null,
      nextCheckWhy: null,
    });
    site.publish(path, 'Trade turnover reached $3.1 billion in 2018, the ministry said.');
    await checkAgain(app, id);
    const [state] = await app.rows<{ failed: number }>(
      'SELECT failed_checks AS failed FROM claim_state WHERE claim_id = $1',
      [id],
    );
    expect(state?.failed).toBe(0);
  });
});

describe('a check carried out twice', () => {
  const payloadOf = async (checkId: string) => {
    const [row] = await app.rows<{ id: string }>(
      `SELECT id FROM outbox WHERE job = 'check.run' AND ref_id = $1`,
      [checkId],
    );
    return { outboxId: Number(row?.id), refId: checkId };
  };
  const effects = async (checkId: string) => {
    const [row] = await app.rows<{ assessments: string; events: string; done: boolean; state: string }>(
      `SELECT (SELECT count(*) FROM assessment WHERE check_id = k.id) AS assessments, k.state,
         (SELECT count(*) FROM event WHERE type = 'check.completed' AND payload LIKE '%' || k.id || '%') AS events,
         (SELECT completed_at IS NOT NULL FROM outbox WHERE ref_id = k.id) AS done FROM "check" k WHERE id = $1`,
      [checkId],
    );
    return {
      assessments: Number(row?.assessments),
      events: Number(row?.events),
      done: row?.done,
      state: row?.state,
    };
  };
  const signal = new AbortController().signal;

  it('at once has one effect', async () => {
    const path = newPage();
    site.publish(path, 'Trade turnover reached $3.1 billion in 2018, the ministry said.');
    const { checkId } = await record('Trade turnover reached $3.1 billion in 2018.', path);
    const checks = app.nest.get(ChecksService);
    const payload = await payloadOf(checkId);
    const runs = await Promise.allSettled([1, 2, 3].map(() => checks.run(payload, signal)));
    expect(runs.some((each) => each.status === 'fulfilled')).toBe(true);
    expect(await effects(checkId)).toEqual({ assessments: 1, events: 1, done: true, state: 'completed' });
    await checks.run(payload, signal);
    expect(await effects(checkId)).toEqual({ assessments: 1, events: 1, done: true, state: 'completed' });
  });

  it('by a worker that was taken for dead changes nothing when that worker wakes', async () => {
    const path = newPage();
    site.publish(path, 'Trade turnover reached $3.1 billion in 2018, the ministry said.');
    const release = site.hold(path);
    const { id, checkId } = await record('Trade turnover reached $3.1 billion in 2018.', path);
    const checks = app.nest.get(ChecksService);
    const payload = await payloadOf(checkId);
    const stalled = checks.run(payload, signal);
    const outcome = stalled.then(
      () => 'recorded',
      (error: Error) => error.message,
    );
    await until('the fetch', () => site.hits(path) === 1);
    const taken = await app.nest.get(Db).write((store) => store.checks.take(checkId, new Date()));
    expect(taken?.token).toBe(2);
    release();
    expect(await outcome).toContain('another worker took');
    expect(await effects(checkId)).toEqual({ assessments: 0, events: 0, done: false, state: 'running' });
    expect((await claimNow(app, id)).status).toBe('unverified');
    await checks.run(payload, signal);
    expect(await effects(checkId)).toEqual({ assessments: 1, events: 1, done: true, state: 'completed' });
  });

  it('stops with the process and leaves its work owed', async () => {
    const path = newPage();
    site.publish(path, 'Trade turnover reached $3.1 billion in 2018, the ministry said.');
    const release = site.hold(path);
    const { checkId } = await record('Trade turnover reached $3.1 billion in 2018.', path);
    const stopping = new AbortController();
    const outcome = app.nest
      .get(ChecksService)
      .run(await payloadOf(checkId), stopping.signal)
      .then(
        () => 'recorded',
        () => 'stopped',
      );
    await until('the fetch', () => site.hits(path) === 1);
    stopping.abort(new Error('shutdown'));
    expect(await outcome).toBe('stopped');
    release();
    expect(await effects(checkId)).toEqual({ assessments: 0, events: 0, done: false, state: 'running' });
    await app.poll();
    expect((await endedCheck(app, checkId)).state).toBe('completed');
  });
});

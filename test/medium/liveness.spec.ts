import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SchedulesService } from '../../src/features/schedules/schedules.service.js';
import { startApp, until } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { claimNow } from '../support/factory.js';
import { startSite } from '../support/site.js';
import type { Site } from '../support/site.js';
import {
  causedChecks,
  fetchWhenDue,
  fetchesOf,
  publishedClaim,
  settled,
  sourceEvents,
} from '../support/watch.js';
import { sourceIdOf } from '../support/watch.js';

let app: TestApp;
let site: Site;

beforeAll(async () => {
  site = await startSite();
  app = await startApp({ allow: [site.allow], env: { STET_FETCH_TIMEOUT_MS: '2000' } });
});

afterAll(async () => {
  await app.close();
  await site.close();
});

const text = 'Trade turnover reached $3 billion in 2018, the ministry said.';
let pages = 0;

async function cited(): Promise<{ path: string; url: string; claim: string }> {
  const path = `/page-${(pages += 1)}`;
  const url = site.publish(path, text);
  return { path, url, claim: await publishedClaim(app, { text, url, exact: text }) };
}

interface State {
  readonly liveness: string;
  readonly strikes: number;
  readonly failures: number;
  readonly code: string | null;
  readonly since: Date;
}

async function stateOf(url: string): Promise<State | undefined> {
  const id = await sourceIdOf(app, url);
  const [row] = await app.rows<State>(
    'SELECT liveness, strikes, failures, code, since FROM source_state WHERE source_id = $1',
    [id],
  );
  return row;
}

const typesOf = async (url: string): Promise<string[]> =>
  (await sourceEvents(app, url)).map(({ type }) => type);

async function refetch(url: string): Promise<void> {
  await app.call('POST', `/v1/sources/${await sourceIdOf(app, url)}/fetches`);
  await settled(app);
}

/** Due at once, without time that goes by for the claims too. */
async function makeDue(url: string): Promise<void> {
  await app.rows(
    `UPDATE schedule SET next_at = now() - interval '1 day' WHERE subject_kind = 'source' AND subject_id = $1`,
    [await sourceIdOf(app, url)],
  );
}

describe('a page that is not there', () => {
  it('is gone after three strikes days apart, not before; told once; and may return', async () => {
    const { path, url, claim } = await cited();
    expect(await stateOf(url)).toMatchObject({ liveness: 'alive', strikes: 0 });
    site.fail(path, 404);
    await fetchWhenDue(app, url);
    for (let again = 0; again < 4; again += 1) await refetch(url);
    expect(await stateOf(url)).toMatchObject({
      liveness: 'failing',
      strikes: 1,
      failures: 5,
      code: 'http-404',
    });
    await fetchWhenDue(app, url);
    expect(await stateOf(url)).toMatchObject({ liveness: 'failing', strikes: 2 });
    expect(await typesOf(url)).toEqual([]);
    expect(await causedChecks(app, claim)).toBe(0);
    const gone = await fetchWhenDue(app, url);
    expect(gone).toMatchObject({ outcome: 'failed', code: 'http-404', effects: ['gone'] });
    expect(await stateOf(url)).toMatchObject({ liveness: 'gone', strikes: 3 });
    expect(await causedChecks(app, claim)).toBe(1);
    // A page that is not there says nothing against the verdict.
    expect((await claimNow(app, claim)).status).toBe('settled');
    await fetchWhenDue(app, url);
    await refetch(url);
    const [event, ...more] = await sourceEvents(app, url);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ type: 'source.gone', data: { code: 'http-404', claimCount: 1 } });
    site.publish(path, text);
    // Its claim may be due in the same tick: whichever fetch is first finds it back.
    expect(await fetchWhenDue(app, url)).toMatchObject({ outcome: 'unchanged' });
    const effects = (await fetchesOf(app, await sourceIdOf(app, url))).flatMap((fetch) => fetch.effects);
    expect(effects).toEqual(['returned', 'gone']);
    await fetchWhenDue(app, url);
    expect(await typesOf(url)).toEqual(['source.gone', 'source.returned']);
    expect(await stateOf(url)).toMatchObject({ liveness: 'alive', strikes: 0, failures: 0, code: null });
    expect(await causedChecks(app, claim)).toBe(1);
  });

  it.each([
    [500, 'http-500'],
    [410, 'http-410'],
  ])('a server that answers %i is told apart', async (status, code) => {
    const { path, url } = await cited();
    site.fail(path, status);
    for (let strike = 1; strike <= 3; strike += 1) {
      await fetchWhenDue(app, url);
      expect(await stateOf(url)).toMatchObject({ code, strikes: strike });
    }
    expect(await typesOf(url)).toEqual(['source.gone']);
  });

  it('a server that does not answer in time is told apart, and a success forgets its strikes', async () => {
    const { path, url } = await cited();
    const release = site.hold(path);
    await fetchWhenDue(app, url);
    expect(await stateOf(url)).toMatchObject({ liveness: 'failing', code: 'timeout', strikes: 1 });
    release();
    await fetchWhenDue(app, url);
    expect(await stateOf(url)).toMatchObject({ liveness: 'alive', strikes: 0, failures: 0 });
  });
});

describe('a page that does not let itself be read', () => {
  it.each([
    [403, 'blocked'],
    [451, 'blocked'],
    [402, 'blocked'],
  ])('is blocked by %i, never gone', async (status, liveness) => {
    const { path, url, claim } = await cited();
    site.fail(path, status);
    for (let again = 0; again < 4; again += 1) await fetchWhenDue(app, url);
    expect(await stateOf(url)).toMatchObject({ liveness, strikes: 0 });
    expect((await stateOf(url))?.failures).toBeGreaterThanOrEqual(4);
    expect(await typesOf(url)).toEqual([]);
    expect(await causedChecks(app, claim)).toBe(0);
  });
});

describe('a page that answers 200 and is none', () => {
  const html = (title: string, body: string): string =>
    `<!doctype html><html lang="en"><head><title>${title}</title></head><body><main><article><h1>${title}</h1>${body}</article></main></body></html>`;

  it('a paywall blocks and never strikes', async () => {
    const { path, url, claim } = await cited();
    site.serve(
      path,
      html(
        'Trade in 2018',
        '<p>The ministry published its yearly review of foreign trade.</p><p>Subscribe to continue reading.</p>',
      ),
    );
    for (let again = 0; again < 4; again += 1) await fetchWhenDue(app, url);
    expect(await stateOf(url)).toMatchObject({ liveness: 'blocked', code: 'paywall', strikes: 0 });
    expect(await typesOf(url)).toEqual([]);
    expect((await claimNow(app, claim)).status).toBe('settled');
  });

  it('a page that says that it is not there strikes as a 404 does', async () => {
    const { path, url } = await cited();
    site.serve(
      path,
      html('Page not found', '<p>Sorry, the page you are looking for could not be found.</p>'),
    );
    for (let again = 0; again < 3; again += 1) await fetchWhenDue(app, url);
    expect(await stateOf(url)).toMatchObject({ liveness: 'gone', code: 'soft-404', strikes: 3 });
    expect(await typesOf(url)).toEqual(['source.gone']);
    const [row] = await app.rows<{ n: number }>(
      'SELECT count(*)::int AS n FROM snapshot WHERE source_id = $1',
      [await sourceIdOf(app, url)],
    );
    expect(row?.n).toBe(1);
  });
});

describe('the tick', () => {
  it('takes each due time once, however many ticks look at once', async () => {
    const { url } = await cited();
    const id = await sourceIdOf(app, url);
    await app.advance('P40D');
    await Promise.all(Array.from({ length: 4 }, () => app.nest.get(SchedulesService).tick()));
    await settled(app);
    const scheduled = (await fetchesOf(app, id)).filter(({ trigger }) => trigger === 'scheduled');
    expect(scheduled).toHaveLength(1);
  });

  it('takes none in quiet hours', async () => {
    const { url } = await cited();
    const id = await sourceIdOf(app, url);
    await makeDue(url);
    await app.rows(
      `UPDATE schedule_setting SET quiet_from = '00:00', quiet_to = '23:59', time_zone = 'Etc/UTC'`,
    );
    await app.tick();
    expect((await fetchesOf(app, id)).map(({ trigger }) => trigger)).toEqual(['check']);
    await app.rows(`UPDATE schedule_setting SET quiet_from = NULL, quiet_to = NULL`);
    await app.tick();
    expect((await fetchesOf(app, id))[0]).toMatchObject({ trigger: 'scheduled', state: 'queued' });
    await settled(app);
  });
});

describe('a worker that dies', () => {
  it('between fetch and record leaves nothing behind; the next one records it once', async () => {
    const { path, url, claim } = await cited();
    const id = await sourceIdOf(app, url);
    site.publish(path, text.replace('$3 billion', '$1.2 billion'));
    // As a process killed in the middle of the transaction; a sequence is what no rollback takes back.
    await app.rows('CREATE SEQUENCE deaths; GRANT ALL ON deaths TO PUBLIC');
    await app.rows(
      `CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM nextval('deaths'); RAISE EXCEPTION 'killed here'; END $$`,
    );
    await app.rows(
      `CREATE TRIGGER die AFTER INSERT ON event FOR EACH ROW WHEN (NEW.type = 'source.passage_changed') EXECUTE FUNCTION die()`,
    );
    await makeDue(url);
    await app.tick();
    await app.poll();
    await until('a death', async () => {
      const [row] = await app.rows<{ died: boolean }>('SELECT is_called AS died FROM deaths');
      return row?.died;
    });
    expect(await typesOf(url)).toEqual([]);
    expect(await app.rows('SELECT 1 FROM snapshot WHERE source_id = $1', [id])).toHaveLength(1);
    await app.rows('DROP TRIGGER die ON event');
    await until('the record', async () => {
      await app.rows(`UPDATE outbox SET look_at = now() WHERE completed_at IS NULL AND job = 'source.fetch'`);
      await app.poll();
      return (await typesOf(url)).length > 0;
    });
    await settled(app);
    expect(await typesOf(url)).toEqual(['source.passage_changed']);
    expect(await causedChecks(app, claim)).toBe(1);
    const scheduled = (await fetchesOf(app, id)).filter(({ trigger }) => trigger === 'scheduled');
    expect(scheduled).toMatchObject([{ state: 'done', outcome: 'changed' }]);
  });

  it('twenty times has its fetch given up; the source is planned a day later, and may be revived', async () => {
    const { url } = await cited();
    const id = await sourceIdOf(app, url);
    // As after a tick and twenty dispatches.
    await app.rows(
      `WITH place AS (DELETE FROM schedule WHERE subject_kind = 'source' AND subject_id = $1),
         f AS (INSERT INTO source_fetch (id, source_id, trigger, requested_at, asked_at, slot_at, state)
               SELECT gen_random_uuid(), $1, 'scheduled', max(requested_at) + interval '1 second', now(), max(requested_at), 'running'
               FROM source_fetch WHERE source_id = $1 RETURNING id)
       INSERT INTO outbox (job, ref_id, dispatches, look_at) SELECT 'source.fetch', id, 20, now() - interval '1 minute' FROM f`,
      [id],
    );
    await app.poll();
    expect((await fetchesOf(app, id))[0]).toMatchObject({ outcome: 'failed', code: 'given-up' });
    expect(await stateOf(url)).toMatchObject({ liveness: 'alive', failures: 1, code: 'given-up' });
    const [place] = await app.rows<{ why: string }>(
      `SELECT why FROM schedule WHERE subject_kind = 'source' AND subject_id = $1`,
      [id],
    );
    expect(place?.why).toMatch(/given up.*after a day/);
    const [dead] = await app.rows<{ id: string }>(
      'SELECT id FROM outbox WHERE dead_at IS NOT NULL AND completed_at IS NULL',
    );
    await app.call('POST', `/v1/dead-letters/${dead?.id}/retry`);
    await settled(app);
    expect((await fetchesOf(app, id))[0]).toMatchObject({ state: 'done', outcome: 'unchanged' });
    expect(await stateOf(url)).toMatchObject({ liveness: 'alive', failures: 0, code: null });
  });
});

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { FactsService } from '../../src/features/checks/facts.service.js';
import { DriftService } from '../../src/features/sources/drift.service.js';
import { FetchRecorder } from '../../src/features/sources/fetch-recorder.service.js';
import type { Done } from '../../src/features/sources/fetch-recorder.service.js';
import { SourceReader } from '../../src/features/sources/source-reader.service.js';
import { Db } from '../../src/persistence/db.js';
import { startApp, until } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { claimNow, recordClaim } from '../support/factory.js';
import { startSite } from '../support/site.js';
import type { Site } from '../support/site.js';
import {
  causedChecks,
  fetchesOf,
  publishedClaim,
  settled,
  sourceEvents,
  sourceIdOf,
} from '../support/watch.js';

let app: TestApp;
let site: Site;

beforeAll(async () => {
  site = await startSite();
  app = await startApp({
    allow: [site.allow],
    env: { STET_FETCH_TIMEOUT_MS: '500', STET_STRIKE_HOURS: '0' },
  });
});

afterAll(async () => {
  await app.close();
  await site.close();
});

const said = 'Trade turnover reached $3 billion in 2018, the ministry said.';
const edited = said.replace('$3 billion', '$1.2 billion');
const filler =
  'The figures were published in the yearly review of foreign trade, which lists every country and every group of goods that customs counted.';

async function refetch(url: string): Promise<void> {
  await app.call('POST', `/v1/sources/${await sourceIdOf(app, url)}/fetches`);
  await settled(app);
}

/** Reads the page as a check's fetch does, without recording it yet; `checkId`: whose fetch it is. */
async function readOnly(url: string, checkId: string | null = null): Promise<Done> {
  const id = await sourceIdOf(app, url);
  const { source, latest } = await app.nest.get(Db).read(async (store) => ({
    source: await store.sources.find(id),
    latest: await store.snapshots.latest(id),
  }));
  if (source === null) throw new Error('no such source');
  const ask = { trigger: 'check' as const, obeysRobots: false, signal: new AbortController().signal };
  const reading = await app.nest.get(SourceReader).read(source, url, latest, ask);
  const fetch: Done['fetch'] = {
    ...{
      id: randomUUID(),
      sourceId: id,
      trigger: 'check',
      checkId,
      requestedBy: null,
      requestedAt: new Date(),
    },
    ...{
      askedAt: reading.askedAt,
      slotAt: null,
      state: 'running',
      token: 0,
      completedAt: null,
      outcome: null,
    },
    ...{ code: null, message: null, status: null, snapshotId: null, effects: [] },
  };
  return { source, fetch, isNew: true, outboxId: null, latest, reading };
}

describe('a fetch that is recorded after one that read the page later', () => {
  it('has to read again, so that nobody hears that the page changed back', async () => {
    const url = site.publish('/between', filler, said);
    const claim = await publishedClaim(app, { text: said, url, exact: said });
    site.publish('/between', filler, said, 'A paragraph was added below the others by the editors.');
    const older = await readOnly(url);
    site.publish('/between', filler, edited);
    await refetch(url);
    const recorder = app.nest.get(FetchRecorder);
    expect(await recorder.record(older)).toBe('overtaken');
    expect((await fetchesOf(app, older.source.id)).map(({ id }) => id)).not.toContain(older.fetch.id);
    const states = (await sourceEvents(app, url)).map(({ data }) => data.passages?.[0]?.new.state);
    expect(states).toEqual(['changed']);
    expect((await claimNow(app, claim)).status).toBe('challenged');
    // A page that says something else at each visit is recorded in the end.
    expect(await recorder.record({ ...older, isLastTry: true })).toMatchObject({ snapshot: {} });
  });

  it('is recorded where both read the same', async () => {
    const url = site.publish('/both', filler, said);
    await publishedClaim(app, { text: said, url, exact: said });
    site.publish('/both', filler, edited);
    const older = await readOnly(url);
    await refetch(url);
    expect(await app.nest.get(FetchRecorder).record(older)).toMatchObject({
      snapshot: { sameTextAs: expect.any(String) },
    });
    expect(await sourceEvents(app, url)).toHaveLength(1);
  });
});

describe('a change found by a check', () => {
  it.each([
    ['failed', 1],
    ['completed', 0],
  ])('that %s has its own claim checked %d times more', async (state, times) => {
    const url = site.publish(`/by-check-${state}`, filler, said);
    const claim = await publishedClaim(app, { text: said, url, exact: said });
    const [check] = await app.rows<{ id: string }>('SELECT id FROM "check" WHERE claim_id = $1', [claim]);
    await app.rows('UPDATE "check" SET state = $2 WHERE id = $1', [check?.id, state]);
    site.publish(`/by-check-${state}`, filler, edited);
    await app.nest.get(FetchRecorder).record(await readOnly(url, check?.id ?? null));
    await settled(app);
    expect(await causedChecks(app, claim)).toBe(times);
  });
});

describe('a check that waits long after it has read the page', () => {
  it('does not undo what the check caused by a change of the page found meanwhile', async () => {
    const url = site.publish('/slow-check', filler, said);
    const claim = await publishedClaim(app, { text: said, url, exact: said });
    const facts = app.nest.get(FactsService);
    const gather = facts.gather.bind(facts);
    const between = jest.spyOn(facts, 'gather').mockImplementationOnce(async (check, signal) => {
      const gathered = await gather(check, signal);
      site.publish('/slow-check', filler, edited);
      await app.call('POST', `/v1/sources/${await sourceIdOf(app, url)}/fetches`);
      await until('the check that the change causes', async () => {
        await app.poll();
        return (await claimNow(app, claim)).status === 'challenged';
      });
      return gathered;
    });
    const { id } = (await app.call('POST', `/v1/claims/${claim}/checks`)).json<{ id: string }>();
    await settled(app);
    between.mockRestore();
    expect((await claimNow(app, claim)).status).toBe('challenged');
    const ended = await app.rows<{ id: string }>(
      `SELECT id FROM "check" WHERE claim_id = $1 AND state = 'completed' ORDER BY completed_at DESC LIMIT 1`,
      [claim],
    );
    expect(ended).toEqual([{ id }]);
  });
});

describe('a source that is gone because nobody answers', () => {
  it('is not asked again by each of the checks that this causes', async () => {
    const url = site.publish('/silent', filler, said);
    const claims: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      const { id } = await recordClaim(app, `${said} (${n})`, { sources: [{ url, quote: { exact: said } }] });
      claims.push(id);
      await settled(app);
    }
    const release = site.hold('/silent');
    for (let n = 0; n < 2; n += 1) await refetch(url);
    const hits = site.hits('/silent');
    await refetch(url);
    release();
    expect((await sourceEvents(app, url)).map(({ type }) => type)).toEqual(['source.gone']);
    expect(await Promise.all(claims.map((id) => causedChecks(app, id)))).toEqual([1, 1, 1, 1, 1]);
    expect(site.hits('/silent')).toBe(hits + 1);
    const states = await app.rows(
      `SELECT DISTINCT state FROM "check" WHERE trigger = 'source-changed' AND claim_id = ANY($1::uuid[])`,
      [claims],
    );
    expect(states).toEqual([{ state: 'completed' }]);
  });
});

describe('the job that asks for checks', () => {
  it('broken off after a batch and done twice asks once for each claim', async () => {
    const url = site.publish('/many', filler, said);
    const claim = await publishedClaim(app, { text: said, url, exact: said });
    const source = await sourceIdOf(app, url);
    await app.rows(
      `WITH c AS (
         INSERT INTO claim (id, text, stated_on, claimant, language, topics, priority, review_priority, desk_id, workflow, created_by, recorded_at, version)
         SELECT gen_random_uuid(), text, stated_on, claimant, language, topics, priority, review_priority, desk_id, workflow, created_by, recorded_at, 1
         FROM claim, generate_series(1, 1200) WHERE id = $1 RETURNING id),
       s AS (INSERT INTO claim_state (claim_id, standing_version, status) SELECT id, 0, 'unverified' FROM c)
       INSERT INTO citation (id, claim_id, source_id, role, exact, created_by, recorded_at)
       SELECT gen_random_uuid(), c.id, $2, 'evidence', q.exact, q.created_by, q.recorded_at FROM c, citation q WHERE q.claim_id = $1`,
      [claim, source],
    );
    site.publish('/many', filler, edited);
    const done = await readOnly(url);
    await app.nest.get(FetchRecorder).record(done);
    const [job] = await app.rows<{ id: string }>(
      `SELECT id FROM outbox WHERE job = 'source.changed' AND ref_id = $1`,
      [done.fetch.id],
    );
    const payload = { outboxId: Number(job?.id), refId: done.fetch.id };
    const drift = app.nest.get(DriftService);
    const asked = async (): Promise<number> =>
      (await app.rows('SELECT 1 FROM "check" WHERE fetch_id = $1', [done.fetch.id])).length;
    const { signal } = new AbortController();
    const cut = new AbortController();
    const broken = drift.check(payload, cut.signal);
    await until('the first batch', async () => (await asked()) > 0);
    cut.abort();
    await broken.catch(() => undefined);
    // The first batch has been carried out before the job comes again.
    await app.rows(`UPDATE "check" SET state = 'completed' WHERE fetch_id = $1`, [done.fetch.id]);
    await Promise.all([drift.check(payload, signal), drift.check(payload, signal)]);
    await drift.check(payload, signal);
    expect(await asked()).toBe(1201);
    const twice = await app.rows(
      `SELECT claim_id FROM "check" WHERE fetch_id = $1 GROUP BY claim_id HAVING count(*) > 1`,
      [done.fetch.id],
    );
    expect(twice).toEqual([]);
    const owed = await app.rows(
      `SELECT 1 FROM outbox o JOIN "check" k ON k.id = o.ref_id WHERE k.fetch_id = $1`,
      [done.fetch.id],
    );
    expect(owed).toHaveLength(1201);
    // Else closing waits for all of them.
    await app.rows('UPDATE outbox SET completed_at = now() WHERE completed_at IS NULL');
  });
});

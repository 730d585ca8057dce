import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CaptureService } from '../../src/features/sources/capture.service.js';
import { Db } from '../../src/persistence/db.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { checkAgain, claimNow, recordClaim } from '../support/factory.js';
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
  app = await startApp({ allow: [site.allow] });
});

afterAll(async () => {
  await app.close();
  await site.close();
});

const said = {
  turnover: 'Trade turnover reached $3 billion in 2018, the ministry said.',
  exports: 'Exports rose by 25 percent to $1.1 billion in the same year.',
  cotton: 'Cotton yarn made up 14 percent of all goods that were sold abroad.',
};
const filler =
  'The figures were published in the yearly review of foreign trade, which lists every country and every group of goods that customs counted.';
let pages = 0;

interface Story {
  readonly path: string;
  readonly url: string;
  /** Of turnover, exports and cotton. */
  readonly claims: readonly [string, string, string];
}

/** A page with three passages, each cited by a claim of its own under a verdict. */
async function story(): Promise<Story> {
  const path = `/story-${(pages += 1)}`;
  const url = site.publish(path, filler, said.turnover, said.exports, said.cotton);
  const claims: string[] = [];
  for (const exact of [said.turnover, said.exports, said.cotton])
    claims.push(await publishedClaim(app, { text: exact, url, exact }));
  return { path, url, claims: claims as unknown as Story['claims'] };
}

const statuses = (ids: readonly string[]): Promise<string[]> =>
  Promise.all(ids.map(async (id) => (await claimNow(app, id)).status));

const edited = said.turnover.replace('$3 billion', '$1.2 billion');

describe('a page that is edited between two fetches', () => {
  it('challenges exactly the claim whose passage changed, and nobody else', async () => {
    const { path, url, claims } = await story();
    const elsewhere = site.publish('/elsewhere', filler, said.turnover);
    const other = await publishedClaim(app, { text: said.turnover, url: elsewhere, exact: said.turnover });
    expect(await statuses([...claims, other])).toEqual(['settled', 'settled', 'settled', 'settled']);
    site.publish(path, filler, edited, said.exports, said.cotton);
    const fetch = await fetchWhenDue(app, url);
    expect(fetch).toMatchObject({ outcome: 'changed', effects: ['text-changed', 'passage-changed'] });
    expect(await statuses([...claims, other])).toEqual(['challenged', 'settled', 'settled', 'settled']);
    expect(await Promise.all([...claims, other].map((id) => causedChecks(app, id)))).toEqual([1, 0, 0, 0]);
    const events = await sourceEvents(app, url);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      type: 'source.passage_changed',
      data: {
        claimCount: 1,
        claims: [{ claim: { id: claims[0] } }],
        passages: [
          { claimId: claims[0], old: { state: 'exact' }, new: { state: 'changed', passage: edited } },
        ],
      },
    });
    expect(events[0]?.data.passages?.[0]?.figures).toHaveLength(1);
    // The page was fetched once for it: the check reads what the fetch brought.
    expect(
      (await fetchesOf(app, await sourceIdOf(app, url))).filter((each) => each.trigger === 'check'),
    ).toHaveLength(3);
  });

  it('says nothing of other words with the same facts, nor of advertisements and counters', async () => {
    const { path, url, claims } = await story();
    const reworded = said.turnover.replace('reached', 'amounted to');
    site.publish(path, filler, reworded, said.exports, said.cotton);
    expect(await fetchWhenDue(app, url)).toMatchObject({ outcome: 'changed', effects: ['text-changed'] });
    expect(await sourceEvents(app, url)).toEqual([]);
    expect(await statuses(claims)).toEqual(['settled', 'settled', 'settled']);
    expect(await Promise.all(claims.map((id) => causedChecks(app, id)))).toEqual([0, 0, 0]);
  });

  it('says nothing of other typography: claims that cite the whole page are not checked either', async () => {
    const { path, url } = await story();
    const { id: whole } = await recordClaim(app, 'Trade grew in 2018.', { sources: [{ url }] });
    await settled(app);
    site.publish(
      path,
      filler,
      said.turnover,
      said.exports,
      said.cotton,
      `"It's a start", he said - and left.`,
    );
    expect(await fetchWhenDue(app, url)).toMatchObject({ outcome: 'changed' });
    const before = await causedChecks(app, whole);
    site.publish(
      path,
      filler,
      said.turnover,
      said.exports,
      said.cotton,
      '“It’s a start”, he said – and left.',
    );
    expect(await fetchWhenDue(app, url)).toMatchObject({ outcome: 'unchanged', effects: [] });
    expect(await causedChecks(app, whole)).toBe(before);
    site.publish(
      path,
      filler,
      said.turnover,
      said.exports,
      said.cotton,
      'Wheat made up another tenth of it.',
    );
    expect(await fetchWhenDue(app, url)).toMatchObject({ outcome: 'changed', effects: ['text-changed'] });
    expect(await causedChecks(app, whole)).toBe(before + 1);
  });

  it('tells A, B and A again as two changes, and the challenge ends', async () => {
    const { path, url, claims } = await story();
    site.publish(path, filler, edited, said.exports, said.cotton);
    await fetchWhenDue(app, url);
    expect((await claimNow(app, claims[0])).status).toBe('challenged');
    site.publish(path, filler, said.turnover, said.exports, said.cotton);
    await fetchWhenDue(app, url);
    expect((await claimNow(app, claims[0])).status).toBe('settled');
    const events = await sourceEvents(app, url);
    expect(events.map(({ type }) => type)).toEqual(['source.passage_changed', 'source.passage_changed']);
    expect(events[1]?.data.passages).toMatchObject([{ old: { state: 'changed' }, new: { state: 'exact' } }]);
    expect(await causedChecks(app, claims[0])).toBe(2);
  });

  it('is noticed by whichever check fetches it: the others hear of it, its own claim is not checked twice', async () => {
    const { path, url, claims } = await story();
    site.publish(path, filler, edited, said.exports.replace('25 percent', '2.5 percent'), said.cotton);
    await checkAgain(app, claims[0]);
    await settled(app);
    expect(await statuses(claims)).toEqual(['challenged', 'challenged', 'settled']);
    expect(await Promise.all(claims.map((id) => causedChecks(app, id)))).toEqual([0, 1, 0]);
    const events = await sourceEvents(app, url);
    expect(events.map(({ data }) => data.claimCount)).toEqual([2]);
  });

  it('is told once, however many fetch it at the same time', async () => {
    const { path, url } = await story();
    site.publish(path, filler, edited, said.exports, said.cotton);
    const captures = app.nest.get(CaptureService);
    const id = await sourceIdOf(app, url);
    for (const _ of [1, 2, 3]) await app.call('POST', `/v1/sources/${id}/fetches`);
    await app.rows(
      `INSERT INTO source_fetch (id, source_id, trigger, requested_at, asked_at, state) SELECT gen_random_uuid(), $1, 'manual', now(), now(), 'queued' FROM generate_series(1, 3)`,
      [id],
    );
    await app.rows(
      `INSERT INTO outbox (job, ref_id, look_at) SELECT 'source.fetch', id, now() + interval '1 hour' FROM source_fetch f
       WHERE source_id = $1 AND state = 'queued' AND NOT EXISTS (SELECT 1 FROM outbox WHERE ref_id = f.id)`,
      [id],
    );
    const owed = await app.rows<{ id: string; ref: string }>(
      `SELECT o.id, o.ref_id AS ref FROM outbox o JOIN source_fetch f ON f.id = o.ref_id WHERE f.source_id = $1 AND o.completed_at IS NULL`,
      [id],
    );
    expect(owed).toHaveLength(4);
    const { signal } = new AbortController();
    await Promise.all(owed.map((row) => captures.fetchAsked(Number(row.id), row.ref, signal)));
    // Those that found the host not free come back.
    await settled(app);
    expect((await sourceEvents(app, url)).map(({ type }) => type)).toEqual(['source.passage_changed']);
    const outcomes = (await fetchesOf(app, id)).filter(({ trigger }) => trigger === 'manual');
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual([
      'changed',
      'unchanged',
      'unchanged',
      'unchanged',
    ]);
  });
});

describe('what stands beside the main text', () => {
  const page = (figure: string, advertisement: string): string =>
    `<!doctype html><html lang="en"><head><title>News</title></head><body>
     <main><article><h1>News</h1><p>${filler}</p><p>${said.turnover}</p><p>${said.exports}</p>
     </article></main>
     <aside class="sidebar"><p>Harvest in figures: the country grew ${figure} tonnes of wheat in 2018.</p><p>Visitors: ${advertisement}</p></aside></body></html>`;
  const caption = 'the country grew 400,000 tonnes of wheat in 2018';

  it('makes no new edition by itself; a passage cited from there does', async () => {
    const url = site.serve('/beside', page('400,000', 'Buy now! 17'));
    const claim = await publishedClaim(app, {
      text: 'The country grew 400,000 tonnes of wheat in 2018.',
      ...{ url, exact: caption },
    });
    const id = await sourceIdOf(app, url);
    expect(await app.rows('SELECT state, layer FROM passage WHERE source_id = $1', [id])).toEqual([
      { state: 'exact', layer: 'other' },
    ]);
    const blobs = async (): Promise<number> =>
      (await app.rows('SELECT 1 FROM snapshot WHERE source_id = $1 AND blob_sha256 IS NOT NULL', [id]))
        .length;
    site.serve('/beside', page('400,000', 'Sale today! 24'));
    expect(await fetchWhenDue(app, url)).toMatchObject({ outcome: 'unchanged', effects: [] });
    expect(await blobs()).toBe(1);
    site.serve('/beside', page('40,000', 'Sale today! 25'));
    expect(await fetchWhenDue(app, url)).toMatchObject({ outcome: 'changed', effects: ['passage-changed'] });
    expect(await blobs()).toBe(2);
    expect((await claimNow(app, claim)).status).toBe('challenged');
    expect((await sourceEvents(app, url)).map(({ type }) => type)).toEqual(['source.passage_changed']);
  });
});

describe('a correction notice', () => {
  it('is told once, and has all claims that cite the page checked', async () => {
    const { path, url, claims } = await story();
    const notice = 'Correction: An earlier version of this article misstated the date of the review.';
    for (const text of [said.cotton, `${said.cotton} It is read abroad.`]) {
      site.publish(path, filler, said.turnover, said.exports, text, notice);
      await fetchWhenDue(app, url);
    }
    const events = await sourceEvents(app, url);
    expect(events.map(({ type }) => type)).toEqual(['source.corrected']);
    expect(events[0]?.data.correction?.text).toContain('earlier version');
    expect(events[0]?.data.claimCount).toBe(3);
    expect(await Promise.all(claims.map((id) => causedChecks(app, id)))).toEqual([1, 1, 1]);
    expect(await statuses(claims)).toEqual(['settled', 'settled', 'settled']);
  });
});

describe('the schedule of sources', () => {
  it('has a place for what a claim cites and can be fetched, and for nothing else', async () => {
    const { url } = await story();
    const uncited = await app.call('POST', '/v1/sources', { body: { url: site.url('/uncited') } });
    const { id } = uncited.json<{ id: string }>();
    site.publish('/uncited', filler);
    await app.call('POST', `/v1/sources/${id}/fetches`);
    await settled(app);
    const store = app.nest.get(Db);
    expect(await store.read((tables) => tables.schedules.ofSource(id))).toBeNull();
    const cited = await sourceIdOf(app, url);
    const place = await store.read((tables) => tables.schedules.ofSource(cited));
    expect(place?.why).toMatch(/again after|A new verdict leans on it/);
  });
});

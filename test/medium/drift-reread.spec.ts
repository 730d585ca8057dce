import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from '../support/app.js';
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
import type { FetchAnswer } from '../support/watch.js';

let app: TestApp;
let site: Site;

beforeAll(async () => {
  site = await startSite();
  app = await startApp({ allow: [site.allow] });
  // Only so can what an earlier version wrote be told apart from what this one writes.
  await app.rows('ALTER TABLE snapshot DISABLE TRIGGER USER');
});

afterAll(async () => {
  await app.close();
  await site.close();
});

const said = 'Trade turnover reached $3 billion in 2018, the ministry said.';
const filler =
  'The figures were published in the yearly review of foreign trade, which lists every country and every group of goods that customs counted.';

async function refetch(url: string): Promise<FetchAnswer | undefined> {
  const id = await sourceIdOf(app, url);
  await app.call('POST', `/v1/sources/${id}/fetches`);
  await settled(app);
  return (await fetchesOf(app, id))[0];
}

/** How often the timeline of a claim says that its page says something new; the first reading is one. */
async function pagesTold(claim: string): Promise<number> {
  const answer = await app.call('GET', `/v1/claims/${claim}/timeline`);
  const { items } = answer.json<{ items: { kind: string }[] }>();
  return items.filter(({ kind }) => kind === 'source').length;
}

/** A page that an earlier version archived, whose extractor read its passage otherwise and called its hash over both texts. */
async function readByEarlierVersion(url: string): Promise<{ claim: string; whole: string }> {
  const claim = await publishedClaim(app, { text: said, url, exact: said });
  const { id: whole } = await recordClaim(app, `${said} So says the page.`, { sources: [{ url }] });
  await settled(app);
  const source = await sourceIdOf(app, url);
  await app.rows(
    `UPDATE snapshot SET extractor = 'readability/0.6.0', text = replace(text, $2, 'Trade turnover: see the table.'),
       text_sha256 = sha256('both'), correction = NULL, size = NULL
     WHERE source_id = $1 AND same_text_as IS NULL`,
    [source, said],
  );
  await app.rows(`UPDATE snapshot SET extractor = 'readability/0.6.0' WHERE source_id = $1`, [source]);
  return { claim, whole };
}

describe('the first fetch after the extractor changed', () => {
  it('tells nothing of a page whose bytes are the same, and keeps what is read of it now', async () => {
    const url = site.publish('/same-bytes', filler, said);
    const { claim, whole } = await readByEarlierVersion(url);
    expect(await refetch(url)).toMatchObject({ outcome: 'unchanged', effects: [] });
    expect(await sourceEvents(app, url)).toEqual([]);
    expect([await causedChecks(app, claim), await causedChecks(app, whole)]).toEqual([0, 0]);
    expect((await claimNow(app, claim)).status).toBe('settled');
    const newest = await app.rows(
      `SELECT n.extractor ~ 'stet' AS current, n.text ~ 'billion' AS reads FROM source s JOIN snapshot n ON n.id = s.latest_snapshot_id WHERE s.url = $1`,
      [url],
    );
    expect(newest).toEqual([{ current: true, reads: true }]);
    expect(await pagesTold(claim)).toBe(1);
  });

  it('tells nothing of a page where only advertisements are others', async () => {
    const page = (advertisement: string): string =>
      `<!doctype html><html lang="en"><head><title>News</title></head><body><main><article><h1>News</h1><p>${filler}</p><p>${said}</p></article></main>
       <aside class="sidebar"><p>${advertisement}</p></aside></body></html>`;
    const url = site.serve('/other-ads', page('Buy now! 17'));
    const { claim } = await readByEarlierVersion(url);
    site.serve('/other-ads', page('Sale today! 24'));
    expect(await refetch(url)).toMatchObject({ outcome: 'unchanged', effects: [] });
    expect(await sourceEvents(app, url)).toEqual([]);
    expect(await pagesTold(claim)).toBe(1);
  });

  it('tells what was edited meanwhile', async () => {
    const url = site.publish('/edited', filler, said);
    const { claim } = await readByEarlierVersion(url);
    site.publish('/edited', filler, said.replace('$3 billion', '$1.2 billion'));
    expect(await refetch(url)).toMatchObject({
      outcome: 'changed',
      effects: ['text-changed', 'passage-changed'],
    });
    const events = await sourceEvents(app, url);
    expect(events.map(({ data }) => data.passages)).toMatchObject([
      [{ claimId: claim, old: { state: 'exact' }, new: { state: 'changed' } }],
    ]);
    expect((await claimNow(app, claim)).status).toBe('challenged');
    expect(await pagesTold(claim)).toBe(2);
  });

  it('tells nothing where only the rules of likeness changed', async () => {
    const url = site.publish('/other-rules', filler, said);
    const claim = await publishedClaim(app, { text: said, url, exact: said });
    await app.rows(
      `UPDATE passage SET state = 'changed', passage = 'Trade turnover reached $3 billion' WHERE source_id = $1`,
      [await sourceIdOf(app, url)],
    );
    site.publish('/other-rules', filler, said, 'One more paragraph about something else was added below.');
    expect(await refetch(url)).toMatchObject({ outcome: 'changed', effects: ['text-changed'] });
    expect(await sourceEvents(app, url)).toEqual([]);
    expect((await claimNow(app, claim)).status).toBe('settled');
  });
});

describe('workers whose clocks differ', () => {
  it('compare with what was recorded last, whatever time it bears', async () => {
    const url = site.publish('/clocks', filler, said);
    const claim = await publishedClaim(app, { text: said, url, exact: said });
    const source = await sourceIdOf(app, url);
    // Recorded by a worker whose clock is a minute fast.
    await app.rows(
      `UPDATE snapshot SET fetched_at = fetched_at + interval '1 minute', asked_at = asked_at + interval '1 minute' WHERE source_id = $1`,
      [source],
    );
    for (const amount of ['$1.2 billion', '$1.4 billion']) {
      site.publish('/clocks', filler, said.replace('$3 billion', amount));
      expect(await refetch(url)).toMatchObject({ outcome: 'changed' });
    }
    const passages = (await sourceEvents(app, url)).map(({ data }) => data.passages?.[0]);
    expect(passages.map((each) => each?.old.state)).toEqual(['exact', 'changed']);
    expect((await claimNow(app, claim)).status).toBe('challenged');
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { recordClaim } from '../support/factory.js';
import { startSite } from '../support/site.js';
import type { Site } from '../support/site.js';
import { fetchesOf, settled, sourceEvents, sourceIdOf } from '../support/watch.js';

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

const count = 10_000;
const sentence = (n: number): string => `District ${n} sold ${n + 100} tonnes of cotton abroad in 2018.`;

async function refetch(url: string): Promise<void> {
  await app.call('POST', `/v1/sources/${await sourceIdOf(app, url)}/fetches`);
  await settled(app);
}

/** Where the rows lie: another place after any write. */
function placesOfRows(sourceId: string): Promise<object[]> {
  return app.rows(
    'SELECT md5(string_agg(ctid::text, $2 ORDER BY citation_id)) AS md5 FROM passage WHERE source_id = $1',
    [sourceId, ','],
  );
}

describe('a page that ten thousand passages are cited of', () => {
  it('has them looked up once, and again only when it changed; of one changed figure one claim hears', async () => {
    const texts = Array.from({ length: 100 }, (_, n) => sentence(n));
    const url = site.publish('/many', ...texts);
    const { id: first } = await recordClaim(app, sentence(0), {
      sources: [{ url, quote: { exact: sentence(0) } }],
    });
    await settled(app);
    const id = await sourceIdOf(app, url);
    // One claim a passage would take minutes to record; two hundred claims with fifty citations each are as many passages.
    await app.rows(
      `WITH c AS (
         INSERT INTO claim (id, text, stated_on, claimant, language, topics, priority, review_priority, desk_id, workflow, created_by, recorded_at, version)
         SELECT gen_random_uuid(), text, stated_on, claimant, language, topics, priority, review_priority, desk_id, workflow, created_by, recorded_at, 1
         FROM claim, generate_series(1, 200) WHERE id = $1 RETURNING id),
       s AS (INSERT INTO claim_state (claim_id, standing_version, status) SELECT id, 0, 'unverified' FROM c)
       INSERT INTO citation (id, claim_id, source_id, role, exact, created_by, recorded_at)
       SELECT gen_random_uuid(), c.id, $2, 'evidence', format('District %s sold %s tonnes of cotton abroad in 2018.', n, n + 100), q.created_by, q.recorded_at
       FROM (SELECT id, row_number() OVER () AS k FROM c) c, generate_series(1, 50) AS n, citation q WHERE q.claim_id = $1`,
      [first, id],
    );
    await refetch(url);
    expect(
      await app.rows(`SELECT 1 FROM passage WHERE source_id = $1 AND state = 'exact'`, [id]),
    ).toHaveLength(count + 1);
    const written = await placesOfRows(id);
    await refetch(url);
    expect(await placesOfRows(id)).toEqual(written);
    texts[0] = sentence(0).replace('100', '999');
    site.publish('/many', ...texts);
    await refetch(url);
    expect((await fetchesOf(app, id))[0]).toMatchObject({ outcome: 'changed' });
    const events = await sourceEvents(app, url);
    expect(events.map(({ data }) => data.claims.map(({ claim }) => claim.id))).toEqual([[first]]);
    const checks = await app.rows<{ id: string }>(
      `SELECT claim_id AS id FROM "check" WHERE trigger = 'source-changed'`,
    );
    expect(checks).toEqual([{ id: first }]);
  }, 240_000);
});

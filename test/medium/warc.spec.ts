import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { checkAgain, endedCheck, recordClaim } from '../support/factory.js';
import { startSite } from '../support/site.js';
import type { Site } from '../support/site.js';
import { warcOf } from '../support/warc.js';

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

const statement = 'Imports reached $5.1 billion in 2018.';

async function checkedPage(path: string): Promise<{ claimId: string; url: string; sourceId: string }> {
  const url = site.publish(path, statement, 'The ministry said so on Tuesday.');
  const { id, checkId } = await recordClaim(app, `${statement} (${path})`, { sources: [{ url }] });
  await app.poll();
  await endedCheck(app, checkId);
  const [source] = await app.rows<{ id: string }>('SELECT id FROM source WHERE url = $1', [url]);
  return { claimId: id, url, sourceId: source?.id ?? '' };
}

describe('a WARC export', () => {
  it('holds answers with their bytes, and revisits where the same bytes came again', async () => {
    const { claimId, url, sourceId } = await checkedPage('/twice');
    await checkAgain(app, claimId);
    const records = await warcOf(app, { claimId });
    expect(records.map(({ type }) => type)).toEqual(['warcinfo', 'response', 'revisit']);
    const [, response, revisit] = records;
    expect(response).toMatchObject({ uri: url, statusLine: 'HTTP/1.1 200 OK' });
    expect(response?.payload).toContain(`<p>${statement}</p>`);
    expect(response?.headers['warc-ip-address']).toBe('127.0.0.1');
    expect(response?.http['content-length']).toBe(String(Buffer.byteLength(response?.payload ?? '')));
    expect(response?.http['content-type']).toBe('text/html; charset=utf-8');
    expect(response?.headers['warc-block-digest']).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(revisit).toMatchObject({ uri: url, payload: '' });
    expect(revisit?.headers).toMatchObject({
      'warc-profile': 'http://netpreserve.org/warc/1.1/revisit/identical-payload-digest',
      'warc-refers-to': response?.headers['warc-record-id'],
      'warc-refers-to-target-uri': url,
      'warc-refers-to-date': response?.headers['warc-date'],
      'warc-payload-digest': response?.headers['warc-payload-digest'],
    });
    const [row] = await app.rows<{ at: Date }>(
      'SELECT fetched_at AS at FROM snapshot WHERE source_id = $1 ORDER BY fetched_at LIMIT 1',
      [sourceId],
    );
    expect(response?.headers['warc-date']).toBe(row?.at.toISOString());
  });

  it('says of bytes that were not kept that they were not, and brings the snapshot that has the text', async () => {
    const { claimId, sourceId, url } = await checkedPage('/counter');
    // The text is the same, the bytes beside it are not.
    site.publish('/counter', statement, 'The ministry said so on Tuesday.<!-- 2 visitors -->');
    await checkAgain(app, claimId);
    const [second] = await app.rows<{ id: string }>(
      'SELECT id FROM snapshot WHERE source_id = $1 AND same_text_as IS NOT NULL',
      [sourceId],
    );
    const records = await warcOf(app, { snapshotIds: [second?.id] });
    expect(records.map(({ type, uri }) => [type, uri])).toEqual([
      ['warcinfo', ''],
      ['response', url],
      ['metadata', url],
    ]);
    expect(records[2]?.payload).toContain('stet-bytes: not kept: the text is the same');
    const raw = await app.call('GET', `/v1/snapshots/${second?.id}/raw`);
    expect([raw.status, raw.json<{ code: string }>().code]).toEqual([404, 'snapshot/no-bytes']);
    expect(raw.text).toContain(records[1]?.headers['warc-record-id']?.slice(10, 46));
  });

  it('refuses what is not there, or nothing at all, before it sends anything', async () => {
    const nobody = '00000000-0000-7000-8000-000000000000';
    const refused = async (body: object) => {
      const answer = await app.call('POST', '/v1/archive/warc', { body });
      return [answer.status, answer.json<{ code: string }>().code];
    };
    expect(await refused({ snapshotIds: [nobody] })).toEqual([404, 'snapshot/not-found']);
    expect(await refused({ sourceIds: [nobody] })).toEqual([404, 'source/not-found']);
    expect(await refused({ claimId: nobody })).toEqual([404, 'claim/not-found']);
    expect(await refused({})).toEqual([400, 'request/invalid']);
  });
});

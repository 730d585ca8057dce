import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ArchiveService } from '../../src/features/sources/archive.service.js';
import { typeOf } from '../../src/features/sources/archive-raw.service.js';
import { Db } from '../../src/persistence/db.js';
import { startApp, until } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { checkAgain, endedCheck, publish, ratingId, recordClaim } from '../support/factory.js';
import { startS3 } from '../support/s3.js';
import type { TestS3 } from '../support/s3.js';
import { startSite } from '../support/site.js';
import type { Site } from '../support/site.js';

let s3: TestS3;
let site: Site;
const directory = mkdtempSync(join(tmpdir(), 'stet-archive-'));

beforeAll(async () => {
  s3 = await startS3();
  site = await startSite();
});

afterAll(async () => {
  await s3.close();
  await site.close();
  rmSync(directory, { recursive: true, force: true });
});

const places: readonly ['database' | 'directory' | 's3', () => Record<string, string>][] = [
  ['database', () => ({})],
  ['directory', () => ({ STET_BLOB_STORE: 'directory', STET_BLOB_DIR: directory })],
  ['s3', () => ({ ...s3.env })],
];

interface Snap {
  readonly id: string;
  readonly blob: string | null;
}

describe.each(places)('the archive in a %s', (place, env) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ allow: [site.allow], env: { ...env(), STET_KEEP_RAW_DAYS: '30' } });
  });
  afterAll(() => app.close());

  const archive = () => app.nest.get(ArchiveService);
  const kept = async (bytes: Buffer) => {
    const blob = await archive().keep(bytes);
    await app.nest.get(Db).write((store) => store.blobs.add(blob));
    return blob;
  };
  const raw = (id: string) => app.call('GET', `/v1/snapshots/${id}/raw`);
  /** Snapshots that keep bytes, oldest first. */
  const snapshots = (sourceUrl: string): Promise<Snap[]> =>
    app.rows(
      `SELECT n.id, encode(n.blob_sha256, 'hex') AS blob FROM snapshot n JOIN source s ON s.id = n.source_id
       WHERE s.url = $1 AND n.blob_sha256 IS NOT NULL ORDER BY n.fetched_at`,
      [sourceUrl],
    );

  it('gives bytes back, compressed where that helps, from where their row says', async () => {
    const page = Buffer.from('<p>Exports grew by 3.1 percent.</p>'.repeat(500));
    const blob = await kept(page);
    expect(blob).toMatchObject({ place, coding: 'br', size: page.length });
    expect((await archive().read(blob.sha256))?.equals(page)).toBe(true);
    const [row] = await app.rows<{ inside: boolean; stored: number }>(
      'SELECT bytes IS NOT NULL AS inside, stored_size AS stored FROM blob WHERE sha256 = $1',
      [blob.sha256],
    );
    expect(row).toEqual({ inside: place === 'database', stored: blob.storedSize });
  });

  it('gives out a snapshot as a download that runs nothing, and says what the archive takes', async () => {
    const url = site.publish(`/raw-${place}`, 'Exports grew by 3.1 percent in 2018.');
    const { checkId } = await recordClaim(app, 'Exports grew by 3.1 percent in 2018.', {
      sources: [{ url }],
    });
    await app.poll();
    await endedCheck(app, checkId);
    const [snap] = await snapshots(url);
    const answer = await raw(snap?.id ?? '');
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('<p>Exports grew by 3.1 percent in 2018.</p>');
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^sandbox/),
      'content-disposition': expect.stringMatching(/^attachment/),
      'stet-snapshot': snap?.id,
    });
    const growth = (await app.call('GET', '/v1/archive')).json<Record<string, unknown>>();
    const [sum] = await app.rows<{ blobs: number; bytes: number }>(
      'SELECT count(*)::int AS blobs, sum(size)::int AS bytes FROM blob',
    );
    expect(growth).toMatchObject({
      ...sum,
      byPlace: [{ place, ...sum }],
      addedLast24h: sum,
      addedLast7d: sum,
    });
    expect(growth['storedBytes']).toBeLessThan(sum?.bytes ?? 0);
  });

  it('drops old bytes, but never those that a verdict cites nor the newest of a source; texts and hashes stay', async () => {
    const path = `/kept-${place}`;
    const url = site.publish(path, 'Exports reached $3.1 billion in 2018, the ministry said.');
    const { id, checkId } = await recordClaim(app, 'Exports reached $3.1 billion in 2018.', {
      sources: [{ url }],
    });
    await app.poll();
    await endedCheck(app, checkId);
    // The check before the verdict reads the same text again: the verdict cites a snapshot that points to the one with bytes.
    await checkAgain(app, id);
    await publish(app, id, 'true');
    site.publish(path, 'Exports reached $3.2 billion in 2018, the ministry said.');
    await checkAgain(app, id);
    site.publish(path, 'Exports reached $3.3 billion in 2018, the ministry said.');
    await checkAgain(app, id);
    const [cited, middle, newest] = await snapshots(url);
    const [evidence] = await app.rows<{ ids: string[] }>(
      `SELECT evidence->'snapshotIds' AS ids FROM verdict WHERE claim_id = $1`,
      [id],
    );
    expect(evidence?.ids).toHaveLength(1);
    expect(evidence?.ids).not.toContain(cited?.id);
    expect(await archive().dropOld()).toBe(0);
    await app.advance('P31D');
    expect(await archive().dropOld()).toBe(1);
    expect((await raw(cited?.id ?? '')).status).toBe(200);
    expect((await raw(newest?.id ?? '')).status).toBe(200);
    const gone = await raw(middle?.id ?? '');
    expect([gone.status, gone.json<{ code: string }>().code]).toEqual([404, 'snapshot/no-bytes']);
    const text = (await app.call('GET', `/v1/snapshots/${middle?.id}`)).json<{
      text: string;
      rawSha256: string;
    }>();
    expect([text.text.includes('$3.2 billion'), text.rawSha256]).toEqual([true, middle?.blob]);
    expect((await app.call('GET', '/v1/archive')).json()).toMatchObject({ droppedBlobs: 1 });
    // The same bytes again, kept before their object was deleted or after: they are in the database then.
    site.publish(path, 'Exports reached $3.2 billion in 2018, the ministry said.');
    await checkAgain(app, id);
    expect((await raw(middle?.id ?? '')).status).toBe(200);
    expect(await app.rows(`SELECT place FROM blob WHERE sha256 = decode($1, 'hex')`, [middle?.blob])).toEqual(
      [{ place: 'database' }],
    );
  });

  it('keeps what a draft, or a verdict published now, would cite', async () => {
    const path = `/drafted-${place}`;
    const url = site.publish(path, 'Exports reached $7.1 billion in 2018, the ministry said.');
    const { id, checkId } = await recordClaim(app, 'Exports reached $7.1 billion in 2018.', {
      sources: [{ url }],
    });
    await app.poll();
    await endedCheck(app, checkId);
    const body = { ratingId: await ratingId(app, 'true'), rationale: 'It is.', citationIds: [], checkId };
    expect((await app.call('PUT', `/v1/claims/${id}/draft`, { body })).status).toBeLessThan(300);
    for (const figure of ['7.2', '7.3']) {
      site.publish(path, `Exports reached $${figure} billion in 2018, the ministry said.`);
      await checkAgain(app, id);
    }
    const [drafted, between, last] = await snapshots(url);
    // A newer edition that no check has read yet: the last check still rests on the one before.
    site.publish(path, 'Exports reached $7.4 billion in 2018, the ministry said.');
    const { id: other, checkId: otherCheck } = await recordClaim(app, 'Exports reached $7.4 billion.', {
      sources: [{ url }],
    });
    await app.poll();
    await endedCheck(app, otherCheck);
    expect(other).not.toBe(id);
    await app.advance('P31D');
    await archive().dropOld();
    const statuses = await Promise.all([drafted, between, last].map((each) => raw(each?.id ?? '')));
    expect(statuses.map(({ status }) => status)).toEqual([200, 404, 200]);
  });

  it('waits for a verdict that is being published, and leaves what it cites', async () => {
    const path = `/raced-${place}`;
    const url = site.publish(path, 'Imports reached $5.1 billion in 2018, the ministry said.');
    const { id, checkId } = await recordClaim(app, 'Imports reached $5.1 billion in 2018.', {
      sources: [{ url }],
    });
    await app.poll();
    await endedCheck(app, checkId);
    const other = await app.rows<{ id: string }>('SELECT person_id AS id FROM api_key LIMIT 1');
    site.publish(path, 'Imports reached $5.2 billion in 2018, the ministry said.');
    await checkAgain(app, id);
    const [cited] = await snapshots(url);
    await app.advance('P31D');
    const client = await app.sql.connect();
    await client.query('BEGIN');
    await client.query('SELECT 1 FROM claim_state WHERE claim_id = $1 FOR UPDATE', [id]);
    const holder = await client.query<{ xid: string }>('SELECT pg_current_xact_id()::xid::text AS xid');
    const dropping = archive().dropOld();
    await until('the retention to wait for the claim', async () => {
      const waiting = await app.rows(
        'SELECT 1 FROM pg_locks WHERE NOT granted AND transactionid::text = $1',
        [holder.rows[0]?.xid],
      );
      return waiting.length > 0;
    });
    await client.query(
      `INSERT INTO verdict (claim_id, version, kind, rating_id, rationale, evidence, author_id, valid_from, recorded_at)
       SELECT $1, 1, 'published', (SELECT id FROM rating LIMIT 1), 'x', $2, $3, now(), now()`,
      [id, JSON.stringify({ snapshotIds: [cited?.id], vintageIds: [], knownDisagreement: [] }), other[0]?.id],
    );
    await client.query('COMMIT');
    client.release();
    await dropping;
    expect((await raw(cited?.id ?? '')).status).toBe(200);
  });

  it('shows what changed between two snapshots, and only of one source', async () => {
    const path = `/diff-${place}`;
    const filler = Array.from(
      { length: 40 },
      (_, n) => `Paragraph ${n} says nothing new about the harvest of that year.`,
    );
    const url = site.publish(path, 'Imports reached $5.1 billion in 2018.', ...filler);
    const { id, checkId } = await recordClaim(app, 'Imports reached $5.1 billion in 2018 there.', {
      sources: [{ url }],
    });
    await app.poll();
    await endedCheck(app, checkId);
    site.publish(path, 'Imports reached $5.4 billion in 2018.', ...filler);
    await checkAgain(app, id);
    const [first, second] = await snapshots(url);
    const diff = (await app.call('GET', `/v1/snapshots/${second?.id}/diff`)).json<{
      cause: string;
      againstId: string;
      truncated: boolean;
      segments: { kind: string; text: string; omitted: number }[];
    }>();
    expect(diff).toMatchObject({ againstId: first?.id, cause: 'page', changes: [], truncated: false });
    const changed = diff.segments.filter(({ kind }) => kind !== 'same');
    expect(changed.map(({ kind }) => kind)).toEqual(['removed', 'added']);
    expect(changed[0]?.text).toContain('1');
    expect(diff.segments.some(({ omitted }) => omitted > 1_000)).toBe(true);
    expect((await app.call('GET', `/v1/snapshots/${first?.id}/diff`)).status).toBe(404);
    const [foreign] = await snapshots(site.url(`/raw-${place}`));
    const refused = await app.call('GET', `/v1/snapshots/${second?.id}/diff?against=${foreign?.id}`);
    expect([refused.status, refused.json<{ code: string }>().code]).toEqual([422, 'snapshot/other-source']);
  });
});

describe('stored bytes', () => {
  it('that were changed on the disk are not given out, and the answer says why', async () => {
    const app = await startApp({ env: { STET_BLOB_STORE: 'directory', STET_BLOB_DIR: directory } });
    try {
      const archive = app.nest.get(ArchiveService);
      const blob = await archive.keep(Buffer.from('damaged later '.repeat(100)));
      await app.nest.get(Db).write((store) => store.blobs.add(blob));
      const name = `${blob.sha256.toString('hex')}.br`;
      const file = readdirSync(directory, { recursive: true, encoding: 'utf8' }).find((each) =>
        each.endsWith(name),
      );
      expect(statSync(join(directory, file ?? '')).size).toBe(blob.storedSize);
      const other = await archive.keep(Buffer.from('damaged other '.repeat(100)));
      writeFileSync(join(directory, file ?? ''), other.bytes);
      await expect(archive.read(blob.sha256)).rejects.toThrow(/do not have the SHA-256/);
      rmSync(join(directory, file ?? ''));
      await expect(archive.read(blob.sha256)).rejects.toThrow(/not where they were put/);
    } finally {
      await app.close();
    }
  });
});

describe('the type of bytes that are given out', () => {
  it.each([
    ['text/html; charset=utf-8', 'text/html; charset=utf-8'],
    ['application/ld+json', 'application/ld+json'],
    ['text/html; charset=→Ж', 'application/octet-stream'],
    ['a/b\r\nset-cookie: x=1', 'application/octet-stream'],
    ['', 'application/octet-stream'],
  ])('%p is %p', (said, type) => {
    expect(
      typeOf({ headers: { 'content-type': said }, finalUrl: 'https://example.org/' }, Buffer.from('x')),
    ).toBe(type);
  });
});

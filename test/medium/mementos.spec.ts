import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { captureAddress, isSamePage, linkedOriginal } from '../../src/features/sources/mementos.address.js';
import { textLikeness } from '../../src/features/sources/mementos.likeness.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { checkAgain, endedCheck, recordClaim } from '../support/factory.js';
import { startSite } from '../support/site.js';
import type { Site } from '../support/site.js';

interface Capture {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly paragraphs: readonly string[];
}

let app: TestApp;
let site: Site;
let archive: Awaited<ReturnType<typeof startArchive>>;

beforeAll(async () => {
  site = await startSite();
  archive = await startArchive();
  app = await startApp({ allow: [site.allow, archive.allow] });
});

afterAll(async () => {
  await app.close();
  await site.close();
  await archive.close();
});

const text = [
  'Imports reached $5.1 billion in 2018, the ministry of trade said on Tuesday in its yearly report.',
  'Machines and fuel made up half of them, and the rest was food, clothes and medicine from the neighbours.',
  'The minister said that the figures were better than those of the year before, when a drought had cut harvests.',
];

/** A source that was archived, with a passage cited, and then died. */
async function deadSource(
  path: string,
): Promise<{ id: string; claimId: string; url: string; version: number }> {
  const url = site.publish(path, ...text);
  const claim = await recordClaim(app, `Imports reached $5.1 billion in 2018 (${path}).`, {
    sources: [{ url, quote: { exact: 'Imports reached $5.1 billion in 2018' } }],
  });
  await app.poll();
  await endedCheck(app, claim.checkId);
  site.fail(path, 404);
  const [row] = await app.rows<{ id: string; version: number }>(
    'SELECT id, version FROM source WHERE url = $1',
    [url],
  );
  return { id: row?.id ?? '', claimId: claim.id, url, version: row?.version ?? 0 };
}

const wayback = (url: string): string => archive.url(`/web/20190415083000/${url}`);

async function verified(sourceId: string, url: string) {
  const made = await app.call('POST', `/v1/sources/${sourceId}/mementos`, { body: { url } });
  const { id } = made.json<{ id: string }>();
  const answer = await app.call('POST', `/v1/sources/${sourceId}/mementos/${id}/verify`);
  return answer.json<{
    id: string;
    state: string;
    capturedAt: string | null;
    verification: { code: string | null; similarity: number | null; passages: object[] };
  }>();
}

describe('a capture in a web archive', () => {
  it('takes the place of a dead source once it says what was archived', async () => {
    const source = await deadSource('/dead');
    archive.publish(wayback(source.url), { paragraphs: text });
    const capture = await verified(source.id, wayback(source.url));
    expect(capture).toMatchObject({ state: 'verified', capturedAt: '2019-04-15T08:30:00.000Z' });
    expect(capture.verification).toMatchObject({
      code: null,
      passages: [{ state: 'exact', archived: 'exact' }],
    });
    expect(capture.verification.similarity).toBeGreaterThan(0.95);
    const put = (version: number) =>
      app.call('PUT', `/v1/sources/${source.id}/read-from`, {
        body: { mementoId: capture.id },
        headers: { 'if-match': `"${version}"` },
      });
    expect((await put(source.version + 7)).status).toBe(412);
    expect((await put(source.version)).json()).toEqual({ readFrom: capture.id, version: source.version + 1 });
    await checkAgain(app, source.claimId);
    expect(
      await app.rows(
        'SELECT final_url AS url, memento_id AS memento FROM snapshot WHERE source_id = $1 ORDER BY fetched_at DESC LIMIT 1',
        [source.id],
      ),
    ).toEqual([{ url: wayback(source.url), memento: capture.id }]);
    expect(await app.rows(`SELECT after FROM revision WHERE subject_id = $1`, [source.id])).toEqual([
      { after: { readFrom: capture.id } },
    ]);
  });

  it.each([
    [
      'passage-missing',
      (url: string) => ({
        url: wayback(url),
        paragraphs: [
          'Imports reached $9.9 billion in 2018, the ministry of trade said on Tuesday in its yearly report.',
          ...text.slice(1),
        ],
      }),
    ],
    [
      'other-content',
      (url: string) => ({
        url: wayback(url),
        paragraphs: [
          'Imports reached $5.1 billion in 2018.',
          ...Array.from(
            { length: 20 },
            (_, n) => `Another story, number ${n}, about the weather of village ${n} and its ${n} wells.`,
          ),
        ],
      }),
    ],
    [
      'archived-error',
      (url: string) => ({
        url: wayback(url),
        paragraphs: ['503 Service Unavailable. No server is available to handle this request.'],
      }),
    ],
    [
      'archived-error',
      (url: string) => ({
        url: wayback(`${url}`),
        status: 503,
        headers: { 'memento-datetime': 'Mon, 15 Apr 2019 08:30:00 GMT' },
        paragraphs: ['x'],
      }),
    ],
    ['other-page', (url: string) => ({ url: wayback(`${url}/another`), paragraphs: text })],
    ['no-capture', () => ({ url: archive.url('/copy-of-it'), paragraphs: text })],
  ])('is refused for good when it is not what was archived: %s', async (code, make) => {
    const source = await deadSource(`/refused-${(archive.count += 1)}`);
    const { url, ...capture } = make(source.url);
    archive.publish(url, capture);
    const judged = await verified(source.id, url);
    expect(judged).toMatchObject({ state: 'refused', verification: { code } });
    const put = await app.call('PUT', `/v1/sources/${source.id}/read-from`, {
      body: { mementoId: judged.id },
      headers: { 'if-match': `"${source.version}"` },
    });
    expect([put.status, put.json<{ code: string }>().code]).toEqual([409, 'memento/not-verified']);
  });

  it('stays recorded while the archive does not answer, and is compared later', async () => {
    const source = await deadSource('/later');
    archive.publish(wayback(source.url), { status: 503, paragraphs: ['busy'] });
    const first = await verified(source.id, wayback(source.url));
    expect(first).toMatchObject({ state: 'recorded', verification: { code: 'http-503' } });
    archive.publish(wayback(source.url), { paragraphs: text });
    const again = await app.call('POST', `/v1/sources/${source.id}/mementos/${first.id}/verify`);
    expect(again.json()).toMatchObject({ state: 'verified' });
    const twice = await app.call('POST', `/v1/sources/${source.id}/mementos`, {
      body: { url: wayback(source.url) },
    });
    expect(twice.json()).toMatchObject({ status: 409, code: 'memento/url-taken' });
  });

  it('of a time to come is none', async () => {
    const source = await deadSource('/to-come');
    const record = (url: string, capturedAt?: string) =>
      app.call('POST', `/v1/sources/${source.id}/mementos`, { body: { url, capturedAt } });
    expect((await record(archive.url(`/web/29990415083000/${source.url}`))).json()).toMatchObject({
      ...{ status: 400, code: 'request/invalid' },
    });
    expect((await record(wayback(source.url), '2999-04-15T00:00:00Z')).json()).toMatchObject({
      ...{ status: 400, code: 'request/invalid' },
    });
    archive.publish(wayback(source.url), {
      headers: { 'memento-datetime': 'Mon, 15 Apr 2999 08:30:00 GMT' },
      paragraphs: text,
    });
    expect(await verified(source.id, wayback(source.url))).toMatchObject({
      ...{ state: 'verified', capturedAt: '2019-04-15T08:30:00.000Z' },
    });
  });

  it("is fetched in the archive's turn, like any other page", async () => {
    const source = await deadSource('/in-turn');
    archive.publish(wayback(source.url), { paragraphs: text });
    await verified(source.id, wayback(source.url));
    const turns = () =>
      app.rows<{ token: string }>('SELECT token FROM host_turn WHERE host = $1', [archive.allow]);
    expect(await turns()).toHaveLength(1);
  });

  it('of a source that was never archived is judged by the cited passages, and not at all without any', async () => {
    const path = '/never';
    site.fail(path, 404);
    const url = site.url(path);
    const { id } = (await app.call('POST', '/v1/sources', { body: { kind: 'web', url } })).json<{
      id: string;
    }>();
    archive.publish(wayback(url), { paragraphs: text });
    expect(await verified(id, wayback(url))).toMatchObject({
      state: 'recorded',
      verification: { code: 'nothing-to-compare' },
    });
    const { checkId } = await recordClaim(app, 'Machines and fuel made up half of imports.', {
      sources: [{ url, quote: { exact: 'Machines and fuel made up half of them' } }],
    });
    await app.poll();
    await endedCheck(app, checkId);
    const [{ id: capture }] = (await app.call('GET', `/v1/sources/${id}/mementos`)).json<{
      items: [{ id: string }];
    }>().items;
    expect((await app.call('POST', `/v1/sources/${id}/mementos/${capture}/verify`)).json()).toMatchObject({
      state: 'verified',
      verification: { similarity: null, passages: [{ state: 'exact', archived: null }] },
    });
  });
});

describe('the address of a capture', () => {
  it.each([
    [
      'https://web.example/web/20190415083000/https://news.example/a?b=1',
      'https://news.example/a?b=1',
      '2019-04-15T08:30:00.000Z',
    ],
    [
      'https://web.example/web/2019id_/http:/news.example/',
      'http://news.example/',
      '2019-01-01T00:00:00.000Z',
    ],
  ])('%s tells what was captured and when', (url, original, at) => {
    expect(captureAddress(url)).toEqual({ original, capturedAt: new Date(at) });
  });

  it('tells nothing where it is not of that form', () => {
    expect(captureAddress('https://archive.example/AbCdE')).toBeNull();
    expect(captureAddress('https://web.example/web/20191345/https://news.example/')).toBeNull();
  });

  it('is of the same page whatever the scheme, www. and the last slash', () => {
    expect(isSamePage('http://www.news.example/a/', 'https://news.example/a#top')).toBe(true);
    expect(isSamePage('https://news.example/a', 'https://news.example/b')).toBe(false);
    expect(
      linkedOriginal('<https://a.example/t>; rel="timegate", <https://news.example/a>; rel="original"'),
    ).toBe('https://news.example/a');
    expect(linkedOriginal('</a>; rel="original"')).toBeNull();
    // What the URL parser's fast path takes for one.
    expect(isSamePage('https://news.example/a', 'http://xn--\u00ff.example/')).toBe(false);
  });
});

describe('the likeness of two texts', () => {
  it('is 1 for the same words, high for an edited page, low for another page', () => {
    expect(textLikeness(text.join('\n'), text.join(' ').toUpperCase())).toBe(1);
    expect(textLikeness(text.join('\n'), text.slice(0, 2).join('\n'))).toBeGreaterThan(0.7);
    expect(textLikeness(text.join('\n'), 'A story about something else entirely, with its own words.')).toBe(
      0,
    );
  });
});

/** A web archive on a loopback port. */
async function startArchive() {
  const captures = new Map<string, Capture>();
  const server = createServer((request, response) => {
    const {
      status = 200,
      headers = {},
      paragraphs,
    } = captures.get(request.url ?? '') ?? { status: 404, paragraphs: [] };
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers });
    response.end(
      `<!doctype html><html><head><title>News</title></head><body><article><h1>News</h1>${paragraphs.map((each) => `<p>${each}</p>`).join('\n')}</article></body></html>`,
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}`;
  return {
    allow: `127.0.0.1:${port}`,
    count: 0,
    url: (path: string): string => base + path,
    publish: (url: string, capture: Capture): void => void captures.set(url.slice(base.length), capture),
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

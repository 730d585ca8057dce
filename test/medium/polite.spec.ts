import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { SourceReader } from '../../src/features/sources/source-reader.service.js';
import type { Ask, Reading } from '../../src/features/sources/source-reader.service.js';
import { CaptureService } from '../../src/features/sources/capture.service.js';
import { Db } from '../../src/persistence/db.js';
import { HostTurns, hostKey } from '../../src/persistence/host-turns.js';
import { RobotsService } from '../../src/features/sources/robots.service.js';
import { FetchError } from '../../src/platform/fetch/fetch-error.js';
import type { ReadSnapshot } from '../../src/persistence/snapshot.table.js';
import { Clock } from '../../src/platform/clock.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';

let app: TestApp;
let server: Server;
let origin: string;
let host: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const asked: IncomingMessage[] = [];
const { signal } = new AbortController();
const ask = { patienceMs: 0, signal };

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  origin = `http://${host}`;
  app = await startApp({ allow: [host] });
});

afterAll(async () => {
  await app.close();
  server.closeAllConnections();
  server.close();
});

/** Two processes: each has turns of its own over one database. */
const turnsOf = (gapMs: number): HostTurns => new HostTurns(app.nest.get(Db), app.nest.get(Clock), gapMs);
const outcome = (status: number | null, headers: Record<string, string> = {}) => ({ status, headers });

describe("a host's turn", () => {
  it('is held by one of two processes, and by the other afterwards', async () => {
    const [one, other] = [turnsOf(0), turnsOf(0)];
    const turn = await one.take('a.example', ask);
    await expect(other.take('a.example', ask)).rejects.toMatchObject({ code: 'host-busy', transient: true });
    const waiting = other.take('a.example', { ...ask, patienceMs: 20_000 });
    await turn.release(outcome(200));
    await (await waiting).giveBack();
  });

  it('ends by itself where its holder died, whose late release then changes nothing', async () => {
    const turns = turnsOf(60_000);
    const dead = await turns.take('b.example', ask);
    await app.rows(`UPDATE host_turn SET leased_until = now() WHERE host = 'b.example'`);
    const next = await turns.take('b.example', { ...ask, patienceMs: 20_000 });
    await dead.release(outcome(429));
    await expect(turns.take('b.example', ask)).rejects.toMatchObject({ code: 'host-busy', knownMs: 0 });
    await next.giveBack();
  });

  it('comes no sooner than the gap, or the crawl-delay, after the last request', async () => {
    const turns = turnsOf(30_000);
    await (await turns.take('c.example', ask)).release(outcome(404), 50_000);
    const error = await turns.take('c.example', ask).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'host-busy' });
    expect((error as { knownMs: number }).knownMs).toBeGreaterThan(40_000);
  });

  it.each([
    ['https://Example.ORG./a', 'example.org'],
    ['http://example.org:80/', 'example.org'],
    ['http://example.org.:8080/', 'example.org:8080'],
    ['http://[2001:db8::1]:81/', '[2001:db8::1]:81'],
    ['https://bücher.example/', 'xn--bcher-kva.example'],
  ])('of %s is that of %s', (url, key) => {
    expect(hostKey(new URL(url))).toBe(key);
  });

  it('is not given while the host cools down, longer after each refusal, and success ends the count', async () => {
    const turns = turnsOf(1_000);
    const coolS = async (): Promise<number> => {
      const rows = await app.rows<{ s: number }>(
        `SELECT round(extract(epoch FROM cool_until - leased_until))::int AS s FROM host_turn WHERE host = 'd.example'`,
      );
      await app.rows(
        `UPDATE host_turn SET cool_until = now(), free_at = now(), leased_until = now() WHERE host = 'd.example'`,
      );
      return rows[0]?.s ?? NaN;
    };
    const seconds: number[] = [];
    for (const [status, retryAfter] of [[429], [503], [429, '7'], [503]] as const) {
      const turn = await turns.take('d.example', ask);
      await turn.release(outcome(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter }));
      await expect(turns.take('d.example', ask)).rejects.toMatchObject({ code: 'host-cooling' });
      seconds.push(await coolS());
    }
    await (await turns.take('d.example', ask)).release(outcome(200));
    await coolS();
    await (await turns.take('d.example', ask)).release(outcome(503));
    expect([...seconds, await coolS()]).toEqual([30, 60, 7, 240, 30]);
  });
});

const text = 'The ministry said that exports rose to $3 billion in the year, more than ever before.';
const page = `<!doctype html><html lang="en"><head><title>Trade</title></head><body><main><article><h1>Trade</h1><p>${text}</p></article></main></body></html>`;
const html = { 'content-type': 'text/html; charset=utf-8' };

const read = (path: string, latest: ReadSnapshot | null = null, over: Partial<Ask> = {}): Promise<Reading> =>
  app.nest.get(SourceReader).read(undefined as never, origin + path, latest, {
    trigger: 'check',
    obeysRobots: true,
    signal,
    ...over,
  });

async function robotsSay(status: number, body = ''): Promise<void> {
  await app.rows('DELETE FROM robots');
  asked.length = 0;
  answer = (request, response) =>
    request.url === '/robots.txt'
      ? void response.writeHead(status).end(body)
      : void response.writeHead(200, html).end(page);
}

describe('robots.txt', () => {
  it('that was called off while its turn was on the way leaves the host to others', async () => {
    await robotsSay(404);
    // As a fetch that is late while the database answers: the turn comes when nobody waits for it any more.
    let late: Promise<unknown> = Promise.resolve();
    const fetch = (request: {
      gate: (url: URL, signal: AbortSignal) => Promise<(outcome: object) => unknown>;
    }) => {
      late = request.gate(new URL(`${origin}/robots.txt`), signal).then((leave) => leave(outcome(null)));
      return Promise.reject(new FetchError('timeout', 'late'));
    };
    const { nest, context } = app;
    const turns = turnsOf(0);
    const robots = new RobotsService(nest.get(Db), nest.get(Clock), turns, context, fetch as never);
    const caught = await robots
      .require(new URL(`${origin}/page`), { patienceMs: 1_000, yields: false }, signal)
      .catch((error: unknown) => error);
    expect(caught).toMatchObject({ code: 'timeout' });
    await late;
    await (await turns.take(host, ask)).giveBack();
  });

  it.each([
    ['with a byte order mark and CR LF', '\ufeffUser-agent: *\r\nDisallow: /a\r\n', ['/a'], ['/b']],
    ['in other letter case', 'USER-AGENT: STET\nDISALLOW: /a\n', ['/a'], ['/A']],
    ['with an empty Disallow', 'User-agent: *\nDisallow:\n', [], ['/a', '/']],
    ['that opens the front page alone', 'User-agent: *\nAllow: /$\nDisallow: /\n', ['/a'], ['/']],
    ['with percent signs', 'User-agent: *\nDisallow: /%61b\nDisallow: /\u00e9\n', ['/ab', '/%C3%A9'], ['/b']],
    [
      'with a crawl-delay that is no number',
      'User-agent: *\nCrawl-delay: abc\nDisallow: /a\n',
      ['/a'],
      ['/b'],
    ],
    ['with a sitemap only', 'Sitemap: https://example.org/map.xml\n', [], ['/a']],
    ['that is a page of HTML', '<!doctype html><p>User-agent: *</p>\n<p>Disallow: /</p>', [], ['/a']],
  ])('%s is read as it is meant', async (_, body, closed, open) => {
    await robotsSay(200, body);
    const state = async (path: string): Promise<string> => (await read(path)).state;
    for (const path of closed) expect([path, await state(path)]).toEqual([path, 'failed']);
    for (const path of open) expect([path, await state(path)]).toEqual([path, 'read']);
  });

  it('is fetched once, longest match first, its own group before that for all', async () => {
    await robotsSay(
      200,
      'User-agent: other\nDisallow: /\n\nUser-agent: stet/1.0\nDisallow: /a\nAllow: /a/b$\nDisallow: /*.php\n\nUser-agent: *\nDisallow: /open',
    );
    const codes = [];
    for (const path of ['/a', '/a/b', '/a/bc', '/x.php?y', '/open']) {
      const reading = await read(path);
      codes.push(reading.state === 'failed' ? reading.failure.code : reading.state);
    }
    expect(codes).toEqual(['robots-disallowed', 'read', 'robots-disallowed', 'robots-disallowed', 'read']);
    expect(asked.filter(({ url }) => url === '/robots.txt')).toHaveLength(1);
    expect(await read('/a')).toMatchObject({
      failure: { transient: false, message: expect.stringContaining('line 5: "Disallow: /a"') as unknown },
    });
    expect(await read('/a', null, { obeysRobots: false })).toMatchObject({ state: 'read' });
  });

  it.each([
    [404, 'read', undefined],
    [403, 'read', undefined],
    [500, 'failed', 'robots-unreachable'],
    [503, 'failed', 'robots-unreachable'],
  ])('that answers %d', async (status, state, code) => {
    await robotsSay(status);
    const reading = await read('/page');
    expect([reading.state, reading.state === 'failed' ? reading.failure.code : undefined]).toEqual([
      state,
      code,
    ]);
    if (reading.state === 'failed') expect(reading.failure).toMatchObject({ transient: true, status });
  });

  it('that gives no answer for 30 days counts as absent', async () => {
    await robotsSay(500);
    expect((await read('/page')).state).toBe('failed');
    await app.rows(`UPDATE robots SET fetched_at = now() - interval '31 days'`);
    expect((await read('/page')).state).toBe('read');
  });

  it('made to exhaust its reader is neither parsed nor obeyed half', async () => {
    await robotsSay(200, `User-agent: *\n${'Disallow: /*a*a*a*a*a*b\n'.repeat(21_000)}`);
    const reading = await read(`/${'a'.repeat(1_500)}`);
    expect(reading).toMatchObject({ state: 'failed', failure: { code: 'robots-disallowed' } });
    await robotsSay(200, `${'User-agent: x\n'.repeat(20_000)}${'Disallow: /\n'.repeat(3_000)}`);
    expect((await read('/page')).state).toBe('read');
  });
});

describe('a conditional request', () => {
  const latest = (over: Partial<ReadSnapshot> = {}): ReadSnapshot =>
    ({
      ...{ text, redirects: [], finalUrl: `${origin}/page`, extractor: 'text/1' },
      ...{ headers: { etag: '"7"', 'last-modified': 'Sun, 06 Nov 1994 08:49:37 GMT' } },
      ...over,
    }) as ReadSnapshot;
  const unchanged = (): void =>
    void (answer = (request, response) =>
      void response.writeHead(request.url === '/page' ? 304 : 404, { etag: '"7"' }).end());

  it('is answered 304, and the headers of before still hold', async () => {
    unchanged();
    const reading = await read('/page#part', latest(), { obeysRobots: false });
    expect(reading).toMatchObject({
      state: 'not-modified',
      answer: { status: 304, headers: { 'last-modified': 'Sun, 06 Nov 1994 08:49:37 GMT' } },
    });
    expect(asked.at(-1)?.headers).toMatchObject({ 'if-none-match': '"7"' });
    expect(asked.at(-1)?.headers['user-agent']).toMatch(/^Stet\/\d+\.\d+\.\d+ \(\+https?:\/\//);
  });

  it.each<[string, Partial<ReadSnapshot>]>([
    ['without text', { text: '' }],
    ['of another address', { finalUrl: 'http://example.org/page' }],
    ['by an extractor of before', { extractor: 'readability/0.1' }],
    ['without validators', { headers: {} }],
  ])('is not made for a snapshot %s: a 304 is a failure then', async (_, over) => {
    unchanged();
    const reading = await read('/page', latest(over), { obeysRobots: false });
    expect(reading).toMatchObject({ state: 'failed', failure: { code: 'http-304', transient: false } });
    expect(asked.at(-1)?.headers).not.toHaveProperty('if-none-match');
  });
});

describe('a queued fetch whose host is not free', () => {
  it('is put back in one step: one open job, later, and the fetch queued', async () => {
    const [sourceId, fetchId] = [randomUUID(), randomUUID()];
    await app.rows(
      `INSERT INTO source (id, kind, url, title, tier, origin, created_by, recorded_at, version)
       VALUES ($1, 'web', $2, '', 'secondary', 'x', (SELECT id FROM person LIMIT 1), now(), 1)`,
      [sourceId, `${origin}/busy`],
    );
    await app.rows(
      `INSERT INTO source_fetch (id, source_id, trigger, requested_at, asked_at, state) VALUES ($1, $2, 'scheduled', now(), now(), 'queued')`,
      [fetchId, sourceId],
    );
    const [job] = await app.rows<{ id: string }>(
      `INSERT INTO outbox (job, ref_id, look_at) VALUES ('source.fetch', $1, now() + interval '1 day') RETURNING id`,
      [fetchId],
    );
    await robotsSay(404);
    await app.rows(
      `INSERT INTO host_turn (host, leased_until, free_at, cool_until) VALUES ($1, now(), now(), now() + interval '1 hour')
       ON CONFLICT (host) DO UPDATE SET cool_until = EXCLUDED.cool_until`,
      [host],
    );
    const run = (): Promise<void> =>
      app.nest.get(CaptureService).fetchAsked(Number(job?.id), fetchId, signal);
    await run();
    // The same dispatch once more, as after a stall: nothing is put back twice.
    await run();
    const open = `SELECT look_at > now() + interval '59 minutes' AS later FROM outbox WHERE ref_id = $1 AND completed_at IS NULL`;
    expect(await app.rows(open, [fetchId])).toEqual([{ later: true }]);
    expect(asked).toHaveLength(0);
    expect(await read('/page')).toMatchObject({ state: 'failed', failure: { code: 'host-cooling' } });
    await app.rows(`DELETE FROM host_turn`);
    const [again] = await app.rows<{ id: string }>(
      'SELECT id FROM outbox WHERE ref_id = $1 AND completed_at IS NULL',
      [fetchId],
    );
    await app.nest.get(CaptureService).fetchAsked(Number(again?.id), fetchId, signal);
    expect(await app.rows('SELECT state, outcome FROM source_fetch WHERE id = $1', [fetchId])).toEqual([
      { state: 'done', outcome: 'changed' },
    ]);
  });
});

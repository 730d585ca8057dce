import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { buildConnector } from 'undici';
import { parseFetchAllow } from '../../src/platform/fetch-allow.js';
import { FetchError } from '../../src/platform/fetch/fetch-error.js';
import { createSafeFetch } from '../../src/platform/safe-fetch.js';
import type { FetchRequest, SafeFetch } from '../../src/platform/safe-fetch.js';

interface Row {
  group: string;
  url: string;
  expect: 'refuse' | 'allow';
}
const rows = JSON.parse(readFileSync(new URL('../fixtures/bad-urls.json', import.meta.url), 'utf8')) as Row[];
const refused = rows.filter((row) => row.expect === 'refuse');
const refusals = /^(refused-(url|port|address)|dns-failed)$/;

describe('safe fetch', () => {
  let server: Server;
  let port: number;
  let requests: { url: string; method: string; headers: IncomingMessage['headers']; body: string }[];
  let tcp: number;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  let connects: string[];
  let names: Record<string, string[]>;
  const doors: SafeFetch[] = [];

  beforeEach(async () => {
    [requests, connects, names, tcp] = [[], [], {}, 0];
    answer = (_request, response) => response.end('ok');
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        requests.push({
          url: request.url ?? '',
          method: request.method ?? '',
          headers: request.headers,
          body,
        });
        answer(request, response);
      });
    });
    server.on('connection', () => (tcp += 1));
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    port = (server.address() as AddressInfo).port;
  });

  afterEach(async () => {
    await Promise.all(doors.splice(0).map((one) => one.close()));
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  /** A door that counts what it connects to; beyond loopback there is no network. */
  const door = (allow: string): SafeFetch => {
    const real = buildConnector({});
    const made = createSafeFetch({
      allow: parseFetchAllow(allow),
      userAgent: 'stet-test/1',
      resolve: (name) =>
        names[name]
          ? Promise.resolve(names[name])
          : Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })),
      connect: (target, done) => {
        connects.push(`${target.hostname} ${target.port}`);
        if (target.hostname === '127.0.0.1') real(target, done);
        else done(Object.assign(new Error('no network here'), { code: 'ENETUNREACH' }), null);
      },
    });
    doors.push(made);
    return made;
  };
  const opened = (): SafeFetch => door(`127.0.0.1:${port}`);
  const ask = (fetch: SafeFetch, url: string, more: Partial<FetchRequest> = {}) =>
    fetch({ url, timeoutMs: 5_000, maxBytes: 100_000, ...more });
  const failure = async (work: Promise<unknown>): Promise<FetchError> => {
    const error: unknown = await work.then(
      () => new Error('no failure'),
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(FetchError);
    return error as FetchError;
  };
  const base = (): string => `http://127.0.0.1:${port}`;

  describe('addresses', () => {
    it.each(refused)('refuses $group $url without a connection', async (row) => {
      names = {
        'localtest.me': ['127.0.0.1'],
        '127.0.0.1.nip.io': ['127.0.0.1'],
        'company.127.0.0.1.nip.io': ['127.0.0.1'],
      };
      const error = await failure(ask(door(''), row.url));
      expect(error.code).toMatch(refusals);
      expect(connects).toEqual([]);
      expect(tcp).toBe(0);
    });

    it('does not reach a listening loopback port that is not opened', async () => {
      for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', '127.0.0.1.'])
        expect((await failure(ask(door('127.0.0.1:1'), `http://${host}:${port}/`))).code).toBe(
          'refused-address',
        );
      expect(tcp).toBe(0);
    });

    it('reaches an opened address, also by another spelling or a name', async () => {
      names = { 'press.org': ['127.0.0.1'] };
      for (const host of ['127.0.0.1', '0x7f.1', 'press.org'])
        expect((await ask(opened(), `http://${host}:${port}/a?b=c#d`)).address).toBe('127.0.0.1');
      expect(requests.map((one) => one.url)).toEqual(['/a?b=c', '/a?b=c', '/a?b=c']);
    });

    it('refuses an answer of DNS with one bad address among good ones', async () => {
      for (const bad of ['10.0.0.1', '::1', '169.254.169.254', 'fe80::1', '::ffff:127.0.0.1']) {
        names = { 'mixed.org': ['93.184.216.34', bad] };
        const error = await failure(ask(door(''), 'http://mixed.org/'));
        expect([error.code, error.transient]).toEqual(['refused-address', false]);
      }
      expect(connects).toEqual([]);
    });

    it('refuses the second answer of a name that turns from public to private', async () => {
      const fetch = door('');
      names = { 'turns.org': ['93.184.216.34'] };
      expect((await failure(ask(fetch, 'http://turns.org/'))).code).toBe('connect-failed');
      names = { 'turns.org': ['127.0.0.1'] };
      expect((await failure(ask(fetch, 'http://turns.org/'))).code).toBe('refused-address');
      expect(connects).toEqual(['93.184.216.34 ']);
    });

    it('resolves again for a redirect to the same name', async () => {
      names = { 'turns.org': ['127.0.0.1'] };
      answer = (_request, response) => {
        names = { 'turns.org': ['10.0.0.1'] };
        response.writeHead(302, { location: '/second' }).end();
      };
      expect((await failure(ask(opened(), `http://turns.org:${port}/`))).code).toBe('refused-address');
      expect(requests).toHaveLength(1);
    });

    it('looks at the address of the socket once more', async () => {
      const fetch = createSafeFetch({
        allow: parseFetchAllow(''),
        userAgent: 'x',
        resolve: () => Promise.resolve(['93.184.216.34']),
        connect: (target, done) =>
          buildConnector({})({ ...target, hostname: '127.0.0.1', port: String(port) }, done),
      });
      doors.push(fetch);
      expect((await failure(ask(fetch, 'http://odd.org/'))).code).toBe('refused-address');
      expect(requests).toEqual([]);
    });

    it('tries the next address when one does not answer', async () => {
      names = { 'two.org': ['127.0.0.9', '127.0.0.1'] };
      await ask(door(`127.0.0.0/8:${port}`), `http://two.org:${port}/`);
      expect(connects).toEqual([`127.0.0.9 ${port}`, `127.0.0.1 ${port}`]);
    });

    it('says whether a name is unknown or cannot be resolved now', async () => {
      const unknown = await failure(ask(door(''), 'http://nowhere.org/'));
      expect([unknown.code, unknown.transient]).toEqual(['dns-failed', false]);
      const fetch = createSafeFetch({
        allow: parseFetchAllow(''),
        userAgent: 'x',
        resolve: () => Promise.reject(Object.assign(new Error(), { code: 'EAI_AGAIN' })),
      });
      doors.push(fetch);
      const later = await failure(ask(fetch, 'http://nowhere.org/'));
      expect([later.code, later.transient]).toEqual(['dns-failed', true]);
    });
  });

  describe('redirects', () => {
    it.each([301, 302, 303, 307, 308])('refuses %d to every refused address', async (status) => {
      const fetch = opened();
      const absolute = refused.filter(
        ({ url }) => !URL.canParse(url) || new URL(url, base()).href === new URL(url).href,
      );
      expect(absolute.length).toBeGreaterThan(90);
      for (const { url } of absolute) {
        answer = (_request, response) =>
          response.writeHead(status, { location: encodeURI(url.trim()) }).end();
        expect((await failure(ask(fetch, `${base()}/`))).code).toMatch(refusals);
      }
      expect(requests).toHaveLength(absolute.length);
      expect(new Set(connects)).toEqual(new Set([`127.0.0.1 ${port}`]));
    });

    it('follows to another path and reports the way', async () => {
      answer = (request, response) =>
        request.url === '/1' ? response.writeHead(301, { location: '2' }).end() : response.end('there');
      const result = await ask(opened(), `${base()}/1`);
      expect(result).toMatchObject({ url: `${base()}/2`, redirects: [`${base()}/1`], status: 200 });
      expect(result.body.toString()).toBe('there');
    });

    it('drops credentials on the way to another origin', async () => {
      names = { 'other.org': ['127.0.0.1'] };
      answer = (request, response) =>
        request.url === '/1'
          ? response.writeHead(302, { location: `http://other.org:${port}/2` }).end()
          : response.end();
      await ask(opened(), `${base()}/1`, {
        headers: { Authorization: 'Bearer t', Cookie: 'a=b', 'X-A': '1' },
      });
      expect(requests[0]?.headers).toMatchObject({ authorization: 'Bearer t', cookie: 'a=b', 'x-a': '1' });
      expect(requests[1]?.headers.authorization).toBeUndefined();
      expect(requests[1]?.headers.cookie).toBeUndefined();
      expect(requests[1]?.headers['x-a']).toBe('1');
    });

    it('gives up on a loop after the allowed number', async () => {
      answer = (request, response) => response.writeHead(302, { location: `${request.url}x` }).end();
      expect((await failure(ask(opened(), `${base()}/`))).code).toBe('too-many-redirects');
      expect(requests).toHaveLength(6);
    });

    it('returns a redirect as the answer when none is allowed', async () => {
      answer = (_request, response) =>
        response.writeHead(302, { location: 'http://127.0.0.1/' }).end('moved');
      const result = await ask(opened(), `${base()}/`, {
        maxRedirects: 0,
        method: 'POST',
        body: Buffer.from('{}'),
      });
      expect([result.status, result.headers.location]).toEqual([302, 'http://127.0.0.1/']);
    });
  });

  describe('requests', () => {
    it('posts the exact bytes and headers, and says who asks', async () => {
      await ask(opened(), `${base()}/hook`, {
        method: 'POST',
        body: Buffer.from('{"a": 1}'),
        headers: {
          'content-type': 'application/json',
          'Webhook-Id': 'm1',
          Host: 'evil.org',
          'User-Agent': 'x',
        },
      });
      expect(requests[0]).toMatchObject({ method: 'POST', body: '{"a": 1}' });
      expect(requests[0]?.headers).toMatchObject({
        'webhook-id': 'm1',
        host: `127.0.0.1:${port}`,
        'user-agent': 'stet-test/1',
        'content-length': '8',
      });
    });

    it('uses no proxy of the environment', async () => {
      const names = ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'HTTPS_PROXY'];
      for (const name of names) process.env[name] = 'http://127.0.0.1:1';
      process.env.NODE_USE_ENV_PROXY = '1';
      try {
        expect((await ask(opened(), `${base()}/direct`)).status).toBe(200);
      } finally {
        for (const name of [...names, 'NODE_USE_ENV_PROXY']) delete process.env[name];
      }
      expect(requests[0]?.url).toBe('/direct');
    });

    it('keeps a connection for the next GET and survives that the other side closed it', async () => {
      const fetch = opened();
      await ask(fetch, `${base()}/1`);
      await ask(fetch, `${base()}/2`);
      expect(tcp).toBe(1);
      answer = (request, response) => {
        if (tcp === 1) request.socket.destroy();
        else response.end('again');
      };
      expect((await ask(fetch, `${base()}/3`)).body.toString()).toBe('again');
    });

    it('reports outcome and host, never path or query', async () => {
      const records: unknown[] = [];
      const fetch = createSafeFetch({
        allow: parseFetchAllow(`127.0.0.1:${port}`),
        userAgent: 'x',
        log: (record) => records.push(record),
      });
      doors.push(fetch);
      await ask(fetch, `${base()}/?token=secret`);
      await failure(ask(fetch, 'http://10.0.0.1/?token=secret'));
      expect(records).toMatchObject([
        { host: '127.0.0.1', outcome: 200 },
        { host: '10.0.0.1', outcome: 'refused-address' },
      ]);
      expect(JSON.stringify(records)).not.toContain('secret');
    });

    it('is refused after close, and calling off ends it', async () => {
      const fetch = opened();
      answer = () => undefined;
      const hanging = failure(ask(fetch, `${base()}/`));
      const control = new AbortController();
      const called = failure(ask(fetch, `${base()}/`, { signal: control.signal }));
      control.abort();
      expect((await called).code).toBe('aborted');
      await fetch.close();
      expect((await hanging).transient).toBe(true);
      expect((await failure(ask(fetch, `${base()}/`))).code).toBe('aborted');
    });

    it('has one line for a connection refused and for TLS that is none', async () => {
      const closed = await failure(ask(door('127.0.0.1:1'), 'http://127.0.0.1:1/'));
      expect([closed.code, closed.transient]).toEqual(['connect-failed', true]);
      const plain = await failure(ask(opened(), `https://127.0.0.1:${port}/`));
      expect([plain.code, plain.transient]).toEqual(['tls-failed', false]);
      for (const error of [closed, plain]) expect(error.message).toMatch(/^127\.0\.0\.1: [^\n]+$/);
    });
  });
});

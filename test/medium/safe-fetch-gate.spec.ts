import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { selfSigned } from '../../scripts/chaos/fetch-certificate.js';
import { parseFetchAllow } from '../../src/platform/fetch-allow.js';
import { FetchError } from '../../src/platform/fetch/fetch-error.js';
import type { HopOutcome } from '../../src/platform/fetch/gate.js';
import { directConnect } from '../../src/platform/fetch/guarded-connector.js';
import { createSafeFetch } from '../../src/platform/safe-fetch.js';
import type { FetchRequest, SafeFetch } from '../../src/platform/safe-fetch.js';

const servers: Server[] = [];
const doors: SafeFetch[] = [];

const listen = async (server: Server): Promise<number> => {
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return (server.address() as AddressInfo).port;
};
const keep = (fetch: SafeFetch): SafeFetch => {
  doors.push(fetch);
  return fetch;
};
const failure = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => new Error('no failure'),
    (reason: unknown) => reason,
  );
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await failure(work);
  expect(error).toBeInstanceOf(FetchError);
  return (error as FetchError).code;
};

afterEach(async () => {
  await Promise.all(doors.splice(0).map((one) => one.close()));
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
});

describe('safe fetch, gate', () => {
  let port: number;
  let fetch: SafeFetch;
  let log: string[];
  let answer: (request: IncomingMessage, response: ServerResponse) => void;

  beforeEach(async () => {
    log = [];
    answer = (_request, response) => response.end('ok');
    port = await listen(
      createServer((request, response) => {
        log.push(`request ${request.url}`);
        answer(request, response);
      }),
    );
    fetch = keep(createSafeFetch({ allow: parseFetchAllow(`127.0.0.1:${port}`), userAgent: 'stet-test/1' }));
  });

  const ask = (more: Partial<FetchRequest>) =>
    fetch({ url: `http://127.0.0.1:${port}/1`, timeoutMs: 5_000, maxBytes: 1_000, ...more });
  const left = ({ status, headers }: HopOutcome): number =>
    log.push(`left ${status} ${headers['retry-after'] ?? headers.location ?? ''}`.trim());
  const gate = (url: URL): Promise<(outcome: HopOutcome) => void> => {
    log.push(`gate ${url.pathname}`);
    return Promise.resolve((outcome) => void left(outcome));
  };

  it('is asked before each hop and left once after it', async () => {
    answer = (request, response) =>
      request.url === '/1' ? response.writeHead(302, { location: '/2' }).end() : response.end('there');
    expect((await ask({ gate })).body.toString()).toBe('there');
    expect(log).toEqual(['gate /1', 'request /1', 'left 302 /2', 'gate /2', 'request /2', 'left 200']);
  });

  it('is told the answer also when its body fails, and that there was none', async () => {
    answer = (_request, response) => response.writeHead(503, { 'retry-after': '120' }).end('x'.repeat(2_000));
    expect(await codeOf(ask({ gate }))).toBe('too-large');
    answer = (request) => request.socket.destroy();
    expect(await codeOf(ask({ gate }))).toBe('network');
    expect(log).toEqual(['gate /1', 'request /1', 'left 503 120', 'gate /1', 'request /1', 'left null']);
  });

  it('is not asked for what is refused, on any hop', async () => {
    expect(await codeOf(ask({ gate, url: 'http://10.0.0.1/' }))).toBe('refused-address');
    answer = (_request, response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end();
    expect(await codeOf(ask({ gate }))).toBe('refused-address');
    expect(log).toEqual(['gate /1', 'request /1', 'left 302 http://10.0.0.1/']);
  });

  it('may wait longer than the time limit before the first hop, not before a later one', async () => {
    const wait = (ms: number) => (url: URL) =>
      new Promise<(outcome: HopOutcome) => void>((go) => setTimeout(() => void gate(url).then(go), ms));
    const result = await ask({ gate: wait(800), timeoutMs: 700 });
    expect(result.ms).toBeLessThan(700);
    answer = (_request, response) => response.writeHead(302, { location: '/2' }).end();
    const late = (url: URL) => wait(url.pathname === '/1' ? 0 : 2_000)(url);
    expect(await codeOf(ask({ gate: late, timeoutMs: 700 }))).toBe('timeout');
  });

  it('hands back a turn that comes too late', async () => {
    const control = new AbortController();
    let give = (): void => undefined;
    const back = new Promise<HopOutcome>((handed) => {
      const slow = (): Promise<(outcome: HopOutcome) => void> =>
        new Promise((go) => (give = () => go(handed)));
      const called = codeOf(ask({ gate: slow, signal: control.signal }));
      control.abort();
      void called.then((code) => (log.push(code), give()));
    });
    expect(await back).toEqual({ status: null, headers: {} });
    expect(log).toEqual(['aborted']);
  });

  it('ends the fetch with what it throws, unchanged', async () => {
    const reason = new Error('this host is to be left alone');
    expect(await failure(ask({ gate: () => Promise.reject(reason) }))).toBe(reason);
    expect(await failure(ask({ gate: () => Promise.resolve(() => Promise.reject(reason)) }))).toBe(reason);
    expect(log).toEqual(['request /1']);
  });

  it('cannot change the address that was judged', async () => {
    await ask({ gate: (url) => ((url.pathname = '/other'), Promise.resolve(() => undefined)) });
    expect(log).toEqual(['request /1']);
  });
});

describe('safe fetch, TLS', () => {
  const { key, cert } = selfSigned('press.org', 30);
  const old = selfSigned('press.org', -3);
  const doorTo = (port: number, ca?: string): SafeFetch =>
    keep(
      createSafeFetch({
        allow: parseFetchAllow(`127.0.0.1:${port}`),
        userAgent: 'stet-test/1',
        resolve: () => Promise.resolve(['127.0.0.1']),
        connect: directConnect(ca),
      }),
    );
  const ask = (fetch: SafeFetch, host: string, port: number) =>
    fetch({ url: `https://${host}:${port}/`, timeoutMs: 5_000, maxBytes: 100 });

  it('keeps the certificate as evidence, also on a kept connection, and under a final dot', async () => {
    const port = await listen(createTlsServer({ key, cert }, (_request, response) => response.end('ok')));
    const fetch = doorTo(port, cert);
    for (const host of ['press.org', 'press.org', 'press.org.']) {
      const { tls, encodedBytes } = await ask(fetch, host, port);
      expect(tls).toMatchObject({ protocol: 'TLSv1.3', subject: 'CN=press.org' });
      expect(tls?.fingerprint256).toMatch(/^([\dA-F]{2}:){31}[\dA-F]{2}$/);
      expect(encodedBytes).toBe(2);
    }
  });

  it('refuses an unknown issuer, another name, a certificate run out and TLS before 1.2', async () => {
    const port = await listen(createTlsServer({ key, cert }, (_request, response) => response.end('ok')));
    const gone = await listen(createTlsServer(old, (_request, response) => response.end('ok')));
    const weak = {
      key,
      cert,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'ALL:@SECLEVEL=0',
    } as const;
    const aged = await listen(createTlsServer(weak, (_request, response) => response.end('ok')));
    expect(await codeOf(ask(doorTo(port), 'press.org', port))).toBe('tls-failed');
    expect(await codeOf(ask(doorTo(port, cert), 'other.org', port))).toBe('tls-failed');
    expect(await codeOf(ask(doorTo(gone, old.cert), 'press.org', gone))).toBe('tls-failed');
    expect(await codeOf(ask(doorTo(aged, cert), 'press.org', aged))).toBe('tls-failed');
  });
});

import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { buildConnector } from 'undici';
import { createClientPool } from '../../src/platform/fetch/client-pool.js';
import { parseFetchAllow } from '../../src/platform/fetch-allow.js';
import { FetchError } from '../../src/platform/fetch/fetch-error.js';
import { createSafeFetch } from '../../src/platform/safe-fetch.js';
import type { FetchRequest, SafeFetch } from '../../src/platform/safe-fetch.js';

/** Hostile answers, byte by byte: a plain TCP server says what it likes. */
describe('safe fetch, bodies', () => {
  let server: Server;
  let fetch: SafeFetch;
  let url: string;
  let serve: (socket: Socket) => void;
  const sockets = new Set<Socket>();

  beforeEach(async () => {
    server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('data', () => serve(socket));
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const port = (server.address() as AddressInfo).port;
    url = `http://127.0.0.1:${port}/`;
    fetch = createSafeFetch({ allow: parseFetchAllow(`127.0.0.1:${port}`), userAgent: 'stet-test/1' });
  });

  afterEach(async () => {
    await fetch.close();
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    await new Promise((closed) => server.close(closed));
  });

  const respond =
    (headers: string, body: Buffer | string = '') =>
    (socket: Socket): void => {
      socket.write(`HTTP/1.1 200 OK\r\n${headers}\r\n`);
      socket.write(body);
    };
  const sized = (body: Buffer, headers = ''): ((socket: Socket) => void) =>
    respond(`${headers}content-length: ${body.length}\r\n`, body);
  const ask = (more: Partial<FetchRequest> = {}) =>
    fetch({ url, timeoutMs: 10_000, maxBytes: 1_000_000, ...more });
  const codeOf = async (more: Partial<FetchRequest> = {}): Promise<string> => {
    const error: unknown = await ask(more).then(
      () => new Error('no failure'),
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(FetchError);
    return (error as FetchError).code;
  };

  // Half of it noise: an even text would shrink beyond 100:1 and be taken for a bomb.
  const text = Buffer.from('Наука и жизнь. '.repeat(500) + randomBytes(20_000).toString('base64'));
  it.each([
    ['gzip', gzipSync(text)],
    ['X-GZIP', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
    ['identity', text],
    ['', text],
  ])('decodes %s', async (coding, body) => {
    serve = sized(body, `content-encoding: ${coding}\r\n`);
    const result = await ask({ maxBytes: text.length });
    expect(result.body.equals(text)).toBe(true);
    expect(result.truncated).toBe(false);
  });

  it('reads a chunked body and an empty one', async () => {
    serve = respond('transfer-encoding: chunked\r\n', '3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n');
    expect((await ask()).body.toString()).toBe('abcde');
    serve = respond('content-length: 0\r\ncontent-encoding: gzip\r\n');
    expect((await ask()).body).toHaveLength(0);
  });

  it.each([
    ['two codings', 'content-encoding: gzip, gzip\r\n', gzipSync(gzipSync('x'))],
    ['two coding headers', 'content-encoding: gzip\r\ncontent-encoding: br\r\n', gzipSync('x')],
    ['an unknown coding', 'content-encoding: zstd\r\n', Buffer.from('x')],
    ['gzip that is none', 'content-encoding: gzip\r\n', Buffer.from('plain text')],
    ['brotli that is none', 'content-encoding: br\r\n', Buffer.from('plain text')],
    ['deflate that is none', 'content-encoding: deflate\r\n', Buffer.from('plain text')],
    ['cut gzip', 'content-encoding: gzip\r\n', gzipSync(text).subarray(0, 200)],
  ])('refuses %s', async (_what, headers, body) => {
    serve = sized(body, headers);
    expect(await codeOf()).toBe('bad-encoding');
  });

  it.each([
    ['gzip', Buffer.concat(Array<Buffer>(20).fill(gzipSync(Buffer.alloc(10 << 20))))],
    ['br', brotliCompressSync(Buffer.alloc(50 << 20), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
    ['deflate', deflateSync(Buffer.alloc(50 << 20))],
  ])('cuts a %s bomb long before it is unpacked', async (coding, bomb) => {
    serve = sized(bomb, `content-encoding: ${coding}\r\n`);
    const before = process.memoryUsage().rss;
    expect(await codeOf({ maxBytes: 64 << 20 })).toBe('too-large');
    expect(process.memoryUsage().rss - before).toBeLessThan(48 << 20);
  });

  it('stops at the cap on decoded bytes, though little came over the wire', async () => {
    serve = sized(gzipSync(text), 'content-encoding: gzip\r\n');
    expect(await codeOf({ maxBytes: text.length - 1 })).toBe('too-large');
    const cut = await ask({ maxBytes: 1_000, overflow: 'cut' });
    expect([cut.truncated, cut.status]).toEqual([true, 200]);
    expect(cut.body.equals(text.subarray(0, 1_000))).toBe(true);
  });

  it('stops an endless chunked body', async () => {
    const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`;
    serve = (socket) => {
      respond('transfer-encoding: chunked\r\n')(socket);
      const more = (): void => void (socket.writable && socket.write(chunk, () => setImmediate(more)));
      more();
    };
    expect(await codeOf()).toBe('too-large');
  });

  it('ends a body of crumbs after the first few thousand', async () => {
    serve = (socket) => {
      respond('transfer-encoding: chunked\r\n')(socket);
      const more = (): void =>
        void (socket.writable && socket.write('1\r\nx\r\n'.repeat(2_000), () => setImmediate(more)));
      more();
    };
    await expect(ask()).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('2000 crumbs'),
    });
    // Small pieces that are worth their while are read.
    serve = respond('transfer-encoding: chunked\r\n', `${'a\r\nabcdefghij\r\n'.repeat(5_000)}0\r\n\r\n`);
    expect((await ask()).body).toHaveLength(50_000);
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(16 << 20))],
    ['br', brotliCompressSync(Buffer.alloc(16 << 20), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
  ])('judges a %s bomb by what was unpacked, not by all that came with it', async (coding, bomb) => {
    // What lies behind it would excuse 20 MiB if it counted at once.
    const padded = Buffer.concat([bomb, randomBytes(200_000)]);
    serve = sized(padded, `content-encoding: ${coding}\r\n`);
    const cut = await ask({ maxBytes: 64 << 20, overflow: 'cut' });
    expect(cut.truncated).toBe(true);
    expect(cut.body.length).toBeLessThan(1 << 20);
  });

  it('refuses an announced size before reading', async () => {
    serve = respond('content-length: 1000001\r\n');
    expect(await codeOf()).toBe('too-large');
  });

  it('does not wait for a body shorter than announced, nor read one byte beyond', async () => {
    serve = (socket) => {
      respond('content-length: 100\r\n', 'short')(socket);
      socket.end();
    };
    expect(await codeOf()).toBe('network');
    serve = respond('content-length: 5\r\n', 'right and more');
    expect((await ask()).body.toString()).toBe('right');
  });

  it('ends a body of one byte now and then at the deadline', async () => {
    serve = (socket) => {
      respond('content-length: 1000\r\n')(socket);
      const timer = setInterval(() => socket.write('x'), 20);
      socket.on('close', () => clearInterval(timer));
    };
    expect(await codeOf({ timeoutMs: 300 })).toBe('timeout');
  });

  it('ends headers of one byte now and then, endless 100s and silence at the deadline', async () => {
    serve = (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nx-slow: ');
      const timer = setInterval(() => socket.write('x'), 20);
      socket.on('close', () => clearInterval(timer));
    };
    expect(await codeOf({ timeoutMs: 300 })).toBe('timeout');
    serve = () => undefined;
    expect(await codeOf({ timeoutMs: 100 })).toBe('timeout');
    serve = (socket) => {
      const timer = setInterval(() => socket.write('HTTP/1.1 100 Continue\r\n\r\n'), 20);
      socket.on('close', () => clearInterval(timer));
    };
    expect(await codeOf({ timeoutMs: 300 })).toMatch(/^(timeout|network)$/);
  });

  it('ends a body that brings too little for a window of time, and says that a later try may succeed', async () => {
    const rate = { bytesPerSecond: 1_000, windowMs: 300 };
    const allow = parseFetchAllow(`127.0.0.1:${new URL(url).port}`);
    const strict = createSafeFetch({ allow, userAgent: 'stet-test/1', rate });
    const drip = (bytes: number, times: number) => (socket: Socket) => {
      respond(`content-length: ${bytes * times}\r\n`)(socket);
      let sent = 0;
      const more = (): void => void (sent < times ? socket.write('x'.repeat(bytes)) : clearInterval(timer));
      const timer = setInterval(() => (more(), (sent += 1)), 20);
      socket.on('close', () => clearInterval(timer));
    };
    try {
      serve = drip(1, 1_000);
      const error: unknown = await strict({ url, timeoutMs: 20_000, maxBytes: 9_999 }).catch(
        (reason: unknown) => reason,
      );
      expect(error).toMatchObject({ code: 'too-slow', transient: true });
      serve = drip(500, 40);
      const { body } = await strict({ url, timeoutMs: 20_000, maxBytes: 20_000 });
      expect(body).toHaveLength(20_000);
    } finally {
      await strict.close();
    }
  });

  it('ends a flood of interim answers, but reads what comes after a few', async () => {
    const hint = 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n';
    serve = (socket) => void socket.write(`${hint.repeat(3)}HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok`);
    expect((await ask()).body.toString()).toBe('ok');
    serve = (socket) => {
      const more = (): void => void (socket.writable && socket.write(hint, () => setImmediate(more)));
      more();
    };
    expect(await codeOf()).toBe('network');
  });

  it('ends a body of one-byte chunks and one of framing without content', async () => {
    const flood = (again: string) => (socket: Socket) => {
      respond('transfer-encoding: chunked\r\n', '1;x=')(socket);
      const more = (): void => void (socket.writable && socket.write(again, () => setImmediate(more)));
      more();
    };
    serve = flood('\r\nx\r\n1;x='.repeat(1_000));
    expect(await codeOf()).toBe('too-large');
    serve = flood('y'.repeat(0x4000));
    expect(await codeOf()).toBe('too-large');
  });

  it('refuses headers that are short but too many', async () => {
    serve = respond(`${'x:\r\n'.repeat(501)}content-length: 0\r\n`);
    expect(await codeOf()).toBe('too-large');
    serve = respond(`${'x:\r\n'.repeat(499)}content-length: 0\r\n`);
    expect((await ask()).status).toBe(200);
  });

  it('never takes a second answer, spliced behind the first, for that of the next request', async () => {
    const one = (body: string): string => `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
    for (let times = 0; times < 5; times += 1) {
      serve = (socket) => void socket.write(one('first') + one('forged'));
      expect((await ask()).body.toString()).toBe('first');
      serve = (socket) => void socket.write(one('second'));
      expect((await ask()).body.toString()).toBe('second');
    }
  });

  it.each([
    ['two lengths', 'content-length: 3\r\ncontent-length: 5\r\n'],
    ['a length beside chunks', 'content-length: 3\r\ntransfer-encoding: chunked\r\n'],
    ['a length that is no number', 'content-length: 3x\r\n'],
    ['a header name with a space', 'x y: 1\r\ncontent-length: 3\r\n'],
  ])('reads no answer framed by %s', async (_what, headers) => {
    serve = respond(headers, 'abcde');
    expect(await codeOf()).toBe('network');
  });

  it('sends no header that would begin another', async () => {
    let sent = 0;
    serve = () => void (sent += 1);
    expect(await codeOf({ headers: { 'x-a': 'b\r\nhost: evil.org' } })).toBe('network');
    expect(sent).toBe(0);
  });

  it('does not use a connection again that is older than DNS is trusted', async () => {
    const allow = parseFetchAllow(`127.0.0.1:${new URL(url).port}`);
    const connect = buildConnector({});
    const pool = createClientPool({ allow, connect, resolve: () => Promise.resolve([]) }, 50);
    const young = pool.lease(url, false);
    pool.keep(young);
    expect(pool.lease(url, false)).toMatchObject({ client: young.client, isReused: true });
    pool.keep({ ...young, openedAt: performance.now() - 51 });
    expect(pool.lease(url, false)).toMatchObject({ isReused: false });
    expect(young.client.destroyed).toBe(true);
    await pool.close();
  });

  it('refuses headers beyond 16 KiB, one or many', async () => {
    serve = respond(`x-big: ${'x'.repeat(1 << 20)}\r\n`);
    expect(await codeOf()).toBe('too-large');
    serve = respond('x-a: 1\r\n'.repeat(100_000));
    expect(await codeOf()).toBe('too-large');
  });

  it('reads no answer that is not HTTP', async () => {
    serve = (socket) => void socket.end('220 mail.example ESMTP\r\n');
    expect(await codeOf()).toBe('network');
  });

  it('takes only the content types asked for, of a 2xx answer', async () => {
    const accept = ['text/*', 'application/pdf'];
    serve = respond('content-type: Text/HTML; charset=utf-8\r\ncontent-length: 1\r\n', 'x');
    expect((await ask({ accept })).status).toBe(200);
    serve = respond('content-type: image/png\r\ncontent-length: 1\r\n', 'x');
    expect(await codeOf({ accept })).toBe('bad-content-type');
    serve = respond('content-length: 1\r\n', 'x');
    expect(await codeOf({ accept })).toBe('bad-content-type');
    serve = (socket) =>
      void socket.write('HTTP/1.1 404 Not Found\r\ncontent-type: image/png\r\ncontent-length: 1\r\n\r\nx');
    expect((await ask({ accept })).status).toBe(404);
  });
});

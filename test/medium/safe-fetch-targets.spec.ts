import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { isPublicAddress } from '../../src/platform/address-guard.js';
import { parseFetchAllow } from '../../src/platform/fetch-allow.js';
import { FetchError } from '../../src/platform/fetch/fetch-error.js';
import { directConnect } from '../../src/platform/fetch/guarded-connector.js';
import { createSafeFetch } from '../../src/platform/safe-fetch.js';
import type { SafeFetch } from '../../src/platform/safe-fetch.js';

interface Row {
  group: string;
  url: string;
  expect: 'refuse' | 'allow';
}
const rowsOf = (name: string): Row[] =>
  JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8')) as Row[];
const bad = [...rowsOf('bad-urls.json'), ...rowsOf('bad-urls-more.json')].filter(
  (row) => row.expect === 'refuse',
);
const refusals = /^(refused-(url|port|address)|dns-failed)$/;
const publicAddress = '93.184.216.34';

/** The address a row's host is, as a socket would be given it; null for names and for what is no http URL. */
function literal({ url }: Row): string | null {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (!parsed.protocol.startsWith('http')) return null;
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  return /^[\d.]+$/.test(host) || host.includes(':') ? host : null;
}

const badAddresses = [
  ...new Set(bad.map(literal).filter((one) => one !== null && !isPublicAddress(one))),
] as string[];

/** Where the system would take this address to on this machine; null for what is not loopback. */
function loopbackOf(address: string): string | null {
  const mapped = /^::ffff:([\da-f]+):([\da-f]+)$/.exec(address);
  const [high, low] = [1, 2].map((at) => Number.parseInt(mapped?.[at] ?? '0', 16)) as [number, number];
  const v4 = mapped === null ? address : [high >> 8, high & 255, low >> 8, low & 255].join('.');
  if (v4 === '0.0.0.0') return '127.0.0.1';
  if (v4 === '::' || v4 === '::1') return '::1';
  return v4.startsWith('127.') ? v4 : null;
}

/** The same text with a port where it names none, so that it points at a listener. */
function withPort(url: string, port: number): string | null {
  const match = /^([\s\0]*http:[\\/]*)([^\\/?#]*)(.*)$/is.exec(url);
  const authority = match?.[2] ?? '';
  if (match === null || /[@]|:\d*$/.test(authority)) return null;
  return `${match[1]}${authority}:${port}${match[3]}`;
}

describe('bad targets', () => {
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  const doors: SafeFetch[] = [];
  /** Connections somebody took who should never have been reached. */
  let reached: string[];
  /** Addresses the door asked a connection to. */
  let connects: string[];
  let target: number;
  let redirector: number;
  let location: Buffer;
  let status: number;
  let answers: Record<string, string[][]>;
  let asked: string[];

  const listen = (host: string, port: number, serve: (socket: Socket) => void): Promise<number | null> =>
    new Promise((done) => {
      const server = createServer((socket) => {
        sockets.add(socket.on('error', () => undefined).on('close', () => sockets.delete(socket)));
        serve(socket);
      });
      server.once('error', () => done(null));
      server.listen(port, host, () => {
        servers.push(server);
        done((server.address() as AddressInfo).port);
      });
    });

  beforeAll(async () => {
    const trap = (socket: Socket): void => {
      reached.push(`${socket.localAddress}`);
      socket.destroy();
    };
    target = (await listen('127.0.0.1', 0, trap)) ?? 0;
    const others = new Set(badAddresses.map(loopbackOf).filter((one) => one !== null));
    others.delete('127.0.0.1');
    // Where 127.0.0.2 and the like are no addresses of this machine, nobody can be reached there either.
    await Promise.all([...others].map((host) => listen(host, target, trap)));
    redirector =
      (await listen('127.0.0.1', 0, (socket) => {
        socket.once('data', (head) => {
          const isFirst = head.toString().startsWith('GET /first ');
          socket.write(isFirst ? `HTTP/1.1 ${status} x\r\nlocation: ` : 'HTTP/1.1 200 OK\r\nx: ');
          if (isFirst) socket.write(location);
          socket.end('\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
        });
      })) ?? 0;
  });

  beforeEach(() => {
    [reached, connects, asked, answers] = [[], [], [], {}];
  });

  afterAll(async () => {
    await Promise.all(doors.map((door) => door.close()));
    for (const socket of sockets) socket.destroy();
    await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  });

  /** Takes names from the table, a new answer each time it is asked; goes to loopback for real and nowhere else. */
  const door = (allow: string): SafeFetch => {
    const real = directConnect();
    const made = createSafeFetch({
      allow: parseFetchAllow(allow),
      userAgent: 'stet-test/1',
      resolve: (name) => {
        asked.push(name);
        const queue = answers[name] ?? [];
        const next = queue.length > 1 ? queue.shift() : queue[0];
        return next
          ? Promise.resolve(next)
          : Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' }));
      },
      connect: (to, done) => {
        connects.push(`${to.hostname}:${to.port}`);
        if (loopbackOf(to.hostname) !== null) real(to, done);
        else done(Object.assign(new Error('no network here'), { code: 'ENETUNREACH' }), null);
      },
    });
    doors.push(made);
    return made;
  };
  const outcome = (fetch: SafeFetch, url: string): Promise<string> =>
    fetch({ url, timeoutMs: 5_000, maxBytes: 1_000 }).then(
      (result) => `answer from ${new URL(result.url).host}`,
      (error: unknown) => (error instanceof FetchError ? error.code : String(error)),
    );
  /** Each case's outcome, where it is not a refusal. */
  const unrefused = async (cases: readonly string[], ask: (one: string) => Promise<string>) => {
    const odd: string[] = [];
    for (const one of cases) {
      const code = await ask(one);
      if (!refusals.test(code)) odd.push(`${one}: ${code}`);
    }
    return odd;
  };
  /** The port of the listeners is opened for one address that is nobody's: only judging the address keeps it shut. */
  const openPort = (): string => `127.0.0.1:${redirector},192.0.2.77:${target}`;
  const first = (): string => `http://127.0.0.1:${redirector}/first`;
  const hop = (): string => `127.0.0.1:${redirector}`;

  it('are more than two hundred, at more than a hundred addresses, with listeners on the loopback ones', () => {
    expect(bad.length).toBeGreaterThan(210);
    expect(new Set(bad.map(({ url }) => url)).size).toBe(bad.length);
    expect(badAddresses.length).toBeGreaterThan(100);
    expect(servers.length).toBeGreaterThanOrEqual(2);
  });

  it('would reach the listeners if nobody judged: the traps work', async () => {
    const fetch = door(`127.0.0.0/8:${target}`);
    for (const host of ['127.1', '2130706433', '①②⑦.⓪.⓪.①', '[::ffff:127.0.0.1]'])
      await outcome(fetch, `http://${host}:${target}/`);
    expect(reached).toEqual(Array<string>(4).fill('127.0.0.1'));
  });

  it('are refused when asked for', async () => {
    const fetch = door('');
    expect(
      await unrefused(
        bad.map(({ url }) => url),
        (url) => outcome(fetch, url),
      ),
    ).toEqual([]);
    expect([connects, reached]).toEqual([[], []]);
  });

  it('are refused on a port that is opened for another address', async () => {
    const fetch = door(openPort());
    const urls = bad.map(({ url }) => withPort(url, target)).filter((url) => url !== null);
    expect(urls.length).toBeGreaterThan(150);
    expect(await unrefused(urls, (url) => outcome(fetch, url))).toEqual([]);
    expect([connects, reached]).toEqual([[], []]);
  });

  it.each([301, 302, 303, 307, 308])('are refused as the target of a %d', async (code) => {
    status = code;
    const fetch = door(openPort());
    const urls = bad.flatMap(({ url }) => [url, withPort(url, target) ?? url]);
    const ask = async (url: string): Promise<string> => {
      location = Buffer.from(url.replace(/[\r\n\0]/g, ''));
      const said = await outcome(fetch, first());
      // `http:127.0.0.1` and the empty text are paths on the host that redirects: going there is right.
      const isOwnPath = said === 'too-many-redirects' || said === `answer from ${hop()}`;
      return isOwnPath && isRelative(location.toString()) ? 'refused-url' : said;
    };
    const isRelative = (text: string): boolean =>
      URL.canParse(text, first()) && new URL(text, first()).host === hop();
    expect(await unrefused([...new Set(urls)], ask)).toEqual([]);
    expect([[...new Set(connects)], reached]).toEqual([[hop()], []]);
  });

  it('are refused as the answer of DNS, alone or among good ones', async () => {
    const fetch = door(openPort());
    const mixes: ((address: string) => string[])[] = [
      (address) => [address],
      (address) => [publicAddress, address],
      (address) => [address, publicAddress],
      (address) => [publicAddress, '2606:4700:4700::1111', address, '1.1.1.1'],
    ];
    for (const mix of mixes)
      for (const port of [80, 443, target]) {
        const scheme = port === 443 ? 'https' : 'http';
        const ask = (address: string): Promise<string> => {
          answers = { 'press.org': [mix(address)] };
          return outcome(fetch, `${scheme}://press.org:${port}/`);
        };
        expect(await unrefused(badAddresses, ask)).toEqual([]);
      }
    expect([connects, reached]).toEqual([[], []]);
    expect(asked).toHaveLength(badAddresses.length * 12);
  });

  it('are refused when a name turns to them on the next hop, whose answer is asked anew', async () => {
    status = 302;
    const fetch = door(openPort());
    const ask = (address: string): Promise<string> => {
      location = Buffer.from(`http://press.org:${target}/second`);
      answers = { 'press.org': [['127.0.0.1'], [address]] };
      return outcome(fetch, `http://press.org:${redirector}/first`);
    };
    expect(await unrefused(badAddresses, ask)).toEqual([]);
    expect([[...new Set(connects)], reached]).toEqual([[hop()], []]);
    expect(asked).toHaveLength(badAddresses.length * 2);
  });

  it('are not reached by a name that changes between the judging and the connecting', async () => {
    const fetch = door('');
    for (const address of badAddresses) {
      // One answer each time it is asked: public first, then bad. The socket goes to the answer that was judged.
      answers = { 'turns.org': [[publicAddress], [address]] };
      expect(await outcome(fetch, 'http://turns.org/')).toBe('connect-failed');
      expect(await outcome(fetch, 'http://turns.org/')).toBe('refused-address');
    }
    expect([[...new Set(connects)], reached]).toEqual([[`${publicAddress}:`], []]);
    expect(asked).toHaveLength(badAddresses.length * 2);
  });
});

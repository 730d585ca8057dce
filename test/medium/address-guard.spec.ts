import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isPublicAddress } from '../../src/platform/address-guard.js';
import { parseFetchAllow } from '../../src/platform/fetch-allow.js';
import { classifyUrl } from '../../src/platform/fetch/classify-url.js';
import { followRedirect } from '../../src/platform/fetch/redirect.js';
import type { Hop } from '../../src/platform/fetch/redirect.js';

interface Row {
  group: string;
  url: string;
  expect: 'refuse' | 'allow';
  needsDns?: boolean;
}
const rows = JSON.parse(readFileSync(new URL('../fixtures/bad-urls.json', import.meta.url), 'utf8')) as Row[];
const none = parseFetchAllow('');

/** The range of the first two octets, written by hand and apart from the guard's table. */
function isPublicByHand(a: number, b: number, c: number, d: number): boolean {
  const text = `${a}.${b}.${c}.`;
  const special = ['192.0.0.', '192.0.2.', '192.31.196.', '192.52.193.', '192.88.99.', '192.175.48.'];
  if (special.includes(text) || text === '198.51.100.' || text === '203.0.113.') return false;
  if (`${text}${d}` === '168.63.129.16') return false;
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false;
  if (a === 100 && b >= 64 && b < 128) return false;
  if (a === 172 && b >= 16 && b < 32) return false;
  return !(a === 169 && b === 254) && !(a === 192 && b === 168) && !(a === 198 && (b === 18 || b === 19));
}

describe('classify url', () => {
  const decided = rows.filter((row) => !row.needsDns);
  it.each(decided)('$group: $url is to $expect', (row) => {
    expect(classifyUrl(row.url).ok).toBe(row.expect === 'allow');
  });

  it('holds rows of both kinds', () => {
    expect(decided.filter((row) => row.expect === 'allow').length).toBeGreaterThanOrEqual(7);
    expect(decided.filter((row) => row.expect === 'refuse').length).toBeGreaterThanOrEqual(90);
  });

  it.each([
    ['http://news.example.org:8080/', 'refused-port'],
    ['http://user@news.org/', 'refused-url'],
    ['http://:pw@news.org/', 'refused-url'],
    ['http://intranet/', 'refused-url'],
    ['http://printer.local./', 'refused-url'],
    ['http://10.1.2.3:8080/', 'refused-address'],
    [`http://news.org/${'a'.repeat(9000)}`, 'refused-url'],
    [`http://${'a.'.repeat(130)}org/`, 'refused-url'],
  ])('refuses %.60s as %s', (url, code) => {
    expect(classifyUrl(url)).toMatchObject({ ok: false, code });
  });

  it('drops the fragment and keeps path and query', () => {
    const result = classifyUrl('HTTPS://News.ORG/a?b=1#c');
    expect(result.ok && result.url.href).toBe('https://news.org/a?b=1');
  });

  it('judges every spelling of an IPv4 address as the canonical form', () => {
    const octet = fc.oneof(
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom(0, 10, 100, 127, 168, 169, 172, 192, 198, 203, 254),
    );
    const spell = fc.array(fc.constantFrom('d', 'x', 'o'), { minLength: 4, maxLength: 4 });
    const parts = fc.integer({ min: 1, max: 4 });
    fc.assert(
      fc.property(octet, octet, octet, octet, spell, parts, (a, b, c, d, how, count) => {
        const canonical = `${a}.${b}.${c}.${d}`;
        const isPublic = isPublicByHand(a, b, c, d);
        expect(isPublicAddress(canonical)).toBe(isPublic);
        expect(isPublicAddress(`::ffff:${canonical}`)).toBe(isPublic);
        const url = `http://${render([a, b, c, d], how, count)}/`;
        expect(new URL(url).hostname).toBe(canonical);
        expect(classifyUrl(url).ok).toBe(isPublic);
      }),
      { numRuns: 4000 },
    );
  });

  it('allows IPv6 only inside 2000::/3 and outside its special ranges', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const host = new URL(`http://[${address}]/`).hostname.slice(1, -1);
        const head = Number.parseInt(host.startsWith(':') ? '0' : (host.split(':')[0] ?? ''), 16);
        const mapped = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(host);
        if (mapped !== null) return;
        if (head < 0x2000 || head > 0x3fff) expect(isPublicAddress(address)).toBe(false);
        expect(classifyUrl(`http://[${address}]/`).ok).toBe(isPublicAddress(host));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    '',
    'localhost',
    '127.1',
    '0x7f.1',
    '8.8.8',
    'fe80::1%eth0',
    '2001:db8::1',
    '::8.8.8.8',
    '2606:4700::1%1',
    '8.8.8.8:80',
  ])('takes %p for no public address', (text) => expect(isPublicAddress(text)).toBe(false));
});

/** The first `count - 1` octets on their own, the rest as one number, each in decimal, hex or octal. */
function render(octets: number[], how: string[], count: number): string {
  const rest = octets.slice(count - 1).reduce((sum, octet) => sum * 256 + octet, 0);
  const numbers = [...octets.slice(0, count - 1), rest];
  const forms: Record<string, (n: number) => string> = {
    d: (n) => String(n),
    x: (n) => `0x${n.toString(16)}`,
    o: (n) => `0${n.toString(8)}`,
  };
  return numbers.map((number, index) => forms[how[index] ?? 'd']?.(number)).join('.');
}

describe('fetch allow', () => {
  it('opens exactly the addresses and the port it names', () => {
    const allow = parseFetchAllow('127.0.0.1:8080, 10.1.0.0/16:9000,[fd00::]/8:443,[::1]:8080');
    expect(allow.opens('127.0.0.1', 8080)).toBe(true);
    expect(allow.opens('::ffff:127.0.0.1', 8080)).toBe(true);
    expect(allow.opens('127.0.0.2', 8080)).toBe(false);
    expect(allow.opens('127.0.0.1', 80)).toBe(false);
    expect(allow.opens('10.1.255.255', 9000)).toBe(true);
    expect(allow.opens('10.2.0.0', 9000)).toBe(false);
    expect(allow.opens('fdff::1', 443)).toBe(true);
    expect(allow.opens('fe00::1', 443)).toBe(false);
    expect(allow.opens('::1', 8080)).toBe(true);
    expect(allow.opens('not an address', 8080)).toBe(false);
    expect([8080, 9000, 443, 80].map(allow.opensPort)).toEqual([true, true, true, false]);
  });

  it('reads an IPv4 range written in IPv6', () => {
    const allow = parseFetchAllow('[::ffff:10.0.0.0]/104:80');
    expect(allow.opens('10.200.0.1', 80)).toBe(true);
    expect(allow.opens('11.0.0.1', 80)).toBe(false);
  });

  it('opens nothing when it is empty', () => {
    expect(parseFetchAllow(' ').opens('127.0.0.1', 80)).toBe(false);
  });

  it.each([
    ['localhost:80', 'names are not accepted'],
    ['news.example:80', 'names are not accepted'],
    ['127.1:80', 'names are not accepted'],
    ['2130706433:80', 'names are not accepted'],
    ['127.0.0.1', 'port'],
    ['127.0.0.1:0', 'port'],
    ['127.0.0.1:70000', 'port'],
    ['127.0.0.1/33:80', 'prefix'],
    ['[::1]', 'port'],
    ['::1:80', 'brackets'],
    ['[127.0.0.1]:80', 'names are not accepted'],
    ['http://127.0.0.1:80', 'ADDRESS'],
    ['127.0.0.1:80x', 'ADDRESS'],
  ])('refuses %s, naming it', (entry, why) => {
    expect(() => parseFetchAllow(`10.0.0.1:80,${entry}`)).toThrow(`"${entry}"`);
    expect(() => parseFetchAllow(entry)).toThrow(why);
  });
});

describe('follow redirect', () => {
  const hop: Hop = {
    url: new URL('https://a.org/x/y?z=1'),
    method: 'POST',
    headers: { authorization: 'Bearer t', cookie: 'c=1', 'content-type': 'text/plain', accept: '*/*' },
    body: Buffer.from('b'),
  };

  it('refuses to fall from https to http, on the same host too', () => {
    for (const to of ['http://a.org/', 'http://b.org/'])
      expect(() => followRedirect(hop, 302, to, none)).toThrow('from https to http');
  });

  it('keeps credentials on one origin and drops them on the way to another', () => {
    expect(followRedirect(hop, 307, '/w', none).headers).toEqual(hop.headers);
    const away = { 'content-type': 'text/plain', accept: '*/*' };
    for (const to of ['https://b.org/', '//b.org/', 'https://a.org.evil.org/', 'https://www.a.org/'])
      expect(followRedirect(hop, 308, to, none).headers).toEqual(away);
  });

  it.each([
    [301, 'GET'],
    [302, 'GET'],
    [303, 'GET'],
    [307, 'POST'],
    [308, 'POST'],
  ])('answers %d with %s', (status, method) => {
    const next = followRedirect(hop, status, '../w', none);
    expect(next.method).toBe(method);
    expect(next.body === null).toBe(method === 'GET');
    expect('content-type' in next.headers).toBe(method === 'POST');
    expect(next.url.href).toBe('https://a.org/w');
  });

  it.each([
    '//127.0.0.1',
    'https://[::1]/',
    'file:///etc/passwd',
    'https://b.org:22/',
    'https://u:p@b.org/',
    'https://%/',
  ])('refuses %s as a target', (to) =>
    expect(() => followRedirect(hop, 302, to, none)).toThrow(/^a\.org redirects to /),
  );
});

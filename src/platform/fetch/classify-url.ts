import { isIP } from 'node:net';
import { isPublicAddress } from '../address-guard.js';
import type { FetchAllow } from '../fetch-allow.js';
import { parseUrl } from './parse-url.js';

export type RefusedUrl = {
  readonly ok: false;
  readonly code: 'refused-url' | 'refused-port' | 'refused-address';
  readonly message: string;
};
export type UrlClass = { readonly ok: true; readonly url: URL } | RefusedUrl;

/**
 * What can be said of an address before anything is resolved or connected. Parsed once with the WHATWG parser;
 * only the returned object is used after that, so that no second parser can read another host out of the same text.
 *
 * A name that passes may still resolve to a refused address: that is judged on the connection.
 *
 * @param allow An opened port lets a name pass on to the connection, where address and port are judged together.
 *   Ports no browser fetches (mail, X11 and the rest of the fetch standard's list) are refused like all others that are not opened.
 */
export function classifyUrl(text: string, allow?: FetchAllow): UrlClass {
  if (text.length > maxUrl) return refuse('refused-url', `the address is longer than ${maxUrl} characters`);
  const url = parseUrl(text);
  if (url === null) return refuse('refused-url', 'the address is not a URL');
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return refuse('refused-url', `only http and https are fetched, not ${url.protocol}`);
  if (url.username !== '' || url.password !== '')
    return refuse('refused-url', 'the address holds a user name or password: leave it out');
  url.hash = '';
  return classifyHost(url, allow);
}

/** The port a URL leads to, in digits. */
export function portOf(url: { readonly protocol: string; readonly port: string }): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

/** Says why an address is refused, and who can change that. */
export function notPublic(address: string): string {
  return `${address} is not a public address (an operator opens one with STET_FETCH_ALLOW)`;
}

/** Says why a port is refused, and who can change that. */
export function notWeb(port: number): string {
  return `port ${port} is not a web port (80, 443; an operator opens others with STET_FETCH_ALLOW)`;
}

/** The only ports fetched without an exception. */
export const webPorts: readonly number[] = [80, 443];

const maxUrl = 8_192;
/** RFC 1035 §2.3.4. */
const maxHost = 253;
/** Names that never mean a public host (RFC 6761, 6762, 7686, 8375, 9476, the reserved .internal, and what clusters and offices use). */
const localName =
  /(^|\.)(localhost|localdomain|local|internal|intranet|private|corp|home|lan|svc|home\.arpa|onion|test|invalid|example|alt)$/;

function classifyHost(url: URL, allow: FetchAllow | undefined): UrlClass {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = portOf(url);
  if (isIP(host) !== 0) {
    if (allow?.opens(host, port)) return { ok: true, url };
    if (!isPublicAddress(host)) return refuse('refused-address', notPublic(host));
  } else if (allow?.opensPort(port)) return { ok: true, url };
  else if (!isPublicName(host)) return refuse('refused-url', `${host} is not the name of a public host`);
  if (!webPorts.includes(port)) return refuse('refused-port', notWeb(port));
  return { ok: true, url };
}

function isPublicName(host: string): boolean {
  const name = host.replace(/\.$/, '');
  return name.length <= maxHost && name.includes('.') && !localName.test(name);
}

function refuse(code: RefusedUrl['code'], message: string): RefusedUrl {
  return { ok: false, code, message };
}

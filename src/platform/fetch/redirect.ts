import type { FetchAllow } from '../fetch-allow.js';
import { classifyUrl } from './classify-url.js';
import { FetchError } from './fetch-error.js';
import { parseUrl } from './parse-url.js';

/** One request on the way to an answer. */
export interface Hop {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

/** Whether an answer asks to look elsewhere. */
export function isRedirect(status: number, location: string | undefined): location is string {
  return location !== undefined && redirectStatuses.has(status);
}

/**
 * The request a redirect leads to, judged like a first one.
 *
 * @throws FetchError when the target is refused, or when it leads from https down to http.
 */
export function followRedirect(hop: Hop, status: number, given: string, allow: FetchAllow): Hop {
  const url = parseUrl(asWritten(given), hop.url.href);
  if (url === null)
    throw new FetchError('refused-url', `${hop.url.hostname} redirects to something that is not a URL`);
  const target = classifyUrl(url.href, allow);
  if (!target.ok)
    throw new FetchError(
      target.code,
      `${hop.url.hostname} redirects to a refused address: ${target.message}`,
    );
  if (hop.url.protocol === 'https:' && target.url.protocol === 'http:')
    throw new FetchError(
      'refused-url',
      `${hop.url.hostname} redirects from https to http: record the address where it should lead`,
    );
  const isKept = status === 307 || status === 308;
  const method = isKept ? hop.method : 'GET';
  const headers = target.url.origin === hop.url.origin ? hop.headers : without(hop.headers, credentials);
  return {
    url: target.url,
    method,
    headers: method === hop.method ? headers : without(headers, ['content-type']),
    body: method === hop.method ? hop.body : null,
  };
}

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const credentials = ['authorization', 'cookie', 'proxy-authorization'];

/** A header comes as one character per byte; many servers put plain UTF-8 into it, and browsers read it so. */
function asWritten(location: string): string {
  try {
    const isBytes = !/[^\0-\xff]/.test(location);
    return isBytes
      ? new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(location, 'latin1'))
      : location;
  } catch {
    return location;
  }
}

function without(
  headers: Readonly<Record<string, string>>,
  names: readonly string[],
): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}

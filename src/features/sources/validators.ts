import type { ReadSnapshot } from '../../persistence/snapshot.table.js';
import { parseUrl } from '../../platform/fetch/parse-url.js';
import { isCurrentExtractor } from '../../platform/text/extractors.js';

/**
 * The headers that ask for an answer only if something has changed since a snapshot (RFC 9110 §13.1); none where it was read
 * from another address, has no text, or where its text would now be read by another extractor.
 */
export function validators(latest: ReadSnapshot, url: string): Record<string, string> {
  const readFrom = latest.redirects[0] ?? latest.finalUrl;
  const isSame = readFrom !== null && addressOf(readFrom) === addressOf(url);
  if (!isSame || latest.text === '' || !isCurrentExtractor(latest.extractor)) return {};
  const { etag, 'last-modified': modified } = latest.headers;
  return {
    ...(etag !== undefined && { 'if-none-match': etag }),
    ...(modified !== undefined && { 'if-modified-since': modified }),
  };
}

/** As it is fetched: in one spelling, without fragment. */
function addressOf(url: string): string | null {
  const parsed = parseUrl(url);
  if (parsed === null) return null;
  parsed.hash = '';
  return parsed.href;
}

type Headers = Readonly<Record<string, string>>;

const lasting = ['etag', 'last-modified', 'content-type', 'content-language'];

/** An answer 304 with the headers it may leave out because they still hold (RFC 9110 §15.4.5, RFC 9111 §4.3.4). */
export function freshened<T extends { readonly headers: Headers }>(answer: T, before: Headers): T {
  const kept = Object.entries(before).filter(([name]) => lasting.includes(name));
  return { ...answer, headers: { ...Object.fromEntries(kept), ...answer.headers } };
}

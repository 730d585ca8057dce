import { FetchError } from './fetch-error.js';

/** What a fetch asks of an answer's head. */
export interface HeadRules {
  readonly maxBytes: number;
  readonly overflow: 'refuse' | 'cut';
  /** Content types a 2xx answer may have; undefined: any. */
  readonly accept: readonly string[] | undefined;
}

/**
 * What the headers alone refuse, before a byte of the body is read.
 *
 * @throws FetchError `too-large` or `bad-content-type`.
 */
export function checkHead(
  host: string,
  status: number,
  headers: Readonly<Record<string, string>>,
  rules: HeadRules,
): void {
  if (rules.overflow === 'refuse' && Number(headers['content-length'] ?? 0) > rules.maxBytes)
    throw new FetchError('too-large', `${host}: announces more than ${rules.maxBytes} bytes`);
  const expectsType = rules.accept !== undefined && status >= 200 && status <= 299 && status !== 204;
  if (expectsType && !isAccepted(rules.accept, mediaType(headers)))
    throw new FetchError(
      'bad-content-type',
      `${host}: answers with ${mediaType(headers) || 'no content type'}, where ${rules.accept.join(', ')} is read`,
    );
}

/**
 * An answer's headers as one record: lower-case names, repeated ones joined with ", ".
 *
 * @throws FetchError `too-large` for more than 500 fields: the cap on bytes counts names and values only, so that empty ones are nearly free.
 */
export function plainHeaders(
  host: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name, [value ?? []].flat()] as const);
  if (entries.reduce((sum, [, values]) => sum + values.length, 0) > maxFields)
    throw new FetchError('too-large', `${host}: answers with more than ${maxFields} header fields`);
  return Object.fromEntries(entries.map(([name, values]) => [name, values.join(', ')]));
}

/** Node's own clients stop at 2,000; the longest honest answers have some dozens. */
const maxFields = 500;

function mediaType(headers: Readonly<Record<string, string>>): string {
  const type = /^[^;,]*/.exec(headers['content-type'] ?? '')?.[0] ?? '';
  return type.trim().toLowerCase();
}

function isAccepted(accept: readonly string[], type: string): boolean {
  return accept.some((one) => one === type || (one.endsWith('/*') && type.startsWith(one.slice(0, -1))));
}

import { checkHead, plainHeaders } from './check-head.js';
import type { HeadRules } from './check-head.js';
import type { ClientPool, Lease, TlsEvidence } from './client-pool.js';
import { FetchError, toFetchError } from './fetch-error.js';
import type { HopOutcome } from './gate.js';
import { readBody } from './read-body.js';
import type { BodyLimits } from './read-body.js';
import { isRedirect } from './redirect.js';
import type { Hop } from './redirect.js';

/** What one hop gives: an answer, or the place to look instead. */
export type Exchange =
  | { readonly kind: 'answer'; readonly answer: HopAnswer }
  | { readonly kind: 'redirect'; readonly status: number; readonly location: string };

export interface HopAnswer {
  /** The address that answered, without fragment. */
  readonly url: string;
  readonly status: number;
  /** Lower-case names; repeated headers joined with ", ". */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded. */
  readonly body: Buffer;
  /** What came over the network for the body. */
  readonly encodedBytes: number;
  readonly truncated: boolean;
  /** The IP address the answer came from. */
  readonly address: string;
  /** The certificate it proved itself with; null over http. */
  readonly tls: TlsEvidence | null;
}

export interface ExchangeRules extends HeadRules, Omit<BodyLimits, 'received'> {
  /** For headers and body each; the deadline of the whole fetch is the signal's. */
  readonly timeoutMs: number;
  /** Whether a redirect is reported instead of read. */
  readonly follows: boolean;
}

/**
 * Sends one request and reads its answer.
 *
 * @param note Called with status and headers as soon as they are there, also when the body fails after that.
 * @throws FetchError
 */
export async function exchange(
  pool: ClientPool,
  hop: Hop,
  rules: ExchangeRules,
  signal: AbortSignal,
  note: (outcome: HopOutcome) => void,
): Promise<Exchange> {
  const host = hop.url.hostname;
  const [lease, response] = await send(pool, hop, rules, signal);
  const before = lease.bytesRead();
  try {
    const headers = plainHeaders(host, response.headers);
    const status = response.statusCode;
    note({ status, headers });
    const location = first(response.headers.location);
    if (rules.follows && isRedirect(status, location)) {
      abandon(pool, lease, response);
      return { kind: 'redirect', status, location };
    }
    checkHead(host, status, headers, rules);
    const body = await readBody(response.body, headers['content-encoding'] ?? null, {
      ...rules,
      received: () => lease.bytesRead() - before,
    });
    if (body.truncated) abandon(pool, lease, response);
    else pool.keep(lease);
    const answer = { url: hop.url.href, status, headers, ...body, ...lease.peer() };
    return { kind: 'answer', answer };
  } catch (error) {
    abandon(pool, lease, response);
    throw toFetchError(error, host);
  }
}

type Response = Awaited<ReturnType<Lease['client']['request']>>;

/** Interim answers (1xx) beyond this are a flood; a server sends one or two early hints. */
const maxInterim = 16;

async function send(
  pool: ClientPool,
  hop: Hop,
  rules: ExchangeRules,
  signal: AbortSignal,
  isRetry = false,
): Promise<[Lease, Response]> {
  // A POST never rides on a kept connection: when the other side closed it meanwhile, nobody knows whether it arrived.
  const lease = pool.lease(hop.url.origin, isRetry || hop.method === 'POST');
  const flood = new AbortController();
  let interim = 0;
  try {
    const response = await lease.client.request({
      path: hop.url.pathname + hop.url.search,
      method: hop.method,
      headers: hop.headers,
      body: hop.body,
      signal: AbortSignal.any([signal, flood.signal]),
      headersTimeout: rules.timeoutMs,
      bodyTimeout: rules.timeoutMs,
      onInfo: () => {
        interim += 1;
        if (interim > maxInterim) flood.abort(interimFlood(hop.url.hostname));
      },
    });
    return [lease, response];
  } catch (error) {
    pool.drop(lease);
    const failure = toFetchError(error, hop.url.hostname);
    const isClosed = failure.code === 'network' && !flood.signal.aborted && !signal.aborted;
    if (lease.isReused && isClosed) return send(pool, hop, rules, signal, true);
    throw failure;
  }
}

function interimFlood(host: string): FetchError {
  return new FetchError('network', `${host}: more than ${maxInterim} interim answers and no final one`);
}

function abandon(pool: ClientPool, lease: Lease, response: Response): void {
  response.body.on('error', () => undefined).destroy();
  pool.drop(lease);
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

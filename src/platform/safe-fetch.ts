import { buildConnector } from 'undici';
import type { FetchAllow } from './fetch-allow.js';
import { classifyUrl } from './fetch/classify-url.js';
import { createClientPool } from './fetch/client-pool.js';
import type { ClientPool, Lease } from './fetch/client-pool.js';
import { FetchError, toFetchError } from './fetch/fetch-error.js';
import type { FetchErrorCode } from './fetch/fetch-error.js';
import { systemResolver } from './fetch/guarded-connector.js';
import type { Connect, Resolver } from './fetch/guarded-connector.js';
import { readBody } from './fetch/read-body.js';
import { followRedirect, isRedirect } from './fetch/redirect.js';
import type { Hop } from './fetch/redirect.js';

export interface FetchRequest {
  readonly url: string;
  /** GET unless given. */
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** For everything together: names, connections, all hops and the body. */
  readonly timeoutMs: number;
  /** Cap on the decoded body. */
  readonly maxBytes: number;
  /** Beyond the cap: `refuse` (unless given) throws, `cut` returns the beginning with `truncated`. */
  readonly overflow?: 'refuse' | 'cut';
  /** 5 unless given. 0: a redirect is returned as the answer. */
  readonly maxRedirects?: number;
  /** Content types a 2xx answer may have, `text/html` or `text/*`. Not given: any. */
  readonly accept?: readonly string[];
  readonly signal?: AbortSignal;
}

export interface FetchResult {
  /** The address that answered, without fragment. */
  readonly url: string;
  /** The addresses that redirected, in order; empty when the first one answered. */
  readonly redirects: readonly string[];
  readonly status: number;
  /** Lower-case names; repeated headers joined with ", ". */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded. */
  readonly body: Buffer;
  readonly truncated: boolean;
  /** The IP address the answer came from. */
  readonly address: string;
  readonly ms: number;
}

export interface FetchRecord {
  readonly host: string;
  readonly outcome: number | FetchErrorCode;
  readonly ms: number;
}

/** The one door to the network. Every failure is a FetchError. */
export interface SafeFetch {
  (request: FetchRequest): Promise<FetchResult>;
  /** Ends all connections; later fetches are refused. */
  close(): Promise<void>;
}

/**
 * Makes the door through which sources, robots.txt, webhooks and series are fetched (DESIGN 5.9). Proxies named in the
 * environment are not used: through one, the address connected to would no longer be the address judged.
 *
 * @param options `resolve`: all addresses of a name, the operating system's unless given; `connect`: opens sockets to judged
 *   addresses, undici's unless given; `log`: one record per fetch, never with path or query (they may hold a token).
 */
export function createSafeFetch(options: {
  readonly allow: FetchAllow;
  readonly userAgent: string;
  readonly resolve?: Resolver;
  readonly connect?: Connect;
  readonly log?: (record: FetchRecord) => void;
}): SafeFetch {
  const pool = createClientPool({
    allow: options.allow,
    resolve: options.resolve ?? systemResolver,
    connect: options.connect ?? buildConnector({ timeout: 10_000, rejectUnauthorized: true }),
  });
  const door = async (request: FetchRequest): Promise<FetchResult> => {
    const start = performance.now();
    const host = URL.canParse(request.url) ? new URL(request.url).hostname : '';
    const report = (outcome: number | FetchErrorCode): number => {
      const ms = Math.round(performance.now() - start);
      options.log?.({ host, outcome, ms });
      return ms;
    };
    try {
      const answer = await withDeadline(request, (signal) => run(pool, options, request, signal));
      return { ...answer, ms: report(answer.status) };
    } catch (error) {
      const failure = toFetchError(error, host);
      report(failure.code);
      throw failure;
    }
  };
  return Object.assign(door, { close: () => pool.close() });
}

type Door = { readonly allow: FetchAllow; readonly userAgent: string };
type Answer = Omit<FetchResult, 'ms'>;
type Response = Awaited<ReturnType<Lease['client']['request']>>;

const defaultRedirects = 5;
/** Set by the connection itself, or by us: a caller's value would break framing or lie about who asks. */
const ownHeaders = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'accept-encoding',
  'user-agent',
]);

/** One time limit over all hops; the caller's signal ends it too. */
async function withDeadline<T>(request: FetchRequest, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const late = new FetchError('timeout', `no complete answer within ${request.timeoutMs} ms`);
  const timer = setTimeout(() => controller.abort(late), request.timeoutMs);
  const onAbort = (): void => controller.abort(new FetchError('aborted', 'the fetch was called off'));
  request.signal?.addEventListener('abort', onAbort, { once: true });
  try {
    if (request.signal?.aborted) onAbort();
    controller.signal.throwIfAborted();
    return await work(controller.signal);
  } catch (error) {
    // Whatever broke after the abort broke because of it.
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', onAbort);
  }
}

async function run(
  pool: ClientPool,
  door: Door,
  request: FetchRequest,
  signal: AbortSignal,
): Promise<Answer> {
  const redirects: string[] = [];
  const limit = request.maxRedirects ?? defaultRedirects;
  let hop = firstHop(door, request);
  for (;;) {
    const [lease, response] = await send(pool, hop, request, signal);
    const location = first(response.headers.location);
    if (limit === 0 || !isRedirect(response.statusCode, location))
      return { redirects, ...(await receive(pool, hop, lease, response, request)) };
    abandon(pool, lease, response);
    redirects.push(hop.url.href);
    if (redirects.length > limit)
      throw new FetchError('too-many-redirects', `${hop.url.hostname}: more than ${limit} redirects`);
    hop = followRedirect(hop, response.statusCode, location, door.allow);
  }
}

function firstHop(door: Door, request: FetchRequest): Hop {
  const target = classifyUrl(request.url, door.allow);
  if (!target.ok) throw new FetchError(target.code, target.message);
  const given = Object.entries(request.headers ?? {}).map(
    ([name, value]) => [name.toLowerCase(), value] as const,
  );
  const headers = {
    accept: request.accept?.join(', ') ?? '*/*',
    ...Object.fromEntries(given.filter(([name]) => !ownHeaders.has(name))),
    'user-agent': door.userAgent,
    'accept-encoding': 'gzip, deflate, br',
  };
  return { url: target.url, method: request.method ?? 'GET', headers, body: request.body ?? null };
}

async function send(
  pool: ClientPool,
  hop: Hop,
  request: FetchRequest,
  signal: AbortSignal,
  isRetry = false,
): Promise<[Lease, Response]> {
  // A POST never rides on a kept connection: when the other side closed it meanwhile, nobody knows whether it arrived.
  const lease = pool.lease(hop.url.origin, isRetry || hop.method === 'POST');
  try {
    const response = await lease.client.request({
      path: hop.url.pathname + hop.url.search,
      method: hop.method,
      headers: hop.headers,
      body: hop.body,
      signal,
      headersTimeout: request.timeoutMs,
      bodyTimeout: request.timeoutMs,
    });
    return [lease, response];
  } catch (error) {
    pool.drop(lease);
    if (lease.isReused && !signal.aborted) return send(pool, hop, request, signal, true);
    throw toFetchError(error, hop.url.hostname);
  }
}

async function receive(
  pool: ClientPool,
  hop: Hop,
  lease: Lease,
  response: Response,
  request: FetchRequest,
): Promise<Omit<Answer, 'redirects'>> {
  const headers = plainHeaders(response.headers);
  const address = lease.address();
  try {
    checkHead(hop.url.hostname, response.statusCode, headers, request);
    const limits = { maxBytes: request.maxBytes, overflow: request.overflow ?? 'refuse' };
    const body = await readBody(response.body, headers['content-encoding'] ?? null, limits);
    if (body.truncated) abandon(pool, lease, response);
    else pool.keep(lease);
    return { url: hop.url.href, status: response.statusCode, headers, address, ...body };
  } catch (error) {
    abandon(pool, lease, response);
    throw toFetchError(error, hop.url.hostname);
  }
}

/** What the headers alone refuse, before a byte of the body is read. */
function checkHead(
  host: string,
  status: number,
  headers: Readonly<Record<string, string>>,
  request: FetchRequest,
): void {
  const isCut = request.overflow === 'cut';
  if (!isCut && Number(headers['content-length'] ?? 0) > request.maxBytes)
    throw new FetchError('too-large', `${host}: announces more than ${request.maxBytes} bytes`);
  const expectsType = request.accept !== undefined && status >= 200 && status <= 299 && status !== 204;
  if (expectsType && !isAccepted(request.accept, mediaType(headers)))
    throw new FetchError(
      'bad-content-type',
      `${host}: answers with ${mediaType(headers) || 'no content type'}`,
    );
}

function mediaType(headers: Readonly<Record<string, string>>): string {
  return (
    /^[^;,]*/
      .exec(headers['content-type'] ?? '')?.[0]
      .trim()
      .toLowerCase() ?? ''
  );
}

function isAccepted(accept: readonly string[], type: string): boolean {
  return accept.some((one) => one === type || (one.endsWith('/*') && type.startsWith(one.slice(0, -1))));
}

function abandon(pool: ClientPool, lease: Lease, response: Response): void {
  response.body.on('error', () => undefined).destroy();
  pool.drop(lease);
}

function plainHeaders(headers: Response['headers']): Record<string, string> {
  const entries = Object.entries(headers).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

import type { FetchAllow } from './fetch-allow.js';
import { classifyUrl } from './fetch/classify-url.js';
import { createClientPool } from './fetch/client-pool.js';
import type { ClientPool } from './fetch/client-pool.js';
import { withDeadline } from './fetch/deadline.js';
import type { Deadline } from './fetch/deadline.js';
import { exchange } from './fetch/exchange.js';
import type { HopAnswer } from './fetch/exchange.js';
import { FetchError, toFetchError } from './fetch/fetch-error.js';
import type { FetchErrorCode } from './fetch/fetch-error.js';
import { directConnect, systemResolver } from './fetch/guarded-connector.js';
import type { Connect, Resolver } from './fetch/guarded-connector.js';
import { GateFailure, throughGate } from './fetch/gate.js';
import type { Gate } from './fetch/gate.js';
import { parseUrl } from './fetch/parse-url.js';
import { minimumRate } from './fetch/read-rate.js';
import type { MinimumRate } from './fetch/read-rate.js';
import { followRedirect } from './fetch/redirect.js';
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
  /**
   * Called before each hop, after its address was judged; the function it gives is called exactly once, when that hop has
   * ended: answer read, failed, or redirected on. So a caller holds one turn per host over exactly one request. The time
   * limit runs from the first turn on: waiting for it is not the server's fault, waiting for a redirect's turn is.
   * What a gate throws ends the fetch unchanged.
   */
  readonly gate?: Gate;
}

export interface FetchResult extends HopAnswer {
  /** The addresses that redirected, in order; empty when the first one answered. */
  readonly redirects: readonly string[];
  /** From the first turn of the gate on. */
  readonly ms: number;
}

export interface FetchRecord {
  readonly host: string;
  readonly outcome: number | FetchErrorCode;
  readonly ms: number;
}

/** The one door to the network. Every failure is a FetchError, but for what a gate throws. */
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
 *   addresses, `directConnect()` unless given; `rate`: the least a body must bring, 1 KiB/s over 10 s unless given; `log`: one record per fetch, never with path or query (they may hold a token).
 */
export function createSafeFetch(options: {
  readonly allow: FetchAllow;
  readonly userAgent: string;
  readonly resolve?: Resolver;
  readonly connect?: Connect;
  readonly rate?: MinimumRate;
  readonly log?: (record: FetchRecord) => void;
}): SafeFetch {
  const pool = createClientPool({
    allow: options.allow,
    resolve: options.resolve ?? systemResolver,
    connect: options.connect ?? directConnect(),
  });
  const door = async (request: FetchRequest): Promise<FetchResult> => {
    let start = performance.now();
    const host = parseUrl(request.url)?.hostname ?? '';
    const report = (outcome: number | FetchErrorCode): number => {
      const ms = Math.round(performance.now() - start);
      options.log?.({ host, outcome, ms });
      return ms;
    };
    const begin = (): void => void (start = performance.now());
    try {
      const answer = await withDeadline(request.timeoutMs, request.signal, (deadline) =>
        run(pool, options, request, deadline, begin),
      );
      return { ...answer, ms: report(answer.status) };
    } catch (error) {
      const failure = toFetchError(error, host);
      report(error instanceof GateFailure ? 'aborted' : failure.code);
      throw error instanceof GateFailure ? error.reason : failure;
    }
  };
  return Object.assign(door, { close: () => pool.close() });
}

type Door = { readonly allow: FetchAllow; readonly userAgent: string; readonly rate?: MinimumRate };

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

/** Hop after hop, each judged, each through the gate, until one answers. */
async function run(
  pool: ClientPool,
  door: Door,
  request: FetchRequest,
  deadline: Deadline,
  begin: () => void,
): Promise<HopAnswer & { readonly redirects: readonly string[] }> {
  const redirects: string[] = [];
  const limit = request.maxRedirects ?? defaultRedirects;
  const { timeoutMs, maxBytes, overflow = 'refuse', accept } = request;
  const rate = door.rate ?? minimumRate;
  const rules = { timeoutMs, maxBytes, overflow, accept, rate, follows: limit > 0 };
  let hop = firstHop(door, request);
  for (;;) {
    const step = await throughGate(request.gate, hop.url, deadline.signal, (note) => {
      if (redirects.length === 0) begin();
      deadline.start();
      return exchange(pool, hop, rules, deadline.signal, note);
    });
    if (step.kind === 'answer') return { redirects, ...step.answer };
    redirects.push(hop.url.href);
    if (redirects.length > limit)
      throw new FetchError('too-many-redirects', `${hop.url.hostname}: more than ${limit} redirects`);
    hop = followRedirect(hop, step.status, step.location, door.allow);
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

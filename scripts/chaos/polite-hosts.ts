import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** One request as the server saw it; milliseconds of one clock for all hosts. */
export interface Seen {
  readonly path: string;
  readonly from: number;
  /** When the answer was given, or the connection broke. */
  to: number | null;
  /** Requests to this host that were under way when it came. */
  readonly others: number;
  /** Not to be asked again before, where it was refused. */
  notBefore: number | null;
}

export interface PoliteHost {
  /** `127.0.0.N:PORT`. */
  readonly address: string;
  /** The least between two requests, in milliseconds. */
  readonly gapMs: number;
  readonly hasRobots: boolean;
  readonly seen: readonly Seen[];
  close(): Promise<void>;
}

const crawlDelayMs = 150;
const slowestMs = 60;
/** The share of pages that are refused the first time; and always the one that comes so many-th to its host. */
const [refusedShare, refusedAt] = [0.03, 5];
/** The least that a Retry-After can say. */
const retryAfterSeconds = 1;

/** A host with an address of its own; every other one has a robots.txt with a closed folder and a crawl-delay. */
export async function openPoliteHost(
  index: number,
  gapMs: number,
  random: () => number,
): Promise<PoliteHost> {
  const hasRobots = index % 2 === 0;
  const seen: Seen[] = [];
  const known = new Set<string>();
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '/';
    const others = seen.filter((each) => each.to === null).length;
    const one: Seen = { path, from: performance.now(), to: null, others, notBefore: null };
    seen.push(one);
    response.once('close', () => (one.to ??= performance.now()));
    const isFirst = !known.has(path);
    known.add(path);
    await sleep(random() * slowestMs);
    one.to ??= performance.now();
    if (path === '/robots.txt') return robots(response, hasRobots);
    if (isFirst && (known.size === refusedAt || random() < refusedShare))
      return refuse(one, response, random);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(path));
  };
  const server = createServer((request, response) => void answer(request, response));
  const host = `127.0.0.${index + 2}`;
  await new Promise<void>((listening) => server.listen(0, host, listening));
  return {
    ...{ seen, hasRobots, gapMs: hasRobots ? Math.max(gapMs, crawlDelayMs) : gapMs },
    address: `${host}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function robots(response: ServerResponse, hasRobots: boolean): void {
  if (!hasRobots) return void response.writeHead(404).end();
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.end(`User-agent: *\nDisallow: /closed/\nCrawl-delay: ${crawlDelayMs / 1_000}\n`);
}

/** Refuses with either code and either form of Retry-After. */
function refuse(one: Seen, response: ServerResponse, random: () => number): void {
  const end = one.to ?? performance.now();
  const at = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + retryAfterSeconds * 1_000);
  const isDate = random() < 0.5;
  one.notBefore = isDate ? end + (at.getTime() - Date.now()) : end + retryAfterSeconds * 1_000;
  const after = isDate ? at.toUTCString() : String(retryAfterSeconds);
  response.writeHead(random() < 0.5 ? 429 : 503, { 'retry-after': after }).end();
}

const page = (path: string): string =>
  `<!doctype html><html lang="en"><head><title>Trade</title></head><body><main><article><h1>Trade</h1>
<p>The review at ${path} says that exports rose to $3 billion in the year, the ministry reported on Monday.</p></article></main></body></html>`;

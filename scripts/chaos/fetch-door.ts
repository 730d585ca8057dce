import { setTimeout as sleep } from 'node:timers/promises';
import { parseFetchAllow } from '../../src/platform/fetch-allow.js';
import { FetchError } from '../../src/platform/fetch/fetch-error.js';
import { createSafeFetch } from '../../src/platform/safe-fetch.js';
import type { SafeFetch } from '../../src/platform/safe-fetch.js';

/** What the process that only fetches is to do. */
export interface DoorWork {
  readonly deadlineMs: number;
  /** Fetched first, to be warm when the counting begins. */
  readonly healthy: readonly string[];
  readonly hostile: readonly { readonly name: string; readonly url: string }[];
  /** `each`: every hostile host once, one after the other. `beside`: healthy ones all the time, hostile ones beside them. */
  readonly mode: 'each' | 'beside';
  /** Of `beside`. */
  readonly spanMs: number;
}

export interface DoorReport {
  readonly each: readonly {
    readonly name: string;
    readonly code: string;
    readonly ms: number;
    readonly extraBytes: number;
  }[];
  readonly healthyMs: readonly number[];
  readonly healthyFailed: readonly string[];
  readonly hostileFetches: number;
  /** Of the hostile ones. */
  readonly slowestMs: number;
  readonly extraBytes: number;
}

const maxBytes = 5 << 20;
/** Between two fetches of one healthy host, and of one hostile one: the least gap of a polite fetcher. */
const [healthyGapMs, hostileGapMs] = [20, 1_000];

/** Highest resident set above where it was, by looking every few milliseconds. */
function watchMemory(): () => number {
  const before = process.memoryUsage.rss();
  let peak = before;
  const look = (): number => (peak = Math.max(peak, process.memoryUsage.rss()));
  const timer = setInterval(look, 4);
  return () => {
    clearInterval(timer);
    return look() - before;
  };
}

async function attempt(
  door: SafeFetch,
  url: string,
  timeoutMs: number,
): Promise<{ code: string; ms: number }> {
  const begun = performance.now();
  const code = await door({ url, timeoutMs, maxBytes }).then(
    ({ status }) => String(status),
    (error: unknown) => (error instanceof FetchError ? error.code : `not a FetchError: ${String(error)}`),
  );
  return { code, ms: performance.now() - begun };
}

async function eachOnce(door: SafeFetch, work: DoorWork): Promise<DoorReport['each']> {
  const each: DoorReport['each'][number][] = [];
  for (const { name, url } of work.hostile) {
    const memory = watchMemory();
    const got = await attempt(door, url, work.deadlineMs);
    each.push({ name, ...got, extraBytes: memory() });
  }
  return each;
}

async function beside(door: SafeFetch, work: DoorWork): Promise<Omit<DoorReport, 'each' | 'extraBytes'>> {
  const end = performance.now() + work.spanMs;
  const hostileMs: number[] = [];
  const healthyMs: number[] = [];
  const healthyFailed: string[] = [];
  const hostile = work.hostile.map(async ({ url }, at) => {
    await sleep((at / work.hostile.length) * hostileGapMs);
    while (performance.now() < end) {
      hostileMs.push((await attempt(door, url, work.deadlineMs)).ms);
      await sleep(hostileGapMs);
    }
  });
  const healthy = work.healthy.map(async (url) => {
    while (performance.now() < end) {
      // A busy machine is no failure of the door's: the healthy ones have the time they need.
      const { code, ms } = await attempt(door, url, 30_000);
      healthyMs.push(ms);
      if (code !== '200') healthyFailed.push(code);
      await sleep(healthyGapMs);
    }
  });
  await Promise.all([...healthy, ...hostile]);
  const hostileFetches = hostileMs.length;
  return { healthyMs, healthyFailed, hostileFetches, slowestMs: Math.max(0, ...hostileMs) };
}

/** `fetch-door.js WORK`: fetches and nothing else; prints `report {…}`. */
async function main(text: string): Promise<void> {
  const work = JSON.parse(text) as DoorWork;
  const urls = [...work.healthy, ...work.hostile.map(({ url }) => url)];
  const allow = parseFetchAllow(urls.map((url) => new URL(url).host).join(','));
  const door = createSafeFetch({ allow, userAgent: 'stet-chaos/1' });
  for (let times = 0; times < 20; times += 1)
    for (const url of work.healthy.slice(0, 2)) await attempt(door, url, 30_000);
  const memory = watchMemory();
  const each = work.mode === 'each' ? await eachOnce(door, work) : [];
  const rest = await beside(door, { ...work, spanMs: work.mode === 'each' ? 0 : work.spanMs });
  const report: DoorReport = { each, ...rest, extraBytes: memory() };
  await door.close();
  process.stdout.write(`report ${JSON.stringify(report)}\n`);
}

await main(process.argv[2] ?? '{}');

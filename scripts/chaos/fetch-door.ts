import { monitorEventLoopDelay } from 'node:perf_hooks';
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
  readonly load: DoorLoad;
}

/** What the door's own process did: it tells its slowness from that of a machine on which the attackers compute too. */
export interface DoorLoad {
  /** Processor time by wall time; above 1 with zlib's threads. */
  readonly cpu: number;
  /** How late a timer of its event loop was. */
  readonly loopP95Ms: number;
  readonly loopMaxMs: number;
}

const maxBytes = 5 << 20;
/** Between two fetches of one healthy host, and of one hostile one: the least gap of a polite fetcher. */
const [healthyGapMs, hostileGapMs] = [20, 1_000];

/** Highest resident set above where it was, by looking now and then: each look costs a system call of some length. */
function watchMemory(everyMs: number): () => number {
  const before = process.memoryUsage.rss();
  let peak = before;
  const look = (): number => (peak = Math.max(peak, process.memoryUsage.rss()));
  const timer = setInterval(look, everyMs);
  return () => {
    clearInterval(timer);
    return look() - before;
  };
}

function watchLoad(): () => DoorLoad {
  const [delay, begun, cpu] = [
    monitorEventLoopDelay({ resolution: 2 }),
    performance.now(),
    process.cpuUsage(),
  ];
  delay.enable();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    const [loopP95Ms, loopMaxMs] = [delay.percentile(95) / 1e6, delay.max / 1e6];
    return { cpu: (user + system) / 1000 / (performance.now() - begun), loopP95Ms, loopMaxMs };
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
    const memory = watchMemory(4);
    const got = await attempt(door, url, work.deadlineMs);
    each.push({ name, ...got, extraBytes: memory() });
  }
  return each;
}

async function beside(
  door: SafeFetch,
  work: DoorWork,
): Promise<Omit<DoorReport, 'each' | 'extraBytes' | 'load'>> {
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
  const memory = watchMemory(50);
  const each = work.mode === 'each' ? await eachOnce(door, work) : [];
  const load = watchLoad();
  const rest = await beside(door, { ...work, spanMs: work.mode === 'each' ? 0 : work.spanMs });
  const report: DoorReport = { each, ...rest, extraBytes: memory(), load: load() };
  await door.close();
  process.stdout.write(`report ${JSON.stringify(report)}\n`);
}

await main(process.argv[2] ?? '{}');

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Child } from './child.js';
import { count, outOf } from './invariants.js';
import type { Invariant } from './invariants.js';
import { openNewsroom } from './newsroom.js';
import { openPoliteHost } from './polite-hosts.js';
import type { PoliteHost, Seen } from './polite-hosts.js';
import { randomBy } from './random.js';

export interface PoliteOptions {
  readonly seed: number;
  /** Pages to fetch, evenly over the hosts. */
  readonly urls: number;
  readonly say: (line: string) => void;
}

const gapMs = 50;
const timeoutMs = 3_000;
const longestMs = 220_000;
/** Of clocks that are read in two processes. */
const toleranceMs = 2;

/**
 * Many pages of few hosts, fetched by several workers, one of which is killed on the way (of 500 pages and more: its turn ends
 * only after the lease): what the hosts saw must be one request at a time, with gaps, and no request that a Retry-After or a
 * robots.txt forbids.
 */
export async function politeFetches({ seed, urls, say }: PoliteOptions): Promise<Invariant[]> {
  const isLong = urls >= 500;
  const [hostCount, workers] = isLong ? [10, 4] : [3, 2];
  say(
    `chaos fetch, polite: seed ${seed}, ${urls} pages on ${hostCount} hosts, ${workers} workers, ${isLong ? 'one' : 'none'} killed`,
  );
  const random = randomBy(seed);
  const hosts = await Promise.all(
    Array.from({ length: hostCount }, (_, index) => openPoliteHost(index, gapMs, random)),
  );
  const env = {
    ...{ STET_HOST_GAP_MS: String(gapMs), STET_FETCH_TIMEOUT_MS: String(timeoutMs) },
    STET_FETCH_ALLOW: hosts.map((host) => host.address).join(','),
  };
  try {
    const newsroom = await openNewsroom({ backend: 'postgres', random, slowMs: 0, endpoint: false, env });
    try {
      const { sql } = newsroom;
      await askFor(sql, pagesOf(hosts, urls));
      const begin = performance.now();
      const team = Array.from({ length: workers }, () => newsroom.startWorker());
      const asked = await untilFetched(sql, isLong ? team : [], urls);
      say(`${Math.round((performance.now() - begin) / 1_000)} s; ${told(hosts)}; ${asked} asked for again`);
      return [...byHosts(hosts), ...(await outOf(sql, rules))];
    } finally {
      await newsroom.close();
    }
  } finally {
    await Promise.all(hosts.map((host) => host.close()));
  }
}

/** `urls` pages, and one in a closed folder for each host with a robots.txt. */
function pagesOf(hosts: readonly PoliteHost[], urls: number): string[] {
  const pages = Array.from(
    { length: urls },
    (_, i) => `http://${hosts[i % hosts.length]?.address ?? ''}/page/${i}`,
  );
  const closed = hosts.filter((host) => host.hasRobots).map(({ address }) => `http://${address}/closed/page`);
  return [...closed, ...pages];
}

/** Sources, and a scheduled fetch of each, as the tick writes them. */
async function askFor(sql: pg.Pool, pages: readonly string[]): Promise<void> {
  const sources = pages.map(() => randomUUID());
  await sql.query(
    `INSERT INTO source (id, kind, url, title, tier, origin, created_by, recorded_at, version)
     SELECT s.id, 'web', s.url, '', 'secondary', s.url, (SELECT id FROM person LIMIT 1), now(), 1 FROM unnest($1::uuid[], $2::text[]) s (id, url)`,
    [sources, pages],
  );
  await fetchNow(sql, sources);
}

async function fetchNow(sql: pg.Pool, sources: readonly string[]): Promise<void> {
  await sql.query(
    `WITH f AS (INSERT INTO source_fetch (id, source_id, trigger, requested_at, asked_at, state)
       SELECT gen_random_uuid(), id, 'scheduled', now(), now(), 'queued' FROM unnest($1::uuid[]) id RETURNING id)
     INSERT INTO outbox (job, ref_id) SELECT 'source.fetch', id FROM f`,
    [sources],
  );
}

const fetched = `SELECT count(*) FROM source WHERE latest_snapshot_id IS NOT NULL`;
const refused = `SELECT s.id FROM source s WHERE latest_snapshot_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM source_fetch f WHERE f.source_id = s.id AND (f.state <> 'done' OR f.code = 'robots-disallowed'))`;

/** Kills one worker at a third of the way, and asks again for what was refused; returns how many were. */
async function untilFetched(sql: pg.Pool, team: readonly Child[], urls: number): Promise<number> {
  const deadline = performance.now() + longestMs;
  let [again, isKilled] = [0, false];
  for (let done = 0; done < urls && performance.now() < deadline; done = await count(sql, fetched)) {
    if (done > urls / 3 && !isKilled) {
      isKilled = true;
      team[0]?.kill('SIGKILL');
    }
    const { rows } = await sql.query<{ id: string }>(refused);
    if (rows.length > 0)
      await fetchNow(
        sql,
        rows.map((row) => row.id),
      );
    again += rows.length;
    await sleep(200);
  }
  return again;
}

function told(hosts: readonly PoliteHost[]): string {
  const seen = hosts.flatMap((host) => host.seen);
  return `${seen.length} requests, ${seen.filter((each) => each.notBefore !== null).length} refused by 429 or 503`;
}

function byHosts(hosts: readonly PoliteHost[]): Invariant[] {
  const breaks = (rule: (one: Seen, before: readonly Seen[], host: PoliteHost) => boolean): number =>
    hosts.reduce(
      (sum, host) =>
        sum + host.seen.filter((one, index) => rule(one, host.seen.slice(0, index), host)).length,
      0,
    );
  const isEarly = (one: Seen, at: number): boolean => one.from + toleranceMs < at;
  return [
    { name: 'requests to a host while another was in flight', broken: breaks(({ others }) => others > 0) },
    {
      name: 'requests before the gap, or the crawl-delay, was over',
      broken: breaks((one, before, { gapMs: ofHost }) => {
        const last = before.at(-1);
        // robots.txt has to be read before its crawl-delay is known.
        const least = last?.path === '/robots.txt' ? gapMs : ofHost;
        return last !== undefined && isEarly(one, (last.to ?? 0) + least);
      }),
    },
    {
      name: 'requests before the time that Retry-After names',
      broken: breaks((one, before) => before.some(({ notBefore }) => isEarly(one, notBefore ?? 0))),
    },
    { name: 'pages that robots.txt closes', broken: breaks(({ path }) => path.startsWith('/closed/')) },
    {
      name: 'pages fetched before robots.txt was',
      broken: breaks((_, before, host) => before.length === 0 && host.seen[0]?.path !== '/robots.txt'),
    },
    {
      // Once more where the worker that asked for it was killed.
      name: 'robots.txt fetched again within a day',
      broken: Math.max(0, breaks(({ path }, before) => path === '/robots.txt' && before.length > 0) - 1),
    },
  ];
}

const rules: Readonly<Record<string, string>> = {
  'pages that were never fetched': `SELECT count(*) FROM source WHERE latest_snapshot_id IS NULL AND url NOT LIKE '%/closed/%'`,
  'closed pages that were not refused as such': `
    SELECT count(*) FROM source s WHERE url LIKE '%/closed/%' AND NOT EXISTS (
      SELECT 1 FROM source_fetch f WHERE f.source_id = s.id AND f.code = 'robots-disallowed')`,
  'fetches with more than one open job': `
    SELECT count(*) FROM (SELECT ref_id FROM outbox WHERE job = 'source.fetch' AND completed_at IS NULL GROUP BY 1 HAVING count(*) > 1) o`,
  'fetch jobs that became dead letters': `SELECT count(*) FROM outbox WHERE job = 'source.fetch' AND dead_at IS NOT NULL`,
};

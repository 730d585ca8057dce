import { performance } from 'node:perf_hooks';
import { Pool } from 'undici';
import type { Running } from './processes.js';

/** Requests in flight at once. */
const connections = 32;

export interface Target {
  readonly process: Running;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyOf: (n: number) => string;
}

export interface Burst {
  readonly count: number;
  readonly seconds: number;
  /** CPU that the process used meanwhile; null where the system does not say. */
  readonly cpuSeconds: number | null;
  /** Milliseconds of each request. */
  readonly times: readonly number[];
}

/** POSTs for `seconds` over 32 connections, each sending its next request when the last is answered. */
export async function burst(target: Target, seconds: number, nextNumber: () => number): Promise<Burst> {
  const pool = new Pool(target.process.origin, { connections, pipelining: 1 });
  const times: number[] = [];
  const cpuBefore = target.process.cpuSeconds();
  const start = performance.now();
  const end = start + seconds * 1000;
  const lane = async (): Promise<void> => {
    while (performance.now() < end) times.push(await post(pool, target, nextNumber()));
  };
  try {
    await Promise.all(Array.from({ length: connections }, lane));
    const cpuAfter = target.process.cpuSeconds();
    const cpuSeconds = cpuBefore === null || cpuAfter === null ? null : cpuAfter - cpuBefore;
    return { count: times.length, seconds: (performance.now() - start) / 1000, cpuSeconds, times };
  } finally {
    await pool.close();
  }
}

async function post(pool: Pool, { path, headers, bodyOf }: Target, n: number): Promise<number> {
  const sent = performance.now();
  const answer = await pool.request({ method: 'POST', path, headers, body: bodyOf(n) });
  const text = await answer.body.text();
  if (answer.statusCode !== 201) throw new Error(`POST ${path} answered ${answer.statusCode}: ${text}`);
  return performance.now() - sent;
}

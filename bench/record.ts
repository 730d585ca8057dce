import { migrate } from '../src/persistence/migrate.js';
import { readEnv } from '../src/platform/config.js';
import { createLog } from '../src/platform/log.js';
import { openThrowaway } from '../src/platform/postgres/throwaway.js';
import type { ThrowawayServer } from '../src/platform/postgres/throwaway.js';
import { captureStatements } from './capture.js';
import { bodyOf } from './claim.js';
import type { Figure } from './figure.js';
import { burst } from './load.js';
import type { Burst, Target } from './load.js';
import { startFloor, startProduct } from './processes.js';
import type { Running } from './processes.js';
import type { Captured } from './statements.js';

/** Ratio to the floor that recording must hold; 0.70 is where it is going. */
const target = 0.45;

const poolSize = 10;
const warmUpSeconds = 2;
const rounds = 4;

/**
 * Claims recorded a second over HTTP (`serve --role api`) against a bare Fastify route that sends the same statements, on
 * one throw-away PostgreSQL; the three targets take turns so that a slow minute of the machine falls on all of them.
 */
export async function benchRecord(seconds: number, say: (line: string) => void): Promise<Figure[]> {
  const server = await openThrowaway({ log: () => undefined, applicationName: 'stet bench' });
  const running: Running[] = [];
  try {
    await migrate({ owner: server.owner, app: server.app });
    const captured = await capture(server);
    say(`POST /v1/claims sends ${captured.statements.length} statements, the transaction's own included`);
    const product = await startProduct(server.dataDir, poolSize);
    running.push(product);
    const floor = await startFloor({ database: server.app, poolSize, captured });
    running.push(floor);
    return figuresOf(await takeTurns(targetsOf(product, floor, captured.token), seconds / rounds, say));
  } finally {
    await Promise.all(running.map((each) => each.stop()));
    await server.leave();
  }
}

function capture(server: ThrowawayServer): Promise<Captured> {
  return captureStatements({
    env: readEnv({ STET_DATA_DIR: server.dataDir, STET_POOL_SIZE: String(poolSize) }),
    role: 'api',
    log: createLog('error', 'bench'),
    database: server.app,
    queueStore: { kind: 'postgres', address: server.app },
    dataDir: server.dataDir,
  });
}

type Name = 'product' | 'floor' | 'insert';

function targetsOf(product: Running, floor: Running, token: string): Record<Name, Target> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return {
    product: { process: product, path: '/v1/claims', headers, bodyOf },
    floor: { process: floor, path: '/record', headers, bodyOf },
    insert: { process: floor, path: '/insert', headers, bodyOf },
  };
}

async function takeTurns(
  targets: Record<Name, Target>,
  seconds: number,
  say: (line: string) => void,
): Promise<Record<Name, Burst[]>> {
  const names = Object.keys(targets) as Name[];
  const bursts: Record<Name, Burst[]> = { product: [], floor: [], insert: [] };
  let n = 10;
  const next = (): number => (n += 1);
  for (const name of names) await burst(targets[name], warmUpSeconds, next);
  for (let round = 0; round < rounds; round += 1) {
    // Each round begins with another one.
    for (const name of [...names.slice(round % 3), ...names.slice(0, round % 3)]) {
      bursts[name].push(await burst(targets[name], seconds, next));
    }
    say(
      `round ${round + 1}: ${names.map((name) => `${name} ${Math.round(rateOf(bursts[name].slice(-1)))}/s`).join(', ')}`,
    );
  }
  return bursts;
}

function figuresOf({ product, floor, insert }: Record<Name, Burst[]>): Figure[] {
  const rate = rateOf(product);
  const [p50, p99] = [quantile(product, 0.5), quantile(product, 0.99)];
  const spread = `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, `;
  return [
    { name: 'claims recorded', value: rate, unit: '/s', detail: `${spread}${cpuOf(product)}` },
    { name: 'the same statements, bare', value: rateOf(floor), unit: '/s', detail: cpuOf(floor) },
    { name: 'one INSERT, bare', value: rateOf(insert), unit: '/s', detail: cpuOf(insert) },
    { name: 'ratio to the same statements', value: rate / rateOf(floor), unit: '', target },
    { name: 'ratio to one INSERT', value: rate / rateOf(insert), unit: '' },
  ];
}

/** What the process itself spends; PostgreSQL's share is not in it. Holds still on a machine that is busy. */
function cpuOf(bursts: readonly Burst[]): string {
  const seconds = bursts.reduce((total, { cpuSeconds }) => total + (cpuSeconds ?? NaN), 0);
  const count = bursts.reduce((total, each) => total + each.count, 0);
  return Number.isNaN(seconds) ? 'CPU unknown' : `CPU ${((1000 * seconds) / count).toFixed(2)} ms each`;
}

function rateOf(bursts: readonly Burst[]): number {
  const sum = (of: (each: Burst) => number): number => bursts.reduce((total, each) => total + of(each), 0);
  return sum((each) => each.count) / sum((each) => each.seconds);
}

function quantile(bursts: readonly Burst[], share: number): number {
  const times = bursts.flatMap((each) => each.times).sort((a, b) => a - b);
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
}

import { fileURLToPath } from 'node:url';
import { Child } from './child.js';
import { attacks } from './fetch-attacks.js';
import type { DoorReport, DoorWork } from './fetch-door.js';
import type { OpenHost } from './fetch-hosts.js';
import type { Invariant } from './invariants.js';

export interface HostileOptions {
  readonly seed: number;
  /** Of healthy fetches, half of them without and half with hostile hosts beside them. */
  readonly minutes: number;
  readonly say: (line: string) => void;
}

const hostileHosts = 200;
const healthyHosts = 4;
/** A short run cannot wait long for those that answer nothing. */
const deadlineOf = (minutes: number): number => (minutes < 0.1 ? 1_000 : 2_000);
/** Wide, because the machine is shared: what is meant is half a second and 64 MiB, and both are printed. */
const [lateMs, extraMiB] = [3_000, 128];
/** Two hundred at once may want more processor than a shared machine has: how late they end is printed, that they end is asserted. */
const besideLateMs = 30_000;
const mib = 2 ** 20;

/** Hostile hosts in one process, healthy ones in another, the door alone in a third: what each attack costs, and what it costs the others. */
export async function hostileHostsCut({ seed, minutes, say }: HostileOptions): Promise<Invariant[]> {
  const [seconds, deadlineMs] = [Math.ceil(minutes * 60) + 300, deadlineOf(minutes)];
  const children: Child[] = [];
  const run = (file: string, args: readonly string[]): Child => {
    const script = fileURLToPath(new URL(file, import.meta.url));
    const child = new Child({ args: [script, ...args], env: process.env });
    children.push(child);
    return child;
  };
  const open = async (kind: 'healthy' | 'hostile', count: number): Promise<Host[]> => {
    const child = run('./fetch-hosts.js', [kind, String(count), String(seed), String(seconds)]);
    return urlsOf((await child.says(/hosts (.+)\n/))[1] ?? '[]');
  };
  const fetchAll = async (work: Omit<DoorWork, 'deadlineMs'>): Promise<DoorReport> => {
    const child = run('./fetch-door.js', [JSON.stringify({ deadlineMs, ...work })]);
    const [, text = '{}'] = await child.says(/report (.+)\n/, seconds * 1000);
    return JSON.parse(text) as DoorReport;
  };
  try {
    const healthy = (await open('healthy', healthyHosts)).map(({ url }) => url);
    const hostile = await open('hostile', hostileHosts);
    const spanMs = minutes * 30_000;
    const one = hostile.slice(0, Object.keys(attacks).length);
    const each = await fetchAll({ mode: 'each', healthy, hostile: one, spanMs });
    const alone = await fetchAll({ mode: 'beside', healthy, hostile: [], spanMs });
    const among = await fetchAll({ mode: 'beside', healthy, hostile, spanMs });
    say(tableOf(each, deadlineMs));
    say(besideLine(alone, among));
    return judge(each, alone, among, deadlineMs);
  } finally {
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(children.map((child) => child.ended));
  }
}

interface Host {
  readonly name: string;
  readonly url: string;
}

function urlsOf(text: string): Host[] {
  const hosts = JSON.parse(text) as OpenHost[];
  return hosts.map(({ name, port }) => ({
    name,
    url: `${attacks[name]?.isTls ? 'https' : 'http'}://127.0.0.1:${port}/`,
  }));
}

function tableOf({ each }: DoorReport, deadlineMs: number): string {
  const rows = each.map(
    ({ name, code, ms, extraBytes }) =>
      `${name.padEnd(34)} ${code.padEnd(18)} ${ms.toFixed(0).padStart(6)} ms ${(extraBytes / mib).toFixed(1).padStart(7)} MiB`,
  );
  return [
    `${'attack'.padEnd(34)} ${'ends as'.padEnd(18)}  after (deadline ${deadlineMs} ms)  extra RSS`,
    ...rows,
  ].join('\n');
}

function besideLine(alone: DoorReport, among: DoorReport): string {
  const [before, after] = [p95(alone.healthyMs), p95(among.healthyMs)];
  const ratio = (after / before).toFixed(2);
  return (
    `healthy p95 ${before.toFixed(1)} ms alone (${alone.healthyMs.length} fetches), ${after.toFixed(1)} ms beside ${hostileHosts} hostile hosts ` +
    `(${among.healthyMs.length} fetches, ${among.hostileFetches} hostile ones): ratio ${ratio}; slowest cut ${among.slowestMs.toFixed(0)} ms, extra RSS ${(among.extraBytes / mib).toFixed(0)} MiB\n` +
    `the door alone: ${loadOf(alone)}; beside them: ${loadOf(among)}`
  );
}

function loadOf({ load: { cpu, loopP95Ms, loopMaxMs } }: DoorReport): string {
  return `${(cpu * 100).toFixed(0)} % of a processor, event loop late by ${loopP95Ms.toFixed(1)} ms (p95), ${loopMaxMs.toFixed(0)} ms at most`;
}

function p95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.95)] ?? 0;
}

function judge({ each }: DoorReport, alone: DoorReport, among: DoorReport, deadlineMs: number): Invariant[] {
  const late = (ms: number): boolean => ms > deadlineMs + lateMs;
  const misnamed = each.filter(({ name, code }) => !attacks[name]?.codes.test(code));
  return [
    { name: 'attacks that were not tried', broken: Object.keys(attacks).length - each.length },
    { name: `attacks not ended under their name${said(misnamed)}`, broken: misnamed.length },
    { name: 'attacks that outlived their deadline', broken: each.filter(({ ms }) => late(ms)).length },
    {
      name: `attacks that took more than ${extraMiB} MiB`,
      broken: each.filter(({ extraBytes }) => extraBytes > extraMiB * mib).length,
    },
    {
      name: 'healthy fetches that failed',
      broken: alone.healthyFailed.length + among.healthyFailed.length,
    },
    {
      name: 'spans without a healthy or a hostile fetch',
      broken: [alone.healthyMs.length, among.healthyMs.length, among.hostileFetches].filter((n) => n === 0)
        .length,
    },
    {
      name: 'hostile fetches beside healthy ones that hung',
      broken: among.slowestMs > deadlineMs + besideLateMs ? 1 : 0,
    },
  ];
}

function said(rows: DoorReport['each']): string {
  return rows.map(({ name, code }) => ` [${name}: ${code}]`).join('');
}

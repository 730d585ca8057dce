import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface CheckedClaim {
  readonly key: string;
  readonly label: string;
  readonly assertions: readonly string[];
  readonly findings: readonly {
    readonly checker: string;
    readonly source: string | null;
    readonly label: string | null;
    readonly reasons: readonly { readonly message: string }[];
  }[];
}

/** Where the demonstration puts its throw-away directory; nothing may be left in it. */
let temporary: string;
let running: ChildProcess | null = null;

beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'demo-'));
  // The server's account, which is not root, has to reach it.
  chmodSync(temporary, 0o755);
});

afterEach(() => {
  running?.kill('SIGTERM');
  rmSync(temporary, { recursive: true, force: true });
});

function demo(
  argv: readonly string[],
  onOutput: (text: string, child: ChildProcess) => void = () => undefined,
): Promise<Result> {
  const child = spawn(process.execPath, [join(root, 'dist/scripts/demo.js'), ...argv], {
    env: { ...process.env, NODE_OPTIONS: '', TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running = child;
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString('utf8');
    onOutput(stdout, child);
  });
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
  return new Promise((resolve) => {
    child.once('close', (status) => {
      running = null;
      resolve({ status, stdout, stderr });
    });
  });
}

function replaceIn(path: string, from: string, to: string): void {
  const before = readFileSync(path, 'utf8');
  expect(before).toContain(from);
  writeFileSync(path, before.replace(from, to));
}

describe('the demonstration', () => {
  it('brings about every outcome it promises, and leaves nothing behind', async () => {
    const { status, stdout, stderr } = await demo([]);

    expect({ status, stderr, differing: /outcomes differ[\s\S]*/.exec(stdout)?.[0] ?? null }).toEqual({
      status: 0,
      stderr: '',
      differing: null,
    });
    expect(stdout).toContain('543.1 / 371.8 − 1');
    expect(stdout.split('\n').filter((line) => line.length >= 100)).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  }, 180_000);

  it('is computed, not told: another figure in a page and in a series turns the findings on them', async () => {
    const samples = join(temporary, 'samples');
    cpSync(join(root, 'samples'), samples, { recursive: true });
    replaceIn(join(samples, 'pages/trade-in-2017.html'), '31.2 percent', '41.2 percent');
    replaceIn(join(samples, 'series/turnover-by-quarter.csv'), '543.1', '743.6');

    const { status, stdout, stderr } = await demo(['--samples', samples, '--until', 'checks', '--json']);

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { claims } = JSON.parse(stdout) as { claims: CheckedClaim[] };
    const promised = (
      JSON.parse(readFileSync(join(samples, 'expected.json'), 'utf8')) as {
        claims: Record<string, { firstCheck: { label: string; assertions: string[] } }>;
      }
    ).claims;
    const turned = claims.filter(({ key, label }) => promised[key]?.firstCheck.label !== label);
    expect(
      turned.map(({ key, label }) => ({ key, was: promised[key]?.firstCheck.label, is: label })),
    ).toEqual([
      { key: 'quarter-level', was: 'supported', is: 'refuted' },
      { key: 'quarter-doubled', was: 'refuted', is: 'supported' },
      { key: 'growth-2017', was: 'conflicting', is: 'refuted' },
    ]);
    expect(
      findingOf(claims, 'growth-2017', ({ source }) => source?.startsWith('Sputnik') ?? false),
    ).toMatchObject({
      label: 'refuted',
      reasons: [{ message: expect.stringContaining('41.2 %') as unknown }],
    });
    expect(findingOf(claims, 'quarter-doubled', ({ checker }) => checker === 'series')).toMatchObject({
      label: 'supported',
      reasons: [{ message: expect.stringContaining('100 %') as unknown }],
    });
    expect(readdirSync(temporary)).toEqual(['samples']);
  }, 120_000);

  it('leaves nothing behind when it is interrupted', async () => {
    let isAsked = false;
    const { status } = await demo([], (text, child) => {
      if (isAsked || !text.includes('The checks run')) return;
      isAsked = true;
      child.kill('SIGINT');
    });

    expect(status).toBe(130);
    expect(readdirSync(temporary)).toEqual([]);
  }, 120_000);
});

function findingOf(
  claims: readonly CheckedClaim[],
  key: string,
  wanted: (finding: CheckedClaim['findings'][number]) => boolean,
): CheckedClaim['findings'][number] | undefined {
  return claims
    .find((claim) => claim.key === key)
    ?.findings.find((finding) => finding.checker !== 'quotation' && wanted(finding));
}

import { describe, expect, it } from '@jest/globals';
import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demo, eachInItsDirectory, root, temporary } from '../support/demo.js';

eachInItsDirectory();

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

function replaceIn(path: string, from: string, to: string): void {
  const before = readFileSync(path, 'utf8');
  expect(before).toContain(from);
  writeFileSync(path, before.replace(from, to));
}

describe('the demonstration', () => {
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

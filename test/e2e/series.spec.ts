import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Child } from '../../scripts/chaos/child.js';
import { startDataSite } from '../support/data-site.js';
import type { DataSite } from '../support/data-site.js';

/** Each command starts a server of its own, which takes its time where the machine is busy. */
jest.setTimeout(240_000);

const root = fileURLToPath(new URL('../../', import.meta.url));
const fixture = (name: string) => join(root, 'test/fixtures/series', name);
let directory = '';
let site: DataSite;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'stet-series-'));
  site = await startDataSite();
});
afterAll(async () => {
  await site.close();
  rmSync(directory, { recursive: true, force: true });
});

async function stet(...args: string[]) {
  const env = {
    ...{ PATH: process.env['PATH'], HOME: process.env['HOME'] },
    ...{ STET_DATA_DIR: join(directory, 'data'), STET_FETCH_ALLOW: site.allow },
  };
  const child = new Child({ args: [join(root, 'dist/src/cli.js'), ...args], env });
  const status = await child.ended;
  return { status, out: child.out, errors: child.errors };
}

function file(name: string, content: string): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

const described = (fields: object) =>
  JSON.stringify({ title: 'Turnover', currency: 'USD', scale: 1_000_000, ...fields });

describe('stet check --series', () => {
  let article = '';
  beforeAll(() => {
    article = file('article.txt', 'Turnover rose by 50% in 2018, exceeding $3 billion, the ministry said.\n');
  });
  const rows = '2017,2006.2\n2018,3009.9\n';
  const comments = '# title: Turnover\n# currency: USD\n# scale: 1000000\n';

  it.each<[string, () => string]>([
    ['a CSV that describes itself', () => file('a.csv', `${comments}period,value\n${rows}`)],
    [
      'a CSV with columns and marks of its own',
      () =>
        file(
          'b.csv',
          `${comments}# column period: Jahr\n# column value: Wert\n# select Land: KZ\nJahr;Land;Wert\n2017;KZ;2 006,2\n2018;KZ;3 009,9\n2018;UZ;1\n`,
        ),
    ],
    [
      'a description of a data package',
      () => {
        file('p.json', JSON.stringify({ resources: [{ name: 'a', path: 'p.csv' }] }));
        file('p.csv', `period,value\n${rows}`);
        return file('p.series.json', described({ file: 'p.json' }));
      },
    ],
    [
      'a description of an address',
      () =>
        file('u.series.json', described({ file: site.serve('/u.csv', { body: `period,value\n${rows}` }) })),
    ],
  ])('takes %s', async (_, series) => {
    const report = await stet('check', article, '--stated-on', '2019-04-16', '--series', series());
    expect(report).toMatchObject({ status: 0, errors: '' });
    expect(report.out).toMatch(/3009\.9(?: million)? \/ 2006\.2(?: million)? − 1 = 50\.03 %/);
    expect(report.out).toContain('The evidence gives 3.01 billion USD');
  });

  it.each<[string, () => string, string]>([
    [
      'several series',
      () => fixture('sdmx-1-series.json'),
      '/mapping/select/REF_AREA: one of KZ (Kazakhstan), UZ (Uzbekistan)',
    ],
    ['a bad row', () => file('d.csv', 'period,value\n2018,x\n'), 'row 2, column value: "x"'],
    ['an address without data', () => site.url('/nothing'), 'answered 404'],
    [
      'a package that reaches out',
      () => file('e.json', '{"resources":[{"path":"../../x.csv"}]}'),
      'does not stay in the folder',
    ],
  ])('says what is wrong with %s', async (_, series, message) => {
    const report = await stet('check', article, '--series', series());
    expect([report.status, report.out]).toEqual([1, '']);
    expect(report.errors).toContain(message);
    expect(report.errors).not.toContain('    at ');
  });
});

describe('stet series', () => {
  it('adds a series, revises it, and binds no assertion that is not there', async () => {
    const added = await stet(
      'series',
      'add',
      file('s.csv', '# title: Turnover\n# published: 2019-01-01\nperiod,value\n2017,1\n2018,2\n'),
    );
    expect(added).toMatchObject({
      status: 0,
      errors: '',
      out: expect.stringMatching(/^[0-9a-f-]{36}\n$/) as unknown as string,
    });
    const id = added.out.trim();
    const revision = file('t.csv', '# published: 2019-02-01\nperiod,value\n2017,1\n2018,3\n');
    expect(await stet('series', 'revise', id, revision)).toEqual({
      status: 0,
      errors: '',
      out: 'vintage 2: 1 values changed\n',
    });
    expect(await stet('series', 'bind', id, id)).toMatchObject({
      status: 1,
      errors: 'stet: assertion/not-found\n',
    });
    expect(await stet('series', 'bind', id, 'a +', `a=${id}`)).toMatchObject({
      status: 1,
      errors: expect.stringContaining('at 3: it ends') as unknown as string,
    });
  });

  it.each([[['add']], [['drop', 'x']]])('takes no %j', async (args) => {
    const refused = await stet('series', ...args);
    expect([refused.status, refused.out]).toEqual([2, '']);
    expect(refused.errors).toContain('usage: stet series add FILE|URL');
  });
});

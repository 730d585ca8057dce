import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { startDataSite } from '../support/data-site.js';
import type { DataSite } from '../support/data-site.js';

let app: TestApp;
let site: DataSite;
/** Of another port, which nobody allowed. */
let stranger: DataSite;
const containing = (text: string) => expect.stringContaining(text) as unknown as string;
const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/series/${name}`, import.meta.url), 'utf8');

beforeAll(async () => {
  [site, stranger] = await Promise.all([startDataSite(), startDataSite()]);
  app = await startApp({ allow: [site.allow] });
});

afterAll(async () => {
  await app.close();
  await Promise.all([site.close(), stranger.close()]);
});

async function series(fields: object = {}): Promise<string> {
  const body = { title: `Series ${randomUUID()}`, dimension: 'number', ...fields };
  const answer = await app.call('POST', '/v1/series', { body });
  expect(answer.status).toBe(201);
  return answer.json<{ id: string }>().id;
}

const add = (id: string, body: object, headers: Record<string, string> = {}) =>
  app.call('POST', `/v1/series/${id}/vintages`, { body, headers });

interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

async function refusal(id: string, body: object): Promise<Problem & { status: number }> {
  const answer = await add(id, body);
  expect((await app.call('GET', `/v1/series/${id}`)).json<{ vintages: object[] }>().vintages).toEqual([]);
  return { status: answer.status, ...answer.json<Problem>() };
}

const values = async (vintageId: string) =>
  (await app.call('GET', `/v1/vintages/${vintageId}/observations`)).json<{ items: object[] }>().items;

describe('a vintage from a file of any format', () => {
  it.each<[string, string, object, object, object[]]>([
    [
      'semicolon.csv',
      'csv',
      {
        mapping: { columns: { period: 'Jahr', value: 'Wert', status: 'Kennzeichen' } },
        publishedOn: '2020-01-01',
      },
      {},
      [{ value: '1998.5' }, { value: '2006.2', status: 'r' }, { value: '3009.9', status: 'p' }],
    ],
    [
      'sdmx-1-series.json',
      'sdmx-json',
      { mapping: { select: { REF_AREA: 'KZ' } } },
      { dimension: 'money', currency: 'USD', scale: 1_000_000 },
      [{ value: '1500.25' }, { value: '1750.5', status: 'P' }],
    ],
    [
      'sdmx-1-series.json',
      'sdmx-json',
      { mapping: { select: { REF_AREA: 'KZ' } } },
      { dimension: 'money', currency: 'USD' },
      [
        { value: '1500.25', scale: '1000000' },
        { value: '1750.5', scale: '1000000' },
      ],
    ],
    [
      'sdmx-2.csv',
      'sdmx-csv',
      { publishedOn: '2020-01-01' },
      { dimension: 'money', currency: 'USD' },
      [{ value: '2.5' }],
    ],
    [
      'cube.json',
      'json-stat',
      { mapping: { select: { measure: 'EMP', geo: 'KZ' } } },
      {},
      [{ value: '8500.5' }, { value: '8600' }],
    ],
    [
      'world-bank.json',
      'world-bank',
      {},
      { dimension: 'money', currency: 'USD' },
      [{ value: '55942000000' }, { value: '67150123456.7891', status: 'F' }],
    ],
    [
      'package/datapackage.json',
      'data-package',
      {
        mapping: { resource: 'turnover' },
        files: [{ path: 'data/turnover.csv', text: fixture('package/data/turnover.csv') }],
      },
      {},
      [{ value: '2006.2' }, { value: '3009' }],
    ],
  ])('%s as %s', async (name, format, more, fields, expected) => {
    const id = await series(fields);
    const answer = await add(id, { data: fixture(name), ...more });
    expect([answer.status, answer.json()]).toMatchObject([
      201,
      { format, url: null, fetchedAt: null, number: 1 },
    ]);
    expect(await values(answer.json<{ id: string }>().id)).toMatchObject(expected);
  });

  it('keeps where it came from and how it was read', async () => {
    const id = await series();
    const mapping = { select: { measure: 'EMP', geo: 'KZ' } };
    const made = (await add(id, { data: fixture('cube.json'), mapping })).json<object>();
    const sha256 = createHash('sha256').update(fixture('cube.json')).digest('hex');
    expect(made).toMatchObject({ mapping, sha256, publishedOn: '2019-05-01' });
    expect((await app.call('GET', `/v1/series/${id}`)).json()).toMatchObject({
      vintages: [{ mapping, sha256 }],
    });
  });

  it.each<[string, object, object, Problem & { status: number }]>([
    [
      'several series in it',
      { data: fixture('sdmx-1-series.json') },
      {},
      {
        ...{ status: 422, code: 'series/ambiguous', detail: containing('REF_AREA') },
        errors: [{ pointer: '/mapping/select/REF_AREA', detail: 'one of KZ (Kazakhstan), UZ (Uzbekistan)' }],
      },
    ],
    [
      'a code that is not there',
      { data: fixture('sdmx-1-series.json'), mapping: { select: { REF_AREA: 'TJ' } } },
      {},
      {
        ...{ status: 422, code: 'series/bad-data', detail: containing('"TJ" is none of KZ, UZ') },
        errors: [{ pointer: '/mapping/select/REF_AREA', detail: containing('TJ') }],
      },
    ],
    [
      'another currency',
      { data: fixture('sdmx-1-series.json'), mapping: { select: { REF_AREA: 'KZ' } } },
      { dimension: 'money', currency: 'EUR' },
      { status: 422, code: 'series/other-measure', detail: 'the data are in USD, the series in EUR.' },
    ],
    [
      'no date, and none given',
      { data: 'period,value\n2018,1\n' },
      {},
      { status: 400, code: 'request/invalid', detail: containing('publishedOn is needed') },
    ],
    [
      'half a document',
      { data: fixture('malformed/half.json') },
      {},
      { status: 422, code: 'series/bad-data', detail: containing('no JSON') },
    ],
    [
      'an unknown document',
      { data: fixture('malformed/unknown.json') },
      {},
      { status: 422, code: 'series/bad-data', detail: containing('neither') },
    ],
    [
      'an error of the World Bank',
      { data: fixture('malformed/world-bank-error.json') },
      {},
      { status: 422, code: 'series/bad-data', detail: containing('not valid') },
    ],
    [
      'a path that escapes',
      {
        data: JSON.stringify({ resources: [{ name: 'a', path: '../../etc/passwd' }] }),
        files: [{ path: '../../etc/passwd', text: 'period,value\n2018,1\n' }],
      },
      {},
      { status: 422, code: 'series/bad-data', detail: containing('does not stay in the folder') },
    ],
    [
      'the wrong format',
      { data: fixture('world-bank.json'), format: 'sdmx-json' },
      {},
      { status: 422, code: 'series/bad-data', detail: containing('an object is expected') },
    ],
    [
      'too many values',
      {
        data: `period,value\n${Array.from({ length: 20_001 }, (_, i) => `${1900 + Math.floor(i / 365)}-D${(i % 365) + 1},1`).join('\n')}`,
        publishedOn: '2020-01-01',
      },
      {},
      { status: 422, code: 'series/bad-data', detail: containing('more than 20000') },
    ],
    [
      'a mapping of other words',
      { data: 'x', mapping: { colums: {} } },
      {},
      { status: 400, code: 'request/invalid', detail: containing('') },
    ],
    [
      'a selection that is no text',
      { data: 'x', mapping: { select: { GEO: ['KZ'] } } },
      {},
      { status: 400, code: 'request/invalid', detail: containing('') },
    ],
  ])('is refused with %s, and nothing is written', async (_, body, fields, expected) => {
    expect(await refusal(await series(fields), body)).toMatchObject(expected);
  });
});

describe('a vintage from an address', () => {
  it('is fetched once, read, and says where it came from', async () => {
    const url = site.serve('/a.csv', { body: 'period,value\n2018,1\n2019,2\n' });
    const id = await series();
    const answer = await add(id, { url });
    const made = answer.json<{ publishedOn: string; fetchedAt: string; sha256: string }>();
    expect([answer.status, made]).toMatchObject([201, { url, format: 'csv', observations: 2 }]);
    expect(made.publishedOn).toBe(made.fetchedAt.slice(0, 10));
    expect(made.sha256).toBe(createHash('sha256').update('period,value\n2018,1\n2019,2\n').digest('hex'));
    expect(site.asked.filter((each) => each === '/a.csv')).toHaveLength(1);
  });

  it('of another charset is read, and its bytes are hashed as they came', async () => {
    const body = Buffer.from('Jahr;Wert;Ma\xdf\n2018;1,5;t\n', 'latin1');
    const url = site.serve('/latin1.csv', { type: 'text/csv; charset=ISO-8859-1', body });
    const mapping = { columns: { period: 'Jahr', value: 'Wert', unit: 'Maß' } };
    const made = await add(await series({ dimension: 'measure', unit: 't' }), { url, mapping });
    expect(made.json()).toMatchObject({
      sha256: createHash('sha256').update(body).digest('hex'),
      observations: 1,
    });
  });

  it('is made once for one Idempotency-Key, whatever the address gives by then', async () => {
    const url = site.serve('/once.csv', { body: 'period,value\n2018,1\n' });
    const id = await series();
    const headers = { 'idempotency-key': randomUUID() };
    const first = (await add(id, { url }, headers)).json();
    site.serve('/once.csv', { status: 500 });
    const again = await add(id, { url }, headers);
    expect([again.headers['idempotent-replayed'], again.json()]).toEqual(['true', first]);
  });

  it('comes through a redirect to where it may', async () => {
    const target = site.serve('/target.json', { type: 'application/json', body: fixture('world-bank.json') });
    const url = site.serve('/moved', { status: 302, headers: { location: target } });
    const id = await series({ dimension: 'money', currency: 'USD' });
    expect((await add(id, { url })).json()).toMatchObject({
      url,
      format: 'world-bank',
      publishedOn: '2024-05-30',
    });
  });

  it('has all pages of the World Bank', async () => {
    const page = (n: number) =>
      JSON.stringify([
        { page: n, pages: 3, per_page: 1, total: 3, lastupdated: '2024-01-02' },
        [
          {
            indicator: { id: 'A', value: 'A' },
            country: { id: 'KZ', value: 'K' },
            countryiso3code: 'KAZ',
            date: String(2015 + n),
            value: n,
          },
        ],
      ]);
    const url = `${site.serve('/wb', ({ url: asked = '' }) => ({
      ...{
        type: 'application/json',
        body: page(Number(new URL(asked, 'http://x').searchParams.get('page') ?? 1)),
      },
    }))}?format=json`;
    const made = (await add(await series(), { url })).json<{ id: string }>();
    expect(await values(made.id)).toMatchObject([{ value: '1' }, { value: '2' }, { value: '3' }]);
    expect(site.asked.filter((each) => each.startsWith('/wb'))).toEqual([
      '/wb?format=json',
      '/wb?format=json&page=2',
      '/wb?format=json&page=3',
    ]);
  });

  it('has the file that a data package names beside it', async () => {
    const url = site.serve('/p/datapackage.json', {
      type: 'application/json',
      body: fixture('package/datapackage.json'),
    });
    site.serve('/p/data/turnover.csv', { body: fixture('package/data/turnover.csv') });
    const made = await add(await series(), { url, mapping: { resource: 'turnover' } });
    expect([made.status, made.json()]).toMatchObject([
      201,
      { format: 'data-package', publishedOn: '2019-02-20', observations: 2 },
    ]);
  });

  it('of a data package follows no redirect of the file', async () => {
    const url = site.serve('/q/datapackage.json', {
      type: 'application/json',
      body: fixture('package/datapackage.json'),
    });
    site.serve('/q/data/turnover.csv', {
      status: 302,
      headers: { location: site.serve('/elsewhere.csv', { body: 'period,value\n2018,1\n' }) },
    });
    expect(await refusal(await series(), { url, mapping: { resource: 'turnover' } })).toMatchObject({
      ...{ status: 422, code: 'series/not-fetched', detail: containing('answered 302') },
    });
  });

  it.each<[string, () => string, string]>([
    ['is not there', () => site.url('/nowhere'), 'answered 404'],
    ['answers with an error', () => site.serve('/error.csv', { status: 500, body: 'x' }), 'answered 500'],
    [
      'answers with a page for people',
      () => site.serve('/page', { type: 'text/html', body: '<p>2018,1</p>' }),
      'answers with text/html',
    ],
    [
      'is too large',
      () => site.serve('/large.csv', { body: Buffer.alloc(10 * 1024 * 1024 + 1, 'x') }),
      'larger than',
    ],
    ['is not allowed', () => stranger.serve('/a.csv', { body: 'period,value\n2018,1\n' }), '127.0.0.1'],
    [
      'redirects to what is not allowed',
      () => site.serve('/to', { status: 302, headers: { location: stranger.url('/a.csv') } }),
      '127.0.0.1',
    ],
    [
      'is the address of a machine within',
      () => 'http://169.254.169.254/latest/meta-data',
      '169.254.169.254',
    ],
  ])('is refused when it %s', async (_, url, detail) => {
    const found = await refusal(await series(), { url: url() });
    expect(found).toMatchObject({ status: 422, code: 'series/not-fetched', errors: [{ pointer: '/url' }] });
    expect(found.detail).toContain(detail);
    expect(stranger.asked).toEqual([]);
  });

  it('is a place of data: a file is none', async () => {
    expect(await refusal(await series(), { url: 'file:///etc/passwd' })).toMatchObject({
      status: 400,
      code: 'request/invalid',
    });
  });
});

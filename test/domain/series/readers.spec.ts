import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SeriesFormat, SeriesMapping } from '../../../src/domain/series/readers/data-table.js';
import { SeveralSeries, UnreadableData } from '../../../src/domain/series/readers/data-table.js';
import { neededFile, readSeries, sniffFormat } from '../../../src/domain/series/readers/read-data.js';
import { joinPages, worldBankPages } from '../../../src/domain/series/readers/world-bank.js';
import { csvRows } from '../../../src/platform/csv-rows.js';
import { jsonStatCube } from '../../../src/platform/json-stat.js';

const tools = { csvRows, jsonStat: jsonStatCube };
const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/series/${name}`, import.meta.url), 'utf8');
const read = (text: string, mapping: SeriesMapping = {}, format: SeriesFormat | null = null, files = {}) =>
  readSeries({ text, format, mapping, files: new Map(Object.entries(files)) }, tools);
/** Observations as `from value status…`. */
const brief = (...args: Parameters<typeof read>) =>
  read(...args).observations.map((each) =>
    [each.from, each.to, each.value, each.status, each.scale, each.currency, each.unit]
      .filter(Boolean)
      .join(' '),
  );
const refusal = (...args: Parameters<typeof read>): string => {
  try {
    return `read ${read(...args).observations.length}`;
  } catch (error) {
    if (error instanceof UnreadableData || error instanceof SeveralSeries) return error.message;
    throw error;
  }
};

describe('the format of data that do not name it', () => {
  it.each<[string, SeriesFormat]>([
    ['semicolon.csv', 'csv'],
    ['two-countries.csv', 'csv'],
    ['sdmx-1-series.json', 'sdmx-json'],
    ['sdmx-2-flat.json', 'sdmx-json'],
    ['sdmx-1.csv', 'sdmx-csv'],
    ['sdmx-2.csv', 'sdmx-csv'],
    ['cube.json', 'json-stat'],
    ['world-bank.json', 'world-bank'],
    ['malformed/world-bank-error.json', 'world-bank'],
    ['package/datapackage.json', 'data-package'],
  ])('%s is %s', (name, format) => expect(sniffFormat(fixture(name))).toBe(format));

  it('is none of JSON that is something else', () => {
    expect(() => sniffFormat('{"hello": "world"}')).toThrow(UnreadableData);
    expect(() => sniffFormat('[]')).toThrow(UnreadableData);
  });
});

describe('CSV', () => {
  it('tells delimiter, decimal comma and groups, and takes a flag from behind a figure', () => {
    const mapping = { columns: { period: 'Jahr', value: 'Wert', status: 'Kennzeichen' } };
    expect(read(fixture('semicolon.csv'), mapping)).toEqual({
      ...{ format: 'csv', title: null, publishedOn: null, missing: 1 },
      observations: [
        { from: '2016-01-01', to: '2016-12-31', value: '1998.5' },
        { from: '2017-01-01', to: '2017-12-31', value: '2006.2', status: 'r' },
        { from: '2018-01-01', to: '2018-12-31', value: '3009.9', status: 'p' },
      ],
    });
  });

  it('asks which of several series, naming what there is to choose', () => {
    const mapping = { ignore: ['note'] };
    try {
      read(fixture('two-countries.csv'), mapping);
      throw new Error('it was read');
    } catch (error) {
      expect(error).toBeInstanceOf(SeveralSeries);
      expect((error as SeveralSeries).open).toEqual([
        {
          id: 'geo',
          codes: [
            { code: 'KZ', label: null },
            { code: 'UZ', label: null },
          ],
        },
      ]);
    }
    expect(brief(fixture('two-countries.csv'), { ...mapping, select: { geo: 'UZ' } })).toEqual([
      '2017-01-01 2017-12-31 20',
      '2018-01-01 2018-12-31 22',
    ]);
  });

  it.each<[string, string, SeriesMapping, string[]]>([
    ['a decimal point', 'period,value\n2018,1.25\n', {}, ['1.25']],
    ['a decimal comma between quotes', 'period,value\n2018,"1,25"\n2019,"2,5"\n', {}, ['1.25', '2.5']],
    ['points that group', 'period;value\n2018;1.234,5\n2019;1.000\n', {}, ['1234.5', '1000']],
    ['commas that group', 'period;value\n2018;1,234.5\n2019;1,000\n', {}, ['1234.5', '1000']],
    ['what the mapping says', 'period;value\n2018;3,170\n', { decimal: ',' }, ['3.170']],
    ['or the other way', 'period;value\n2018;3,170\n', { decimal: '.' }, ['3170']],
    ['a minus sign of its own', 'period\tvalue\n2018\t\u22122.5\n', {}, ['-2.5']],
    ['apostrophes', "period|value\n2018|1'234'567\n", {}, ['1234567']],
    ['a BOM and CRLF', '\uFEFFperiod,value\r\n2018,7\r\n', {}, ['7']],
    ['columns in any order', 'value,period\n7,2018\n', {}, ['7']],
  ])('reads %s', (_, text, mapping, values) => {
    expect(read(text, mapping).observations.map((each) => each.value)).toEqual(values);
  });

  it('keeps what a row says of its unit, currency and scale', () => {
    const text = 'period,value,currency,scale\n2015,9,NAC,1\n2016,900,BYN,1000\n2017,9,BYN,1\n';
    // NAC ("national currency") is nobody's.
    expect(brief(text, {})).toEqual([
      '2015-01-01 2015-12-31 9 1',
      '2016-01-01 2016-12-31 900 1000 BYN',
      '2017-01-01 2017-12-31 9 1 BYN',
    ]);
  });

  it.each<[string, string, SeriesMapping, string]>([
    ['another header', 'wann,wieviel\n2018,1\n', {}, 'row 1, column period'],
    [
      'a column that the mapping invents',
      'period,value\n2018,1\n',
      { columns: { value: 'x' } },
      'columns.value',
    ],
    ['a period that is none', 'period,value\n2018,1\n2018-Q5,2\n', {}, 'row 3, column period: "2018-Q5"'],
    ['a comma that may group', 'period;value\n2018;3,170\n2019;4,180\n', {}, 'column value: Whether'],
    ['points and commas at odds', 'period;value\n2018;3,17\n2019;4.18\n', {}, 'column value: Whether'],
    ['a word', 'period,value\n2018,many\n', {}, 'row 2, column value: "many"'],
    ['too many cells', 'period,value\n2018,3,170\n', {}, 'row 2, column row: 3 cells under 2'],
    [
      'a period twice',
      'period,value\n2018-Q1,1\n2018Q1,2\n',
      {},
      'row 3, column period: The period stands in row 2',
    ],
    ['an endless number', 'period,value\n2018,1e999\n', {}, 'row 2, column value: The number is out of'],
    ['the year 0', 'period,value\n0000,1\n', {}, 'row 2, column period: There is no year 0'],
    ['an open quote', 'period,value\n2018,"1\n', {}, 'row 2, column value: Quote Not Closed'],
    [
      'a selection that is not there',
      'period,value\n2018,1\n',
      { select: { GEO: 'KZ' } },
      'select.GEO: there is no such dimension',
    ],
    [
      'a code that is not there',
      fixture('two-countries.csv'),
      { select: { geo: 'TJ' }, ignore: ['note'] },
      'select.geo: "TJ" is none of KZ, UZ',
    ],
  ])('refuses %s, naming the place', (_, text, mapping, place) => {
    expect(refusal(text, mapping)).toContain(place);
  });
});

describe('SDMX-JSON', () => {
  it('1: takes a series with its unit, power of ten and status', () => {
    const found = read(fixture('sdmx-1-series.json'), { select: { REF_AREA: 'Kazakhstan' } });
    expect(found).toMatchObject({ title: 'Exports of goods', publishedOn: '2019-03-04', missing: 0 });
    expect(brief(fixture('sdmx-1-series.json'), { select: { REF_AREA: 'KZ' } })).toEqual([
      '2017-01-01 2017-12-31 1500.25 A 1000000 USD',
      '2018-01-01 2018-12-31 1750.5 P 1000000 USD',
    ]);
    expect(read(fixture('sdmx-1-series.json'), { select: { REF_AREA: 'UZ' } })).toMatchObject({ missing: 1 });
  });

  it('2: reads flat keys over series and observation dimensions, by the structure that the data set names', () => {
    expect(brief(fixture('sdmx-2-flat.json'), { select: { CURRENCY_PAIR: 'USD-EUR' } })).toEqual([
      '2018-01-01 2018-03-31 1.05',
      '2018-04-01 2018-06-30 1.1 E',
    ]);
    // A group's attribute holds for its cells; the cell's own goes before it.
    expect(brief(fixture('sdmx-2-flat.json'), { select: { CURRENCY_PAIR: 'GBP-EUR' } })).toEqual([
      '2018-01-01 2018-03-31 0.85 P',
      '2018-04-01 2018-06-30 0.9 P',
    ]);
  });

  it('2: replaces and deletes, and takes the measure called OBS_VALUE', () => {
    expect(brief(fixture('sdmx-2-delete.json'))).toEqual([
      '2017-01-01 2017-12-31 2',
      '2018-01-01 2018-12-31 4',
    ]);
  });

  it('names every dimension that is open', () => {
    expect(refusal(fixture('sdmx-1-series.json'))).toBe('several series: REF_AREA open');
  });

  it.each([
    ['malformed/sdmx-key.json', 'has 3 parts'],
    ['malformed/sdmx-index.json', 'names a value that TIME_PERIOD does not have'],
    ['malformed/sdmx-structure.json', 'there is no structure 5'],
    ['malformed/sdmx-no-time.json', 'no dimension of the data is time'],
  ])('%s is refused', (name, message) => expect(refusal(fixture(name))).toContain(message));
});

describe('SDMX-CSV', () => {
  it('1: tells series apart by what stands before the value, and knows the day of the update', () => {
    expect(refusal(fixture('sdmx-1.csv'))).toBe('several series: unit open');
    const mapping = { select: { unit: 'MIO_EUR' } };
    expect(read(fixture('sdmx-1.csv'), mapping).publishedOn).toBe('2024-05-13');
    expect(brief(fixture('sdmx-1.csv'), mapping)).toEqual([
      '2018-01-01 2018-03-31 700.5 1000000 EUR',
      '2018-04-01 2018-06-30 800 bp 1000000 EUR',
    ]);
    expect(read(fixture('sdmx-1.csv'), { select: { unit: 'MIO_NAC' } })).toMatchObject({ missing: 1 });
  });

  it('2: takes labels off, replaces and deletes by action', () => {
    expect(brief(fixture('sdmx-2.csv'))).toEqual(['2017-01-01 2017-12-31 2.5 P 1000000 USD']);
  });
});

describe('JSON-stat', () => {
  it('reads a sparse cube by codes or labels', () => {
    const mapping = { select: { measure: 'EMP', geo: 'Kazakhstan' } };
    expect(read(fixture('cube.json'), mapping)).toMatchObject({
      ...{ title: 'Employment', publishedOn: '2019-05-01', missing: 1 },
      observations: [
        { from: '2018-06-01', to: '2018-06-30', value: '8500.5', unit: 'persons', scale: '1000' },
        { from: '2018-07-01', value: '8600', status: 'p' },
      ],
    });
    expect(brief(fixture('cube.json'), { select: { measure: 'RATE' } })).toEqual([
      '2018-06-01 2018-06-30 66.1 %',
      '2018-08-01 2018-08-31 66.9 %',
    ]);
    expect(refusal(fixture('cube.json'))).toBe('several series: measure, geo open');
  });

  it.each([
    ['malformed/cube-huge.json', 'the sizes must be'],
    ['malformed/cube-no-time.json', 'no dimension is said to be time'],
    ['malformed/cube-broken.json', 'there is no JSON-stat data set'],
  ])('%s is refused', (name, message) => expect(refusal(fixture(name))).toContain(message));
});

describe('the World Bank', () => {
  it('is read with its empty years, and all digits', () => {
    const found = read(fixture('world-bank.json'));
    expect(found).toMatchObject({
      title: 'Exports (current US$), Kazakhstan',
      publishedOn: '2024-05-30',
      missing: 1,
    });
    expect(found.observations.map((each) => [each.value, each.status, each.currency])).toEqual([
      ['55942000000', undefined, 'USD'],
      ['67150123456.7891', 'F', 'USD'],
    ]);
  });

  it('says what it says when it answers with an error, and that a page is not all', () => {
    expect(refusal(fixture('malformed/world-bank-error.json'))).toContain(
      'The provided parameter value is not valid',
    );
    expect(refusal(fixture('malformed/world-bank-page.json'))).toContain('page 1 of 3');
  });

  it('is put together from pages', () => {
    const page = JSON.parse(fixture('malformed/world-bank-page.json')) as unknown;
    expect(worldBankPages(page)).toEqual({ page: 1, pages: 3 });
    const [head, body] = page as [object, object[]];
    const pages = [page, [{ ...head, page: 2 }, body], [{ ...head, page: 3 }, body]];
    const [meta, rows] = joinPages(pages) as [object, object[]];
    expect([meta, rows.length]).toEqual([{ page: 1, pages: 1, per_page: 1, total: 3 }, 3]);
  });
});

describe('data packages', () => {
  const text = fixture('package/datapackage.json');
  const files = { 'data/turnover.csv': fixture('package/data/turnover.csv') };

  it('are read from their file, by the types and marks of its fields', () => {
    const mapping = { resource: 'turnover' };
    expect(neededFile({ text, format: null, mapping, files: new Map() })).toBe('data/turnover.csv');
    expect(read(text, mapping, null, files)).toMatchObject({
      ...{ title: 'Turnover', publishedOn: '2019-02-20', missing: 1 },
      observations: [{ value: '2006.2' }, { value: '3009' }],
    });
  });

  it('are read from rows of their own', () => {
    expect(neededFile({ text, format: null, mapping: { resource: 'inline' }, files: new Map() })).toBeNull();
    expect(brief(text, { resource: 'inline' })).toEqual([
      '2017-01-01 2017-12-31 1.5',
      '2018-01-01 2018-12-31 2',
    ]);
  });

  it('say which resources there are', () => {
    expect(refusal(text)).toContain('name one in mapping.resource: turnover, inline');
    expect(refusal(text, { resource: 'turnover' })).toContain('the file data/turnover.csv is not there');
  });

  it.each([
    '../secret.csv',
    'data/../../secret.csv',
    '/etc/passwd',
    '~/secret.csv',
    'C:\\secret.csv',
    '..\\secret.csv',
    'https://other.example/data.csv',
    '//other.example/data.csv',
    'file:///etc/passwd',
    'data/%2e%2e/secret.csv',
    './data.csv',
    'data//x.csv',
    'data.csv?x=1',
    'a\0.csv',
    '',
  ])('do not reach %j', (path) => {
    const escaping = JSON.stringify({ resources: [{ name: 'a', path }] });
    expect(refusal(escaping, {}, null, { [path]: 'period,value\n2018,1\n' })).toMatch(
      /does not stay in the folder|one path is needed/,
    );
  });
});

describe('any text', () => {
  it('is read or refused, never anything else', () => {
    const formats: SeriesFormat[] = [
      'csv',
      'sdmx-csv',
      'sdmx-json',
      'json-stat',
      'world-bank',
      'data-package',
    ];
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ maxLength: 300 }), fc.json()),
        fc.constantFrom(...formats),
        (text, format) => {
          expect(typeof refusal(text, {}, format)).toBe('string');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('that mangles a good document is read or refused as well', () => {
    const names = [
      'sdmx-1-series.json',
      'sdmx-2-flat.json',
      'cube.json',
      'world-bank.json',
      'package/datapackage.json',
    ];
    const texts = names.map(fixture);
    const swaps = ['null', '[]', '{}', '"x"', '-1', '1e3', 'true'];
    fc.assert(
      fc.property(fc.nat(4), fc.nat(200), fc.constantFrom(...swaps), (which, at, swap) => {
        const tokens = [...(texts[which] ?? '').matchAll(/"[^"]*"(?!\s*:)|-?\d+(?:\.\d+)?|null/g)];
        const token = tokens[at % tokens.length];
        const start = token?.index ?? 0;
        const text = texts[which] ?? '';
        const mangled = text.slice(0, start) + swap + text.slice(start + (token?.[0].length ?? 0));
        expect(typeof refusal(mangled)).toBe('string');
      }),
      { numRuns: 500 },
    );
  });

  it('of 4 MB of one format or another ends in reasonable time', () => {
    const long = `period;value\n${'2018;1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 x\n'.repeat(20_000)}`;
    const quotes = `period,value\n2018,"${'"" '.repeat(300_000)}"\n`;
    const spaces = `period;value\n2018;${' '.repeat(500_000)}x\n`;
    const started = performance.now();
    for (const text of [long, quotes, spaces, `{"a":"${'\\"'.repeat(500_000)}"}`, '['.repeat(100_000)])
      expect(typeof refusal(text)).toBe('string');
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

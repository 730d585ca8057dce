import { describe, expect, it } from '@jest/globals';
import { SeveralSeries, UnreadableData } from '../../../src/domain/series/readers/data-table.js';
import type { SeriesMapping } from '../../../src/domain/series/readers/data-table.js';
import { readSeries } from '../../../src/domain/series/readers/read-data.js';
import { joinPages } from '../../../src/domain/series/readers/world-bank.js';
import { csvRows } from '../../../src/platform/csv-rows.js';
import { jsonStatCube } from '../../../src/platform/json-stat.js';

const read = (document: unknown, mapping: SeriesMapping = {}) =>
  readSeries(
    { text: JSON.stringify(document), format: null, mapping, files: new Map() },
    { csvRows, jsonStat: jsonStatCube },
  ).observations.map(({ from, value }) => `${from.slice(0, 4)} ${value}`);

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof UnreadableData || error instanceof SeveralSeries) return error.message;
    throw error;
  }
  return 'nothing refused';
}

describe('pages of the World Bank', () => {
  const meta = { page: 1, pages: 2, per_page: '1', total: 2 };
  const first = [meta, [{ date: '2018', value: 1 }]];
  const second = [{ ...meta, page: 2 }, [{ date: '2017', value: 2 }]];

  it('are put together where each is the one asked for', () => {
    expect(joinPages([first, second])).toEqual([
      { ...meta, pages: 1 },
      [
        { date: '2018', value: 1 },
        { date: '2017', value: 2 },
      ],
    ]);
  });

  it.each<[string, unknown, string]>([
    ['an error', [{ message: [{ id: '120', value: 'Try again later' }] }], 'it answered Try again later'],
    ['null', null, 'asked for page 2 of 2'],
    ['no rows', [{ ...meta, page: 2 }, null], 'asked for page 2 of 2'],
    ['the first page again', first, 'asked for page 2 of 2'],
    ['one of more pages', [{ ...meta, page: 2, pages: 3 }, []], 'asked for page 2 of 2'],
    ['a page without its row', [{ ...meta, page: 2 }, []], 'the pages hold 1 rows of 2'],
  ])('are refused where the second is %s', (_, page, says) => {
    expect(refusal(() => joinPages([first, page]))).toContain(says);
  });
});

describe('SDMX-JSON', () => {
  const message = (ids: readonly string[], cells: object) => ({
    data: {
      structures: [
        {
          dimensions: { observation: [{ id: 'TIME_PERIOD', values: [{ id: '2017' }, { id: '2018' }] }] },
          measures: { observation: ids.map((id) => ({ id, name: `The ${id}` })) },
        },
      ],
      dataSets: [{ structure: 0, observations: cells }],
    },
  });

  it('of two measures and no OBS_VALUE is several series, of which one can be selected', () => {
    const two = message(['EXPORTS', 'IMPORTS'], { '0': [10, 20], '1': [11, 21] });
    expect(refusal(() => read(two))).toBe('several series: MEASURE open');
    expect(read(two, { select: { MEASURE: 'IMPORTS' } })).toEqual(['2017 20', '2018 21']);
    expect(read(two, { select: { MEASURE: 'The EXPORTS' } })).toEqual(['2017 10', '2018 11']);
  });

  it('takes OBS_VALUE among others, and one measure of any name', () => {
    expect(read(message(['N', 'OBS_VALUE'], { '0': [10, 20] }))).toEqual(['2017 20']);
    expect(read(message(['N'], { '0': [10] }))).toEqual(['2017 10']);
  });

  it('has no figure where it says NaN', () => {
    expect(read(message(['OBS_VALUE'], { '0': ['NaN'], '1': [3] }))).toEqual(['2018 3']);
  });
});

describe('the value of a data package', () => {
  type Field = readonly [name: string, type?: string];
  const readPackage = (fields: readonly Field[], row: object, mapping: SeriesMapping = {}) =>
    read(
      {
        resources: [
          { name: 'r', data: [row], schema: { fields: fields.map(([name, type]) => ({ name, type })) } },
        ],
      },
      mapping,
    );

  it.each<[string, readonly Field[], object, SeriesMapping]>([
    [
      'the one number',
      [
        ['y', 'year'],
        ['v', 'number'],
      ],
      { y: '2018', v: 5 },
      {},
    ],
    [
      'the one integer',
      [
        ['y', 'year'],
        ['v', 'integer'],
      ],
      { y: '2018', v: 5 },
      {},
    ],
    [
      'the number beside an integer',
      [
        ['y', 'year'],
        ['n', 'integer'],
        ['v', 'number'],
      ],
      { y: '2018', n: 1, v: 5 },
      { ignore: ['n'] },
    ],
    [
      'the untyped value beside an integer year',
      [['year', 'integer'], ['value']],
      { year: 2018, value: 5 },
      {},
    ],
    [
      'the integer that is not the period',
      [
        ['Jahr', 'integer'],
        ['v', 'integer'],
      ],
      { Jahr: 2018, v: 5 },
      { columns: { period: 'Jahr' } },
    ],
    [
      'the field of that name',
      [
        ['year', 'year'],
        ['cases', 'integer'],
        ['value', 'string'],
      ],
      { year: 2018, cases: 1, value: '5' },
      { ignore: ['cases'] },
    ],
  ])('is %s', (_, fields, row, mapping) => {
    expect(readPackage(fields, row, mapping)).toEqual(['2018 5']);
  });

  it.each<[string, readonly Field[], object]>([
    [
      'two numbers and an integer',
      [
        ['y', 'year'],
        ['a', 'number'],
        ['b', 'number'],
        ['n', 'integer'],
      ],
      { y: '2018', a: 1, b: 2, n: 3 },
    ],
    ['an integer and an untyped field', [['y', 'year'], ['n', 'integer'], ['v']], { y: '2018', n: 1, v: 5 }],
    [
      'an integer year alone',
      [
        ['year', 'integer'],
        ['v', 'string'],
      ],
      { year: 2018, v: '5' },
    ],
  ])('is asked for where the fields are %s', (_, fields, row) => {
    expect(refusal(() => readPackage(fields, row))).toContain('column value');
  });
});

import { describe, expect, it } from '@jest/globals';
import { parseData } from '../../../src/domain/series/readers/json.js';
import { selectSeries } from '../../../src/domain/series/readers/select-series.js';
import { UnreadableData } from '../../../src/domain/series/readers/data-table.js';
import type { DataRow } from '../../../src/domain/series/readers/data-table.js';
import { periodCode } from '../../../src/domain/series/time-codes.js';

const rowsOf = (periods: readonly string[], value = '1'): DataRow[] =>
  periods.map((period, n) => ({ codes: {}, period, value, at: `row ${n + 2}` }));
const read = (rows: readonly DataRow[]) =>
  selectSeries({ title: null, publishedOn: null, labels: {}, rows }).observations;

function problems(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof UnreadableData) return error.problems.map((each) => each.message);
    throw error;
  }
  return [];
}

describe('numbers of more digits than a double holds', () => {
  it('are kept, and strings with digits and escapes are stepped over', () => {
    const text = String.raw`{"a": 3170.123456789012345678, "b": "1234567890123456789 \" 1234567890123456", "c": -12, "d\\": 1234567890123456789}`;
    expect(parseData(text)).toEqual({
      a: '3170.123456789012345678',
      b: '1234567890123456789 " 1234567890123456',
      c: -12,
      'd\\': '1234567890123456789',
    });
  });

  it.each([
    ['a string that never ends', `[1234567890123456789, "${'\\"'.repeat(500_000)}`],
    ['one that ends in a lone backslash', `[1234567890123456789, "${'"a'.repeat(500_000)}\\`],
  ])('are looked for in time that grows with the text: %s', (_, text) => {
    const begun = process.hrtime.bigint();
    expect(problems(() => parseData(text))[0]).toContain('this is no JSON');
    expect(Number(process.hrtime.bigint() - begun) / 1e6).toBeLessThan(2000);
  });
});

describe('periods out of range', () => {
  it.each(['9990-01-01/P999Y', '9999-W52', '9999-12-31/P1D', '9000-01-01/P999Y'])(
    '%s is no period',
    (code) => {
      expect(periodCode(code)).toBeNull();
      expect(problems(() => read(rowsOf([code])))[0]).toContain('is no period');
    },
  );

  it.each(['1499', '2201', '9999-12-31', '2190-01-01/P20Y', '0001'])('%s is refused', (code) => {
    expect(problems(() => read(rowsOf([code])))[0]).toContain('does not lie in the years 1500 to 2200');
  });

  it('1500 and 2200 are read', () => {
    expect(read(rowsOf(['1500', '2200'])).map((each) => each.to)).toEqual(['1500-12-31', '2200-12-31']);
  });

  it('a period that stands in 140,000 rows is refused and nothing overflows', () => {
    expect(problems(() => read(rowsOf(Array.from({ length: 140_000 }, () => '2018'))))).toHaveLength(139_999);
  });
});

describe('what could be a month or a split year', () => {
  it.each([[['2009-10', '2010-11', '2011-12']], [['2010-11', '2009-10']]])('%j is refused', (periods) => {
    expect(problems(() => read(rowsOf(periods)))).toEqual([expect.stringContaining('a year that runs into')]);
  });

  it.each([[['2009-10', '2009-11', '2009-12']], [['2009-10', '2010-10']], [['2009-10']]])(
    '%j are months',
    (periods) => {
      expect(read(rowsOf(periods))).toHaveLength(periods.length);
    },
  );
});

it.each(['1e300', '-1e25'])('the figure %s is out of range, 2e16 is not', (value) => {
  expect(problems(() => read(rowsOf(['2018'], value)))[0]).toContain('out of range');
  expect(read(rowsOf(['2018'], '2e16'))[0]?.value).toBe('2e16');
});

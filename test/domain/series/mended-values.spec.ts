import { describe, expect, it } from '@jest/globals';
import { parseExpression } from '../../../src/domain/series/expression.js';
import { measureOf } from '../../../src/domain/series/expression-measure.js';
import type { TermMeasure } from '../../../src/domain/series/expression-measure.js';
import { valueOf } from '../../../src/domain/series/expression-value.js';
import type { Terms } from '../../../src/domain/series/expression-value.js';
import { inSeriesMeasure } from '../../../src/domain/series/in-series-measure.js';
import type { SeriesMeasure } from '../../../src/domain/series/in-series-measure.js';
import { UnreadableData } from '../../../src/domain/series/readers/data-table.js';
import { delimiterOf } from '../../../src/domain/series/readers/csv.js';
import { powerOfTen } from '../../../src/domain/series/readers/figures.js';
import { readSeries } from '../../../src/domain/series/readers/read-data.js';
import { flagsOf } from '../../../src/domain/series/status-flags.js';
import { measureKindOf } from '../../../src/features/series/measure-kind.js';
import { csvRows } from '../../../src/platform/csv-rows.js';
import { jsonStatCube } from '../../../src/platform/json-stat.js';

const read = (text: string): string[] => {
  try {
    const data = { text, format: null, mapping: {}, files: new Map<string, string>() };
    return readSeries(data, { csvRows, jsonStat: jsonStatCube }).observations.map((each) =>
      [each.value, each.status, each.scale, each.currency, each.unit].filter(Boolean).join(' '),
    );
  } catch (error) {
    if (error instanceof UnreadableData) return [`refused: ${error.message}`];
    throw error;
  }
};

describe('percentages times', () => {
  const whole = { from: '2018-01-01', to: '2018-12-31' };
  const before = { from: '2017-01-01', to: '2017-12-31' };
  const term = (measure: TermMeasure, value: string) => ({
    ...{ ...measure, scale: 1 },
    observations: [
      { ...before, value: '40' },
      { ...whole, value },
    ],
  });
  const terms: Terms = {
    rate: term({ unit: '%', currency: null, measureKind: 'rate' }, '6'),
    force: term({ unit: null, currency: null, measureKind: 'stock' }, '50'),
    gdp: term({ unit: null, currency: 'EUR', measureKind: 'flow' }, '300'),
  };
  const answer = (text: string): string => {
    const parsed = parseExpression(text);
    if (!parsed.ok) return parsed.message;
    const measured = measureOf(parsed.expression, terms);
    if (!measured.ok) return measured.message;
    const found = valueOf(parsed.expression, terms, { period: whole, baseline: null, side: 'first' });
    return found.found ? `${found.value.toString()} ${measured.measure.dimension}` : found.why;
  };

  it.each([
    ['rate * 2', '12 percent'],
    ['2 * rate', '12 percent'],
    ['(rate + rate) * 0.25', '3 percent'],
    ['rate * (1 + 1)', '12 percent'],
    ['share(gdp, gdp) * 1', '100 percent'],
    ['change(force) * 2', '50 percent'],
    ['rate * force', '3 number'],
    ['force * rate', '3 number'],
    ['2 * force * rate', '6 number'],
    ['rate * gdp', '18 money'],
    ['gdp * rate', '18 money'],
    ['rate * rate', '0.36 percent'],
    ['gdp * 2', '600 money'],
    ['change(gdp) * force', 'percent times number is nothing a claim speaks of'],
    ['rate / 100 * gdp', 'a percentage is a hundredth already: leave out the division by 100'],
  ])('%s is %s', (text, value) => expect(answer(text)).toBe(value));
});

describe('powers of ten', () => {
  it.each([
    ['0', '1'],
    ['3', '1000'],
    ['6: Millions', '1000000'],
    ['Thousands', '1000'],
    ['-2', '0.01'],
    ['', null],
    [null, null],
  ])('%j is %j', (text, power) => expect(powerOfTen(text)).toBe(power));

  it('that cannot be read are refused', () => expect(() => powerOfTen('lots')).toThrow(UnreadableData));

  it.each([
    ['1', '7 1'],
    ['thousand', '7 1000'],
    ['1000.0', '7 1000'],
    ['"1,000"', '7 1000'],
  ])('in a column of scale: %s', (cell, row) => {
    expect(read(`period,value,scale\n2018,7,${cell}\n`)).toEqual([row]);
  });

  it('in a column of scale are no other number', () => {
    expect(read('period,value,scale\n2018,7,6\n')[0]).toContain('refused: column scale');
  });
});

describe('figures', () => {
  it.each([
    [
      'grouped, with a flag',
      'period,value\n2017,"4,120"\n2018,"5,230 p"\n',
      'refused: column value: Whether',
    ],
    [
      'grouped, with a minus of its own',
      'period,value\n2018,"\u22124,120"\n',
      'refused: column value: Whether',
    ],
    [
      'with points between semicolons',
      'period;value\n2017;4.120\n2018;5.230\n',
      'refused: column value: Whether',
    ],
    ['in billions', 'period,value\n2018,4.4 bn\n', 'refused: row 2, column value'],
    ['in thousands', 'period,value\n2018,800 k\n', 'refused: row 2, column value'],
    ['in millions', 'period,value\n2018,5.02 m\n', 'refused: row 2, column value'],
    ['in a currency', 'period,value\n2018,5020 EUR\n', 'refused: row 2, column value'],
    ['parted by an unquoted comma', 'period,value,status\n2018,5,230\n', 'refused: row 2, column status'],
    ['under a name twice', 'period,value,value\n2018,5,6\n', 'refused: row 1: two columns'],
  ])('%s are refused', (_, text, message) => expect(read(text)[0]).toContain(message));

  it.each([
    ['period;value\n2017;4.12\n2018;5.230\n', ['4.12', '5.230']],
    ['period,value\n2017,4.120\n', ['4.120']],
    ['period,value\n2017,4.1 bp\n2018,5 P\n', ['4.1 bp', '5 p']],
  ])('%j are %j', (text, values) => expect(read(text)).toEqual(values));

  it('have a delimiter also after a great many line ends', () => {
    const started = performance.now();
    expect(delimiterOf('\r'.repeat(90_000) + 'a;b')).toBe(';');
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('units', () => {
  it.each([
    ['MIO_EUR', '7 1000000 EUR'],
    ['million EUR', '7 1000000 EUR'],
    ['EUR (million)', '7 1000000 EUR'],
    ['bn US$', '7 1000000000 USD'],
    ['euro', '7 EUR'],
    ['€', '7 EUR'],
    ['thousand tonnes', '7 1000 tonnes'],
    ['CP_MEUR', '7 1000000 EUR'],
    ['KZT per USD', '7 KZT per USD'],
    ['km per hour', '7 km per hour'],
  ])('%s is read as %s', (unit, row) => {
    expect(read(`period,value,unit\n2018,7,${unit}\n`)).toEqual([row]);
  });

  it.each([
    ['euro', '7 EUR'],
    ['€', '7 EUR'],
    ['EUR (million)', '7 1000000 EUR'],
    ['doubloons', 'refused: column currency: "doubloons" is no currency; write its ISO code, such as EUR'],
  ])('the currency %s is %s', (currency, row) => {
    expect(read(`period,value,currency\n2018,7,${currency}\n`)).toEqual([row]);
  });

  const usd = { currency: 'USD', unit: null, scale: '1' };
  const tonnes = { currency: null, unit: 'tonnes', scale: '1' };
  it.each<[string, SeriesMeasure, boolean]>([
    ['%', usd, false],
    ['km', usd, false],
    ['LCU', usd, false],
    ['current international $', usd, false],
    ['LCU', { ...usd, currency: 'KZT' }, true],
    ['NR', usd, true],
    ['km', tonnes, false],
    ['%', tonnes, false],
    ['tonnes', tonnes, true],
    ['% of GDP', { currency: null, unit: '%', scale: '1' }, true],
  ])('%s in a series of %j: %s', (unit, series, ok) => {
    const one = { from: '2018-01-01', to: '2018-12-31', value: '5', unit };
    expect(inSeriesMeasure([one], series).ok).toBe(ok);
  });

  it.each([
    ['Exports (current US$)', '8 USD'],
    ['Exports (US$ million)', '8 1000000 USD'],
    ['Exports (EUR millions)', '8 1000000 EUR'],
    ['Exports (current LCU)', '8 current LCU'],
    ['GDP, PPP (current international $)', '8 current international $'],
    ['Exports (% of GDP)', '8 %'],
    ['Population, total', '8'],
  ])('the World Bank\'s "%s" is %s', (value, row) => {
    const one = { indicator: { id: 'X', value }, country: { id: 'KZ', value: 'K' }, date: '2018', value: 8 };
    expect(read(JSON.stringify([{ page: 1, pages: 1, total: 1 }, [one]]))).toEqual([row]);
  });
});

describe('what is summed', () => {
  it.each([
    ['Exports', null, 'flow'],
    ['Exports, cumulative', null, 'stock'],
    ['Sales, year to date', null, 'stock'],
    ['Rolling turnover', null, 'stock'],
    ['Exchange rate in trade', 'KZT per USD', 'stock'],
    ['GDP deflator', null, 'index'],
    ['Number of exports firms', null, 'stock'],
  ])('%s in %s is a %s', (title, unit, kind) => {
    expect(measureKindOf({ title, dimension: 'number', unit })).toBe(kind);
  });
});

describe('flags', () => {
  it.each([
    ['fin', []],
    ['def', []],
    ['rev', []],
    ['bp', ['b', 'p']],
    ['est', ['e']],
  ])('%s are %j', (status, flags) => expect([...flagsOf(status)].sort()).toEqual(flags));
});

describe('a part of the year in a column of its own', () => {
  it.each([
    ['year,quarter,value\n2018,Q4,700\n', /column "quarter" names a part of the year/],
    ['year,Month,value\n2018,12,60\n', /column "Month" names a part of the year/],
    ['period,value\n2018-Q4,700\n', /^700$/],
  ])('%j', (text, answer) => expect(read(text).join()).toMatch(answer));
});

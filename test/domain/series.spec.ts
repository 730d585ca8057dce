import { describe, expect, it } from '@jest/globals';
import {
  changeOf,
  differenceOf,
  levelOf,
  yearBefore,
  type Observation,
} from '../../src/domain/series/observation.js';
import { periodCode } from '../../src/domain/series/time-codes.js';
import { newest, revisionsBetween, vintageKnownOn } from '../../src/domain/series/vintage.js';

function series(values: Record<string, string>): Observation[] {
  return Object.entries(values).map(([code, value]) => ({
    ...(periodCode(code) ?? { from: code, to: code }),
    value,
  }));
}
const days = (code: string) => periodCode(code) ?? { from: code, to: code };
const found = (figure: ReturnType<typeof levelOf>) => (figure.found ? figure.value.toString() : figure.why);

describe('period codes', () => {
  it.each([
    ['2018', '2018-01-01', '2018-12-31'],
    ['2018-Q1', '2018-01-01', '2018-03-31'],
    ['2018Q4', '2018-10-01', '2018-12-31'],
    ['2020-02', '2020-02-01', '2020-02-29'],
    ['2018M06', '2018-06-01', '2018-06-30'],
    ['2018-H1', '2018-01-01', '2018-06-30'],
    ['2018-S2', '2018-07-01', '2018-12-31'],
    ['2018-06-09', '2018-06-09', '2018-06-09'],
    ['2018q3', '2018-07-01', '2018-09-30'],
    ['2018-A1', '2018-01-01', '2018-12-31'],
    ['2018-B2', '2018-07-01', '2018-12-31'],
    ['2018-T2', '2018-05-01', '2018-08-31'],
    ['2018-M6', '2018-06-01', '2018-06-30'],
    ['2018-W05', '2018-01-29', '2018-02-04'],
    ['2018W1', '2018-01-01', '2018-01-07'],
    ['2020-W53', '2020-12-28', '2021-01-03'],
    ['2019-W01', '2018-12-31', '2019-01-06'],
    ['2020-D366', '2020-12-31', '2020-12-31'],
    ['2018-06-09T00:00:00Z', '2018-06-09', '2018-06-09'],
    ['2018-06-09T12:30:00.5+06:00', '2018-06-09', '2018-06-09'],
    ['2018-01-01/P1Y', '2018-01-01', '2018-12-31'],
    ['2018-04-01T00:00:00/P3M', '2018-04-01', '2018-06-30'],
    ['2018-01-29/P1W', '2018-01-29', '2018-02-04'],
    [' 2018 ', '2018-01-01', '2018-12-31'],
  ])('%s is %s to %s', (code, from, to) => expect(periodCode(code)).toEqual({ from, to }));

  it.each([
    '',
    '18',
    '2018-Q5',
    '2018-Q0',
    '2018-13',
    '2018-00',
    '2018-H3',
    '2019-02-29',
    '2018-W00',
    '2018-W53',
    '2018-B3',
    '2019-D366',
    '2018-X1',
    '2018-01-01/P0Y',
    '2018-02-30T00:00:00',
    '2018-Q',
    'June 2018',
  ])('%j is none', (code) => expect(periodCode(code)).toBeNull());
});

describe('levels and changes', () => {
  const flow = series({
    '2017': '2000',
    '2018-Q1': '500',
    '2018-Q2': '700',
    '2018-Q3': '900',
    '2018-Q4': '1070.4',
  });

  it('sums a flow that fills the period, and nothing else', () => {
    expect(found(levelOf(flow, days('2018'), 'flow'))).toBe('3170.4');
    expect(found(levelOf(flow, days('2018-H2'), 'flow'))).toBe('1970.4');
    expect(found(levelOf(flow, days('2018'), 'rate'))).toBe('no-observation');
    expect(found(levelOf(flow.slice(0, 4), days('2018'), 'flow'))).toBe('no-observation');
    expect(found(levelOf(flow, days('2018-02'), 'flow'))).toBe('no-observation');
  });

  it('takes an observation of the period before any sum, and does not mix lengths', () => {
    const both = [...flow, ...series({ '2018': '3200' })];
    expect(found(levelOf(both, days('2018'), 'flow'))).toBe('3200');
    const mixed = series({ '2018-H1': '10', '2018-Q3': '4', '2018-Q4': '5' });
    expect(found(levelOf(mixed, days('2018'), 'flow'))).toBe('no-observation');
    const monthsAsWell = [...flow, ...series({ '2018-01': '100', '2018-02': '200', '2018-03': '200' })];
    expect(found(levelOf(monthsAsWell, days('2018'), 'flow'))).toBe('3170.4');
  });

  it('computes a change from the year before or the stated baseline', () => {
    expect(found(changeOf(flow, days('2018'), null, 'flow'))).toBe('58.52');
    expect(found(changeOf(flow, days('2018-Q2'), days('2018-Q1'), 'flow'))).toBe('40');
    expect(found(changeOf(flow, days('2017'), null, 'flow'))).toBe('no-baseline');
    expect(found(changeOf(flow, days('2019'), null, 'flow'))).toBe('no-observation');
  });

  it('gives no percentage on a baseline of zero or less', () => {
    expect(found(changeOf(series({ '2017': '0', '2018': '5' }), days('2018'), null, 'flow'))).toBe(
      'baseline-not-positive',
    );
    expect(found(changeOf(series({ '2017': '-2', '2018': '5' }), days('2018'), null, 'flow'))).toBe(
      'baseline-not-positive',
    );
  });

  it('takes a series of changes as it is, and points as a difference', () => {
    expect(found(changeOf(series({ '2018': '4.1' }), days('2018'), null, 'change'))).toBe('4.1');
    expect(found(differenceOf(series({ '2017': '5.0', '2018': '4.1' }), days('2018'), null, 'rate'))).toBe(
      '-0.9',
    );
  });

  it('knows the same stretch of the year before', () => {
    expect(yearBefore(days('2021-02'))).toEqual(days('2020-02'));
    expect(yearBefore(days('2020-Q1'))).toEqual(days('2019-Q1'));
    expect(yearBefore({ from: '2020-01-01', to: null })).toBeNull();
  });
});

describe('vintages', () => {
  const editions = [
    { id: 'first', publishedOn: '2019-01-20', observations: series({ '2017': '1700', '2018': '2500' }) },
    {
      id: 'second',
      publishedOn: '2019-03-20',
      observations: series({ '2017': '1700.0', '2018': '2231', '2019': '9' }),
    },
  ];
  it.each([
    ['2019-01-19', null],
    ['2019-01-20', 'first'],
    ['2019-03-19', 'first'],
    ['2019-03-20', 'second'],
    ['2030-01-01', 'second'],
  ])('known on %s: %s', (day, id) => expect(vintageKnownOn(editions, day)?.id ?? null).toBe(id));

  it('takes the later of two of one day, and none of none', () => {
    expect(
      newest([
        { id: 1, publishedOn: '2019-01-01' },
        { id: 2, publishedOn: '2019-01-01' },
      ])?.id,
    ).toBe(2);
    expect(newest([])).toBeNull();
  });

  it('tells what a revision changed: not the zeros', () => {
    const [first, second] = editions;
    expect(revisionsBetween(first?.observations ?? [], second?.observations ?? [])).toEqual([
      { ...days('2018'), before: '2500', after: '2231' },
      { ...days('2019'), before: null, after: '9' },
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { runCheckers } from '../../../src/domain/check/checkers.js';
import type { BoundSeries, CheckFacts, SeriesBinding } from '../../../src/domain/check/facts.js';
import type { Assertion } from '../../../src/domain/claim/assertion.js';
import { parseClaim } from '../../../src/domain/claim/parse.js';
import { matchQuote } from '../../../src/domain/evidence/quote-match.js';
import type { Finding } from '../../../src/domain/finding.js';
import { currencyBreaks } from '../../../src/domain/series/currency-breaks.js';
import { inSeriesMeasure, inSeriesScale } from '../../../src/domain/series/in-series-measure.js';
import type { Observation } from '../../../src/domain/series/observation.js';
import { flagsOf } from '../../../src/domain/series/status-flags.js';
import { periodCode } from '../../../src/domain/series/time-codes.js';
import { approximate } from '../../../src/platform/approximate.js';
import { findDayDates } from '../../../src/platform/day-dates.js';

const statedOn = '2019-02-15';

/** The first assertion that the text makes of one kind. */
function asserted(text: string, kind: Assertion['kind']): Assertion {
  const found = parseClaim(text, { statedOn, dayDates: findDayDates }).assertions.find(
    (each) => each.kind === kind,
  );
  if (found === undefined) throw new Error(`no ${kind} in "${text}"`);
  return found;
}

const rose = asserted('Exports rose by 25% in 2018.', 'change');
const level = asserted('Exports reached $500 million in 2018.', 'level');

/** `value` or `value flags` by period. */
function observations(values: Record<string, string>): Observation[] {
  return Object.entries(values).map(([code, text]) => {
    const [value = '', status] = text.split(' ');
    return { ...(periodCode(code) ?? { from: code, to: code }), value, ...(status && { status }) };
  });
}

function series(
  editions: Record<string, Record<string, string>>,
  fields: Partial<BoundSeries> = {},
): BoundSeries {
  const seriesId = fields.seriesId ?? 'exports';
  return {
    ...{ seriesId, seriesTitle: 'Exports', unit: null, currency: 'USD', scale: 1e6, measureKind: 'flow' },
    vintages: Object.entries(editions).map(([publishedOn, values]) => ({
      ...{ id: `${seriesId} ${publishedOn}`, publishedOn, observations: observations(values) },
    })),
    ...fields,
  };
}

function judge(
  spec: Assertion,
  bound: BoundSeries | Omit<Extract<SeriesBinding, { expression: string }>, 'assertionId'>,
): Finding {
  const facts: CheckFacts = {
    ...{
      claim: { id: 'c', text: spec.text, statedOn, language: 'en' },
      now: '2019-06-01T12:00:00Z',
      today: '2019-06-01',
    },
    ...{ citations: [], sources: [], personFindings: [], dayDates: findDayDates },
    ...{ assertions: [{ id: 'a', spec }], bindings: [{ assertionId: 'a', ...bound }] },
    matchQuote: (text, selector) => matchQuote(text, selector, approximate),
  };
  const [found] = runCheckers(facts).filter((each) => each.checker === 'series');
  if (found === undefined) throw new Error('nothing was judged');
  return found;
}

const codes = (finding: Finding): string[] =>
  finding.reasons.map((each) => each.code).filter((code) => code !== 'no-vintage-known-then');
const early = '2019-02-01';

describe('traps of one series', () => {
  it.each<[string, Assertion, Record<string, string>, string, string[]]>([
    ['nothing odd', rose, { '2017': '400', '2018': '500' }, 'supported', ['figure-matches']],
    [
      'a provisional value',
      rose,
      { '2017': '400', '2018': '500 p' },
      'supported',
      ['figure-matches', 'provisional-value'],
    ],
    [
      'an estimate that refutes',
      rose,
      { '2017': '400', '2018': '900 e' },
      'refuted',
      ['figure-differs', 'estimated-value'],
    ],
    [
      'a forecast',
      rose,
      { '2017': '400', '2018': '500 f' },
      'not-enough-evidence',
      ['figure-matches', 'forecast-value'],
    ],
    [
      'an unreliable value',
      level,
      { '2018': '900 u' },
      'not-enough-evidence',
      ['figure-differs', 'unreliable-value'],
    ],
    [
      'a break at the second period',
      rose,
      { '2017': '400', '2018': '900 b' },
      'not-enough-evidence',
      ['figure-differs', 'break-in-series'],
    ],
    [
      'a break at the first period',
      rose,
      { '2017': '400 b', '2018': '500' },
      'supported',
      ['figure-matches'],
    ],
    [
      'a break before a level',
      level,
      { '2018': '500 b' },
      'supported',
      ['figure-matches', 'break-in-series'],
    ],
    [
      'a slip of a thousand',
      rose,
      { '2017': '400', '2018': '500000' },
      'not-enough-evidence',
      ['figure-differs', 'scale-slip'],
    ],
    [
      'a slip beside a level',
      level,
      { '2017': '400000', '2018': '500' },
      'not-enough-evidence',
      ['figure-matches', 'scale-slip'],
    ],
    [
      'counts that jump',
      asserted('Cases reached 2000 million in 2018.', 'level'),
      { '2017': '2', '2018': '2000' },
      'not-enough-evidence',
      ['incomparable-dimension'],
    ],
  ])('%s', (_, spec, values, label, expected) => {
    const found = judge(spec, series({ [early]: values }));
    expect([found.label, codes(found)]).toEqual([label, expected]);
  });

  it('a jump of small counts is news, no slip', () => {
    const cases = asserted('There were 2,000 cases of measles in 2018.', 'level');
    const found = judge(
      cases,
      series({ [early]: { '2017': '2', '2018': '2000' } }, { currency: null, scale: 1 }),
    );
    expect([found.label, codes(found)]).toEqual(['supported', ['figure-matches']]);
  });

  it('a currency that fell between the periods is told, and the answer stays', () => {
    const values = { [early]: { '2016': '400', '2017': '500' } };
    const inSum = judge(
      asserted('Exports rose by 25% in 2017.', 'change'),
      series(values, { currency: 'UZS' }),
    );
    expect([inSum.label, codes(inSum)]).toEqual(['supported', ['figure-matches', 'devaluation']]);
    expect(inSum.reasons[1]?.message).toContain('2017-09-05');
    const before = series({ [early]: { '2015': '400', '2016': '500' } }, { currency: 'UZS' });
    expect(codes(judge(asserted('Exports rose by 25% in 2016.', 'change'), before))).toEqual([
      'figure-matches',
    ]);
  });

  it('a value in another currency or unit leaves the answer open', () => {
    const bound = series({ [early]: { '2017': '400', '2018': '500' } });
    const mixed = (said: Partial<Observation>): BoundSeries => ({
      ...bound,
      vintages: bound.vintages.map((each) => ({
        ...each,
        observations: each.observations.map((one, i) => (i === 0 ? { ...one, ...said } : one)),
      })),
    });
    for (const [said, code] of [
      [{ currency: 'EUR' }, 'currency-changed'],
      [{ unit: 'MIO_NAC' }, 'unit-changed'],
    ] as const) {
      const found = judge(rose, mixed(said));
      expect([found.label, codes(found)]).toEqual(['not-enough-evidence', ['figure-matches', code]]);
    }
  });

  it('are told of a revision as well, and change what it changed', () => {
    const found = judge(
      rose,
      series({ [early]: { '2017': '400', '2018': '500' }, '2019-05-01': { '2017': '400', '2018': '500 b' } }),
    );
    expect(found.label).toBe('not-enough-evidence');
    expect(codes(found)).toEqual([
      'figure-matches',
      'break-in-series',
      'known-then',
      'revision-changed-answer',
    ]);
  });
});

describe('an expression over series', () => {
  const kz = series(
    { [early]: { '2017': '300', '2018': '400' }, '2019-05-01': { '2017': '300', '2018': '500' } },
    { seriesId: 'kz' },
  );
  const uz = series({ '2019-01-20': { '2017': '100', '2018': '100' } }, { seriesId: 'uz' });

  it('is judged by the newest editions, and by those known then, with its arithmetic', () => {
    const found = judge(rose, { expression: 'kz + uz', terms: { kz, uz } });
    expect(found).toMatchObject({ label: 'refuted', vintageId: 'kz 2019-05-01' });
    expect(codes(found)).toEqual(['figure-differs', 'known-then', 'revision-changed-answer']);
    expect(found.reasons[0]?.message).toContain(
      '(500 million + 100 million) / (300 million + 100 million) − 1 = 50 %',
    );
    expect(found.reasons[0]).toMatchObject({
      ...{ observed: 50, expression: 'kz + uz' },
      terms: [
        { name: 'kz', seriesId: 'kz', vintageId: 'kz 2019-05-01', publishedOn: '2019-05-01' },
        { name: 'uz', seriesId: 'uz', vintageId: 'uz 2019-01-20', publishedOn: '2019-01-20' },
      ],
    });
    expect(found.reasons[1]).toMatchObject({ label: 'supported', knownThen: 25, vintageId: 'kz 2019-02-01' });
  });

  it('takes a change that it computes itself as it is', () => {
    const share = asserted('The share of exports was 80% in 2018.', 'level');
    expect(judge(share, { expression: 'share(kz, kz + uz)', terms: { kz, uz } }).reasons[0]).toMatchObject({
      observed: expect.closeTo(83.33, 2),
    });
    expect(judge(rose, { expression: 'change(uz)', terms: { uz } })).toMatchObject({
      label: 'refuted',
      reasons: [{ observed: 0, code: 'direction-differs' }],
    });
  });

  it.each<[string, string, Record<string, BoundSeries>, string]>([
    ['other currencies', 'kz + uz', { kz, uz: { ...uz, currency: 'UZS' } }, 'expression-means-nothing'],
    ['no expression any more', 'kz +', { kz }, 'expression-means-nothing'],
    ['a series without an edition', 'kz + uz', { kz, uz: { ...uz, vintages: [] } }, 'term-without-values'],
    ['a missing year', 'kz + uz', { kz, uz: series({ [early]: { '2018': '1' } }) }, 'no-baseline'],
  ])('with %s is no evidence', (_, expression, terms, code) => {
    const found = judge(rose, { expression, terms });
    expect([found.label, codes(found)[0]]).toEqual(['not-enough-evidence', code]);
  });

  it('with no edition at all says nothing', () => {
    expect(() => judge(rose, { expression: 'kz', terms: { kz: { ...kz, vintages: [] } } })).toThrow(
      'nothing was judged',
    );
  });

  it('converts by a series of rates, and tells how far the rate moved', () => {
    const inTenge = series(
      { [early]: { '2017': '100000', '2018': '200000' } },
      { seriesId: 't', currency: 'KZT' },
    );
    const rate = series(
      { [early]: { '2017': '250', '2018': '400' } },
      {
        seriesId: 'r',
        currency: null,
        scale: 1,
        measureKind: 'stock',
        rate: { currency: 'KZT', per: 'USD' },
      },
    );
    const found = judge(rose, { expression: 'a / r', terms: { a: inTenge, r: rate } });
    expect([found.label, codes(found)]).toEqual(['supported', ['figure-matches', 'devaluation']]);
    expect(found.reasons[1]?.message).toContain('moved by 60 %');
  });
});

describe('mirror series', () => {
  const own = (value: string): BoundSeries => series({ [early]: { '2018': value } }, { seriesId: 'own' });
  const theirs = (value: string): BoundSeries =>
    series({ [early]: { '2018': value } }, { seriesId: 'theirs' });
  it.each<[string, string, string, string[]]>([
    ['500', '510', 'supported', ['figure-matches']],
    ['500', '700', 'not-enough-evidence', ['figure-matches', 'mirror-disagrees', 'mirror-changes-answer']],
    ['900', '700', 'refuted', ['figure-differs', 'mirror-disagrees']],
  ])('of %s and %s: %s', (a, b, label, expected) => {
    const found = judge(level, { expression: 'mirror(a, b)', terms: { a: own(a), b: theirs(b) } });
    expect([found.label, codes(found)]).toEqual([label, expected]);
  });

  it('of which one has no value are judged by the first', () => {
    const found = judge(level, {
      expression: 'mirror(a, b)',
      terms: { a: own('500'), b: series({ [early]: { '2016': '1' } }) },
    });
    expect([found.label, codes(found)]).toEqual(['supported', ['figure-matches']]);
  });
});

describe('flags', () => {
  it.each([
    ['p', 'p'],
    ['bp', 'bp'],
    ['b, E', 'be'],
    ['Provisional', 'p'],
    ['estimated value', 'e'],
    ['Break in time series', 'b'],
    ['A', ''],
    ['s', 'e'],
    ['S', ''],
    ['r', ''],
    ['normal', ''],
    ['c', ''],
  ])('%s are %j', (status, flags) => expect([...flagsOf(status)].join('')).toBe(flags));
});

describe('breaks of currencies', () => {
  it('are days of the calendar in order, each once', () => {
    const keys = currencyBreaks.map(({ currency, on }) => `${currency} ${on}`);
    expect(keys).toEqual([...new Set(keys)].sort());
    expect(currencyBreaks.filter(({ on }) => periodCode(on) === null)).toEqual([]);
  });
});

describe('what the series says already', () => {
  const usdMillions = { currency: 'USD', unit: null, scale: '1000000' };
  const one = { from: '2018-01-01', to: '2018-12-31', value: '5' };

  it('is left out of its values; a change on the way is kept', () => {
    const mixed = [
      { ...one, currency: 'USD', scale: '1000000' },
      { ...one, currency: 'EUR', scale: '1000' },
    ];
    expect(inSeriesMeasure(mixed, usdMillions)).toEqual({
      ok: true,
      observations: [one, { ...one, currency: 'EUR', scale: '1000' }],
    });
    expect(inSeriesMeasure([{ ...one, unit: 'MIO_USD' }], usdMillions)).toEqual({
      ok: true,
      observations: [one],
    });
  });

  it('is not contradicted by all of them', () => {
    expect(inSeriesMeasure([{ ...one, currency: 'EUR' }], usdMillions)).toEqual({
      ok: false,
      message: 'the data are in EUR, the series in USD',
    });
    const tonnes = { currency: null, unit: 'tonnes', scale: '1' };
    expect(inSeriesMeasure([{ ...one, unit: 'kg' }], tonnes)).toMatchObject({ ok: false });
    expect(inSeriesMeasure([{ ...one, unit: 't' }], tonnes)).toEqual({ ok: true, observations: [one] });
  });

  it('is the scale that is computed in', () => {
    expect(inSeriesScale({ ...one, scale: '1000' }, '1000000')).toEqual({ ...one, value: '0.005' });
    expect(inSeriesScale(one, '1000000')).toEqual(one);
  });
});

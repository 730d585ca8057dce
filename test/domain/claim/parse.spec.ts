import { describe, expect, it } from '@jest/globals';
import type { Assertion } from '../../../src/domain/claim/assertion.js';
import { parseClaim } from '../../../src/domain/claim/parse.js';
import { findDayDates } from '../../../src/platform/day-dates.js';

const assertions = (text: string, statedOn: string | null = null) =>
  parseClaim(text, { statedOn, dayDates: findDayDates }).assertions;

const year = (y: number) => ({ from: `${y}-01-01`, to: `${y}-12-31` });
const one = (text: string, statedOn: string | null = null): Assertion => {
  const found = assertions(text, statedOn);
  expect(found).toHaveLength(1);
  return found[0] as Assertion;
};

describe('changes', () => {
  it('reads a sentence with a participle as a change and a level of the same thing', () => {
    const text = 'Rail freight rose by nearly 20% in 2016, exceeding 4 million tonnes.';
    const [change, level, ...rest] = assertions(text);
    expect(rest).toEqual([]);
    expect(change).toMatchObject({
      kind: 'change', value: 20, low: 18, high: 20, lowInclusive: true, highInclusive: false,
      dimension: 'percent', direction: 'up', measure: ['rail', 'freight'], period: year(2016), baseline: year(2015),
      text: 'Rail freight rose by nearly 20% in 2016',
    }); // prettier-ignore
    expect(level).toMatchObject({
      kind: 'level', value: 4e6, low: 4e6, high: null, lowInclusive: false, dimension: 'measure', unit: 'tonne',
      measure: ['rail', 'freight'], period: year(2016), text: 'exceeding 4 million tonnes',
    }); // prettier-ignore
  });

  it.each([
    ['Rents fell by 3% in 2012.', -3, 'down'],
    ['Rents fell by a quarter in 2012.', -25, 'down'],
    ['Rents doubled in 2012.', 100, 'up'],
    ['Rents halved in 2012.', -50, 'down'],
    ['A 7% rise in rents was recorded in 2012.', 7, 'up'],
    ['Rents were up 4% in 2012.', 4, 'up'],
    ['Rent growth was 2.5% in 2012.', 2.5, 'up'],
  ])('%s', (text, value, direction) => {
    expect(one(text)).toMatchObject({
      kind: 'change',
      value,
      direction,
      dimension: 'percent',
      period: year(2012),
      baseline: year(2011),
    });
  });

  it('keeps a falling change signed, bounds included', () => {
    expect(one('Rents fell by almost 10% in 2012.')).toMatchObject({
      value: -10,
      low: -10,
      high: -9,
      lowInclusive: false,
      highInclusive: true,
    });
  });

  it('rounds a plain figure to its last digit', () => {
    expect(one('Rents rose by 4.2% in 2012.')).toMatchObject({
      low: 4.15,
      high: 4.25,
      lowInclusive: true,
      highInclusive: false,
    });
  });

  it('takes the stated baseline, the quarter before or the first of several years', () => {
    expect(one('Visits were up 9% on 2010 in 2014.').baseline).toEqual(year(2010));
    expect(one('Output rose 0.4% quarter-on-quarter in Q3 2015.').baseline).toEqual({
      from: '2015-04-01',
      to: '2015-06-30',
    });
    expect(one('Output rose 3% in Q3 2015.').baseline).toEqual({ from: '2014-07-01', to: '2014-09-30' });
    expect(one('Herds shrank by 8% between 2001 and 2006.')).toMatchObject({
      baseline: year(2001),
      period: year(2006),
    });
  });

  it('reads "from a to b" as the change and both its ends', () => {
    expect(
      assertions('Grants rose from 40 million euros in 2011 to 50 million euros in 2013.'),
    ).toMatchObject([
      { kind: 'change', value: 25, dimension: 'percent', period: year(2013), baseline: year(2011) },
      { kind: 'level', value: 40e6, currency: 'EUR', period: year(2011) },
      { kind: 'level', value: 50e6, currency: 'EUR', period: year(2013) },
    ]);
    expect(assertions('The rate fell from 6.5% to 6.1% in 2013.')[0]).toMatchObject({
      kind: 'change',
      value: -0.4,
      dimension: 'percentage-point',
    });
  });

  it('gives "up from" the day behind it', () => {
    expect(assertions('The list took 12% of the vote in 2015, up from 9% in 2011.')).toMatchObject([
      { kind: 'ratio', value: 12, period: year(2015) },
      { kind: 'level', value: 9, period: year(2011) },
    ]);
  });

  it('does not take "to 12%" for a change', () => {
    expect(one('The rate rose to 12% in 2013.')).toMatchObject({ kind: 'level', value: 12 });
  });
});

describe('levels, shares, ranks', () => {
  it('takes a count of single things as exactly that', () => {
    expect(one('Nine mayors resigned in 2018.')).toMatchObject({
      kind: 'level',
      low: 9,
      high: 9,
      lowInclusive: true,
      highInclusive: true,
      measure: ['mayor', 'resign'],
    });
  });

  it.each([
    ['The debt was 71% of GDP in 2019.', 71],
    ['One in four pupils walks to school.', 25],
    ['Three-quarters of the members voted.', 75],
  ])('%s is a ratio in percent', (text, value) => {
    expect(one(text)).toMatchObject({ kind: 'ratio', value, dimension: 'percent' });
  });

  it('reads an order as a rank, a title not', () => {
    expect(one('It is the third airport of the city.')).toMatchObject({
      kind: 'rank',
      value: 3,
      low: 3,
      high: 3,
    });
    expect(one('First secretary Olga Brandt spoke to the press.').kind).toBe('statement');
  });

  it('asserts nothing of figures that only point', () => {
    expect(assertions('The two ports shipped 80 tonnes in 2015.')).toMatchObject([
      { kind: 'level', value: 80 },
    ]);
  });
});

describe('targets, events, statements', () => {
  it('gives a plan its due day', () => {
    expect(one('The region plans to raise milk output to 9 million litres by 2026.')).toMatchObject({
      kind: 'target', value: 9e6, unit: 'litre', dueOn: '2026-12-31', period: year(2026),
    }); // prettier-ignore
    expect(one('A new port will be ready by March 2027.')).toMatchObject({
      kind: 'target',
      value: null,
      dueOn: '2027-03-31',
    });
  });

  it('takes a dated happening as an event, due when it is to come', () => {
    expect(one('The old mill burned down in October 2009.')).toMatchObject({
      kind: 'event',
      dueOn: null,
      period: { from: '2009-10-01', to: '2009-10-31' },
    });
    expect(one('The referendum will be held on March 22.', '2020-02-10')).toMatchObject({
      kind: 'event',
      dueOn: '2020-03-22',
    });
    expect(one('The referendum will be held on March 22.')).toMatchObject({ kind: 'event', dueOn: null });
  });

  it('takes a duty with a day as a target, one without not', () => {
    expect(one('Noise must fall by at least 30% by 2031 compared with 2001.')).toMatchObject({
      kind: 'target', value: -30, low: null, high: -30, dueOn: '2031-12-31', direction: 'down', baseline: year(2001),
    }); // prettier-ignore
    expect(one('Lenses must weigh at least 40 grams.').kind).toBe('level');
  });

  it('leaves the rest a statement', () => {
    expect(one('The minister denies the report.')).toMatchObject({
      kind: 'statement',
      measure: ['minister', 'deny', 'report'],
    });
    expect(one('').kind).toBe('statement');
  });

  it('reads figures in English only', () => {
    const parsed = parseClaim('Der Handel wuchs 2018 um 50%.', {
      statedOn: null,
      dayDates: findDayDates,
      language: 'de',
    });
    expect(parsed).toMatchObject({
      quantities: [],
      periods: [],
      assertions: [{ kind: 'statement', start: 0, end: 29 }],
    });
    expect(
      parseClaim('Trade grew 5%.', { statedOn: null, dayDates: findDayDates, language: 'en-GB' }).quantities,
    ).toHaveLength(1);
  });
});

describe('a sentence that is a list', () => {
  const list = (figures: number) =>
    `The stalls sold ${Array.from({ length: figures }, (_, index) => `${index + 101} apples`).join(', ')}.`;

  it('keeps twenty figures', () => {
    expect(assertions(list(20)).map((each) => each.kind)).toEqual(Array(20).fill('level'));
  });

  it('has one statement stand for all beyond, so that its first figures do not settle it', () => {
    const text = list(1000);
    const found = assertions(text);
    expect(found.map((each) => each.kind)).toEqual([...Array<string>(20).fill('level'), 'statement']);
    const last = found.at(-1);
    expect(text.slice(last?.start, last?.end)).toBe(last?.text);
    expect(last?.text).toMatch(/1100 apples$/);
  });

  it('yields no more the longer it is, but its own text', () => {
    const size = (figures: number) => JSON.stringify(assertions(list(figures))).length;
    // ten times the figures: about ten times the text, a hundred times if every figure repeated it
    expect(size(10_000)).toBeLessThan(15 * size(1000));
  });
});

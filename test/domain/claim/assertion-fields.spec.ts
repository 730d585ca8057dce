import { describe, expect, it } from '@jest/globals';
import { corrected } from '../../../src/domain/claim/correct.js';
import { parseClaim } from '../../../src/domain/claim/parse.js';
import { printReading } from '../../../src/domain/claim/print-reading.js';
import { findDayDates } from '../../../src/platform/day-dates.js';

const read = (text: string, language?: string) =>
  parseClaim(text, {
    statedOn: '2019-06-01',
    dayDates: findDayDates,
    ...(language === undefined ? {} : { language }),
  });
const assertions = (text: string) => read(text).assertions;

describe('whose word it is', () => {
  it.each([
    ['According to the harbour office, 3,000 ships called in 2018.', 'the harbour office'],
    ['Sales fell by 4% in May, the retail federation said.', 'the retail federation'],
    ['The health ministry announced that 120 clinics had closed.', 'The health ministry'],
    ['Losses of $3 million were reported by the insurer in 2017.', 'the insurer'],
    ['Figures from the port authority show 3,000 ships called in 2018.', 'the port authority'],
    ['Output rose by 4% in 2018.', null],
    ['Output rose by 4%, which showed that demand was strong.', null],
  ])('%s', (text, who) => {
    expect(assertions(text)[0]?.attribution).toBe(who);
  });
});

describe('negation', () => {
  it.each([
    ['Exports did not grow in 2018.', true],
    ["The bank hasn't repaid 3 million euros.", true],
    ['None of the 12 bridges was repaired in 2018.', true],
    ['The ministry failed to build 400 flats in 2018.', true],
    ['No more than 400 flats were built in 2018.', false],
    ['Not only did exports grow by 3%, imports grew by 5% too.', false],
    ['Spending may not exceed 4 million euros in 2019.', false],
    ['Exports grew by 3% in 2018.', false],
    ['It was not by chance that exports grew by 3% in 2018.', false],
  ])('%s', (text, isNegated) => {
    expect(assertions(text)[0]?.isNegated).toBe(isNegated);
  });
});

describe('basis of a change', () => {
  it.each([
    ['GDP rose 0.3% quarter-on-quarter in the second quarter of 2018.', 'quarter-on-quarter', '2018-01-01'],
    ['Prices rose by 0.4% from the previous month in May 2018.', 'month-on-month', '2018-04-01'],
    ['Prices rose by 4% year-on-year in May 2018.', 'year-on-year', '2017-05-01'],
    ['Prices rose by 4% in May 2018.', null, '2017-05-01'],
  ])('%s', (text, basis, from) => {
    expect(assertions(text)[0]).toMatchObject({ basis, baseline: { from } });
  });
});

describe('subject and names', () => {
  it.each([
    ['Wheat exports to Egypt reached 4 million tonnes in 2018.', 'Wheat exports to Egypt', ['Egypt']],
    ['In 2018, the number of visitors from China doubled.', 'the number of visitors from China', ['China']],
    ['Tajikistan exported 200,000 tonnes of aluminium.', 'Tajikistan', ['Tajikistan']],
    [
      'The Bank of Lithuania sold 3 tonnes of gold in March 2018.',
      'The Bank of Lithuania',
      ['Bank of Lithuania'],
    ],
    ['Rents fell by 4%.', 'Rents', []],
  ])('%s', (text, subject, names) => {
    expect(assertions(text)[0]).toMatchObject({ subject, names });
  });

  it('goes on with the subject where a clause has none of its own', () => {
    const [, level] = assertions('Tea exports rose by 12% in 2017, reaching 90 million dollars.');
    expect(level).toMatchObject({ kind: 'level', subject: 'Tea exports' });
  });

  it('gives each figure of a list its own name', () => {
    const found = assertions('In Latvia, Estonia and Finland, rents rose by 2.1%, 1.2% and 0.8% in 2018.');
    expect(found.map(({ kind, value, names, measure }) => [kind, value, names, measure])).toEqual([
      ['change', 2.1, ['Latvia'], ['latvia', 'rent']],
      ['change', 1.2, ['Estonia'], ['estonia', 'rent']],
      ['change', 0.8, ['Finland'], ['finland', 'rent']],
    ]);
  });
});

describe('a clause that cannot be tested', () => {
  it.each([
    ['Exports fell by 5% in 2017, and the director of the port resigned.', ['change', 'statement']],
    ['The union called a strike, but only 300 workers stayed at home.', ['statement', 'level']],
    ['While wages rose by 4% in 2017, the mood in the country was bad.', ['change', 'statement']],
    ['Exports fell by 5% in 2017; the port was closed on 3 May 2017.', ['change', 'event']],
    // what only goes on with the sentence is no part of its own
    ['Exports fell by 5% in 2017, well below the plan.', ['change']],
    ['Exports of tea, coffee, and sugar fell by 5% in 2017.', ['change']],
    ['Exports fell by 5% in 2017, the ministry said.', ['change']],
  ])('%s', (text, kinds) => {
    expect(assertions(text).map(({ kind }) => kind)).toEqual(kinds);
  });
});

describe('a language without a grammar', () => {
  it.each([
    ['Экспорт вырос на 5% в 2018 году.', undefined],
    ['Le commerce a augmenté de 5% en 2018.', 'fr'],
    ['輸出は5%増加した。', 'en'],
  ])('%s', (text, language) => {
    expect(read(text, language)).toMatchObject({
      unread: 'language-not-supported',
      quantities: [],
      assertions: [{ kind: 'statement', text }],
    });
  });

  it('reads English that names things in another script', () => {
    expect(read('The company «Узтекс» sold 3,000 tonnes of yarn in 2018.').unread).toBeNull();
  });
});

describe('a correction', () => {
  const level = assertions('Tea exports reached about 90 million dollars in 2017.')[0]!;
  const change = assertions('Tea exports rose by 12% in 2017.')[0]!;

  it.each([
    ['a figure', { value: 80e6 }, { value: 80e6, low: 72e6, high: 88e6 }],
    ['a hedge', { hedge: 'over' }, { low: 90e6, lowInclusive: false, high: null, highInclusive: null }],
    ['an exact figure', { hedge: 'exact', value: 84.5e6 }, { low: 84.45e6, high: 84.55e6, precision: 1e5 }],
    ['bounds', { low: 1, high: 2 }, { value: 90e6, low: 1, high: 2, lowInclusive: true }],
    ['a measure', { measure: 'exports of green tea' }, { measure: ['export', 'green', 'tea'], low: 81e6 }],
  ] as const)('of %s', (_name, correction, expected) => {
    expect(corrected(level, correction)).toMatchObject(expected);
  });

  it('of the direction turns the figure and its bounds round', () => {
    expect(corrected(change, { direction: 'down' })).toMatchObject({ value: -12, low: -12.5, high: -11.5 });
  });

  it.each([
    ['/low', { low: 3, high: 2 }],
    ['/hedge', { hedge: 'between', low: 3, high: null }],
    ['/measure', { measure: 'the' }],
    ['/value', { value: 4, direction: 'down' }],
    ['/period', { period: { from: '2018-01-01', to: '2017-01-01' } }],
  ] as const)('that contradicts itself is refused at %s', (pointer, correction) => {
    expect(() => corrected(change, correction)).toThrow(pointer);
  });
});

describe('a reading in words', () => {
  it.each([
    ['Rents rose by almost 50% in 2018.', 'a change of [45 %, 50 %) in 2018 against 2017'],
    ['Rents exceeded 300 euros in the first quarter of 2018.', 'a level of over 300 EUR in Q1 2018'],
    ['The port is to handle 5 million tonnes by 2025.', /^a target of .*, due 2025-12-31$/u],
    [
      'According to the union, wages did not rise by more than 3% in 2018.',
      /said not to be so, by the word of the union$/u,
    ],
    ['The port opened on 9 June 2018.', 'an event on 2018-06-09'],
    ['The canal is 300 metres long.', 'a level of 300 metres (from [299.5 metres, 300.5 metres))'],
    ['Rents fell by 4% in the first half of 2018.', /in H1 2018 against H1 2017$/u],
    ['Rents fell by 4% over the past two years.', /on 2019-06-01 against 2017-06-01$/u],
    ['Twice as many tourists came as in Q3 2017.', 'a ratio of 2 (from [1.5, 2.5)) against Q3 2017'],
    ['The port is the pride of the town.', 'a statement, which passages and people can settle'],
  ])('%s', (text, reading) => {
    expect(assertions(text).map(printReading)[0]).toEqual(
      typeof reading === 'string' ? reading : expect.stringMatching(reading),
    );
  });
});

describe('a first place without an ordinal', () => {
  it.each([
    ['The 2018 harvest was the largest since 2008.', ['rank']],
    ['Inflation reached its highest level in March 2018.', ['rank']],
    ['A record 3,000 runners took part in 2018.', ['level', 'rank']],
    ['The lake, 300 metres deep, is the deepest in the country.', ['level', 'rank']],
    ['It is the second-largest lake in the country.', ['rank']],
    ['It is one of the largest lakes in the country.', ['statement']],
    ['The lake is at its best in spring.', ['statement']],
    ['She was one of the first doctors in the valley.', ['statement']],
    ['She was the first doctor in the valley.', ['rank']],
  ])('%s', (text, kinds) => {
    expect(assertions(text).map(({ kind }) => kind)).toEqual(kinds);
  });
});

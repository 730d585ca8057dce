import { describe, expect, it } from '@jest/globals';
import { corrected } from '../../../src/domain/claim/correct.js';
import { readLanguage } from '../../../src/domain/claim/language.js';
import { parseClaim } from '../../../src/domain/claim/parse.js';
import { printReading } from '../../../src/domain/claim/print-reading.js';
import { contentWords } from '../../../src/domain/claim/words.js';
import { findDayDates } from '../../../src/platform/day-dates.js';

const read = (text: string) => parseClaim(text, { statedOn: '2019-06-01', dayDates: findDayDates });

describe('the ends of a move share scale and unit', () => {
  it.each([
    ['Visits rose from 5 to 7 million.', [5e6, 7e6]],
    ['The rate fell from 12 to 7 per cent.', [12, 7]],
    ['Debt fell from $5 to $3 billion.', [5e9, 3e9]],
    ['Visits rose from 500 to 2 million.', [500, 2e6]],
    ['Visits rose from 5 thousand to 7 million.', [5000, 7e6]],
  ])('%s', (text, values) => {
    expect(read(text).quantities.map(({ value }) => value)).toEqual(values);
  });

  it('as kinds too', () => {
    expect(read('The rate fell from 12 to 7 per cent.').quantities.map(({ kind }) => kind)).toEqual([
      'percent',
      'percent',
    ]);
  });
});

it.each([
  ['Output fell in the year to June.', '2018-07-01', '2019-06-30'],
  ['Output fell in the 12 months to September.', '2017-10-01', '2018-09-30'],
])('%s (said in August 2019)', (text, from, to) => {
  const { periods } = parseClaim(text, { statedOn: '2019-08-15', dayDates: findDayDates });
  expect(periods).toMatchObject([{ from, to }]);
});

describe('one amount in two units', () => {
  it.each([
    ['The film lasts 2 hours 3 minutes.', 2.05, 'hour'],
    ['The term is 2 years and 6 months.', 2.5, 'year'],
    ['The wall is 5 km 300 m long.', 5.3, 'kilometre'],
    ['The baby weighs 3 kg 250 g.', 3.25, 'kilogram'],
  ])('%s', (text, value, unit) => {
    expect(read(text).quantities).toMatchObject([{ value, unit }]);
  });
});

describe('a fall by a factor', () => {
  it.each([
    ['Sales fell twofold in 2018.', -50],
    ['Sales fell tenfold in 2018.', -90],
    ['Sales halved in 2018.', -50],
    ['Sales rose tenfold in 2018.', 900],
  ])('%s', (text, value) => {
    expect(read(text).assertions).toMatchObject([{ kind: 'change', value }]);
  });
});

it('keeps names in capitals that are spelled like small words', () => {
  expect(contentWords('US exports to it; the WHO and IT firms')).toEqual([
    'us',
    'export',
    'who',
    'it',
    'firm',
  ]);
  expect(contentWords('THE U.S. SOLD IT')).not.toContain('it');
  expect(contentWords('U.S. exports')).toEqual(['us', 'export']);
});

describe('the language of a text', () => {
  it.each([
    ['Die Einfuhren sanken 2017 um 3 Prozent.', null],
    ["L'emploi a reculé dans les villes.", null],
    ['Los precios subieron por tercera vez.', null],
    ['Eksport spadł o 3 procent.', null],
    ['Exports fell 3%.', 'en'],
    ['The mayor of Los Angeles and the town of La Paz signed it.', 'en'],
    ['Alexander Van der Bellen won.', 'en'],
    ['The ship "Queen of the Baltic" sank.', 'en'],
  ])('%s', (text, language) => {
    expect(readLanguage(text, 'en')).toBe(language);
  });
});

describe('a correction that cannot be meant', () => {
  const spec = read('Rents rose by 12% in 2017.').assertions.flatMap((each) => [each, each])[0];
  it.each([
    ['/low', { low: 1, high: 1, lowInclusive: false }],
    ['/value', { kind: 'rank', dimension: 'ordinal', value: 2.5 }],
    ['/currency', { dimension: 'money' }],
    ['/currency', { currency: 'USD' }],
  ] as const)('is refused at %s', (pointer, correction) => {
    expect(() => spec && corrected(spec, correction)).toThrow(pointer);
  });
});

it('prints a direction alone', () => {
  const [spec] = read('Rents rose by 12% in 2017.').assertions;
  const bare = spec && { ...spec, value: null, low: null, high: null };
  expect(bare && printReading(bare)).toBe('a rise in 2017 against 2016');
});

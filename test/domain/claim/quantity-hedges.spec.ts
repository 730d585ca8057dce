import { describe, expect, it } from '@jest/globals';
import { hedgeWidths } from '../../../src/domain/claim/hedges.js';
import { findQuantities } from '../../../src/domain/claim/quantity.js';
import { table } from './quantity-brief.js';

describe('bounds of one figure', () => {
  table([
    ['They want more than 30 and less than 100 beds.', '30 and less than 100 | number between (30,100)'],
    ['At most 90 and at least 20 wolves remain.', '90 and at least 20 | number between [20,90]'],
    [
      'It must be over 2 but under 5 kilometres.',
      '2 but under 5 kilometres | measure kilometre between (2,5)',
    ],
    [
      'More than 70 and less than 10 is impossible.',
      '70 | number 70 over (70,)',
      '10 | number 10 under (,10)',
    ],
    [
      'Over 30 lakes and less than 100 ponds dried.',
      '30 | number 30 over (30,)',
      '100 | number 100 under (,100)',
    ],
    ['The range is 20~80.', '20~80 | number between [20,80]'],
    ['It holds 20 through 80.', '20 through 80 | number between [20,80]'],
  ]);
});

describe('comparisons in words and signs', () => {
  table([
    ['A load greater than or equal to 40 is refused.', '40 | number 40 at-least [40,)'],
    ['A load equal to or less than 40 passes.', '40 | number 40 at-most (,40]'],
    ['A load of more than 40 or equal to it is refused.', '40 | number 40 at-least [40,)'],
    ['A load no heavier than 40 tonnes passes.', '40 tonnes | measure 40 tonne at-most (,40]'],
    ['Costs were considerably higher than $9.', '$9 | money 9 USD over (9,)'],
    ['The lake is shallower than 3 metres.', '3 metres | measure 3 metre under (,3)'],
    ['x >= 30', '30 | number 30 at-least [30,)'],
    ['x => 30', '30 | number 30'],
    ['The hall seats 400-plus.', '400 | number 400 at-least [400,)'],
    ['Just shy of 80 came.', '80 | number 80 almost [72,80)'],
    ['A bit more than 80 came.', '80 | number 80 over (80,)'],
    ['It cost north of $5 million.', '$5 million | money 5000000 USD over (5000000,)'],
    ['It takes 20 years or thereabouts.', '20 years | measure 20 year about [18,22]'],
    ['Twice as many as 40 came.', 'Twice | multiplier 2', '40 | number 40'],
    ['As many as 40 came.', '40 | number 40 at-most (,40]'],
  ]);
});

describe('widths', () => {
  const widths = { ...hedgeWidths, almostLow: 0.8, aboutLow: 0.5, aboutHigh: 2, vaguePluralTimes: 3 };
  const bounds = (text: string) =>
    findQuantities(text, [], { widths }).map(({ low, high }) => ({ low, high }));

  it('come from the table that is given', () => {
    expect(bounds('Almost 50 sheep.')).toEqual([{ low: 40, high: 50 }]);
    expect(bounds('About 50 sheep.')).toEqual([{ low: 25, high: 100 }]);
    expect(bounds('Dozens of sheep.')).toEqual([{ low: 36, high: null }]);
    expect(bounds('Prices nearly doubled.')).toEqual([{ low: 1.6, high: 2 }]);
  });

  it('of the default are a tenth, and two of a plural', () => {
    expect(hedgeWidths).toEqual({ almostLow: 0.9, aboutLow: 0.9, aboutHigh: 1.1, vaguePluralTimes: 2 });
  });
});

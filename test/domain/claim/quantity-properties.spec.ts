import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hedgeWidths, intervalOf, type HedgeWidths } from '../../../src/domain/claim/hedges.js';
import { printFigure } from '../../../src/domain/claim/print-figure.js';
import type { Hedge, Quantity } from '../../../src/domain/claim/quantity-types.js';
import { readQuantities } from './quantity-brief.js';

/** Decimals as texts write them: at most six digits, and a size that English has words for. */
const figures = fc
  .tuple(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: -2, max: 9 }))
  .map(([digits, tens]) => Number(`${digits}e${tens}`));
const counted = fc.constantFrom(
  { dimension: 'number', unit: null, currency: null },
  { dimension: 'percent', unit: null, currency: null },
  { dimension: 'money', unit: null, currency: 'USD' },
  { dimension: 'money', unit: null, currency: 'KZT' },
  { dimension: 'measure', unit: 'kilometre', currency: null },
  { dimension: 'measure', unit: 'square metre', currency: null },
  { dimension: 'measure', unit: 'barrel per day', currency: null },
  { dimension: 'measure', unit: 'kilowatt-hour', currency: null },
);

const printed = (quantity: Quantity) =>
  printFigure(quantity.value ?? Number.NaN, {
    dimension: quantity.kind,
    unit: quantity.unit,
    currency: quantity.currency,
  });

describe('printing a figure', () => {
  it('and reading it again gives the same figure, printed the same', () => {
    fc.assert(
      fc.property(figures, counted, (value, as) => {
        // four digits by themselves are a year
        fc.pre(as.dimension !== 'number' || value < 1000 || value > 2100);
        const text = printFigure(value, as);
        const read = readQuantities(`It was ${text} then.`);
        expect(read).toHaveLength(1);
        const [quantity] = read;
        if (quantity === undefined) throw new Error('nothing read');
        expect(quantity).toMatchObject({ text, kind: as.dimension, unit: as.unit, currency: as.currency });
        expect(printed(quantity)).toBe(text);
        expect(readQuantities(`It was ${printed(quantity)} then.`)[0]?.value).toBe(quantity.value);
      }),
      { numRuns: 500 },
    );
  });
});

const hedges = fc.constantFrom<Hedge>('almost', 'about', 'over', 'under', 'at-least', 'at-most');
const values = fc.double({ min: -1e12, max: 1e12, noNaN: true });
const widths: fc.Arbitrary<HedgeWidths> = fc
  .tuple(fc.double({ min: 0.1, max: 0.99, noNaN: true }), fc.double({ min: 1.01, max: 5, noNaN: true }))
  .map(([low, high]) => ({ ...hedgeWidths, almostLow: low, aboutLow: low, aboutHigh: high }));

describe('the interval of a hedge', () => {
  it('moves up with the figure', () => {
    fc.assert(
      fc.property(hedges, values, values, widths, (hedge, a, b, width) => {
        const [small, large] = a < b ? [a, b] : [b, a];
        fc.pre(Math.sign(small) === Math.sign(large));
        const [below, above] = [intervalOf(hedge, small, width), intervalOf(hedge, large, width)];
        expect(below.low ?? 0).toBeLessThanOrEqual(above.low ?? 0);
        expect(below.high ?? 0).toBeLessThanOrEqual(above.high ?? 0);
      }),
    );
  });

  it('holds the figure or ends at it, with its ends in order', () => {
    fc.assert(
      fc.property(hedges, values, widths, (hedge, value, width) => {
        const { low, high, lowInclusive, highInclusive } = intervalOf(hedge, value, width);
        expect(low ?? value).toBeLessThanOrEqual(value);
        expect(high ?? value).toBeGreaterThanOrEqual(value);
        expect(low === null).toBe(lowInclusive === null);
        expect(high === null).toBe(highInclusive === null);
      }),
    );
  });

  it('is never narrower where the width is larger', () => {
    fc.assert(
      fc.property(fc.constantFrom<Hedge>('almost', 'about'), values, widths, (hedge, value, width) => {
        const wider = {
          ...width,
          almostLow: width.almostLow / 2,
          aboutLow: width.aboutLow / 2,
          aboutHigh: width.aboutHigh * 2,
        };
        const [narrow, wide] = [intervalOf(hedge, value, width), intervalOf(hedge, value, wider)];
        expect(wide.low ?? 0).toBeLessThanOrEqual(narrow.low ?? 0);
        expect(wide.high ?? 0).toBeGreaterThanOrEqual(narrow.high ?? 0);
      }),
    );
  });
});

import { expect, it } from '@jest/globals';
import { findPeriods } from '../../../src/domain/claim/period.js';
import { findQuantities } from '../../../src/domain/claim/quantity.js';
import type { Quantity } from '../../../src/domain/claim/quantity-types.js';
import { findDayDates } from '../../../src/platform/day-dates.js';

const context = { statedOn: null, dayDates: findDayDates };

export const readQuantities = (text: string): Quantity[] => findQuantities(text, findPeriods(text, context));

/** `text | kind value unit-or-currency hedge [low, high]`, the way the tables write a quantity. */
export const brief = (text: string): string[] =>
  readQuantities(text).map((q) => {
    const value = q.value === null ? '' : ` ${Number(q.value.toPrecision(10))}`;
    const unit = (q.unit ?? q.currency) === null ? '' : ` ${q.unit ?? q.currency ?? ''}`;
    const bound = (n: number | null) => (n === null ? '' : Number(n.toPrecision(10)));
    const range =
      q.hedge === 'exact'
        ? ''
        : ` ${q.hedge} ${q.lowInclusive === true ? '[' : '('}${bound(q.low)},${bound(q.high)}${q.highInclusive ? ']' : ')'}`;
    return `${q.text} | ${q.kind}${value}${unit}${range}`;
  });

/** One test per row: a text, and all the quantities that must be read in it. */
export const table = (rows: readonly (readonly [string, ...string[]])[]): void => {
  it.each(rows.map(([text, ...expected]) => ({ text, expected })))('$text', ({ text, expected }) => {
    expect(brief(text)).toEqual(expected);
  });
};

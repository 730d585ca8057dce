import { Decimal } from 'decimal.js';

/** A figure that follows from others, with the sum a reader can check. */
export interface Derivation {
  readonly value: Decimal;
  /** "14 + 31 = 45" */
  readonly shown: string;
}

/** The sum of some figures. */
export function sumOf(figures: readonly number[]): Derivation {
  const value = figures.reduce((sum, each) => sum.plus(each), new Decimal(0));
  return { value, shown: `${figures.map(print).join(' + ')} = ${print(value)}` };
}

/** By how much two figures differ, never negative. */
export function differenceOf(a: number, b: number): Derivation {
  const [more, less] = a >= b ? [a, b] : [b, a];
  const value = new Decimal(more).minus(less);
  return { value, shown: `${print(more)} − ${print(less)} = ${print(value)}` };
}

/**
 * Whether a number of years fits two calendar years: their difference, or one less where the day in the year may not have come
 * ("aged 47" from 1288 to 1335 is 46 or 47).
 */
export function fitsYears(years: number, from: number, to: number): Derivation | null {
  const span = differenceOf(from, to);
  if (span.value.eq(years)) return { value: span.value, shown: span.shown };
  return span.value.minus(1).eq(years)
    ? { value: new Decimal(years), shown: `${span.shown}, ${print(years)} before the day in the year` }
    : null;
}

/** A year that lies between two others, both included. */
export function betweenYears(year: number, from: number, to: number): Derivation | null {
  return from <= year && year <= to ? { value: new Decimal(year), shown: `${from} ≤ ${year} ≤ ${to}` } : null;
}

function print(value: number | Decimal): string {
  const text = new Decimal(value).toFixed();
  const [whole = '', fraction] = text.split('.');
  // a year is written without separator
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(?:\d{3})+$)/g, ',') : whole;
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

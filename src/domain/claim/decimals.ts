import { Decimal } from 'decimal.js';

/** Decimal arithmetic on the numbers of a text: 4.35 times a million is 4350000. Whole numbers, the usual case, need no Decimal. */

const isSafe = (n: number) => Number.isSafeInteger(n);

export function times(a: number, b: number): number {
  const product = a * b;
  if (isSafe(a) && isSafe(b) && isSafe(product)) return product;
  return new Decimal(a).times(b).toNumber();
}

export function plus(a: number, b: number): number {
  const sum = a + b;
  if (isSafe(a) && isSafe(b) && isSafe(sum)) return sum;
  return new Decimal(a).plus(b).toNumber();
}

/** To full precision, rounded once. */
export const over = (a: number, b: number): number => new Decimal(a).div(b).toNumber();

/** The power, rounded to a number; infinite where it is too large. */
export const power = (base: number, exponent: number): number => new Decimal(base).pow(exponent).toNumber();

/** Ten to a whole power, exactly as a number of that size is written. */
export const tenTo = (exponent: number): number => Number(`1e${exponent}`);

import { Decimal } from 'decimal.js';
import type { Interval } from './quantity-types.js';

/** What a figure is counted in, as far as printing needs it. */
export interface FigureUnit {
  readonly dimension: string | null;
  readonly unit: string | null;
  readonly currency: string | null;
}

const scales: readonly (readonly [number, string])[] = [
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million'],
];

/** A figure as a reader would write it: `3.17 billion USD`, `46.1 %`, `12 points`. At most four significant digits after scaling, unless told. */
export function printFigure(value: number, as: FigureUnit, significant = 4): string {
  const size = Math.abs(value);
  // 999.96 million is a billion once it is rounded
  const rounded = size < 1e6 ? size : new Decimal(size).toSignificantDigits(significant).toNumber();
  const scale = as.dimension === 'percent' ? undefined : scales.find(([from]) => rounded >= from);
  const scaled = scale ? new Decimal(value).div(scale[0]) : new Decimal(value);
  const digits = scale || size < 1000 ? shorten(scaled, significant) : scaled.toDecimalPlaces(2).toString();
  return [digits, scale?.[1], unitOf(as, size === 1)].filter(Boolean).join(' ');
}

/** Bounds lie half a digit beside the figure: rounded like it, both would look wrong. */
const boundDigits = 7;

/** `[45 %, 50 %)`, `over 3 billion USD`; an open side is left out. */
export function printInterval(range: Interval, as: FigureUnit): string {
  const { low, high } = range;
  if (low !== null && high !== null && low === high) return printFigure(low, as);
  if (low !== null && high !== null) {
    const [open, close] = [range.lowInclusive ? '[' : '(', range.highInclusive ? ']' : ')'];
    return `${open}${printFigure(low, as, boundDigits)}, ${printFigure(high, as, boundDigits)}${close}`;
  }
  if (low !== null) return `${range.lowInclusive ? 'at least' : 'over'} ${printFigure(low, as)}`;
  if (high !== null) return `${range.highInclusive ? 'at most' : 'under'} ${printFigure(high, as)}`;
  return 'any figure';
}

function shorten(value: Decimal, significant: number): string {
  return value.abs().gte(1000)
    ? value.toDecimalPlaces(1).toString()
    : value.toSignificantDigits(significant).toString();
}

function unitOf(as: FigureUnit, isOne: boolean): string | null {
  if (as.dimension === 'percent') return '%';
  if (as.dimension === 'percentage-point') return isOne ? 'point' : 'points';
  if (as.currency !== null || as.unit === null) return as.currency;
  const symbol = symbols[as.unit];
  return symbol ?? (isOne ? as.unit : plural(as.unit));
}

const symbols: Readonly<Record<string, string>> = { celsius: '°C', fahrenheit: '°F', kelvin: 'K' };

/** Units whose plural is not made with -s; those that begin with "per" have none. */
const plurals: Readonly<Record<string, string>> = {
  foot: 'feet',
  'square foot': 'square feet',
  'cubic foot': 'cubic feet',
  inch: 'inches',
  'square inch': 'square inches',
  century: 'centuries',
  hertz: 'hertz',
};

/** "kilometres per hour": what is counted takes the plural, what it is counted per does not. */
function plural(unit: string): string {
  const [counted = '', ...per] = unit.split(/(?= per )|(?=\/)/u);
  if (unit.startsWith('per ') || !/\p{Ll}{3}$/u.test(counted)) return unit;
  return (plurals[counted] ?? `${counted}s`) + per.join('');
}

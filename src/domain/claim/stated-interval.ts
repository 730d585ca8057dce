import { Decimal } from 'decimal.js';
import { between, intervalOf } from './hedges.js';
import type { Hedge, Interval, Quantity } from './quantity-types.js';

/** A figure in an assertion's own unit, with all that it may stand for. */
export interface StatedFigure extends Interval {
  readonly value: number | null;
  readonly precision: number | null;
  readonly hedge: Hedge;
}

/** What a figure in words is taken to be written to, in the unit of the assertion. */
const wordPrecision = { percent: 1, factor: 10 };

/** The figure as a level: what rounds to it, or the count itself where single things are counted (eval judge table). */
export function levelFigure(quantity: Quantity): StatedFigure {
  const { value, hedge, low, high, lowInclusive, highInclusive } = quantity;
  const precision = claimedPrecision(quantity);
  if (value === null || hedge !== 'exact')
    return { value, precision, hedge, low, high, lowInclusive, highInclusive };
  if (isCount(quantity)) return { value, precision: 1, hedge, ...between(value, value, true, true) };
  return { value, precision, hedge, ...rounding(value, precision) };
}

/** A share in percent: "a third" is 33.3, "one in five" 20. */
export function shareFigure(quantity: Quantity): StatedFigure {
  if (quantity.kind === 'percent') return levelFigure(quantity);
  return mapped(quantity, (n) => new Decimal(n).times(100).toNumber(), wordPrecision.percent);
}

/** A change, signed: "fell by almost 50%" is (−50, −45]. Factors and fractions become percent ("doubled" is 100). */
export function changeFigure(quantity: Quantity, sign: 1 | -1): StatedFigure {
  const signed = (n: number) => new Decimal(n).times(sign);
  if (quantity.kind === 'multiplier') {
    // "fell twofold" is down to a half; "halved" says so itself
    const isDivisor = sign < 0 && (quantity.value ?? 0) > 1;
    const factor = (n: number) => (isDivisor ? new Decimal(1).div(n) : new Decimal(n));
    return mapped(quantity, (n) => factor(n).minus(1).times(100).toNumber(), wordPrecision.factor);
  }
  if (quantity.kind === 'number' && isFraction(quantity)) {
    return mapped(quantity, (n) => signed(n).times(100).toNumber(), wordPrecision.percent);
  }
  return mapped(quantity, (n) => signed(n).toNumber(), quantity.precision ?? precisionInWords(quantity));
}

export function isFraction(quantity: Quantity): boolean {
  return (
    quantity.kind === 'number' &&
    quantity.precision === null &&
    quantity.value !== null &&
    quantity.value > 0 &&
    quantity.value < 1
  );
}

/** Through a monotone function of the figure; where it turns the order round, the bounds change places. */
function mapped(quantity: Quantity, turn: (n: number) => number, precision: number | null): StatedFigure {
  const { value, hedge } = quantity;
  const turned = value === null ? null : turn(value);
  if (hedge === 'exact')
    return {
      value: turned,
      precision,
      hedge,
      ...(turned === null ? between(null, null, null, null) : rounding(turned, precision)),
    };
  const ends = [
    { at: quantity.low === null ? null : turn(quantity.low), inclusive: quantity.lowInclusive },
    { at: quantity.high === null ? null : turn(quantity.high), inclusive: quantity.highInclusive },
  ] as const;
  const isFalling = turn(2) < turn(1);
  const [low, high] = isFalling ? [ends[1], ends[0]] : ends;
  return { value: turned, precision, hedge, ...between(low.at, high.at, low.inclusive, high.inclusive) };
}

/** A change that follows from two levels, in percent: (to − from) ÷ from, with the rounding of both. */
export function changeBetween(from: Quantity, to: Quantity): StatedFigure | null {
  if (from.value === null || to.value === null || from.value <= 0) return null;
  const [a, b] = [levelFigure(from), levelFigure(to)];
  const change = (x: number, y: number) => new Decimal(y).minus(x).div(x).times(100).toNumber();
  const value = change(from.value, to.value);
  if (a.low === null || a.high === null || b.low === null || b.high === null || a.low <= 0) {
    return { value, precision: null, hedge: 'exact', ...intervalOf('exact', value) };
  }
  return {
    value,
    precision: null,
    hedge: 'exact',
    ...between(change(a.high, b.low), change(a.low, b.high), true, true),
  };
}

/** The move between two shares, in percentage points. */
export function pointsBetween(from: Quantity, to: Quantity): StatedFigure | null {
  if (from.value === null || to.value === null) return null;
  const precision = Math.max(from.precision ?? 0, to.precision ?? 0);
  const value = new Decimal(to.value).minus(from.value).toNumber();
  return { value, precision, hedge: 'exact', ...rounding(value, precision) };
}

function rounding(value: number, precision: number | null): Interval {
  if (precision === null || precision === 0) return between(value, value, true, true);
  const half = new Decimal(precision).div(2);
  return between(
    new Decimal(value).minus(half).toNumber(),
    new Decimal(value).plus(half).toNumber(),
    true,
    false,
  );
}

/** Things are counted singly: a whole number below 1,000, without unit, or one that names every digit. */
function isCount(quantity: Quantity): boolean {
  const { kind, value, precision, unit } = quantity;
  return (
    (kind === 'number' || kind === 'ordinal') &&
    unit === null &&
    value !== null &&
    Number.isInteger(value) &&
    (Math.abs(value) < 1000 ? precision === null || precision === 1 : precision === 1)
  );
}

/**
 * One unit of the last digit a claim commits to (DESIGN 5.7): every digit below 1,000; above, to the last one written, but at
 * least two: "$3 billion" is 3.0 billion, not anything from 2.5 to 3.5.
 */
function claimedPrecision(quantity: Quantity): number | null {
  const written = quantity.precision ?? precisionInWords(quantity);
  const size = Math.abs(quantity.value ?? 0);
  if (written === null || size < 1000) return written;
  return Math.min(written, 10 ** (new Decimal(size).e - 1));
}

/** "ten per cent", "three billion": a number in words is written to its last step, as the same figure would be. */
function precisionInWords({ value, kind }: Quantity): number | null {
  if (value === null || value === 0) return null;
  if (!Number.isInteger(value)) return kind === 'number' ? 0.01 : 0.1;
  const size = Math.abs(value);
  if (size < 1000) return 1;
  const digits = String(size).length;
  return 10 ** (digits - Math.max(2, String(size).replace(/0+$/u, '').length));
}

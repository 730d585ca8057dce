import { Decimal } from 'decimal.js';
import { DomainError } from '../errors.js';
import type { Assertion, DayRange } from './assertion.js';
import { hedgeWidths, intervalOf, type HedgeWidths } from './hedges.js';
import type { Interval, Quantity } from './quantity-types.js';
import { changeFigure, levelFigure } from './stated-interval.js';
import { contentWords } from './words.js';

/** What a person may correct of how a claim was read; `measure` in plain words ("exports of cotton"). */
export interface AssertionCorrection extends Partial<
  Pick<
    Assertion,
    | 'kind'
    | 'value'
    | 'hedge'
    | 'low'
    | 'high'
    | 'lowInclusive'
    | 'highInclusive'
    | 'unit'
    | 'currency'
    | 'subject'
    | 'direction'
    | 'basis'
    | 'isNegated'
    | 'dueOn'
  >
> {
  readonly dimension?: NonNullable<Assertion['dimension']>;
  readonly measure?: string;
  readonly period?: DayRange | null;
  readonly baseline?: DayRange | null;
}

/**
 * The assertion as a person reads it. A figure, hedge or direction that is given without bounds gets the bounds that those words
 * mean (docs/claims.md): the old ones would test the old figure.
 *
 * @throws DomainError `request/invalid` where the correction contradicts itself.
 */
export function corrected(
  spec: Assertion,
  correction: AssertionCorrection,
  widths: HedgeWidths = hedgeWidths,
): Assertion {
  const { measure, ...fields } = correction;
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const words = measure === undefined ? {} : { measure: contentWords(measure) };
  const turned = inDirection({ ...spec, ...given, ...words }, correction);
  const next = isFigureGiven(correction) ? { ...turned, ...boundsOf(turned, widths) } : turned;
  refuseContradictions(next, correction);
  // A bound that is set is inclusive unless said otherwise; an open end is neither.
  return {
    ...next,
    lowInclusive: next.low === null ? null : (next.lowInclusive ?? true),
    highInclusive: next.high === null ? null : (next.highInclusive ?? true),
  };
}

/** A change downwards is negative: a correction of the direction alone turns the figure round. */
function inDirection(next: Assertion, { direction, value }: AssertionCorrection): Assertion {
  if (next.kind !== 'change' || next.value === null || direction == null || value !== undefined) return next;
  return { ...next, value: direction === 'down' ? -Math.abs(next.value) : Math.abs(next.value) };
}

function isFigureGiven({ value, hedge, direction, low, high }: AssertionCorrection): boolean {
  if (low !== undefined || high !== undefined) return false;
  return value !== undefined || (hedge !== undefined && hedge !== 'between') || direction != null;
}

type Figure = Interval & Pick<Assertion, 'precision'>;

const none: Figure = { precision: null, low: null, high: null, lowInclusive: null, highInclusive: null };

function boundsOf(next: Assertion, widths: HedgeWidths): Figure {
  const { value, dimension, unit, currency } = next;
  if (value === null) return none;
  const size = next.kind === 'change' ? Math.abs(value) : value;
  const hedge = next.hedge === 'between' ? 'exact' : next.hedge;
  const quantity: Quantity = {
    ...{ text: '', start: 0, end: 0, value: size, hedge, unit, currency, ...intervalOf(hedge, size, widths) },
    kind: dimension ?? 'number',
    precision: lastDigit(size),
  };
  const figure = next.kind === 'change' ? changeFigure(quantity, value < 0 ? -1 : 1) : levelFigure(quantity);
  const { precision, low, high, lowInclusive, highInclusive } = figure;
  return { precision, low, high, lowInclusive, highInclusive };
}

/** One unit of the last digit of the number as given; a round one is taken to be written to its last digit but zeros. */
function lastDigit(value: number): number {
  const digits = new Decimal(value);
  const zeros = /0*$/u.exec(digits.isInteger() ? digits.abs().toFixed() : '')?.[0].length ?? 0;
  return digits.isZero()
    ? 1
    : new Decimal(10).pow(digits.isInteger() ? zeros : -digits.decimalPlaces()).toNumber();
}

function refuseContradictions(next: Assertion, given: AssertionCorrection): void {
  const row = contradictions.find(({ holds }) => holds(next, given));
  if (row === undefined) return;
  const { pointer, detail } = row;
  throw new DomainError('request/invalid', `${pointer}: ${detail}.`, [{ pointer, detail }]);
}

const isTurned = (range: DayRange | null): boolean =>
  range !== null && range.from !== null && range.to !== null && range.from > range.to;

const contradictions: readonly {
  readonly pointer: string;
  readonly detail: string;
  readonly holds: (next: Assertion, given: AssertionCorrection) => boolean;
}[] = [
  {
    pointer: '/low',
    detail: 'the lower bound must not be above the upper',
    holds: ({ low, high }) => low !== null && high !== null && low > high,
  },
  { pointer: '/period', detail: 'it must not end before it begins', holds: ({ period }) => isTurned(period) },
  {
    pointer: '/baseline',
    detail: 'it must not end before it begins',
    holds: ({ baseline }) => isTurned(baseline),
  },
  {
    pointer: '/low',
    detail: 'an interval of one figure includes it',
    holds: ({ low, high, lowInclusive, highInclusive }) =>
      low !== null && low === high && (lowInclusive === false || highInclusive === false),
  },
  {
    pointer: '/value',
    detail: 'a rank is a whole number from 1 on',
    holds: ({ kind, value }) => kind === 'rank' && value !== null && !(Number.isInteger(value) && value > 0),
  },
  {
    pointer: '/currency',
    detail: 'money has a currency, nothing else has',
    holds: ({ dimension, currency }, given) =>
      (given.dimension !== undefined || given.currency !== undefined) &&
      (dimension === 'money') !== (currency !== null),
  },
  {
    pointer: '/hedge',
    detail: '"between" needs low and high',
    holds: ({ low, high }, { hedge }) => hedge === 'between' && (low === null || high === null),
  },
  {
    pointer: '/measure',
    detail: 'it must name what is measured',
    holds: ({ measure }, given) => given.measure !== undefined && measure.length === 0,
  },
  {
    pointer: '/value',
    detail: 'a change downwards is negative, one upwards positive',
    holds: ({ kind, value, direction }, given) =>
      given.value != null &&
      kind === 'change' &&
      value !== null &&
      ((direction === 'down' && value > 0) || (direction === 'up' && value < 0)),
  },
];

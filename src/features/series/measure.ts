import type { Dimension } from '../../domain/claim/assertion.js';
import { DomainError } from '../../domain/errors.js';

/** What the values of a series are counted in. */
export interface Measure {
  readonly dimension: Dimension;
  readonly unit: string | null;
  readonly currency: string | null;
}

/**
 * The measure of a new series, made whole: a percentage is counted in `%` without saying so.
 *
 * @throws DomainError `request/invalid` where claims could not be compared with the values: money of no currency, a measure
 * without its unit.
 */
export function requireMeasure({ dimension, unit, currency }: Measure): Measure {
  if ((dimension === 'money') !== (currency !== null))
    throw invalid('/currency', 'a series of money has a currency, no other has');
  if (dimension === 'measure' && unit === null) throw invalid('/unit', 'a measure has a unit');
  return { dimension, unit: dimension === 'percent' ? (unit ?? '%') : unit, currency };
}

function invalid(pointer: string, detail: string): DomainError {
  return new DomainError('request/invalid', `${detail}.`, [{ pointer, detail }]);
}

/** Unit and currency as the checkers take them: they tell the dimensions apart by these two. */
const comparable: Readonly<Record<Dimension, (measure: Measure) => Pick<Measure, 'unit' | 'currency'>>> = {
  money: ({ currency }) => ({ unit: null, currency }),
  measure: ({ unit }) => ({ unit, currency: null }),
  percent: () => ({ unit: '%', currency: null }),
  'percentage-point': () => ({ unit: 'percentage point', currency: null }),
  number: () => ({ unit: null, currency: null }),
  // No checker looks up a rank in a series; the kind is refused before the unit matters.
  ordinal: () => ({ unit: null, currency: null }),
};

export function comparableUnit(measure: Measure): Pick<Measure, 'unit' | 'currency'> {
  return comparable[measure.dimension](measure);
}

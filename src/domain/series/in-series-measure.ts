import { Decimal } from 'decimal.js';
import { convertUnit, unitName } from '../claim/convert-unit.js';
import type { Observation } from './observation.js';

/** What a series is counted in. */
export interface SeriesMeasure {
  readonly currency: string | null;
  readonly unit: string | null;
  /** What one unit of the values stands for, a decimal. */
  readonly scale: string;
}

/** The observations without what the series says already; or why they are another series' values. */
export type InSeriesMeasure =
  | { readonly ok: true; readonly observations: readonly Observation[] }
  | { readonly ok: false; readonly message: string };

/**
 * Keeps unit, currency and scale of a value only where they are not those of the series. Data that are all in another
 * currency, or in another unit of the same measure, are refused; a change on the way is kept, for it is a trap of its own.
 */
export function inSeriesMeasure(
  observations: readonly Observation[],
  series: SeriesMeasure,
): InSeriesMeasure {
  const [currencies, units] = [distinct(observations, 'currency'), distinct(observations, 'unit')];
  const [currency, unit] = [onlyOne(currencies), onlyOne(units)];
  if (currency !== null && currency !== series.currency)
    return {
      ok: false,
      message: `the data are in ${currency}, the series in ${series.currency ?? 'no currency'}`,
    };
  if (unit !== null && isOther(unit, series.unit))
    return { ok: false, message: `the data are in ${unit}, the series in ${series.unit ?? 'no unit'}` };
  const isUnitTold = units.length > 1;
  return { ok: true, observations: observations.map((each) => stripped(each, series, isUnitTold)) };
}

/** The value in the scale of the series, which is the one that is computed with. */
export function inSeriesScale(observation: Observation, scale: string): Observation {
  const { scale: own, ...rest } = observation;
  if (own === undefined) return observation;
  const value = new Decimal(observation.value).times(own).div(scale);
  return { ...rest, value: value.toFixed() };
}

function distinct(observations: readonly Observation[], key: 'currency' | 'unit'): string[] {
  return [...new Set(observations.map((each) => each[key] ?? ''))];
}

function onlyOne([first, ...more]: readonly string[]): string | null {
  return first === undefined || first === '' || more.length > 0 ? null : first;
}

/** Codes of offices ("NR", "THS_PER") say nothing here; two units of one measure do. */
function isOther(unit: string, own: string | null): boolean {
  if (own === null || unitName(unit) === unitName(own)) return false;
  return convertUnit(1, unit, own) !== null;
}

function stripped(observation: Observation, series: SeriesMeasure, isUnitTold: boolean): Observation {
  const { unit, currency, scale, ...rest } = observation;
  const isOwnUnit = unit === undefined || (series.unit !== null && unitName(unit) === unitName(series.unit));
  return {
    ...rest,
    ...(isUnitTold && !isOwnUnit && { unit }),
    ...(currency !== undefined && currency !== series.currency && { currency }),
    ...(scale !== undefined && !new Decimal(scale).eq(series.scale) && { scale }),
  };
}

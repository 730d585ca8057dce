import { Decimal } from 'decimal.js';
import { convertUnit, unitName } from '../claim/convert-unit.js';
import { dimensionOf } from './expression-measure.js';
import type { Observation } from './observation.js';
import { isNationalMoney, readUnit } from './readers/unit-text.js';

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
  if (unit !== null && isOther(unit, series))
    return {
      ok: false,
      message: `the data are in ${unit}, the series in ${series.currency ?? series.unit ?? 'no unit'}`,
    };
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

/**
 * Codes of offices ("NR") say nothing here; a currency, a percentage or a unit that is known says another measure, and money of
 * no name is not that of another country.
 */
function isOther(unit: string, series: SeriesMeasure): boolean {
  if (series.unit !== null && unitName(unit) === unitName(series.unit)) return false;
  const said = readUnit(unit).currency;
  if (said !== null) return said !== series.currency;
  const own = dimensionOf(series);
  if (isNationalMoney(unit)) return shared.has(series.currency ?? 'USD');
  if (/\$|\bppp\b|international dollar/i.test(unit)) return true;
  if (/^(?:%|per ?cent\b|pc\b|pct\b|percentage\b(?! point))/i.test(unit.replaceAll('_', ' ')))
    return own !== 'percent' && own !== 'percentage-point';
  return isKnownUnit(unit) && (own !== 'measure' || isKnownUnit(series.unit ?? ''));
}

/** Currencies that data of other countries come in as well. */
const shared = new Set(['USD', 'EUR']);

/** One unit of every measure that can be converted. */
const samples = 'metre,kilogram,square metre,litre,watt hour,watt,knot,second,month,byte,celsius'.split(',');

function isKnownUnit(unit: string): boolean {
  return samples.some((sample) => convertUnit(1, unit, sample) !== null);
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

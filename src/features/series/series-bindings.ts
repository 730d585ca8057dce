import type { BoundSeries, SeriesBinding } from '../../domain/check/facts.js';
import { inSeriesScale } from '../../domain/series/in-series-measure.js';
import type { ExchangeRate } from '../../domain/series/expression-measure.js';
import type { Vintage } from '../../domain/series/vintage.js';
import type { BindingInForce, Series } from '../../persistence/series.table.js';
import type { Store } from '../../persistence/store.js';
import { comparableUnit } from './measure.js';
import { toObservation } from './shown.js';

/** The bindings in force of a claim's assertions, as the checkers take them, in four statements at most. */
export async function seriesBindings(store: Store, claimId: string): Promise<SeriesBinding[]> {
  const bound = await store.series.bindingsOf(claimId);
  const ids = [...new Set(bound.flatMap(({ seriesId, terms }) => seriesId ?? Object.values(terms)))];
  if (ids.length === 0) return [];
  const rows = await store.series.findAll(ids);
  const vintages = await vintagesOf(store, rows);
  const series = new Map(rows.map((row) => [row.id, boundSeries(row, vintages.get(row.id) ?? [])]));
  return bound.flatMap((each) => toBinding(each, series) ?? []);
}

function toBinding(
  { assertionId, seriesId, expression, terms }: BindingInForce,
  series: ReadonlyMap<string, BoundSeries>,
): SeriesBinding | null {
  if (expression === null) {
    const found = series.get(seriesId ?? '');
    return found === undefined ? null : { assertionId, ...found };
  }
  const named = Object.entries(terms).flatMap(([name, id]) => {
    const found = series.get(id);
    return found === undefined ? [] : [[name, found] as const];
  });
  return { assertionId, expression, terms: Object.fromEntries(named) };
}

/** A series as the checkers take it. */
export function boundSeries(row: Series, vintages: readonly Vintage[]): BoundSeries {
  const rate = rateOf(row);
  return {
    ...{ seriesId: row.id, seriesTitle: row.title, ...comparableUnit(row) },
    ...{ scale: Number(row.scale), measureKind: row.measureKind, vintages },
    ...(rate !== null && { rate }),
  };
}

/** A series of numbers whose unit reads "KZT per USD" is one of exchange rates. */
function rateOf({ dimension, unit }: Series): ExchangeRate | null {
  const [, currency, per] = /^([A-Z]{3}) per ([A-Z]{3})$/.exec(unit ?? '') ?? [];
  return dimension === 'number' && currency !== undefined && per !== undefined ? { currency, per } : null;
}

/** By series, oldest first, each with its observations in the scale of the series. */
async function vintagesOf(store: Store, series: readonly Series[]): Promise<Map<string, Vintage[]>> {
  const scales = new Map(series.map(({ id, scale }) => [id, scale]));
  const rows = await store.series.vintages(series.map(({ id }) => id));
  const byVintage = new Map<string, Vintage['observations'][number][]>(rows.map((row) => [row.id, []]));
  const scaleOf = new Map(rows.map((row) => [row.id, scales.get(row.seriesId) ?? '1']));
  for (const row of await store.series.observations(rows.map((each) => each.id))) {
    byVintage.get(row.vintageId)?.push(inSeriesScale(toObservation(row), scaleOf.get(row.vintageId) ?? '1'));
  }
  const bySeries = new Map<string, Vintage[]>(series.map(({ id }) => [id, []]));
  for (const { id, seriesId, publishedOn } of rows) {
    bySeries.get(seriesId)?.push({ id, publishedOn, observations: byVintage.get(id) ?? [] });
  }
  return bySeries;
}

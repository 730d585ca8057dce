import type { SeriesBinding } from '../../domain/check/facts.js';
import type { Observation } from '../../domain/series/observation.js';
import type { Vintage } from '../../domain/series/vintage.js';
import type { Series } from '../../persistence/series.table.js';
import type { Store } from '../../persistence/store.js';
import { comparableUnit } from './measure.js';
import { toObservation } from './shown.js';

/** The bindings in force of a claim's assertions, as the checkers take them, in four statements at most. */
export async function seriesBindings(store: Store, claimId: string): Promise<SeriesBinding[]> {
  const bound = await store.series.bindingsOf(claimId);
  if (bound.length === 0) return [];
  const ids = [...new Set(bound.map((each) => each.seriesId))];
  const rows = new Map((await store.series.findAll(ids)).map((row) => [row.id, row]));
  const vintages = await vintagesOf(store, ids);
  return bound.flatMap(({ assertionId, seriesId }) => {
    const row = rows.get(seriesId);
    return row === undefined
      ? []
      : [{ assertionId, ...described(row), vintages: vintages.get(seriesId) ?? [] }];
  });
}

function described(row: Series): Omit<SeriesBinding, 'assertionId' | 'vintages'> {
  return {
    seriesId: row.id,
    seriesTitle: row.title,
    ...comparableUnit(row),
    scale: Number(row.scale),
    measureKind: row.measureKind,
  };
}

/** By series, oldest first, each with its observations. */
async function vintagesOf(store: Store, seriesIds: readonly string[]): Promise<Map<string, Vintage[]>> {
  const rows = await store.series.vintages(seriesIds);
  const observations = new Map<string, Observation[]>(rows.map((row) => [row.id, []]));
  for (const row of await store.series.observations(rows.map((each) => each.id))) {
    observations.get(row.vintageId)?.push(toObservation(row));
  }
  const bySeries = new Map<string, Vintage[]>(seriesIds.map((id) => [id, []]));
  for (const { id, seriesId, publishedOn } of rows) {
    bySeries.get(seriesId)?.push({ id, publishedOn, observations: observations.get(id) ?? [] });
  }
  return bySeries;
}

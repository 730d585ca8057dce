import type { MeasureKind } from '../../domain/series/observation.js';
import type { Dimension } from '../../domain/claim/assertion.js';
import type { Observation } from '../../domain/series/observation.js';
import type { SeriesFormat, SeriesMapping } from '../../domain/series/readers/data-table.js';
import type { Revision } from '../../domain/series/vintage.js';
import type { ObservationRow, Series, Vintage } from '../../persistence/series.table.js';

/** A series as answers show one: plain JSON. */
export interface ShownSeries {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly url: string | null;
  readonly dimension: Dimension;
  readonly unit: string | null;
  readonly currency: string | null;
  /** What one unit of the values stands for. */
  readonly scale: number;
  readonly measureKind: MeasureKind;
  readonly createdBy: string;
  readonly recordedAt: string;
}

export interface ShownVintage {
  readonly id: string;
  readonly seriesId: string;
  readonly number: number;
  readonly publishedOn: string;
  readonly note: string | null;
  /** What the values were read from; null where the request listed them. */
  readonly format: SeriesFormat | null;
  readonly url: string | null;
  readonly mapping: SeriesMapping | null;
  /** Of what was read, in hexadecimal. */
  readonly sha256: string | null;
  readonly fetchedAt: string | null;
  readonly createdBy: string;
  readonly recordedAt: string;
}

/** A vintage just added, with what it revised. */
export interface AddedVintage extends ShownVintage {
  /** How many. */
  readonly observations: number;
  /** Against the vintage before; none for the first. */
  readonly changes: Revision[];
}

export interface ShownBinding {
  readonly assertionId: string;
  readonly seriesId: string | null;
  readonly expression: string | null;
  /** Series by name; null without an expression. */
  readonly terms: Readonly<Record<string, string>> | null;
  readonly boundBy: string | null;
  readonly recordedAt: string | null;
}

export function shownSeries(row: Series): ShownSeries {
  return { ...row, scale: Number(row.scale), recordedAt: row.recordedAt.toISOString() };
}

export function shownVintage(row: Vintage): ShownVintage {
  return {
    ...row,
    sha256: row.sha256?.toString('hex') ?? null,
    fetchedAt: row.fetchedAt?.toISOString() ?? null,
    recordedAt: row.recordedAt.toISOString(),
  };
}

export function toObservation(row: ObservationRow): Observation {
  const { periodFrom, periodTo, value, status, unit, currency, scale } = row;
  return {
    ...{ from: periodFrom, to: periodTo, value },
    ...(status !== null && { status }),
    ...(unit !== null && { unit }),
    ...(currency !== null && { currency }),
    ...(scale !== null && { scale }),
  };
}

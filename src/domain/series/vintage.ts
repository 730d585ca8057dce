import { Decimal } from 'decimal.js';
import type { Observation } from './observation.js';

/** One edition of the data of a series. */
export interface Vintage {
  readonly id: string;
  /** ISO day. */
  readonly publishedOn: string;
  readonly observations: readonly Observation[];
}

/** What a revision did to one period; null where the period was not there. */
export interface Revision {
  readonly from: string;
  readonly to: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The latest edition published on or before the day, or null: nobody could have known a later one. */
export function vintageKnownOn<V extends { readonly publishedOn: string }>(
  vintages: readonly V[],
  day: string,
): V | null {
  return newest(vintages.filter((each) => each.publishedOn <= day));
}

/** The latest edition, or null where there is none. Of two published on one day the later in the list counts. */
export function newest<V extends { readonly publishedOn: string }>(vintages: readonly V[]): V | null {
  return vintages.reduce<V | null>(
    (last, each) => (last === null || each.publishedOn >= last.publishedOn ? each : last),
    null,
  );
}

/** What differs between two editions, in order of time. `3.0` and `3` are one value. */
export function revisionsBetween(older: readonly Observation[], newer: readonly Observation[]): Revision[] {
  const values = (list: readonly Observation[]) =>
    new Map(list.map((each) => [`${each.from} ${each.to}`, each]));
  const [before, after] = [values(older), values(newer)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map((key) => toRevision(before.get(key), after.get(key)))
    .filter((each) => each !== null);
}

function toRevision(before: Observation | undefined, after: Observation | undefined): Revision | null {
  const where = after ?? before;
  if (!where || (before && after && new Decimal(before.value).eq(after.value))) return null;
  return { from: where.from, to: where.to, before: before?.value ?? null, after: after?.value ?? null };
}

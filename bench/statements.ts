import { markOf } from './claim.js';

/** One SQL statement as the product sent it. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What one `POST /v1/claims` asks of PostgreSQL, and a key that may post. */
export interface Captured {
  readonly token: string;
  readonly statements: readonly Statement[];
  /** Values of the captured request that every replay must give anew: its ids, in order of appearance. */
  readonly freshIds: readonly string[];
}

/** Replaces the ids and the mark of the captured request by those of a new one. */
export function refill(values: readonly unknown[], ids: ReadonlyMap<string, string>, n: number): unknown[] {
  return values.map((value) => {
    if (Array.isArray(value)) return refill(value as unknown[], ids, n);
    return typeof value === 'string' ? (ids.get(value) ?? value.replace(markOf(1), markOf(n))) : value;
  });
}

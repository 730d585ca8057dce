import { DomainError } from '../domain/errors.js';

/** Where a keyset page begins: the sort key and id of the last row seen. */
export interface Cursor {
  readonly key: string;
  readonly id: string;
}

export interface PageRequest {
  readonly limit: number;
  readonly cursor: Cursor | null;
  /** Rows to pass over instead of a cursor, for jumping in a list (to 100,000). */
  readonly offset: number;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Opaque; null on the last page. */
  readonly next: string | null;
}

export interface PageQuery {
  readonly limit?: number;
  readonly cursor?: string;
  readonly offset?: number;
}

/** @throws DomainError `request/bad-cursor` when the cursor is not one of ours. */
export function pageRequest(query: PageQuery): PageRequest {
  return {
    limit: query.limit ?? 20,
    cursor: query.cursor === undefined ? null : decode(query.cursor),
    offset: query.offset ?? 0,
  };
}

/** The page of `rows` fetched with `limit + 1`: one row more than shown tells whether there is a next page. */
export function toPage<T>(rows: readonly T[], limit: number, cursorOf: (row: T) => Cursor): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? encode(cursorOf(last)) : null };
}

/** A moment of the ledger, as its rows give it; anything further off PostgreSQL cannot hold. */
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Of the calendar too: PostgreSQL knows no 31 February and no year 0. */
function isMoment(text: string): boolean {
  if (!moment.test(text) || text.startsWith('0000')) return false;
  const read = new Date(text);
  return !Number.isNaN(read.getTime()) && read.toISOString() === text;
}

function encode({ key, id }: Cursor): string {
  return Buffer.from(JSON.stringify([1, key, id])).toString('base64url');
}

function decode(text: string): Cursor {
  try {
    const read: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (Array.isArray(read) && read.length === 3 && read[0] === 1) {
      const [, key, id] = read as unknown[];
      if (typeof key === 'string' && isMoment(key) && typeof id === 'string' && uuid.test(id))
        return { key, id };
    }
  } catch {
    // Falls through: not JSON is as bad as the wrong JSON.
  }
  throw new DomainError('request/bad-cursor', 'The cursor is not one this list gave; begin without it.');
}

import type { Sql } from './sql.js';
import { branches } from './timeline-branches.js';

/** What happened to a claim, in the words of the tables. */
export interface TimelineRow {
  readonly at: Date;
  /** Orders what happened at one moment: causes before what they caused; unique within a claim. */
  readonly tie: string;
  readonly kind: string;
  /** The id of the row, or its number within the claim. */
  readonly ref: string;
  readonly actorId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface TimelinePage {
  readonly order: 'asc' | 'desc';
  readonly limit: number;
  /** The last entry seen. */
  readonly after: { readonly at: string; readonly tie: string } | null;
  /** Nothing later than this moment. */
  readonly until: Date;
}

/** Everything that happened to a claim, in one order. */
export class TimelineTable {
  constructor(private readonly sql: Sql) {}

  /** One statement: each table gives its share of the page by its own index, then the shares are merged. */
  page(claimId: string, { order, limit, after, until }: TimelinePage): Promise<TimelineRow[]> {
    const isUp = order === 'asc';
    const low = isUp ? (after?.at ?? '-infinity') : '-infinity';
    const cursor = after ?? (isUp ? { at: '-infinity', tie: allZero } : { at: 'infinity', tie: allOne });
    // The cursor also bounds the index scan of each branch, which a comparison of pairs alone would not.
    const high = !isUp && after !== null && after.at < until.toISOString() ? after.at : until.toISOString();
    const sorted = `ORDER BY at ${order}, tie ${order} LIMIT $6`;
    const beyond = `(at, tie) ${isUp ? '>' : '<'} ($4::timestamptz, $5::uuid)`;
    const shares = branches.map((branch) => `(SELECT * FROM (${branch}) b WHERE ${beyond} ${sorted})`);
    return this.sql.rows<TimelineRow>(
      `SELECT at, tie, kind, ref, actor_id AS "actorId", details FROM (${shares.join('\nUNION ALL\n')}) AS entry ${sorted}`,
      [claimId, low, high, cursor.at, cursor.tie, limit],
    );
  }
}

const allZero = '00000000-0000-0000-0000-000000000000';
const allOne = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

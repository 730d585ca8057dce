import { readBack } from '../domain/history/read-back.js';
import type { ClaimFilter, ClaimRow } from './claim-list.table.js';
import { exactTotal } from './claim-list.table.js';
import { Claim } from './claim.table.js';
import type { PageRequest } from './page.js';
import type { Revision } from './revision.table.js';
import type { Sql } from './sql.js';

/** The filters that a past moment can answer: what a standing period holds. */
export type ClaimFilterThen = Pick<ClaimFilter, 'status' | 'assessment' | 'ratingId' | 'deskId'>;

const conditions: Readonly<Record<keyof ClaimFilterThen, string>> = {
  status: 'p.status = $n',
  assessment: 'p.label = $n',
  ratingId: 'p.rating_id = $n',
  deskId: 'p.desk_id = $n',
};

/** Reading claims as lists of a past moment, newest first. */
export class ClaimListAsOfTable {
  constructor(private readonly sql: Sql) {}

  /** One row more than the page shows, when there is one. `total` is what {@link total} said: it decides which way is short. */
  async page(
    filter: ClaimFilterThen,
    { limit, cursor, offset }: PageRequest,
    asOf: Date,
    total: number,
  ): Promise<ClaimRow[]> {
    const { where, parameters } = conditionsOf(filter, asOf);
    const isFew = where.length > 0 && total <= few;
    const from = isFew ? heldFirst(where) : newestFirst(where);
    if (cursor !== null) parameters.push(cursor.key, cursor.id);
    const last = parameters.length;
    const beyond =
      cursor === null ? '' : `AND (c.recorded_at, c.id) < ($${last - 1}::timestamptz, $${last}::uuid)`;
    parameters.push(limit + 1, offset);
    const cut = `${from} ${beyond} ORDER BY c.recorded_at DESC, c.id DESC LIMIT $${last + 1} OFFSET $${last + 2}`;
    return this.asRead(
      await this.sql.rows<ClaimRow>(rowsOf(this.sql.columns(Claim, 'c'), cut), parameters),
      asOf,
    );
  }

  /** How many claims match, counted no further than {@link exactTotal} + 1. */
  async total(filter: ClaimFilterThen, asOf: Date): Promise<number> {
    const { where, parameters } = conditionsOf(filter, asOf);
    const counted =
      where.length === 0
        ? // Whatever was recorded by then stood somehow: the index of the claims tells, without a look at the periods.
          'FROM claim c WHERE c.recorded_at <= $1'
        : `FROM standing_period p WHERE p.period @> $1::timestamptz AND ${where.join(' AND ')}`;
    const row = await this.sql.one<{ n: number }>(
      `SELECT count(*) AS n FROM (SELECT 1 ${counted} LIMIT ${exactTotal + 1}) AS counted`,
      parameters,
    );
    return row?.n ?? 0;
  }

  private async asRead(rows: readonly ClaimRow[], asOf: Date): Promise<ClaimRow[]> {
    if (rows.length === 0) return [];
    const later = await this.sql.rows<Revision>(
      `SELECT subject_id AS "subjectId", version, before FROM revision
       WHERE subject_kind = 'claim' AND subject_id = ANY($1::uuid[]) AND recorded_at > $2`,
      [rows.map((row) => row.id), asOf],
    );
    return rows.map((row) =>
      readBack(
        row,
        later.filter((each) => each.subjectId === row.id),
      ),
    );
  }
}

/** So many periods are sorted sooner than the newest claims are searched for them, wherever they lie. */
const few = 5_000;

/** From the periods that hold, by their index. */
function heldFirst(where: readonly string[]): string {
  return `FROM (SELECT * FROM standing_period p WHERE p.period @> $1::timestamptz AND ${where.join(' AND ')} OFFSET 0) p
    JOIN claim c ON c.id = p.claim_id WHERE true`;
}

/**
 * From the newest claim on, each with its period. The ends are compared one by one, and not as a range, so that a claim's few
 * periods are found by its id, in a quarter of the time that the index of ranges takes.
 */
function newestFirst(where: readonly string[]): string {
  const holds = 'lower(p.period) <= $1 AND (upper_inf(p.period) OR upper(p.period) > $1)';
  return `FROM claim c JOIN standing_period p ON p.claim_id = c.id AND ${holds}
    WHERE ${['c.recorded_at <= $1', ...where].join(' AND ')}`;
}

/** The page is cut before the rest is looked up, so that each row costs the same whatever the filter passes over. */
function rowsOf(columns: string, cut: string): string {
  return `WITH page AS (
      SELECT c.id, c.recorded_at, p.status, p.label, p.standing_version, p.verdict_version, p.rating_id ${cut})
    SELECT ${columns}, p.status, p.label, p.standing_version AS "standingVersion", p.verdict_version AS "verdictVersion",
      r.code AS "ratingCode", r.label AS "ratingLabel", k.completed_at AS "lastVerifiedAt",
      NULL::timestamptz AS "nextCheckAt", NULL::text AS "nextCheckWhy"
    FROM page p JOIN claim c ON c.id = p.id LEFT JOIN rating r ON r.id = p.rating_id
    LEFT JOIN LATERAL (SELECT completed_at FROM "check" WHERE claim_id = c.id AND state = 'completed' AND completed_at <= $1
                       ORDER BY completed_at DESC LIMIT 1) k ON true
    ORDER BY p.recorded_at DESC, p.id DESC`;
}

function conditionsOf(filter: ClaimFilterThen, asOf: Date): { where: string[]; parameters: unknown[] } {
  const parameters: unknown[] = [asOf];
  const where: string[] = [];
  for (const name of Object.keys(conditions) as (keyof ClaimFilterThen)[]) {
    const value = filter[name];
    if (value === undefined) continue;
    parameters.push(value);
    where.push(conditions[name].replaceAll('$n', `$${parameters.length}`));
  }
  return { where, parameters };
}

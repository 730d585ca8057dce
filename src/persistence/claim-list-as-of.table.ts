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

  /** One row more than the page shows, when there is one. */
  async page(
    filter: ClaimFilterThen,
    { limit, cursor, offset }: PageRequest,
    asOf: Date,
  ): Promise<ClaimRow[]> {
    const { where, parameters } = conditionsOf(filter, asOf);
    if (cursor !== null) {
      parameters.push(cursor.key, cursor.id);
      where.push(
        `(c.recorded_at, c.id) < ($${parameters.length - 1}::timestamptz, $${parameters.length}::uuid)`,
      );
    }
    parameters.push(limit + 1, offset);
    const rows = await this.sql.rows<ClaimRow>(
      pageOf(this.sql.columns(Claim, 'c'), where, parameters.length),
      parameters,
    );
    return this.asRead(rows, asOf);
  }

  /** How many claims match, counted no further than {@link exactTotal} + 1. */
  async total(filter: ClaimFilterThen, asOf: Date): Promise<number> {
    const { where, parameters } = conditionsOf(filter, asOf);
    const counted =
      where.length === 1
        ? // Whatever was recorded by then stood somehow: the index of the claims tells, without a look at the periods.
          'FROM claim c WHERE c.recorded_at <= $1'
        : `FROM standing_period p WHERE p.period @> $1::timestamptz AND ${where.slice(1).join(' AND ')}`;
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

const joins = 'FROM claim c JOIN standing_period p ON p.claim_id = c.id AND p.period @> $1::timestamptz';

/** The page is cut before the rest is looked up, so that each row costs the same whatever the filter passes over. */
function pageOf(columns: string, where: readonly string[], last: number): string {
  return `WITH page AS (
      SELECT c.id, c.recorded_at, p.status, p.label, p.standing_version, p.verdict_version, p.rating_id ${joins}
      WHERE ${where.join(' AND ')} ORDER BY c.recorded_at DESC, c.id DESC LIMIT $${last - 1} OFFSET $${last})
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
  const where = ['c.recorded_at <= $1'];
  for (const name of Object.keys(conditions) as (keyof ClaimFilterThen)[]) {
    const value = filter[name];
    if (value === undefined) continue;
    parameters.push(value);
    where.push(conditions[name].replaceAll('$n', `$${parameters.length}`));
  }
  return { where, parameters };
}

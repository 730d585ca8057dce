import type { Status } from '../domain/standing/view.js';
import type { Label } from '../domain/finding.js';
import type { WorkflowState } from '../domain/verdict/workflow.js';
import { Claim } from './claim.table.js';
import type { PageRequest } from './page.js';
import type { Sql } from './sql.js';

export interface ClaimFilter {
  readonly status?: Status;
  readonly assessment?: Label;
  readonly workflow?: WorkflowState;
  readonly ratingId?: string;
  readonly deskId?: string;
  readonly sourceId?: string;
  readonly overdue?: boolean;
}

/** A claim with the three fields that every list row carries. */
export type ClaimRow = Claim & {
  readonly status: Status;
  readonly label: Label | null;
  readonly standingVersion: number;
  readonly verdictVersion: number | null;
  readonly ratingCode: string | null;
  readonly ratingLabel: string | null;
  readonly lastVerifiedAt: Date | null;
  readonly nextCheckAt: Date | null;
  readonly nextCheckWhy: string | null;
};

/** Unfiltered totals are exact to here (DESIGN §7). */
export const exactTotal = 100_000;

const joins = `FROM claim c JOIN claim_state s ON s.claim_id = c.id
  LEFT JOIN verdict v ON v.claim_id = c.id AND v.version = s.verdict_version
  LEFT JOIN rating r ON r.id = v.rating_id
  LEFT JOIN schedule n ON n.subject_kind = 'claim' AND n.subject_id = c.id
  LEFT JOIN schedule_hold h ON h.claim_id = c.id`;

/** Why a claim has the next check it has; one without a place waits for the end of an open check, or for a person. */
const why = `COALESCE(n.why,
  (SELECT 'A check of it is under way; ' || CASE WHEN h.claim_id IS NOT NULL AND h.until IS NULL
     THEN 'after it, put off until somebody resumes it: ' || h.reason ELSE 'its end says when the next is.' END
   FROM "check" k WHERE k.claim_id = c.id AND k.state IN ('queued', 'running') LIMIT 1),
  'Put off until ' || COALESCE(to_char(h.until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'somebody resumes it') || ': ' || h.reason)`;

/**
 * Claims that are overdue: due in the schedule, or of whose due times one is followed by no completed check. Each part reads
 * an index that holds little else: due places, open checks, claims whose last check failed.
 */
const overdue = `SELECT subject_id FROM schedule WHERE subject_kind = 'claim' AND rank = ANY('{0,1,2,3}') AND next_at <= $now
  UNION SELECT claim_id FROM "check" k WHERE state IN ('queued', 'running') AND slot_at <= $now AND NOT EXISTS (
    SELECT 1 FROM "check" d WHERE d.claim_id = k.claim_id AND d.state = 'completed' AND d.completed_at >= k.slot_at)
  UNION SELECT k.claim_id FROM claim_state f JOIN "check" k ON k.claim_id = f.claim_id
    WHERE f.failed_checks > 0 AND k.slot_at IS NOT NULL AND k.state = 'failed' AND NOT EXISTS (
      SELECT 1 FROM "check" d WHERE d.claim_id = k.claim_id AND d.state = 'completed' AND d.completed_at >= k.slot_at)`;

/** One row per condition: the SQL it needs. `$n` is replaced by the parameter's number, or for yes and no by `IN` and `NOT IN`. */
const conditions: Readonly<Record<keyof ClaimFilter, string>> = {
  status: 's.status = $n',
  assessment: 's.label = $n',
  workflow: 'c.workflow = $n',
  ratingId: 'v.rating_id = $n',
  deskId: 'c.desk_id = $n',
  sourceId: 'EXISTS (SELECT 1 FROM citation q WHERE q.claim_id = c.id AND q.source_id = $n)',
  overdue: `c.id $n (${overdue})`,
};

/** Reading claims as lists, newest first. */
export class ClaimListTable {
  constructor(private readonly sql: Sql) {}

  async page(filter: ClaimFilter, { limit, cursor, offset }: PageRequest, now: Date): Promise<ClaimRow[]> {
    const { where, parameters } = this.where(filter, now);
    if (cursor !== null) {
      parameters.push(cursor.key, cursor.id);
      where.push(
        `(c.recorded_at, c.id) < ($${parameters.length - 1}::timestamptz, $${parameters.length}::uuid)`,
      );
    }
    parameters.push(limit + 1, offset);
    return this.sql.rows<ClaimRow>(
      `SELECT ${this.rowColumns()} ${joins} ${clause(where)}
       ORDER BY c.recorded_at DESC, c.id DESC LIMIT $${parameters.length - 1} OFFSET $${parameters.length}`,
      parameters,
    );
  }

  one(id: string): Promise<ClaimRow | null> {
    return this.sql.one<ClaimRow>(`SELECT ${this.rowColumns()} ${joins} WHERE c.id = $1`, [id]);
  }

  /** How many claims match, counted no further than {@link exactTotal} + 1. */
  async total(filter: ClaimFilter, now: Date): Promise<number> {
    const { where, parameters } = this.where(filter, now);
    const row = await this.sql.one<{ n: number }>(
      `SELECT count(*) AS n FROM (SELECT 1 ${joins} ${clause(where)} LIMIT ${exactTotal + 1}) AS counted`,
      parameters,
    );
    return row?.n ?? 0;
  }

  private rowColumns(): string {
    return `${this.sql.columns(Claim, 'c')}, s.status, s.label, s.standing_version AS "standingVersion",
      s.verdict_version AS "verdictVersion", r.code AS "ratingCode", r.label AS "ratingLabel",
      s.last_verified_at AS "lastVerifiedAt", n.next_at AS "nextCheckAt", ${why} AS "nextCheckWhy"`;
  }

  private where(filter: ClaimFilter, now: Date): { where: string[]; parameters: unknown[] } {
    const parameters: unknown[] = [];
    const where: string[] = [];
    for (const name of Object.keys(conditions) as (keyof ClaimFilter)[]) {
      const value = filter[name];
      if (value === undefined) continue;
      // An operator, not a parameter: the planner joins with the few only what it can read.
      if (typeof value !== 'boolean') parameters.push(value);
      const written = typeof value === 'boolean' ? (value ? 'IN' : 'NOT IN') : `$${parameters.length}`;
      let condition = conditions[name].replaceAll(/\$n\b/gu, written);
      if (condition.includes('$now')) {
        parameters.push(now);
        condition = condition.replaceAll('$now', `$${parameters.length}`);
      }
      where.push(condition);
    }
    return { where, parameters };
  }
}

function clause(where: readonly string[]): string {
  return where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`;
}

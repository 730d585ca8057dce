import type { Status } from '../domain/events.js';
import type { Step } from '../domain/history/counts.js';
import type { Sql } from './sql.js';

export interface TimeToVerdict {
  readonly count: number;
  /** Null when no claim was rated. */
  readonly medianHours: number | null;
  readonly p90Hours: number | null;
}

/**
 * How long a slot is overdue: from its due time until a check of the claim completed. A row still in the schedule is a slot
 * too: taken, it becomes the check that answers it, with the same due time.
 */
const slots = `SELECT claim_id, slot_at AS due_at FROM "check"
    WHERE slot_at <= $1 AND NOT (state = 'completed' AND completed_at <= $1)
  UNION ALL
  SELECT subject_id, next_at FROM schedule n WHERE subject_kind = 'claim' AND next_at <= $1
    AND NOT EXISTS (SELECT 1 FROM schedule_hold h WHERE h.claim_id = n.subject_id AND (h.until IS NULL OR h.until > $1))`;

/** Figures of the newsroom at any moment. */
export class StatisticsTable {
  constructor(private readonly sql: Sql) {}

  /** How many claims stood how. */
  byStatus(at: Date): Promise<{ status: Status; count: number }[]> {
    return this.sql.rows(
      `SELECT status, count(*) AS count FROM standing_period WHERE period @> $1::timestamptz GROUP BY status`,
      [at],
    );
  }

  /** Claims with a slot due by then that no completed check had answered by then. */
  async overdue(at: Date): Promise<number> {
    const row = await this.sql.one<{ n: number }>(
      `SELECT count(DISTINCT claim_id) AS n FROM (${slots}) AS slot WHERE NOT EXISTS (
         SELECT 1 FROM "check" k WHERE k.claim_id = slot.claim_id AND k.state = 'completed'
           AND k.completed_at BETWEEN slot.due_at AND $1)`,
      [at],
    );
    return row?.n ?? 0;
  }

  /** From recording to the first verdict, over the claims first rated in (since, at]. */
  async timeToVerdict(since: Date, at: Date): Promise<TimeToVerdict> {
    const row = await this.sql.one<TimeToVerdict>(
      `SELECT count(*) AS count, percentile_cont(0.5) WITHIN GROUP (ORDER BY hours) AS "medianHours",
         percentile_cont(0.9) WITHIN GROUP (ORDER BY hours) AS "p90Hours"
       FROM (SELECT extract(epoch FROM v.recorded_at - c.recorded_at)::float8 / 3600 AS hours
             FROM verdict v JOIN claim c ON c.id = v.claim_id
             WHERE v.version = 1 AND v.recorded_at > $1 AND v.recorded_at <= $2) AS rated`,
      [since, at],
    );
    return row ?? { count: 0, medianHours: null, p90Hours: null };
  }

  /** Where a standing began or ended between the points: one pass over the periods, whatever their number. */
  standingSteps(points: readonly Date[]): Promise<Step<Status>[]> {
    return this.sql.rows(
      `SELECT status AS key, ${pointOf('moment')} AS point, sum(by)::int AS by FROM (
         SELECT status, lower(period) AS moment, 1 AS by FROM standing_period WHERE NOT isempty(period)
         UNION ALL
         SELECT status, upper(period), -1 FROM standing_period WHERE NOT isempty(period) AND NOT upper_inf(period)
       ) AS turn WHERE moment <= $2 GROUP BY 1, 2`,
      [points, points.at(-1)],
    );
  }

  /**
   * Where claims became overdue or ceased to be between the points. Slots that were answered before the next point are
   * passed over; those that the same check answered are one.
   */
  overdueSteps(points: readonly Date[]): Promise<Step<'overdue'>[]> {
    return this.sql.rows(
      `WITH slot AS (
         SELECT claim_id, slot_at AS due_at FROM "check" WHERE slot_at <= $2
           AND (state <> 'completed' OR ${pointOf('slot_at')} < ${pointOf('completed_at')})
         UNION ALL
         SELECT subject_id, next_at FROM schedule n WHERE subject_kind = 'claim' AND next_at <= $2
           AND NOT EXISTS (SELECT 1 FROM schedule_hold h WHERE h.claim_id = n.subject_id AND (h.until IS NULL OR h.until > $2))),
       spell AS (
         SELECT slot.claim_id, min(due_at) AS since, answer.at AS until FROM slot
         LEFT JOIN LATERAL (SELECT completed_at AS at FROM "check" k WHERE k.claim_id = slot.claim_id
           AND k.state = 'completed' AND k.completed_at >= slot.due_at ORDER BY completed_at LIMIT 1) answer ON true
         GROUP BY slot.claim_id, answer.at)
       SELECT 'overdue' AS key, ${pointOf('moment')} AS point, sum(by)::int AS by FROM (
         SELECT since AS moment, 1 AS by FROM spell UNION ALL SELECT until, -1 FROM spell WHERE until IS NOT NULL
       ) AS turn WHERE moment <= $2 GROUP BY 2`,
      [points, points.at(-1)],
    );
  }
}

/** The number of the first point that is not before a moment: as many as lie before it. */
function pointOf(moment: string): string {
  return `width_bucket(${moment} - interval '1 microsecond', $1::timestamptz[])`;
}

import type { Status } from '../domain/standing/view.js';
import type { Step } from '../domain/history/counts.js';
import type { Sql } from './sql.js';

export interface TimeToVerdict {
  readonly count: number;
  /** Null when no claim was rated. */
  readonly medianHours: number | null;
  readonly p90Hours: number | null;
}

/**
 * When each claim was held, by what people recorded: a pause until the next change, a snooze until its end or the next
 * change. A revision that changed neither only gave another reason.
 */
const holds = `SELECT claim_id, range_agg(tstzrange(recorded_at, GREATEST(recorded_at, COALESCE(LEAST(until, next), 'infinity')))) AS periods
  FROM (SELECT claim_id, action, recorded_at, (after->>'until')::timestamptz AS until,
          lead(recorded_at) OVER (PARTITION BY subject_id ORDER BY version) AS next
        FROM revision WHERE subject_kind = 'hold' AND after ?| '{held,until}') AS change
  WHERE action <> 'resume' GROUP BY claim_id`;

/**
 * Due times by $2, the last point. A hold puts off what is due in the schedule, not what was taken from it (`taken_at`): from
 * then on the check stands for the slot. A place that a hold moved was due until then (`left_at`), as its revision says.
 *
 * What remains approximate: a due time that anything else moved before it was taken (a policy, quiet hours, a check asked for
 * by hand) leaves no trace, nor does one moved by a hold recorded before revisions kept it (`nextAt`).
 */
const slots = `SELECT claim_id, slot_at AS due_at, requested_at AS taken_at, 'infinity'::timestamptz AS left_at FROM "check"
    WHERE slot_at <= $2 AND (state <> 'completed' OR ${pointOf('slot_at')} < ${pointOf('completed_at')})
  UNION ALL
  SELECT subject_id, next_at, 'infinity', 'infinity' FROM schedule WHERE subject_kind = 'claim' AND next_at <= $2
  UNION ALL
  SELECT claim_id, (before->>'nextAt')::timestamptz, 'infinity', recorded_at FROM revision
    WHERE subject_kind = 'hold' AND (before->>'nextAt')::timestamptz <= LEAST($2, recorded_at)`;

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

  /** Claims with a slot due by then that no completed check had answered by then: a series of one point. */
  async overdue(at: Date): Promise<number> {
    const steps = await this.overdueSteps([at]);
    return steps.reduce((sum, { by }) => sum + by, 0);
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
   * Where claims became overdue or ceased to be between the points: from a slot until a check of the claim completed, but for
   * holds. Slots that were answered before the next point are passed over.
   */
  overdueSteps(points: readonly Date[]): Promise<Step<'overdue'>[]> {
    return this.sql.rows(
      `WITH hold AS MATERIALIZED (${holds}), slot AS (${slots}),
       late AS (
         SELECT slot.claim_id,
           tstzmultirange(tstzrange(due_at, GREATEST(due_at, LEAST(left_at, answer.at))))
             - COALESCE(hold.periods * tstzmultirange(tstzrange(NULL, taken_at)), '{}') AS periods
         FROM slot LEFT JOIN hold ON hold.claim_id = slot.claim_id
         LEFT JOIN LATERAL (SELECT completed_at AS at FROM "check" k WHERE k.claim_id = slot.claim_id
           AND k.state = 'completed' AND k.completed_at >= slot.due_at ORDER BY completed_at LIMIT 1) answer ON true),
       spell AS (SELECT unnest(range_agg(periods)) AS period FROM late GROUP BY claim_id)
       SELECT 'overdue' AS key, ${pointOf('moment')} AS point, sum(by)::int AS by FROM (
         SELECT lower(period) AS moment, 1 AS by FROM spell UNION ALL SELECT upper(period), -1 FROM spell
       ) AS turn WHERE moment <= $2 GROUP BY 2`,
      [points, points.at(-1)],
    );
  }
}

/** The number of the first point that is not before a moment: as many as lie before it. */
function pointOf(moment: string): string {
  return `width_bucket(${moment} - interval '1 microsecond', $1::timestamptz[])`;
}

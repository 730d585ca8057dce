import type { DeskMove, HeldPeriod, HeldStanding } from '../domain/history/periods.js';
import type { EndedCheck } from '../domain/history/check-run.js';
import { FindingRow } from './check.table.js';
import { ClaimState } from './claim.table.js';
import { ScheduleRow } from './schedule.table.js';
import type { Sql } from './sql.js';
import { Verdict } from './verdict.table.js';
import type { RatedVerdict } from './verdict.table.js';

/** A row of one of several claims. */
export type OfClaim<T> = T & { readonly claimId: string };

const milliseconds = (moment: string): string => `(extract(epoch FROM ${moment}) * 1000)::float8`;

/** The history of a batch of claims, and what projects it, for `stet rebuild`. */
export class RebuildTable {
  constructor(private readonly sql: Sql) {}

  /** The next claims by id. */
  async claims(after: string | null, limit: number): Promise<string[]> {
    const rows = await this.sql.rows<{ id: string }>(
      'SELECT id FROM claim WHERE id > $1 ORDER BY id LIMIT $2',
      [after ?? '00000000-0000-0000-0000-000000000000', limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Where the claims are today. */
  desks(ids: readonly string[]): Promise<{ id: string; deskId: string }[]> {
    return this.sql.rows(`SELECT id, desk_id AS "deskId" FROM claim WHERE id = ANY($1::uuid[]) ORDER BY id`, [
      ids,
    ]);
  }

  /** A claim whose state row was lost gets one, so that there is something to lock. */
  async addMissingStates(ids: readonly string[]): Promise<void> {
    await this.sql.run(
      `INSERT INTO claim_state (claim_id, standing_version, status) SELECT id, 0, 'unverified' FROM unnest($1::uuid[]) AS c (id)
       ON CONFLICT DO NOTHING`,
      [ids],
    );
  }

  /** The state rows, locked in the order of their ids unless only `reading`. */
  states(ids: readonly string[], reading: boolean): Promise<ClaimState[]> {
    return this.sql.rows<ClaimState>(
      `SELECT ${this.sql.columns(ClaimState, 's')} FROM claim_state s WHERE claim_id = ANY($1::uuid[])
       ORDER BY claim_id ${reading ? '' : 'FOR UPDATE'}`,
      [ids],
    );
  }

  /** Oldest first, like all that follows. */
  standings(ids: readonly string[]): Promise<OfClaim<HeldStanding>[]> {
    return this.sql.rows(
      `SELECT s.claim_id AS "claimId", s.version, s.status, s.label, s.verdict_version AS "verdictVersion",
         v.rating_id AS "ratingId", ${milliseconds('s.recorded_at')} AS at
       FROM standing s LEFT JOIN verdict v ON v.claim_id = s.claim_id AND v.version = s.verdict_version
       WHERE s.claim_id = ANY($1::uuid[]) ORDER BY s.claim_id, s.version`,
      [ids],
    );
  }

  moves(ids: readonly string[]): Promise<OfClaim<DeskMove>[]> {
    return this.sql.rows(
      `SELECT subject_id AS "claimId", version, before ->> 'deskId' AS before, after ->> 'deskId' AS after,
         ${milliseconds('recorded_at')} AS at
       FROM revision WHERE subject_kind = 'claim' AND subject_id = ANY($1::uuid[]) AND after ? 'deskId'
       ORDER BY subject_id, version`,
      [ids],
    );
  }

  checks(ids: readonly string[]): Promise<OfClaim<EndedCheck>[]> {
    return this.sql.rows(
      `SELECT k.claim_id AS "claimId", k.id, k.state, a.label, ${milliseconds('k.completed_at')} AS at,
         COALESCE((SELECT jsonb_object_agg(p ->> 'assertionId', p ->> 'label') FROM jsonb_array_elements(a.parts) AS p), '{}') AS parts
       FROM "check" k LEFT JOIN assessment a ON a.check_id = k.id
       WHERE k.claim_id = ANY($1::uuid[]) AND k.completed_at IS NOT NULL ORDER BY k.claim_id, k.completed_at, k.id`,
      [ids],
    );
  }

  findings(checkIds: readonly string[]): Promise<FindingRow[]> {
    return this.sql.rows<FindingRow>(
      `SELECT ${this.sql.columns(FindingRow, 'f')} FROM finding f WHERE check_id = ANY($1::uuid[]) ORDER BY check_id, position`,
      [checkIds],
    );
  }

  latestVerdicts(ids: readonly string[]): Promise<RatedVerdict[]> {
    return this.sql.rows<RatedVerdict>(
      `SELECT DISTINCT ON (v.claim_id) ${this.sql.columns(Verdict, 'v')}, r.code AS "ratingCode", r.label AS "ratingLabel", r.expects
       FROM verdict v LEFT JOIN rating r ON r.id = v.rating_id WHERE v.claim_id = ANY($1::uuid[])
       ORDER BY v.claim_id, v.version DESC`,
      [ids],
    );
  }

  /** Without those of no length. */
  periods(ids: readonly string[]): Promise<OfClaim<HeldPeriod>[]> {
    return this.sql.rows(
      `SELECT claim_id AS "claimId", standing_version AS "standingVersion", claim_version AS "claimVersion", status, label,
         verdict_version AS "verdictVersion", rating_id AS "ratingId", desk_id AS "deskId",
         ${milliseconds('lower(period)')} AS "from", ${milliseconds('upper(period)')} AS "to"
       FROM standing_period WHERE claim_id = ANY($1::uuid[]) AND NOT isempty(period) ORDER BY claim_id, lower(period)`,
      [ids],
    );
  }

  /** Both places of each claim. */
  places(ids: readonly string[]): Promise<ScheduleRow[]> {
    return this.sql.rows<ScheduleRow>(
      `SELECT ${this.sql.columns(ScheduleRow, 'n')} FROM schedule n WHERE subject_id = ANY($1::uuid[])`,
      [ids],
    );
  }

  /** Sources that were fetched for a claim and have no place in the schedule, nor a fetch that stands for one. */
  async unwatchedSources(): Promise<string[]> {
    const rows = await this.sql.rows<{ id: string }>(
      `SELECT s.id FROM source s JOIN source_state t ON t.source_id = s.id AND t.last_fetched_at IS NOT NULL
       WHERE s.kind IN ('web', 'dataset') AND s.url IS NOT NULL AND EXISTS (SELECT 1 FROM citation q WHERE q.source_id = s.id)
         AND NOT EXISTS (SELECT 1 FROM schedule n WHERE n.subject_kind = 'source' AND n.subject_id = s.id)
         AND NOT EXISTS (SELECT 1 FROM source_fetch f WHERE f.source_id = s.id AND f.state <> 'done' AND f.slot_at IS NOT NULL)
       ORDER BY s.id`,
    );
    return rows.map(({ id }) => id);
  }

  async replacePeriods(ids: readonly string[], rows: readonly OfClaim<HeldPeriod>[]): Promise<void> {
    await this.sql.run('DELETE FROM standing_period WHERE claim_id = ANY($1::uuid[])', [ids]);
    const moment = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
    await this.sql.run(
      `INSERT INTO standing_period (claim_id, standing_version, claim_version, status, label, verdict_version, rating_id, desk_id, period)
       SELECT claim_id, standing_version, claim_version, status, label, verdict_version, rating_id, desk_id, tstzrange(since, until)
       FROM unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::text[], $6::int[], $7::uuid[], $8::uuid[], $9::timestamptz[], $10::timestamptz[])
         AS p (claim_id, standing_version, claim_version, status, label, verdict_version, rating_id, desk_id, since, until)`,
      [
        ...[
          rows.map((row) => row.claimId),
          rows.map((row) => row.standingVersion),
          rows.map((row) => row.claimVersion),
        ],
        ...[
          rows.map((row) => row.status),
          rows.map((row) => row.label),
          rows.map((row) => row.verdictVersion),
        ],
        ...[rows.map((row) => row.ratingId), rows.map((row) => row.deskId)],
        ...[rows.map((row) => moment(row.from)), rows.map((row) => moment(row.to))],
      ],
    );
  }
}

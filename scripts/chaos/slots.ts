import type pg from 'pg';
import { parseClaim } from '../../src/domain/claim/parse.js';

/** What must hold of the slots of the simulated day. */
export const slotRules: Readonly<Record<string, string>> = {
  'missed: slots without a completed check': `
    SELECT count(*) FROM chaos.slot s WHERE NOT EXISTS (
      SELECT 1 FROM "check" k WHERE k.claim_id = s.claim_id AND k.slot_at = s.slot_at AND k.state = 'completed')`,
  'claims checked more than once in the day': `
    SELECT count(*) FROM (SELECT s.claim_id FROM chaos.slot s JOIN "check" k USING (claim_id) GROUP BY 1 HAVING count(*) > 1) twice`,
  'checks with more than one assessment, or none though completed': `
    SELECT count(*) FROM "check" k LEFT JOIN assessment a ON a.check_id = k.id WHERE k.state = 'completed' AND a.check_id IS NULL`,
  'checks told of more or less than once': `
    SELECT abs((SELECT count(*) FROM "check" WHERE state = 'completed') - (SELECT count(*) FROM event WHERE type = 'check.completed'))`,
  'claims that fell out of the schedule': `
    SELECT count(*) FROM claim c WHERE NOT EXISTS (SELECT 1 FROM schedule n WHERE n.subject_kind = 'claim' AND n.subject_id = c.id)
      AND NOT EXISTS (SELECT 1 FROM "check" k WHERE k.claim_id = c.id AND k.state IN ('queued', 'running'))`,
  'claims with a gap in their standing versions': `
    SELECT count(*) FROM (SELECT claim_id FROM standing GROUP BY claim_id HAVING min(version) <> 1 OR max(version) <> count(*)) g`,
  'claims whose open period is not their state': `
    SELECT count(*) FROM claim_state s JOIN standing_period p ON p.claim_id = s.claim_id AND upper_inf(p.period) AND NOT isempty(p.period)
    WHERE (s.standing_version, s.status, s.label, s.verdict_version) IS DISTINCT FROM (p.standing_version, p.status, p.label, p.verdict_version)`,
};

/**
 * Fills the ledger with claims of one statement each, checked once before and found without evidence, due at even distances over `spanMs` from `begin`, each at a whole
 * millisecond; what is due when stands in `chaos.slot`, out of the reach of the system under test.
 */
export async function fillSchedule(sql: pg.Pool, claims: number, begin: Date, spanMs: number): Promise<void> {
  for (const statement of fill) await sql.query(statement, statement.includes('$1') ? [claims] : []);
  await sql.query(
    `WITH s AS (
       INSERT INTO chaos.slot (claim_id, slot_at)
       SELECT id, date_trunc('milliseconds', $1::timestamptz + (row_number() OVER (ORDER BY id)) * make_interval(secs => $2::float8 / $3))
       FROM claim RETURNING claim_id, slot_at)
     INSERT INTO schedule (subject_kind, subject_id, next_at, why, trigger, rank)
     SELECT 'claim', claim_id, slot_at, 'The simulated day.', 'scheduled', 2 FROM s`,
    [begin, spanMs / 1000, claims],
  );
  await sql.query('ANALYZE');
}

const text = 'The talks were useful.';
const [spec] = parseClaim(text, { statedOn: null, dayDates: () => [] }).assertions;

const fill = [
  'CREATE SCHEMA chaos',
  'CREATE TABLE chaos.slot (claim_id uuid PRIMARY KEY, slot_at timestamptz NOT NULL)',
  `INSERT INTO claim (id, text, claimant, language, priority, review_priority, desk_id, workflow, created_by, recorded_at, version)
   SELECT gen_random_uuid(), '${text}', 'Chaos', 'en', 'normal', 'normal', (SELECT min(id::text)::uuid FROM desk), 'inbox',
     (SELECT min(id::text)::uuid FROM person), date_trunc('milliseconds', now()) - interval '1 day', 1
   FROM generate_series(1, $1::int) n`,
  `INSERT INTO claim_state (claim_id, standing_version, status, label, last_verified_at)
   SELECT id, 1, 'assessed', 'not-enough-evidence', recorded_at FROM claim`,
  `INSERT INTO standing (claim_id, version, status, label, cause, recorded_at)
   SELECT id, 1, 'assessed', 'not-enough-evidence', 'check', recorded_at FROM claim`,
  `INSERT INTO standing_period (claim_id, standing_version, claim_version, period, status, label, desk_id)
   SELECT id, 1, 1, tstzrange(recorded_at, NULL), 'assessed', 'not-enough-evidence', desk_id FROM claim`,
  `INSERT INTO assertion (id, claim_id, position, kind, parsed, version)
   SELECT gen_random_uuid(), id, 1, 'statement', '${JSON.stringify(spec)}', 1 FROM claim`,
];

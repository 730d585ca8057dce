import type pg from 'pg';

/** Between these moments the claims were recorded and stood. */
export const first = Date.parse('2016-01-01T00:00:00.000Z');
export const last = Date.parse('2024-01-01T00:00:00.000Z');

const standingsOfClaim = 4;
const days = (last - first) / 86_400_000;

/**
 * Writes claims with four standings each, as the product would leave them: a check that assesses, a verdict (every second one
 * valid since two days before), a second check; an assertion, a citation of one of 1,000 sources with ten snapshots, and for
 * every fourth claim a move between desks. Bulk SQL as owner; analysed at the end.
 */
export async function fillHistory(owner: pg.Client, standings: number): Promise<void> {
  await owner.query(setting, []);
  await owner.query(`CREATE TEMPORARY TABLE fresh ON COMMIT PRESERVE ROWS AS
    SELECT gen_random_uuid() AS id, gen_random_uuid() AS assertion_id, gen_random_uuid() AS first_check, gen_random_uuid() AS second_check,
      n, date_trunc('milliseconds', timestamptz '2016-01-01' + random() * ${days - 200} * interval '1 day') AS at
    FROM generate_series(1, ${Math.ceil(standings / standingsOfClaim)}) AS n`);
  for (const statement of statements) await owner.query(statement);
  await owner.query('DROP TABLE fresh');
  await owner.query('ANALYZE');
}

const setting = `WITH p AS (
    INSERT INTO person (id, name, kind, role, created_at) VALUES (gen_random_uuid(), 'Bench ' || gen_random_uuid(), 'person', 'admin', now())
    RETURNING id),
  d AS (INSERT INTO desk (id, name, created_at) SELECT gen_random_uuid(), 'Desk ' || gen_random_uuid(), now() FROM generate_series(1, 8)),
  s AS (
    INSERT INTO source (id, kind, url, title, tier, origin, created_by, recorded_at, version)
    SELECT gen_random_uuid(), 'web', 'https://news.example/' || gen_random_uuid(), 'A source', 'secondary', 'a', p.id, timestamptz '2016-01-01', 1
    FROM p, generate_series(1, 1000) RETURNING id)
  INSERT INTO snapshot (id, source_id, asked_at, fetched_at, status, headers, raw_sha256, text_sha256, text, extractor)
  SELECT gen_random_uuid(), s.id, t, t, 200, '{}', sha256(s.id::text::bytea), sha256((s.id::text || n)::bytea), 'words', 'bench/1'
  FROM s, generate_series(1, 10) n, LATERAL (SELECT timestamptz '2016-01-01' + n * ${days / 11} * interval '1 day' AS t) AS m`;

const desk = (n: string): string => `(SELECT id FROM desks WHERE n = ${n} % (SELECT count(*) FROM desks))`;
const desks = `WITH desks AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM desk)`;

const statements: readonly string[] = [
  `${desks} INSERT INTO claim (id, text, claimant, language, priority, review_priority, desk_id, workflow, created_by, recorded_at, version)
   SELECT f.id, 'Exports grew by 4% in 2015.', 'Ministry', 'en', 'normal', 'normal', d.id, 'published', (SELECT id FROM person LIMIT 1), f.at,
     CASE WHEN f.n % 4 = 0 THEN 2 ELSE 1 END
   FROM fresh f JOIN desks d ON d.n = f.n % (SELECT count(*) FROM desk)`,
  `INSERT INTO assertion (id, claim_id, position, kind, parsed, version) SELECT assertion_id, id, 1, 'change', '{}', 1 FROM fresh`,
  `INSERT INTO citation (id, claim_id, source_id, role, created_by, recorded_at)
   SELECT gen_random_uuid(), f.id, s.id, 'evidence', (SELECT id FROM person LIMIT 1), f.at
   FROM fresh f JOIN (SELECT id, row_number() OVER () - 1 AS n FROM source) s ON s.n = f.n % 1000`,
  `INSERT INTO "check" (id, claim_id, trigger, state, requested_at, asked_at, started_at, completed_at)
   SELECT CASE k WHEN 1 THEN first_check ELSE second_check END, id, 'scheduled', 'completed', t, t, t, t
   FROM fresh, generate_series(1, 2) k, LATERAL (SELECT at + k * 30 * interval '1 day' - interval '1 day' AS t) m`,
  `INSERT INTO assessment (check_id, claim_id, label, parts, reasons, recorded_at)
   SELECT CASE k WHEN 1 THEN first_check ELSE second_check END, id, CASE k WHEN 1 THEN 'supported' ELSE 'refuted' END,
     jsonb_build_array(jsonb_build_object('assertionId', assertion_id, 'label', 'supported', 'reasons', '[]'::jsonb)), '[]',
     at + k * 30 * interval '1 day' - interval '1 day'
   FROM fresh, generate_series(1, 2) k`,
  `INSERT INTO finding (id, check_id, claim_id, position, checker, assertion_id, label, reasons, recorded_at)
   SELECT gen_random_uuid(), check_id, a.claim_id, 1, 'figures', (parts -> 0 ->> 'assertionId')::uuid, a.label,
     '[{"code":"inside","message":"It is inside."}]', a.recorded_at
   FROM assessment a JOIN fresh f ON f.id = a.claim_id`,
  `INSERT INTO verdict (claim_id, version, kind, rating_id, rationale, evidence, author_id, valid_from, recorded_at)
   SELECT id, 1, 'published', (SELECT id FROM rating WHERE code = 'true' LIMIT 1), 'It is so.',
     '{"checkId":null,"snapshotIds":[],"vintageIds":[],"knownDisagreement":[]}', (SELECT id FROM person LIMIT 1),
     at + interval '40 days' - (n % 2) * 2 * interval '1 day', at + interval '40 days'
   FROM fresh`,
  `INSERT INTO standing (claim_id, version, status, label, verdict_version, cause, recorded_at)
   SELECT f.id, v.version, v.status, v.label, v.verdict_version, v.cause, f.at + v.days * interval '1 day'
   FROM fresh f, (VALUES (1, 'unverified', NULL, NULL::int, 'recorded', 0), (2, 'assessed', 'supported', NULL, 'check', 29),
     (3, 'settled', 'supported', 1, 'verdict', 40), (4, 'challenged', 'refuted', 1, 'check', 59)) AS v (version, status, label, verdict_version, cause, days)`,
  `${desks} INSERT INTO revision (subject_kind, subject_id, version, claim_id, action, before, after, actor_id, recorded_at)
   SELECT 'claim', f.id, 2, f.id, 'change', jsonb_build_object('deskId', ${desk('(f.n + 1)')}), jsonb_build_object('deskId', c.desk_id),
     (SELECT id FROM person LIMIT 1), f.at + interval '50 days'
   FROM fresh f JOIN claim c ON c.id = f.id WHERE f.n % 4 = 0`,
  `INSERT INTO claim_state (claim_id, standing_version, status, label, verdict_version, last_check_id, last_verified_at)
   SELECT id, 4, 'challenged', 'refuted', 1, second_check, at + interval '59 days' FROM fresh`,
  // The constraint is checked row by row, which costs a bulk load five times the writing: it goes on at the end.
  `ALTER TABLE standing_period DROP CONSTRAINT standing_period_one_at_a_time`,
  `INSERT INTO standing_period (claim_id, standing_version, claim_version, period, status, label, verdict_version, rating_id, desk_id)
   SELECT s.claim_id, s.version, 1, tstzrange(s.recorded_at, lead(s.recorded_at) OVER (PARTITION BY s.claim_id ORDER BY s.version)),
     s.status, s.label, s.verdict_version, v.rating_id, COALESCE((r.before ->> 'deskId')::uuid, c.desk_id)
   FROM fresh f JOIN standing s ON s.claim_id = f.id JOIN claim c ON c.id = f.id
   LEFT JOIN verdict v ON v.claim_id = s.claim_id AND v.version = s.verdict_version
   LEFT JOIN revision r ON r.subject_kind = 'claim' AND r.subject_id = f.id`,
  `UPDATE standing_period p SET period = tstzrange(lower(p.period), r.recorded_at)
   FROM fresh f JOIN revision r ON r.subject_kind = 'claim' AND r.subject_id = f.id
   WHERE p.claim_id = f.id AND p.standing_version = 3`,
  `INSERT INTO standing_period (claim_id, standing_version, claim_version, period, status, label, verdict_version, rating_id, desk_id)
   SELECT p.claim_id, 3, 2, tstzrange(r.recorded_at, f.at + interval '59 days'), p.status, p.label, p.verdict_version, p.rating_id, c.desk_id
   FROM fresh f JOIN revision r ON r.subject_kind = 'claim' AND r.subject_id = f.id
   JOIN standing_period p ON p.claim_id = f.id AND p.standing_version = 3 JOIN claim c ON c.id = f.id`,
  `UPDATE standing_period p SET desk_id = c.desk_id, claim_version = 2 FROM claim c JOIN fresh f ON f.id = c.id
   WHERE p.claim_id = c.id AND p.standing_version = 4 AND c.version = 2`,
  `ALTER TABLE standing_period ADD CONSTRAINT standing_period_one_at_a_time EXCLUDE USING gist (claim_id WITH =, period WITH &&)`,
];

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What people do over time: drafts and reviews, upheld disagreements, findings of persons, comments, the chase for
 * corrections; policies as data; and the periods in which a standing held, a projection that answers lists as of a day.
 */
export class KeepStandingOverTime1764100000000 implements MigrationInterface {
  name = 'KeepStandingOverTime1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...claims, ...verdicts, ...people, ...schedules, ...periods, ...guards])
      await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The ledger is append-only: there is no way back.'));
  }
}

const claims = [
  `ALTER TABLE claim ADD COLUMN assignee_id uuid CONSTRAINT claim_assignee_person REFERENCES person (id),
     ADD COLUMN due_on date, ADD COLUMN public_url text, ADD COLUMN review_priority text`,
  `UPDATE claim SET review_priority = priority`,
  `ALTER TABLE claim ALTER COLUMN review_priority SET NOT NULL,
     ADD CONSTRAINT claim_review_priority CHECK (review_priority IN ('low', 'normal', 'high'))`,
  `CREATE INDEX claim_assignee ON claim (assignee_id, due_on) WHERE assignee_id IS NOT NULL`,
  `ALTER TABLE claim_state ADD COLUMN unchanged_checks integer NOT NULL DEFAULT 0`,
  `CREATE INDEX claim_state_failed ON claim_state (claim_id) WHERE failed_checks > 0`,
  `CREATE TABLE revision (
    subject_kind text NOT NULL CHECK (subject_kind IN ('claim', 'assertion', 'source', 'hold', 'policy')),
    subject_id uuid NOT NULL,
    version integer NOT NULL,
    claim_id uuid CONSTRAINT revision_claim_fk REFERENCES claim (id),
    action text NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    reason text,
    actor_id uuid NOT NULL CONSTRAINT revision_actor REFERENCES person (id),
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (subject_kind, subject_id, version)
  )`,
  `CREATE INDEX revision_claim ON revision (claim_id, recorded_at)`,
  `CREATE TABLE comment (
    id uuid PRIMARY KEY,
    claim_id uuid NOT NULL CONSTRAINT comment_claim_fk REFERENCES claim (id),
    author_id uuid NOT NULL CONSTRAINT comment_author REFERENCES person (id),
    text text NOT NULL CHECK (length(text) BETWEEN 1 AND 20000),
    recorded_at timestamptz NOT NULL
  )`,
  `CREATE INDEX comment_claim ON comment (claim_id, recorded_at, id)`,
  `CREATE TABLE mention (
    comment_id uuid NOT NULL CONSTRAINT mention_comment REFERENCES comment (id),
    person_id uuid NOT NULL CONSTRAINT mention_person_fk REFERENCES person (id),
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (comment_id, person_id)
  )`,
  `CREATE INDEX mention_person ON mention (person_id, recorded_at, comment_id)`,
  `CREATE TABLE correction_request (
    id uuid PRIMARY KEY,
    claim_id uuid NOT NULL CONSTRAINT correction_request_claim_fk REFERENCES claim (id),
    source_id uuid CONSTRAINT correction_request_source REFERENCES source (id),
    addressee text NOT NULL CHECK (length(addressee) BETWEEN 1 AND 500),
    channel text NOT NULL CHECK (channel IN ('email', 'phone', 'letter', 'web-form', 'social-media', 'in-person', 'other')),
    asked_on date NOT NULL,
    text text NOT NULL DEFAULT '',
    asked_by uuid NOT NULL CONSTRAINT correction_request_asked_by REFERENCES person (id),
    recorded_at timestamptz NOT NULL
  )`,
  `CREATE INDEX correction_request_claim ON correction_request (claim_id, recorded_at)`,
  `CREATE INDEX correction_request_recorded ON correction_request (recorded_at, id)`,
  `CREATE TABLE correction_outcome (
    request_id uuid NOT NULL CONSTRAINT correction_outcome_request REFERENCES correction_request (id),
    number integer NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('acknowledged', 'corrected', 'partly-corrected', 'removed', 'refused', 'no-answer')),
    on_day date NOT NULL,
    url text,
    note text NOT NULL DEFAULT '',
    noted_by uuid NOT NULL CONSTRAINT correction_outcome_noted_by REFERENCES person (id),
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (request_id, number)
  )`,
];

const verdicts = [
  `ALTER TABLE scale ADD COLUMN labels jsonb NOT NULL DEFAULT '{}', ADD COLUMN retired_at timestamptz,
     ADD COLUMN version integer NOT NULL DEFAULT 1`,
  `ALTER TABLE rating ADD COLUMN labels jsonb NOT NULL DEFAULT '{}', ADD COLUMN colour text,
     ADD COLUMN retired_at timestamptz, ADD COLUMN version integer NOT NULL DEFAULT 1,
     DROP CONSTRAINT rating_code, ADD CONSTRAINT rating_code UNIQUE (scale_id, code)`,
  `UPDATE rating SET colour = c.colour FROM (VALUES
     ('true', '#1a7f37'), ('mostly-true', '#5a9e3a'), ('half-true', '#b08800'), ('mostly-false', '#d4691f'), ('false', '#c93c37'),
     ('unproven', '#6e7781'), ('missing-context', '#8250df'), ('satire', '#0969da'), ('outdated', '#57606a')) AS c (code, colour)
   WHERE rating.code = c.code`,
  `ALTER TABLE verdict ADD COLUMN correction_note text, ADD COLUMN co_author_ids uuid[] NOT NULL DEFAULT '{}',
     ADD COLUMN reviewer_ids uuid[] NOT NULL DEFAULT '{}',
     ADD COLUMN published_by uuid CONSTRAINT verdict_published_by REFERENCES person (id)`,
  `CREATE INDEX verdict_rating_id ON verdict (rating_id) WHERE rating_id IS NOT NULL`,
  `CREATE TABLE draft (
    claim_id uuid PRIMARY KEY CONSTRAINT draft_claim REFERENCES claim (id),
    id uuid NOT NULL,
    rating_id uuid NOT NULL CONSTRAINT draft_rating REFERENCES rating (id),
    rationale text NOT NULL,
    citation_ids uuid[] NOT NULL DEFAULT '{}',
    correction_note text,
    valid_from timestamptz,
    expires_on date,
    check_id uuid CONSTRAINT draft_check REFERENCES "check" (id),
    author_ids uuid[] NOT NULL CHECK (cardinality(author_ids) > 0),
    reviewers_required integer NOT NULL CHECK (reviewers_required BETWEEN 0 AND 2),
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
  )`,
  `CREATE TABLE review (
    id uuid PRIMARY KEY,
    claim_id uuid NOT NULL CONSTRAINT review_claim_fk REFERENCES claim (id),
    draft_id uuid NOT NULL,
    draft_version integer NOT NULL,
    decision text NOT NULL CHECK (decision IN ('approved', 'returned')),
    reviewer_id uuid NOT NULL CONSTRAINT review_reviewer REFERENCES person (id),
    note text NOT NULL DEFAULT '',
    recorded_at timestamptz NOT NULL
  )`,
  `CREATE INDEX review_claim ON review (claim_id, recorded_at)`,
  `CREATE INDEX review_draft ON review (draft_id, draft_version)`,
  `CREATE TABLE review_policy (
    priority text PRIMARY KEY CHECK (priority IN ('low', 'normal', 'high')),
    reviewers integer NOT NULL CHECK (reviewers BETWEEN 0 AND 2)
  )`,
  `INSERT INTO review_policy (priority, reviewers) VALUES ('low', 0), ('normal', 0), ('high', 1)`,
  `CREATE TABLE upheld (
    claim_id uuid NOT NULL CONSTRAINT upheld_claim REFERENCES claim (id),
    number integer NOT NULL,
    verdict_version integer NOT NULL,
    disagreement text[] NOT NULL CHECK (cardinality(disagreement) > 0),
    reason text NOT NULL,
    person_id uuid NOT NULL CONSTRAINT upheld_person REFERENCES person (id),
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (claim_id, number),
    CONSTRAINT upheld_verdict FOREIGN KEY (claim_id, verdict_version) REFERENCES verdict (claim_id, version)
  )`,
];

const people = [
  `CREATE TABLE person_finding (
    id uuid PRIMARY KEY,
    claim_id uuid NOT NULL CONSTRAINT person_finding_claim_fk REFERENCES claim (id),
    assertion_id uuid NOT NULL CONSTRAINT person_finding_assertion REFERENCES assertion (id),
    source_id uuid CONSTRAINT person_finding_source REFERENCES source (id),
    label text NOT NULL CHECK (label IN ('supported', 'refuted', 'conflicting', 'not-enough-evidence')),
    passage text,
    note text,
    reason text NOT NULL,
    person_id uuid NOT NULL CONSTRAINT person_finding_person REFERENCES person (id),
    recorded_at timestamptz NOT NULL
  )`,
  `CREATE INDEX person_finding_claim ON person_finding (claim_id, recorded_at)`,
  `CREATE TABLE finding_retraction (
    finding_id uuid PRIMARY KEY CONSTRAINT finding_retraction_finding REFERENCES person_finding (id),
    claim_id uuid NOT NULL CONSTRAINT finding_retraction_claim_fk REFERENCES claim (id),
    reason text NOT NULL,
    person_id uuid NOT NULL CONSTRAINT finding_retraction_person REFERENCES person (id),
    recorded_at timestamptz NOT NULL
  )`,
  `CREATE INDEX finding_retraction_claim ON finding_retraction (claim_id, recorded_at)`,
];

const schedules = [
  `CREATE TABLE policy (
    id uuid PRIMARY KEY,
    name text NOT NULL CONSTRAINT policy_name UNIQUE CHECK (length(name) BETWEEN 1 AND 200),
    rule jsonb NOT NULL,
    shelf_life_days integer NOT NULL CHECK (shelf_life_days BETWEEN 1 AND 3650),
    jitter_percent integer NOT NULL DEFAULT 10 CHECK (jitter_percent BETWEEN 0 AND 50),
    recorded_at timestamptz NOT NULL,
    retired_at timestamptz,
    version integer NOT NULL
  )`,
  `CREATE TABLE policy_use (
    scope text NOT NULL CHECK (scope IN ('kind', 'topic', 'claim')),
    key text NOT NULL,
    policy_id uuid NOT NULL CONSTRAINT policy_use_policy REFERENCES policy (id),
    PRIMARY KEY (scope, key)
  )`,
  `CREATE INDEX policy_use_policy_id ON policy_use (policy_id)`,
  // DESIGN 2, "policy, schedule": the same figures as src/domain/schedule/policy.ts (a test compares).
  `WITH p AS (
     INSERT INTO policy (id, name, rule, shelf_life_days, recorded_at, version)
     SELECT gen_random_uuid(), name, rule::jsonb, days, date_trunc('milliseconds', now()), 1 FROM (VALUES
       ('Figures every week', '{"type":"interval","days":7}', 90),
       ('Ranks every month', '{"type":"interval","days":30}', 180),
       ('Events when over, then every month', '{"type":"event-day","thenDays":30}', 365),
       ('Promises when due, then every week', '{"type":"due-date","thenDays":7}', 30),
       ('Statements every quarter', '{"type":"interval","days":90}', 365)) AS d (name, rule, days)
     RETURNING id, name)
   INSERT INTO policy_use (scope, key, policy_id)
   SELECT 'kind', u.kind, p.id FROM p JOIN (VALUES
     ('level', 'Figures every week'), ('change', 'Figures every week'), ('ratio', 'Figures every week'),
     ('rank', 'Ranks every month'), ('event', 'Events when over, then every month'),
     ('target', 'Promises when due, then every week'), ('statement', 'Statements every quarter')) AS u (kind, name) ON u.name = p.name`,
  `CREATE TABLE schedule_setting (
    id integer PRIMARY KEY CHECK (id = 1),
    checks_per_hour integer CHECK (checks_per_hour > 0),
    quiet_from text CHECK (quiet_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    quiet_to text CHECK (quiet_to ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    time_zone text NOT NULL DEFAULT 'UTC',
    version integer NOT NULL,
    CONSTRAINT schedule_setting_quiet CHECK ((quiet_from IS NULL) = (quiet_to IS NULL) AND quiet_from IS DISTINCT FROM quiet_to OR quiet_from IS NULL AND quiet_to IS NULL)
  )`,
  `INSERT INTO schedule_setting (id, version) VALUES (1, 1)`,
  `CREATE TABLE schedule_hold (
    claim_id uuid PRIMARY KEY CONSTRAINT schedule_hold_claim REFERENCES claim (id),
    until timestamptz,
    reason text NOT NULL,
    person_id uuid NOT NULL CONSTRAINT schedule_hold_person REFERENCES person (id),
    recorded_at timestamptz NOT NULL
  )`,
  // 0: a verdict is in force; 1 to 3: priority high, normal, low. Shelf lives are all of rank 0.
  `ALTER TABLE schedule ADD COLUMN rank smallint NOT NULL DEFAULT 2, ADD COLUMN policy_id uuid`,
  `UPDATE schedule SET rank = 0 WHERE subject_kind = 'shelf-life'`,
  `UPDATE schedule SET rank = CASE WHEN v.kind = 'published' THEN 0 ELSE CASE c.priority WHEN 'high' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END END
   FROM claim c JOIN claim_state s ON s.claim_id = c.id LEFT JOIN verdict v ON v.claim_id = c.id AND v.version = s.verdict_version
   WHERE subject_kind = 'claim' AND subject_id = c.id`,
  `DROP INDEX schedule_next`,
  `CREATE INDEX schedule_due ON schedule (subject_kind, rank, next_at)`,
  `ALTER TABLE "check" ADD COLUMN slot_at timestamptz`,
  `CREATE UNIQUE INDEX check_slot ON "check" (claim_id, slot_at) WHERE slot_at IS NOT NULL`,
  `CREATE INDEX check_slot_requested ON "check" (requested_at) WHERE slot_at IS NOT NULL`,
  `CREATE INDEX check_open ON "check" (claim_id) WHERE state IN ('queued', 'running')`,
  `CREATE INDEX check_completed ON "check" (claim_id, completed_at) WHERE completed_at IS NOT NULL`,
];

const periods = [
  `CREATE EXTENSION IF NOT EXISTS btree_gist`,
  `CREATE TABLE standing_period (
    claim_id uuid NOT NULL CONSTRAINT standing_period_claim REFERENCES claim (id),
    standing_version integer NOT NULL,
    claim_version integer NOT NULL,
    period tstzrange NOT NULL,
    status text NOT NULL,
    label text,
    verdict_version integer,
    rating_id uuid,
    desk_id uuid NOT NULL,
    PRIMARY KEY (claim_id, standing_version, claim_version),
    CONSTRAINT standing_period_one_at_a_time EXCLUDE USING gist (claim_id WITH =, period WITH &&)
  )`,
  `INSERT INTO standing_period
   SELECT s.claim_id, s.version, 1, tstzrange(s.recorded_at, lead(s.recorded_at) OVER (PARTITION BY s.claim_id ORDER BY s.version)),
     s.status, s.label, s.verdict_version, v.rating_id, c.desk_id
   FROM standing s JOIN claim c ON c.id = s.claim_id LEFT JOIN verdict v ON v.claim_id = s.claim_id AND v.version = s.verdict_version`,
  `CREATE INDEX standing_period_status ON standing_period USING gist (status, period)`,
  `CREATE INDEX standing_period_desk ON standing_period USING gist (desk_id, period)`,
];

const history = [
  'revision',
  'comment',
  'mention',
  'correction_request',
  'correction_outcome',
  'review',
  'upheld',
  'person_finding',
  'finding_retraction',
];

const guards = history.flatMap((table) => [
  `CREATE TRIGGER ${table}_keeps_rows BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history()`,
  `CREATE TRIGGER ${table}_keeps_all BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_history()`,
]);

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The ledger's first schema. History (`standing`, `verdict`, `finding`, `assessment`, `event`, …) is insert-only:
 * triggers refuse UPDATE, DELETE and TRUNCATE for every role, and the app role is not granted them either.
 */
export class CreateLedger1764000000000 implements MigrationInterface {
  name = 'CreateLedger1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...people, ...ledger, ...series, ...checking, ...delivery, ...seeds, ...guards])
      await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('The ledger is append-only: there is no way back from its first migration.'),
    );
  }
}

const people = [
  `CREATE TABLE person (
    id uuid PRIMARY KEY,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    kind text NOT NULL CHECK (kind IN ('person', 'service-account')),
    role text NOT NULL CHECK (role IN ('reader', 'checker', 'editor', 'admin')),
    created_at timestamptz NOT NULL,
    disabled_at timestamptz
  )`,
  `CREATE TABLE desk (
    id uuid PRIMARY KEY,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    created_at timestamptz NOT NULL,
    CONSTRAINT desk_name UNIQUE (name)
  )`,
  `CREATE TABLE desk_member (
    desk_id uuid NOT NULL CONSTRAINT desk_member_desk REFERENCES desk (id),
    person_id uuid NOT NULL CONSTRAINT desk_member_person REFERENCES person (id),
    added_at timestamptz NOT NULL,
    PRIMARY KEY (desk_id, person_id)
  )`,
  `CREATE TABLE api_key (
    id text PRIMARY KEY,
    person_id uuid NOT NULL CONSTRAINT api_key_person REFERENCES person (id),
    role text NOT NULL CHECK (role IN ('reader', 'checker', 'editor', 'admin')),
    secret_hash bytea NOT NULL,
    label text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz
  )`,
  `CREATE INDEX api_key_person_id ON api_key (person_id)`,
  `CREATE TABLE idempotency (
    person_id uuid NOT NULL,
    key text NOT NULL,
    route text NOT NULL,
    body_hash bytea NOT NULL,
    response text,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (person_id, key)
  )`,
  `CREATE INDEX idempotency_created ON idempotency (created_at)`,
  `CREATE TABLE clock (
    id integer PRIMARY KEY CHECK (id = 1),
    offset_ms bigint NOT NULL
  )`,
];

const ledger = [
  `CREATE TABLE claim (
    id uuid PRIMARY KEY,
    text text NOT NULL CHECK (length(text) BETWEEN 1 AND 5000),
    stated_on date,
    claimant text NOT NULL,
    language text NOT NULL,
    topics text[] NOT NULL DEFAULT '{}',
    priority text NOT NULL CHECK (priority IN ('low', 'normal', 'high')),
    desk_id uuid NOT NULL CONSTRAINT claim_desk REFERENCES desk (id),
    workflow text NOT NULL CHECK (workflow IN ('inbox', 'assigned', 'in-review', 'published', 'rejected')),
    created_by uuid NOT NULL CONSTRAINT claim_created_by REFERENCES person (id),
    recorded_at timestamptz NOT NULL,
    version integer NOT NULL
  )`,
  `CREATE INDEX claim_recorded ON claim (recorded_at, id)`,
  `CREATE INDEX claim_desk_recorded ON claim (desk_id, recorded_at, id)`,
  `CREATE TABLE claim_state (
    claim_id uuid PRIMARY KEY CONSTRAINT claim_state_claim REFERENCES claim (id),
    standing_version integer NOT NULL,
    status text NOT NULL CHECK (status IN ('withdrawn', 'challenged', 'stale', 'settled', 'assessed', 'unverified')),
    label text CHECK (label IN ('supported', 'refuted', 'conflicting', 'not-enough-evidence')),
    verdict_version integer,
    last_check_id uuid,
    last_verified_at timestamptz,
    failed_checks integer NOT NULL DEFAULT 0,
    disagreement text[] NOT NULL DEFAULT '{}'
  )`,
  `CREATE INDEX claim_state_status ON claim_state (status, claim_id)`,
  `CREATE TABLE assertion (
    id uuid PRIMARY KEY,
    claim_id uuid NOT NULL CONSTRAINT assertion_claim_fk REFERENCES claim (id),
    position integer NOT NULL,
    kind text NOT NULL CHECK (kind IN ('level', 'change', 'ratio', 'rank', 'target', 'event', 'statement')),
    due_on date,
    parsed jsonb NOT NULL,
    corrected jsonb,
    corrected_by uuid,
    corrected_at timestamptz,
    version integer NOT NULL,
    CONSTRAINT assertion_position UNIQUE (claim_id, position)
  )`,
  `CREATE TABLE source (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('web', 'dataset', 'document', 'interview', 'correspondence')),
    url text,
    title text NOT NULL DEFAULT '',
    tier text NOT NULL CHECK (tier IN ('primary', 'secondary', 'tertiary')),
    origin text NOT NULL,
    note text,
    created_by uuid NOT NULL CONSTRAINT source_created_by REFERENCES person (id),
    recorded_at timestamptz NOT NULL,
    version integer NOT NULL,
    latest_snapshot_id uuid,
    CONSTRAINT source_url UNIQUE (url)
  )`,
  `CREATE INDEX source_recorded ON source (recorded_at, id)`,
  `CREATE TABLE blob (
    sha256 bytea PRIMARY KEY,
    size integer NOT NULL,
    bytes bytea NOT NULL
  )`,
  `ALTER TABLE blob ALTER COLUMN bytes SET STORAGE EXTERNAL`,
  `CREATE TABLE snapshot (
    id uuid PRIMARY KEY,
    source_id uuid NOT NULL CONSTRAINT snapshot_source REFERENCES source (id),
    asked_at timestamptz NOT NULL,
    fetched_at timestamptz NOT NULL,
    final_url text,
    redirects text[] NOT NULL DEFAULT '{}',
    address text,
    status integer,
    headers jsonb NOT NULL,
    raw_sha256 bytea NOT NULL,
    blob_sha256 bytea CONSTRAINT snapshot_blob REFERENCES blob (sha256),
    text_sha256 bytea NOT NULL,
    text text,
    other_text text,
    same_text_as uuid CONSTRAINT snapshot_same_text REFERENCES snapshot (id),
    title text,
    published_on date,
    language text,
    extractor text NOT NULL,
    CONSTRAINT snapshot_has_text CHECK ((text IS NULL) <> (same_text_as IS NULL))
  )`,
  `CREATE INDEX snapshot_source_asked ON snapshot (source_id, asked_at)`,
  `CREATE INDEX snapshot_source_fetched ON snapshot (source_id, fetched_at, id)`,
  `CREATE TABLE citation (
    id uuid PRIMARY KEY,
    claim_id uuid NOT NULL CONSTRAINT citation_claim REFERENCES claim (id),
    source_id uuid NOT NULL CONSTRAINT citation_source REFERENCES source (id),
    role text NOT NULL CHECK (role IN ('appearance', 'evidence')),
    exact text,
    prefix text,
    suffix text,
    created_by uuid NOT NULL CONSTRAINT citation_created_by REFERENCES person (id),
    recorded_at timestamptz NOT NULL
  )`,
  `CREATE INDEX citation_claim_id ON citation (claim_id)`,
  `CREATE INDEX citation_source_id ON citation (source_id)`,
];

const series = [
  `CREATE TABLE series (
    id uuid PRIMARY KEY,
    title text NOT NULL,
    publisher text NOT NULL DEFAULT '',
    url text,
    dimension text NOT NULL CHECK (dimension IN ('number', 'percent', 'percentage-point', 'money', 'measure', 'ordinal')),
    unit text,
    currency text,
    scale numeric NOT NULL DEFAULT 1,
    measure_kind text NOT NULL CHECK (measure_kind IN ('flow', 'stock', 'rate', 'index', 'change')),
    created_by uuid NOT NULL CONSTRAINT series_created_by REFERENCES person (id),
    recorded_at timestamptz NOT NULL
  )`,
  `CREATE INDEX series_recorded ON series (recorded_at, id)`,
  `CREATE TABLE vintage (
    id uuid PRIMARY KEY,
    series_id uuid NOT NULL CONSTRAINT vintage_series REFERENCES series (id),
    number integer NOT NULL,
    published_on date NOT NULL,
    note text,
    created_by uuid NOT NULL CONSTRAINT vintage_created_by REFERENCES person (id),
    recorded_at timestamptz NOT NULL,
    CONSTRAINT vintage_number UNIQUE (series_id, number)
  )`,
  `CREATE TABLE observation (
    vintage_id uuid NOT NULL CONSTRAINT observation_vintage REFERENCES vintage (id),
    period_from date NOT NULL,
    period_to date NOT NULL,
    value numeric NOT NULL,
    status text,
    PRIMARY KEY (vintage_id, period_from, period_to)
  )`,
  `CREATE TABLE binding (
    assertion_id uuid NOT NULL CONSTRAINT binding_assertion REFERENCES assertion (id),
    version integer NOT NULL,
    series_id uuid CONSTRAINT binding_series REFERENCES series (id),
    bound_by uuid NOT NULL CONSTRAINT binding_bound_by REFERENCES person (id),
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (assertion_id, version)
  )`,
  `CREATE INDEX binding_series_id ON binding (series_id)`,
];

const checking = [
  `CREATE TABLE "check" (
    id uuid PRIMARY KEY,
    claim_id uuid NOT NULL CONSTRAINT check_claim REFERENCES claim (id),
    trigger text NOT NULL CHECK (trigger IN ('recorded', 'manual', 'scheduled', 'source-changed', 'series-revised', 'due')),
    state text NOT NULL CHECK (state IN ('queued', 'running', 'completed', 'failed')),
    requested_by uuid CONSTRAINT check_requested_by REFERENCES person (id),
    requested_at timestamptz NOT NULL,
    asked_at timestamptz NOT NULL,
    started_at timestamptz,
    completed_at timestamptz,
    token integer NOT NULL DEFAULT 0,
    failure text
  )`,
  `CREATE INDEX check_claim_requested ON "check" (claim_id, requested_at, id)`,
  `CREATE TABLE finding (
    id uuid PRIMARY KEY,
    check_id uuid NOT NULL CONSTRAINT finding_check REFERENCES "check" (id),
    claim_id uuid NOT NULL CONSTRAINT finding_claim REFERENCES claim (id),
    position integer NOT NULL,
    checker text NOT NULL CHECK (checker IN ('availability', 'quotation', 'figures', 'series', 'due', 'person')),
    assertion_id uuid CONSTRAINT finding_assertion REFERENCES assertion (id),
    citation_id uuid CONSTRAINT finding_citation REFERENCES citation (id),
    source_id uuid CONSTRAINT finding_source REFERENCES source (id),
    snapshot_id uuid CONSTRAINT finding_snapshot REFERENCES snapshot (id),
    vintage_id uuid CONSTRAINT finding_vintage REFERENCES vintage (id),
    label text CHECK (label IN ('supported', 'refuted', 'conflicting', 'not-enough-evidence')),
    error text,
    reasons jsonb NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT finding_position UNIQUE (check_id, position),
    CONSTRAINT finding_label_or_error CHECK ((label IS NULL) <> (error IS NULL))
  )`,
  `CREATE INDEX finding_claim_id ON finding (claim_id)`,
  `CREATE TABLE assessment (
    check_id uuid PRIMARY KEY CONSTRAINT assessment_check REFERENCES "check" (id),
    claim_id uuid NOT NULL CONSTRAINT assessment_claim REFERENCES claim (id),
    label text NOT NULL CHECK (label IN ('supported', 'refuted', 'conflicting', 'not-enough-evidence')),
    parts jsonb NOT NULL,
    reasons jsonb NOT NULL,
    recorded_at timestamptz NOT NULL
  )`,
  `CREATE INDEX assessment_claim_recorded ON assessment (claim_id, recorded_at)`,
  `CREATE TABLE scale (
    id uuid PRIMARY KEY,
    code text NOT NULL CONSTRAINT scale_code UNIQUE,
    label text NOT NULL
  )`,
  `CREATE TABLE rating (
    id uuid PRIMARY KEY,
    scale_id uuid NOT NULL CONSTRAINT rating_scale REFERENCES scale (id),
    code text NOT NULL CONSTRAINT rating_code UNIQUE,
    label text NOT NULL,
    numeric_value integer,
    expects text CHECK (expects IN ('supported', 'refuted', 'conflicting')),
    position integer NOT NULL
  )`,
  `CREATE TABLE verdict (
    claim_id uuid NOT NULL CONSTRAINT verdict_claim REFERENCES claim (id),
    version integer NOT NULL,
    kind text NOT NULL CHECK (kind IN ('published', 'withdrawn')),
    rating_id uuid CONSTRAINT verdict_rating REFERENCES rating (id),
    rationale text NOT NULL,
    citation_ids uuid[] NOT NULL DEFAULT '{}',
    evidence jsonb NOT NULL,
    author_id uuid NOT NULL CONSTRAINT verdict_author REFERENCES person (id),
    valid_from timestamptz NOT NULL,
    expires_on date,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (claim_id, version),
    CONSTRAINT verdict_rating_when_published CHECK ((kind = 'published') = (rating_id IS NOT NULL))
  )`,
  `CREATE TABLE standing (
    claim_id uuid NOT NULL CONSTRAINT standing_claim REFERENCES claim (id),
    version integer NOT NULL,
    status text NOT NULL CHECK (status IN ('withdrawn', 'challenged', 'stale', 'settled', 'assessed', 'unverified')),
    label text CHECK (label IN ('supported', 'refuted', 'conflicting', 'not-enough-evidence')),
    verdict_version integer,
    cause text NOT NULL,
    cause_id text,
    disagreement text[] NOT NULL DEFAULT '{}',
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (claim_id, version)
  )`,
  `CREATE INDEX standing_claim_recorded ON standing (claim_id, recorded_at)`,
  `CREATE TABLE schedule (
    subject_kind text NOT NULL CHECK (subject_kind IN ('claim', 'shelf-life')),
    subject_id uuid NOT NULL,
    next_at timestamptz NOT NULL,
    why text NOT NULL,
    trigger text NOT NULL,
    PRIMARY KEY (subject_kind, subject_id)
  )`,
  `CREATE INDEX schedule_next ON schedule (subject_kind, next_at)`,
];

const delivery = [
  `CREATE TABLE event (
    id uuid PRIMARY KEY,
    type text NOT NULL,
    subject_id uuid,
    payload text NOT NULL,
    salt bytea NOT NULL,
    leaf_hash bytea NOT NULL,
    recorded_at timestamptz NOT NULL
  )`,
  `CREATE INDEX event_subject ON event (subject_id, id)`,
  `CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job text NOT NULL,
    ref_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    dispatches integer NOT NULL DEFAULT 0,
    looks integer NOT NULL DEFAULT 0,
    look_at timestamptz NOT NULL DEFAULT now(),
    completed_at timestamptz,
    dead_at timestamptz,
    last_error text
  )`,
  `CREATE INDEX outbox_open ON outbox (look_at, id) WHERE completed_at IS NULL AND dead_at IS NULL`,
  `CREATE INDEX outbox_dead ON outbox (dead_at) WHERE dead_at IS NOT NULL AND completed_at IS NULL`,
  `CREATE INDEX outbox_done ON outbox (completed_at) WHERE completed_at IS NOT NULL`,
  `CREATE TABLE endpoint (
    id uuid PRIMARY KEY,
    url text NOT NULL,
    event_types text[] NOT NULL,
    description text NOT NULL DEFAULT '',
    secret_sealed text NOT NULL,
    state text NOT NULL CHECK (state IN ('active', 'paused', 'disabled')),
    disabled_reason text,
    failing_since timestamptz,
    created_by uuid NOT NULL CONSTRAINT endpoint_created_by REFERENCES person (id),
    created_at timestamptz NOT NULL,
    version integer NOT NULL
  )`,
  `CREATE TABLE delivery (
    id uuid PRIMARY KEY,
    event_id uuid NOT NULL CONSTRAINT delivery_event REFERENCES event (id),
    endpoint_id uuid NOT NULL CONSTRAINT delivery_endpoint REFERENCES endpoint (id),
    state text NOT NULL CHECK (state IN ('pending', 'delivered', 'exhausted', 'cancelled')),
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz,
    lease_until timestamptz,
    lease_token integer NOT NULL DEFAULT 0,
    by_hand boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now()),
    CONSTRAINT delivery_once UNIQUE (event_id, endpoint_id)
  )`,
  `CREATE INDEX delivery_due ON delivery (next_attempt_at) WHERE state = 'pending' AND next_attempt_at IS NOT NULL`,
  `CREATE INDEX delivery_waiting ON delivery (endpoint_id, id) WHERE state = 'pending' AND attempts = 0 AND next_attempt_at IS NOT NULL`,
  `CREATE INDEX delivery_leased ON delivery (endpoint_id, lease_until) WHERE lease_until IS NOT NULL`,
  `CREATE INDEX delivery_endpoint_created ON delivery (endpoint_id, created_at, id)`,
  `CREATE INDEX delivery_created ON delivery (created_at, id)`,
  `CREATE TABLE attempt (
    delivery_id uuid NOT NULL CONSTRAINT attempt_delivery REFERENCES delivery (id) ON DELETE CASCADE,
    number integer NOT NULL,
    trigger text NOT NULL CHECK (trigger IN ('auto', 'manual')),
    started_at timestamptz NOT NULL,
    ms integer NOT NULL,
    status integer,
    error text,
    response_head text,
    address text,
    PRIMARY KEY (delivery_id, number)
  )`,
];

/** The scale and the desk a new newsroom starts with. Why `half-true` expects nothing: src/domain/verdict/rating.ts. */
const seeds = [
  `INSERT INTO desk (id, name, created_at) VALUES (gen_random_uuid(), 'Newsroom', date_trunc('milliseconds', now()))`,
  `INSERT INTO scale (id, code, label) VALUES (gen_random_uuid(), 'truth-5', 'Five steps of truth')`,
  `INSERT INTO rating (id, scale_id, code, label, numeric_value, expects, position)
   SELECT gen_random_uuid(), scale.id, r.* FROM scale, (VALUES
     ('true', 'True', 5, 'supported', 1),
     ('mostly-true', 'Mostly true', 4, 'supported', 2),
     ('half-true', 'Half true', 3, NULL, 3),
     ('mostly-false', 'Mostly false', 2, 'refuted', 4),
     ('false', 'False', 1, 'refuted', 5),
     ('unproven', 'Unproven', NULL, NULL, 6),
     ('missing-context', 'Missing context', NULL, NULL, 7),
     ('satire', 'Satire', NULL, NULL, 8),
     ('outdated', 'Outdated', NULL, NULL, 9)) AS r (code, label, numeric_value, expects, position)`,
];

/** Insert-only tables. `event` and the rest are never purged (DESIGN 5.5). */
const history = [
  'standing',
  'verdict',
  'finding',
  'assessment',
  'event',
  'snapshot',
  'observation',
  'vintage',
  'binding',
  'citation',
];

const guards = [
  `CREATE FUNCTION refuse_rewriting_history() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'history is insert-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END $$`,
  ...history.flatMap((table) => [
    `CREATE TRIGGER ${table}_keeps_rows BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history()`,
    `CREATE TRIGGER ${table}_keeps_all BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_history()`,
  ]),
];

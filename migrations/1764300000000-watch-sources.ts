import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Every fetch of a source with its outcome; how alive a source is; the state of each cited passage; places of sources in the
 * schedule; blobs that are compressed and may lie outside the database; captures in web archives; turns and robots.txt of hosts.
 */
export class WatchSources1764300000000 implements MigrationInterface {
  name = 'WatchSources1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...archive, ...fetches, ...passages, ...schedules, ...hosts])
      await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The ledger is append-only: there is no way back.'));
  }
}

const archive = [
  `CREATE TABLE memento (
    id uuid PRIMARY KEY,
    source_id uuid NOT NULL CONSTRAINT memento_source REFERENCES source (id),
    url text NOT NULL,
    captured_at timestamptz,
    note text,
    state text NOT NULL DEFAULT 'recorded' CHECK (state IN ('recorded', 'verified', 'refused')),
    verification jsonb,
    verified_at timestamptz,
    created_by uuid NOT NULL CONSTRAINT memento_created_by REFERENCES person (id),
    recorded_at timestamptz NOT NULL,
    CONSTRAINT memento_url UNIQUE (source_id, url)
  )`,
  `ALTER TABLE source ADD COLUMN read_from uuid CONSTRAINT source_read_from REFERENCES memento (id)`,
  `ALTER TABLE snapshot ADD COLUMN modified_on date, ADD COLUMN byline text, ADD COLUMN publisher text, ADD COLUMN canonical text,
     ADD COLUMN correction jsonb, ADD COLUMN pages integer[], ADD COLUMN tls jsonb, ADD COLUMN size integer,
     ADD COLUMN memento_id uuid CONSTRAINT snapshot_memento REFERENCES memento (id)`,
  `ALTER TABLE blob ALTER COLUMN bytes DROP NOT NULL, ADD COLUMN coding text NOT NULL DEFAULT 'identity' CHECK (coding IN ('identity', 'br')),
     ADD COLUMN stored_size integer NOT NULL DEFAULT 0, ADD COLUMN recorded_at timestamptz NOT NULL DEFAULT now(),
     ADD COLUMN place text NOT NULL DEFAULT 'database' CHECK (place IN ('database', 'directory', 's3', 'dropped'))`,
  `UPDATE blob SET stored_size = size`,
  `ALTER TABLE blob ADD CONSTRAINT blob_has_bytes CHECK ((place = 'database') = (bytes IS NOT NULL))`,
  `CREATE INDEX blob_recorded ON blob (recorded_at)`,
  `CREATE INDEX snapshot_blob_sha256 ON snapshot (blob_sha256) WHERE blob_sha256 IS NOT NULL`,
];

const fetches = [
  `CREATE TABLE source_fetch (
    id uuid PRIMARY KEY,
    source_id uuid NOT NULL CONSTRAINT fetch_source REFERENCES source (id),
    trigger text NOT NULL CHECK (trigger IN ('check', 'scheduled', 'manual')),
    check_id uuid CONSTRAINT fetch_check REFERENCES "check" (id),
    requested_by uuid CONSTRAINT fetch_requested_by REFERENCES person (id),
    requested_at timestamptz NOT NULL,
    asked_at timestamptz NOT NULL,
    slot_at timestamptz,
    state text NOT NULL CHECK (state IN ('queued', 'running', 'done')),
    token integer NOT NULL DEFAULT 0,
    completed_at timestamptz,
    outcome text CHECK (outcome IN ('changed', 'unchanged', 'failed')),
    code text,
    message text,
    status integer,
    snapshot_id uuid CONSTRAINT fetch_snapshot REFERENCES snapshot (id),
    effects text[] NOT NULL DEFAULT '{}',
    CONSTRAINT fetch_ended CHECK ((state = 'done') = (outcome IS NOT NULL))
  )`,
  `CREATE INDEX fetch_source_requested ON source_fetch (source_id, requested_at, id)`,
  `CREATE INDEX fetch_open ON source_fetch (source_id) WHERE state <> 'done'`,
  `CREATE UNIQUE INDEX fetch_slot ON source_fetch (source_id, slot_at) WHERE slot_at IS NOT NULL`,
  `CREATE INDEX fetch_completed ON source_fetch (completed_at) WHERE completed_at IS NOT NULL`,
  `CREATE TABLE source_state (
    source_id uuid PRIMARY KEY CONSTRAINT source_state_source REFERENCES source (id),
    liveness text NOT NULL DEFAULT 'unknown' CHECK (liveness IN ('unknown', 'alive', 'failing', 'gone', 'blocked', 'unreadable')),
    since timestamptz NOT NULL,
    strikes smallint NOT NULL DEFAULT 0,
    last_strike_at timestamptz,
    failures integer NOT NULL DEFAULT 0,
    code text,
    message text,
    last_fetched_at timestamptz,
    last_read_at timestamptz,
    changed_at timestamptz,
    unchanged integer NOT NULL DEFAULT 0,
    last_slot_at timestamptz
  )`,
  `INSERT INTO source_state (source_id, since, liveness, last_fetched_at, last_read_at, changed_at)
     SELECT s.id, COALESCE(n.fetched_at, s.recorded_at), CASE WHEN n.id IS NULL THEN 'unknown' ELSE 'alive' END, n.fetched_at, n.fetched_at, n.fetched_at
     FROM source s LEFT JOIN snapshot n ON n.id = s.latest_snapshot_id`,
  `ALTER TABLE "check" ADD COLUMN fetch_id uuid CONSTRAINT check_fetch REFERENCES source_fetch (id)`,
  `CREATE UNIQUE INDEX check_claim_fetch ON "check" (claim_id, fetch_id) WHERE fetch_id IS NOT NULL`,
];

/** The state of each cited passage in the newest snapshot of its source: a projection. */
const passages = [
  `CREATE TABLE passage (
    citation_id uuid PRIMARY KEY CONSTRAINT passage_citation REFERENCES citation (id),
    source_id uuid NOT NULL CONSTRAINT passage_source REFERENCES source (id),
    snapshot_id uuid NOT NULL CONSTRAINT passage_snapshot REFERENCES snapshot (id),
    state text NOT NULL CHECK (state IN ('exact', 'reworded', 'changed', 'gone')),
    layer text CHECK (layer IN ('main', 'other')),
    passage text,
    since timestamptz NOT NULL,
    fetch_id uuid CONSTRAINT passage_fetch REFERENCES source_fetch (id)
  )`,
  `CREATE INDEX passage_source_id ON passage (source_id)`,
  `CREATE INDEX passage_fetch_id ON passage (fetch_id) WHERE fetch_id IS NOT NULL`,
];

/** Sources cited before this version are looked at within a week, not all at once. */
const schedules = [
  `ALTER TABLE schedule DROP CONSTRAINT schedule_subject_kind_check,
     ADD CONSTRAINT schedule_subject_kind_check CHECK (subject_kind IN ('claim', 'shelf-life', 'source'))`,
  `INSERT INTO schedule (subject_kind, subject_id, next_at, why, trigger, rank)
     SELECT 'source', s.id, now() + random() * interval '7 days', 'It was never watched.', 'scheduled', 2
     FROM source s WHERE s.kind IN ('web', 'dataset') AND s.url IS NOT NULL AND EXISTS (SELECT 1 FROM citation q WHERE q.source_id = s.id)`,
];

/** Machine time: who may call a host now, and what its robots.txt said. */
const hosts = [
  `CREATE TABLE host_turn (
    host text PRIMARY KEY,
    token bigint NOT NULL DEFAULT 0,
    leased_until timestamptz NOT NULL,
    free_at timestamptz NOT NULL,
    cool_until timestamptz NOT NULL,
    refusals integer NOT NULL DEFAULT 0
  )`,
  `CREATE TABLE robots (
    origin text PRIMARY KEY,
    status integer,
    body text NOT NULL,
    fetched_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
  )`,
];

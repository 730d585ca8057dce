import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where a vintage came from; what single values are counted in; assertions tied to expressions over series; and the vintage
 * that asked for a check, so that no claim is checked twice for one.
 */
export class ReadSeriesOfAllFormats1764200000000 implements MigrationInterface {
  name = 'ReadSeriesOfAllFormats1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...vintages, ...bindings, ...checks, ...guards]) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The ledger is append-only: there is no way back.'));
  }
}

const vintages = [
  `ALTER TABLE vintage ADD COLUMN format text, ADD COLUMN url text, ADD COLUMN mapping jsonb,
     ADD COLUMN sha256 bytea CHECK (octet_length(sha256) = 32), ADD COLUMN fetched_at timestamptz`,
  `ALTER TABLE observation ADD COLUMN unit text, ADD COLUMN currency text, ADD COLUMN scale numeric CHECK (scale > 0)`,
];

const bindings = [
  `ALTER TABLE binding ADD COLUMN expression text CHECK (length(expression) BETWEEN 1 AND 200),
     ADD CONSTRAINT binding_one_of CHECK (series_id IS NULL OR expression IS NULL)`,
  `CREATE TABLE binding_term (
    assertion_id uuid NOT NULL,
    version integer NOT NULL,
    name text NOT NULL,
    series_id uuid NOT NULL CONSTRAINT binding_term_series REFERENCES series (id),
    PRIMARY KEY (assertion_id, version, name),
    CONSTRAINT binding_term_binding FOREIGN KEY (assertion_id, version) REFERENCES binding (assertion_id, version)
  )`,
  `CREATE INDEX binding_term_series_id ON binding_term (series_id)`,
];

const checks = [
  `ALTER TABLE "check" ADD COLUMN vintage_id uuid CONSTRAINT check_vintage REFERENCES vintage (id)`,
  `CREATE UNIQUE INDEX check_claim_vintage ON "check" (claim_id, vintage_id) WHERE vintage_id IS NOT NULL`,
];

const guards = [
  `CREATE TRIGGER binding_term_keeps_rows BEFORE UPDATE OR DELETE ON binding_term FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history()`,
  `CREATE TRIGGER binding_term_keeps_all BEFORE TRUNCATE ON binding_term FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_history()`,
];

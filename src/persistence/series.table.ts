import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Dimension } from '../domain/claim/assertion.js';
import type { MeasureKind } from '../domain/series/observation.js';
import type { SeriesFormat, SeriesMapping } from '../domain/series/readers/data-table.js';
import { AssertionRow } from './claim.table.js';
import type { PageRequest } from './page.js';
import { Person } from './person.table.js';
import type { Sql } from './sql.js';

@Entity('series')
@Index('series_recorded', ['recordedAt', 'id'])
export class Series {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') title!: string;
  @Column('text', { default: '' }) publisher!: string;
  @Column('text', { nullable: true }) url!: string | null;
  @Column('text') dimension!: Dimension;
  @Column('text', { nullable: true }) unit!: string | null;
  @Column('text', { nullable: true }) currency!: string | null;
  /** Values are multiplied by it: 1000000 where they are in millions. */
  @Column('numeric', { default: 1 }) scale!: string;
  /** What may be computed from the values: a flow may be summed over periods, a change needs no base. */
  @Column('text') measureKind!: MeasureKind;
  @Column('uuid') @ForeignKey(() => Person, { name: 'series_created_by' }) createdBy!: string;
  @Column('timestamptz') recordedAt!: Date;
}

@Entity('vintage')
@Unique('vintage_number', ['seriesId', 'number'])
export class Vintage {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') @ForeignKey(() => Series, { name: 'vintage_series' }) seriesId!: string;
  @Column('integer') number!: number;
  @Column('date') publishedOn!: string;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('uuid') @ForeignKey(() => Person, { name: 'vintage_created_by' }) createdBy!: string;
  @Column('timestamptz') recordedAt!: Date;
  /** What the values were read from; null where a request listed them. */
  @Column('text', { nullable: true }) format!: SeriesFormat | null;
  /** Where they were fetched; null for what was handed in. */
  @Column('text', { nullable: true }) url!: string | null;
  /** How they were read. */
  @Column('jsonb', { nullable: true }) mapping!: SeriesMapping | null;
  /** Of the bytes that were fetched, or of the text that was handed in. */
  @Column('bytea', { nullable: true }) sha256!: Buffer | null;
  /** Machine time. */
  @Column('timestamptz', { nullable: true }) fetchedAt!: Date | null;
}

@Entity('observation')
export class ObservationRow {
  @PrimaryColumn('uuid') @ForeignKey(() => Vintage, { name: 'observation_vintage' }) vintageId!: string;
  @PrimaryColumn('date') periodFrom!: string;
  @PrimaryColumn('date') periodTo!: string;
  @Column('numeric') value!: string;
  @Column('text', { nullable: true }) status!: string | null;
  /** What this value is counted in, where that is not what the series is. */
  @Column('text', { nullable: true }) unit!: string | null;
  @Column('text', { nullable: true }) currency!: string | null;
  @Column('numeric', { nullable: true }) scale!: string | null;
}

/** Which series or expression an assertion is tested against; the newest version holds, one with neither unbinds. */
@Entity('binding')
@Index('binding_series_id', ['seriesId'])
export class Binding {
  @PrimaryColumn('uuid') @ForeignKey(() => AssertionRow, { name: 'binding_assertion' }) assertionId!: string;
  @PrimaryColumn('integer') version!: number;
  @Column('uuid', { nullable: true }) @ForeignKey(() => Series, { name: 'binding_series' }) seriesId!:
    string | null;
  /** Over the series of its terms (domain/series/expression.ts); then the series is null. */
  @Column('text', { nullable: true }) expression!: string | null;
  @Column('uuid') @ForeignKey(() => Person, { name: 'binding_bound_by' }) boundBy!: string;
  @Column('timestamptz') recordedAt!: Date;
}

/** The series that an expression calls by a name. */
@Entity('binding_term')
@ForeignKey(() => Binding, ['assertionId', 'version'], ['assertionId', 'version'], {
  name: 'binding_term_binding',
})
@Index('binding_term_series_id', ['seriesId'])
export class BindingTerm {
  @PrimaryColumn('uuid') assertionId!: string;
  @PrimaryColumn('integer') version!: number;
  @PrimaryColumn('text') name!: string;
  @Column('uuid') @ForeignKey(() => Series, { name: 'binding_term_series' }) seriesId!: string;
}

/** A binding in force: to one series, or to an expression with its terms. */
export interface BindingInForce {
  readonly assertionId: string;
  readonly seriesId: string | null;
  readonly expression: string | null;
  /** Series by name; empty for one series. */
  readonly terms: Readonly<Record<string, string>>;
}

export interface ObservationInput {
  readonly from: string;
  readonly to: string;
  readonly value: string;
  readonly status?: string | undefined;
  readonly unit?: string | undefined;
  readonly currency?: string | undefined;
  readonly scale?: string | undefined;
}

/** Statistical series, their vintages and observations, and the bindings of assertions. */
export class SeriesTable {
  constructor(private readonly sql: Sql) {}

  add(series: Series): Promise<unknown> {
    return this.sql.of(Series).insert(series);
  }

  find(id: string): Promise<Series | null> {
    return this.sql.of(Series).findOneBy({ id });
  }

  findAll(ids: readonly string[]): Promise<Series[]> {
    return this.sql.rows<Series>(
      `SELECT ${this.sql.columns(Series, 's')} FROM series s WHERE id = ANY($1::uuid[])`,
      [ids],
    );
  }

  list({ limit, cursor, offset }: PageRequest): Promise<Series[]> {
    return this.sql.rows<Series>(
      `SELECT ${this.sql.columns(Series, 's')} FROM series s WHERE $1::timestamptz IS NULL OR (recorded_at, id) < ($1, $2::uuid)
       ORDER BY recorded_at DESC, id DESC LIMIT $3 OFFSET $4`,
      [cursor?.key ?? null, cursor?.id ?? null, limit + 1, offset],
    );
  }

  /** Locks the series, so that its vintages are numbered one after another. */
  async lock(id: string): Promise<boolean> {
    return (await this.sql.one('SELECT id FROM series WHERE id = $1 FOR UPDATE', [id])) !== null;
  }

  vintages(seriesIds: readonly string[]): Promise<Vintage[]> {
    return this.sql.rows<Vintage>(
      `SELECT ${this.sql.columns(Vintage, 'v')} FROM vintage v WHERE series_id = ANY($1::uuid[]) ORDER BY series_id, number`,
      [seriesIds],
    );
  }

  vintage(id: string): Promise<Vintage | null> {
    return this.sql.of(Vintage).findOneBy({ id });
  }

  async addVintage(vintage: Vintage, observations: readonly ObservationInput[]): Promise<void> {
    await this.sql.of(Vintage).insert(vintage);
    await this.sql.run(
      `INSERT INTO observation (vintage_id, period_from, period_to, value, status, unit, currency, scale)
       SELECT $1, * FROM unnest($2::date[], $3::date[], $4::numeric[], $5::text[], $6::text[], $7::text[], $8::numeric[])`,
      [
        vintage.id,
        observations.map((each) => each.from),
        observations.map((each) => each.to),
        observations.map((each) => each.value),
        observations.map((each) => each.status ?? null),
        observations.map((each) => each.unit ?? null),
        observations.map((each) => each.currency ?? null),
        observations.map((each) => each.scale ?? null),
      ],
    );
  }

  observations(vintageIds: readonly string[]): Promise<ObservationRow[]> {
    return this.sql.rows<ObservationRow>(
      `SELECT ${this.sql.columns(ObservationRow, 'o')} FROM observation o WHERE vintage_id = ANY($1::uuid[])
       ORDER BY vintage_id, period_from, period_to`,
      [vintageIds],
    );
  }

  /** The binding in force of an assertion, locked against a second one at the same time by the assertion's row. */
  binding(assertionId: string): Promise<Binding | null> {
    return this.sql.one<Binding>(
      `SELECT ${this.sql.columns(Binding, 'b')} FROM binding b WHERE assertion_id = $1 ORDER BY version DESC LIMIT 1`,
      [assertionId],
    );
  }

  /** Appends a version, with its terms. */
  async bind(binding: Omit<Binding, 'version'>, terms: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.sql.run('SELECT 1 FROM assertion WHERE id = $1 FOR UPDATE', [binding.assertionId]);
    await this.sql.run(
      `WITH added AS (
         INSERT INTO binding (assertion_id, version, series_id, expression, bound_by, recorded_at)
         SELECT $1, COALESCE(max(version), 0) + 1, $2, $3, $4, $5 FROM binding WHERE assertion_id = $1 RETURNING assertion_id, version)
       INSERT INTO binding_term (assertion_id, version, name, series_id)
       SELECT assertion_id, version, name, series_id FROM added, unnest($6::text[], $7::uuid[]) AS t (name, series_id)`,
      [
        ...[binding.assertionId, binding.seriesId, binding.expression, binding.boundBy, binding.recordedAt],
        ...[Object.keys(terms), Object.values(terms)],
      ],
    );
  }

  /** The terms of one version of a binding: series by name. */
  async termsOf(assertionId: string, version: number): Promise<Record<string, string>> {
    const rows = await this.sql.rows<{ name: string; seriesId: string }>(
      `SELECT name, series_id AS "seriesId" FROM binding_term WHERE assertion_id = $1 AND version = $2 ORDER BY name`,
      [assertionId, version],
    );
    return Object.fromEntries(rows.map((row) => [row.name, row.seriesId]));
  }

  /** The bindings in force of a claim's assertions. */
  bindingsOf(claimId: string): Promise<BindingInForce[]> {
    return this.sql.rows(
      `SELECT "assertionId", "seriesId", expression,
         COALESCE((SELECT jsonb_object_agg(t.name, t.series_id) FROM binding_term t
                   WHERE t.assertion_id = "assertionId" AND t.version = newest.version), '{}') AS terms
       FROM (
         SELECT DISTINCT ON (b.assertion_id) b.assertion_id AS "assertionId", b.version, b.series_id AS "seriesId", b.expression
         FROM binding b JOIN assertion a ON a.id = b.assertion_id WHERE a.claim_id = $1
         ORDER BY b.assertion_id, b.version DESC) AS newest
       WHERE "seriesId" IS NOT NULL OR expression IS NOT NULL`,
      [claimId],
    );
  }

  /**
   * Claims with an assertion that is tested against the series now, alone or in an expression, by id after `after`; without
   * those for which a check is queued: it will see the newest vintage anyway.
   */
  async boundClaims(seriesId: string, after: string, limit: number): Promise<string[]> {
    const rows = await this.sql.rows<{ id: string }>(
      `SELECT DISTINCT a.claim_id AS id FROM assertion a
       CROSS JOIN LATERAL (SELECT version, series_id FROM binding WHERE assertion_id = a.id ORDER BY version DESC LIMIT 1) b
       WHERE a.id IN (SELECT assertion_id FROM binding WHERE series_id = $1 UNION SELECT assertion_id FROM binding_term WHERE series_id = $1)
         AND a.claim_id > $2
         AND (b.series_id = $1 OR EXISTS (SELECT 1 FROM binding_term t
              WHERE t.assertion_id = a.id AND t.version = b.version AND t.series_id = $1))
         AND NOT EXISTS (SELECT 1 FROM "check" k WHERE k.claim_id = a.claim_id AND k.state = 'queued')
       ORDER BY a.claim_id LIMIT $3`,
      [seriesId, after, limit],
    );
    return rows.map(({ id }) => id);
  }
}

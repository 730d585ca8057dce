import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Dimension } from '../domain/claim/assertion.js';
import type { MeasureKind } from '../domain/series/observation.js';
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
}

@Entity('observation')
export class ObservationRow {
  @PrimaryColumn('uuid') @ForeignKey(() => Vintage, { name: 'observation_vintage' }) vintageId!: string;
  @PrimaryColumn('date') periodFrom!: string;
  @PrimaryColumn('date') periodTo!: string;
  @Column('numeric') value!: string;
  @Column('text', { nullable: true }) status!: string | null;
}

/** Which series an assertion is tested against; the newest version holds, a null series unbinds. */
@Entity('binding')
@Index('binding_series_id', ['seriesId'])
export class Binding {
  @PrimaryColumn('uuid') @ForeignKey(() => AssertionRow, { name: 'binding_assertion' }) assertionId!: string;
  @PrimaryColumn('integer') version!: number;
  @Column('uuid', { nullable: true }) @ForeignKey(() => Series, { name: 'binding_series' }) seriesId!:
    string | null;
  @Column('uuid') @ForeignKey(() => Person, { name: 'binding_bound_by' }) boundBy!: string;
  @Column('timestamptz') recordedAt!: Date;
}

export interface ObservationInput {
  readonly from: string;
  readonly to: string;
  readonly value: string;
  readonly status?: string | undefined;
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
      `INSERT INTO observation (vintage_id, period_from, period_to, value, status)
       SELECT $1, * FROM unnest($2::date[], $3::date[], $4::numeric[], $5::text[])`,
      [
        vintage.id,
        observations.map((each) => each.from),
        observations.map((each) => each.to),
        observations.map((each) => each.value),
        observations.map((each) => each.status ?? null),
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

  async bind(binding: Binding): Promise<void> {
    await this.sql.run('SELECT 1 FROM assertion WHERE id = $1 FOR UPDATE', [binding.assertionId]);
    await this.sql.run(
      `INSERT INTO binding (assertion_id, version, series_id, bound_by, recorded_at)
       SELECT $1, COALESCE(max(version), 0) + 1, $2, $3, $4 FROM binding WHERE assertion_id = $1`,
      [binding.assertionId, binding.seriesId, binding.boundBy, binding.recordedAt],
    );
  }

  /** The bindings in force of a claim's assertions. */
  bindingsOf(claimId: string): Promise<{ assertionId: string; seriesId: string }[]> {
    return this.sql.rows(
      `SELECT * FROM (
         SELECT DISTINCT ON (b.assertion_id) b.assertion_id AS "assertionId", b.series_id AS "seriesId"
         FROM binding b JOIN assertion a ON a.id = b.assertion_id WHERE a.claim_id = $1
         ORDER BY b.assertion_id, b.version DESC) AS newest
       WHERE "seriesId" IS NOT NULL`,
      [claimId],
    );
  }
}

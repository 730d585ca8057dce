import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { Label } from '../domain/finding.js';
import type { Sql } from './sql.js';

@Entity('scale')
@Unique('scale_code', ['code'])
export class Scale {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') code!: string;
  @Column('text') label!: string;
  /** The label in other languages: BCP 47 to text. */
  @Column('jsonb', { default: () => `'{}'` }) labels!: Readonly<Record<string, string>>;
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
  @Column('integer', { default: 1 }) version!: number;
}

@Entity('rating')
@Unique('rating_code', ['scaleId', 'code'])
export class Rating {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') @ForeignKey(() => Scale, { name: 'rating_scale' }) scaleId!: string;
  @Column('text') code!: string;
  @Column('text') label!: string;
  /** Null off the truth axis. */
  @Column('integer', { nullable: true }) numericValue!: number | null;
  /** The assessment label consistent with it; null when none is. */
  @Column('text', { nullable: true }) expects!: Exclude<Label, 'not-enough-evidence'> | null;
  @Column('integer') position!: number;
  @Column('jsonb', { default: () => `'{}'` }) labels!: Readonly<Record<string, string>>;
  /** `#rrggbb`. */
  @Column('text', { nullable: true }) colour!: string | null;
  /** No new verdict carries it; old ones keep it. */
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
  @Column('integer', { default: 1 }) version!: number;
}

/** What of a scale may change. */
export type ChangeableScale = Pick<Scale, 'label' | 'labels'>;
/** What of a rating may change. */
export type ChangeableRating = Pick<
  Rating,
  'label' | 'labels' | 'numericValue' | 'expects' | 'position' | 'colour'
>;

/** A rating as its readers see it, with the ends of its scale. */
export interface RatingOnScale {
  readonly label: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly numericValue: number | null;
  /** The greatest and the least number of the scale, its retired ratings included; null when it has none. */
  readonly best: number | null;
  readonly worst: number | null;
}

/** Rating scales. */
export class ScaleTable {
  constructor(private readonly sql: Sql) {}

  scales(): Promise<Scale[]> {
    return this.sql.of(Scale).find({ order: { code: 'ASC' } });
  }

  ratings(): Promise<Rating[]> {
    return this.sql.of(Rating).find({ order: { position: 'ASC', code: 'ASC' } });
  }

  /**
   * A rating, held as it is until the caller's transaction ends: what a verdict is published on must not be reworded or
   * retired meanwhile. One of a retired scale counts as retired.
   */
  async rating(id: string): Promise<Rating | null> {
    const rating = await this.sql.one<Rating>(
      `SELECT ${this.sql.columns(Rating, 'r')} FROM rating r WHERE id = $1 FOR SHARE`,
      [id],
    );
    if (rating === null) return null;
    const scale = await this.sql.one<{ retiredAt: Date | null }>(
      'SELECT retired_at AS "retiredAt" FROM scale WHERE id = $1 FOR SHARE',
      [rating.scaleId],
    );
    return { ...rating, retiredAt: rating.retiredAt ?? scale?.retiredAt ?? null };
  }

  /** How a rating reads; for showing verdicts. */
  shown(ratingId: string): Promise<RatingOnScale | null> {
    return this.sql.one<RatingOnScale>(
      `SELECT r.label, r.labels, r.numeric_value AS "numericValue", e.best, e.worst
       FROM rating r CROSS JOIN LATERAL (SELECT max(numeric_value) AS best, min(numeric_value) AS worst FROM rating o WHERE o.scale_id = r.scale_id) e
       WHERE r.id = $1`,
      [ratingId],
    );
  }

  /** The scale, locked for a change. */
  lockScale(id: string): Promise<Scale | null> {
    return this.sql.one<Scale>(
      `SELECT ${this.sql.columns(Scale, 's')} FROM scale s WHERE id = $1 FOR UPDATE`,
      [id],
    );
  }

  /** The rating, locked for a change: a verdict that is being published on it is waited for. */
  lockRating(id: string): Promise<Rating | null> {
    return this.sql.one<Rating>(
      `SELECT ${this.sql.columns(Rating, 'r')} FROM rating r WHERE id = $1 FOR UPDATE`,
      [id],
    );
  }

  /** True when a verdict or a draft carries the rating. */
  async isInUse(ratingId: string): Promise<boolean> {
    const row = await this.sql.one<{ used: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM verdict WHERE rating_id = $1) OR EXISTS (SELECT 1 FROM draft WHERE rating_id = $1) AS used`,
      [ratingId],
    );
    return row?.used ?? false;
  }

  /** True when a verdict or a draft carries a rating of the scale. */
  async isScaleInUse(scaleId: string): Promise<boolean> {
    const row = await this.sql.one<{ used: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM rating r WHERE r.scale_id = $1 AND (
         EXISTS (SELECT 1 FROM verdict WHERE rating_id = r.id) OR EXISTS (SELECT 1 FROM draft WHERE rating_id = r.id))) AS used`,
      [scaleId],
    );
    return row?.used ?? false;
  }

  /** The greatest and the least number of a scale, its retired ratings included, one of them left out if named. */
  async ends(scaleId: string, without: string | null): Promise<Pick<RatingOnScale, 'best' | 'worst'>> {
    const row = await this.sql.one<Pick<RatingOnScale, 'best' | 'worst'>>(
      `SELECT max(numeric_value) AS best, min(numeric_value) AS worst FROM rating
       WHERE scale_id = $1 AND id IS DISTINCT FROM $2::uuid`,
      [scaleId, without],
    );
    return row ?? { best: null, worst: null };
  }

  /** Where the next rating of a scale stands. */
  async nextPosition(scaleId: string): Promise<number> {
    const row = await this.sql.one<{ next: number }>(
      'SELECT COALESCE(max(position), 0) + 1 AS next FROM rating WHERE scale_id = $1',
      [scaleId],
    );
    return row?.next ?? 1;
  }

  /** False when the code is taken. */
  async addScale(scale: Scale): Promise<boolean> {
    const { id, code, label, labels } = scale;
    const text = `INSERT INTO scale (id, code, label, labels, version) VALUES ($1, $2, $3, $4, 1)
      ON CONFLICT (code) DO NOTHING RETURNING id`;
    return (await this.sql.one(text, [id, code, label, JSON.stringify(labels)])) !== null;
  }

  /** False when a rating of the scale has the code. */
  async addRating(rating: Rating): Promise<boolean> {
    const text = `INSERT INTO rating (id, scale_id, code, label, labels, numeric_value, expects, position, colour, version)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1) ON CONFLICT (scale_id, code) DO NOTHING RETURNING id`;
    const added = await this.sql.one(text, [
      ...[rating.id, rating.scaleId, rating.code, rating.label, JSON.stringify(rating.labels)],
      ...[rating.numericValue, rating.expects, rating.position, rating.colour],
    ]);
    return added !== null;
  }

  async changeScale(id: string, set: ChangeableScale): Promise<void> {
    await this.sql.run('UPDATE scale SET label = $2, labels = $3, version = version + 1 WHERE id = $1', [
      ...[id, set.label, JSON.stringify(set.labels)],
    ]);
  }

  async changeRating(id: string, set: ChangeableRating): Promise<void> {
    await this.sql.run(
      `UPDATE rating SET label = $2, labels = $3, numeric_value = $4, expects = $5, position = $6, colour = $7, version = version + 1
       WHERE id = $1`,
      [
        ...[id, set.label, JSON.stringify(set.labels), set.numericValue],
        ...[set.expects, set.position, set.colour],
      ],
    );
  }

  async retireScale(id: string, at: Date): Promise<void> {
    await this.sql.run('UPDATE scale SET retired_at = $2, version = version + 1 WHERE id = $1', [id, at]);
  }

  async retireRating(id: string, at: Date): Promise<void> {
    await this.sql.run('UPDATE rating SET retired_at = $2, version = version + 1 WHERE id = $1', [id, at]);
  }
}

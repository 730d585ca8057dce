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

/** Rating scales. */
export class ScaleTable {
  constructor(private readonly sql: Sql) {}

  scales(): Promise<Scale[]> {
    return this.sql.of(Scale).find({ order: { code: 'ASC' } });
  }

  ratings(): Promise<Rating[]> {
    return this.sql.of(Rating).find({ order: { position: 'ASC' } });
  }

  rating(id: string): Promise<Rating | null> {
    return this.sql.of(Rating).findOneBy({ id });
  }
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Claim } from './claim.table.js';
import type { Priority } from './claim.table.js';
import { Person } from './person.table.js';
import type { Sql } from './sql.js';

/** What a second person said of one version of a draft; insert-only. */
@Entity('review')
@Index('review_claim', ['claimId', 'recordedAt'])
@Index('review_draft', ['draftId', 'draftVersion'])
export class Review {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') @ForeignKey(() => Claim, { name: 'review_claim_fk' }) claimId!: string;
  @Column('uuid') draftId!: string;
  @Column('integer') draftVersion!: number;
  @Column('text') decision!: 'approved' | 'returned';
  @Column('uuid') @ForeignKey(() => Person, { name: 'review_reviewer' }) reviewerId!: string;
  @Column('text', { default: '' }) note!: string;
  @Column('timestamptz') recordedAt!: Date;
}

/** How many persons other than its authors must approve a verdict on a claim of this priority. */
@Entity('review_policy')
export class ReviewPolicy {
  @PrimaryColumn('text') priority!: Priority;
  @Column('integer') reviewers!: number;
}

export class ReviewTable {
  constructor(private readonly sql: Sql) {}

  policies(): Promise<ReviewPolicy[]> {
    return this.sql.of(ReviewPolicy).find({ order: { reviewers: 'ASC' } });
  }
}

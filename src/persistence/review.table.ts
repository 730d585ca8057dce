import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ReviewPolicies } from '../domain/verdict/review.js';
import type { Priority } from '../domain/claim/priority.js';
import { Claim } from './claim.table.js';
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

  async append(review: Review): Promise<void> {
    await this.sql.of(Review).insert(review);
  }

  /** All reviews of a claim, in the order they were made. */
  ofClaim(claimId: string): Promise<Review[]> {
    return this.sql.rows<Review>(
      `SELECT ${this.sql.columns(Review, 'w')} FROM review w WHERE claim_id = $1 ORDER BY recorded_at, id`,
      [claimId],
    );
  }

  /** How many must review, by priority. */
  async policies(): Promise<ReviewPolicies> {
    return byPriority(await this.sql.of(ReviewPolicy).find());
  }

  /** As {@link policies}, locked until the transaction ends. */
  async lockPolicies(): Promise<ReviewPolicies> {
    return byPriority(
      await this.sql.rows<ReviewPolicy>(
        `SELECT ${this.sql.columns(ReviewPolicy, 'p')} FROM review_policy p ORDER BY priority FOR UPDATE`,
      ),
    );
  }

  async setPolicies(policies: ReviewPolicies): Promise<void> {
    await this.sql.run(
      `UPDATE review_policy AS p SET reviewers = n.reviewers
       FROM unnest($1::text[], $2::integer[]) AS n (priority, reviewers) WHERE p.priority = n.priority`,
      [Object.keys(policies), Object.values(policies)],
    );
  }
}

function byPriority(rows: readonly ReviewPolicy[]): ReviewPolicies {
  const of = (priority: Priority): number => {
    const row = rows.find((each) => each.priority === priority);
    if (row === undefined) throw new Error(`no review policy for priority ${priority}`);
    return row.reviewers;
  };
  return { low: of('low'), normal: of('normal'), high: of('high') };
}

import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { CheckRow } from './check.table.js';
import { Claim } from './claim.table.js';
import { Rating } from './scale.table.js';
import type { Sql } from './sql.js';

/** A verdict in the making; the only mutable form of one. At most one per claim. */
@Entity('draft')
export class Draft {
  @PrimaryColumn('uuid') @ForeignKey(() => Claim, { name: 'draft_claim' }) claimId!: string;
  /** Another draft of the same claim has another id: reviews name the draft they are of. */
  @Column('uuid') id!: string;
  @Column('uuid') @ForeignKey(() => Rating, { name: 'draft_rating' }) ratingId!: string;
  @Column('text') rationale!: string;
  @Column('uuid', { array: true, default: () => `'{}'` }) citationIds!: string[];
  /** Public; says what was wrong in the version before. */
  @Column('text', { nullable: true }) correctionNote!: string | null;
  @Column('timestamptz', { nullable: true }) validFrom!: Date | null;
  @Column('date', { nullable: true }) expiresOn!: string | null;
  /** The completed check its authors had before them. */
  @Column('uuid', { nullable: true }) @ForeignKey(() => CheckRow, { name: 'draft_check' }) checkId!:
    string | null;
  /** Everybody who wrote any of it, the first first: none of them may review it. */
  @Column('uuid', { array: true }) authorIds!: string[];
  /** As the policy had it when the draft was begun; it only rises. */
  @Column('integer') reviewersRequired!: number;
  /** The ETag; a review holds for one version. */
  @Column('integer') version!: number;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') updatedAt!: Date;
}

export class DraftTable {
  constructor(private readonly sql: Sql) {}

  of(claimId: string): Promise<Draft | null> {
    return this.sql.of(Draft).findOneBy({ claimId });
  }

  /** Writes the draft of a claim, or its next version; the caller holds the lock of the claim's state. */
  async put(draft: Draft): Promise<void> {
    await this.sql.of(Draft).upsert(draft, ['claimId']);
  }

  /** What the draft is about was changed: approvals of it as it was hold no more. */
  async touch(claimId: string): Promise<void> {
    await this.sql.run('UPDATE draft SET version = version + 1 WHERE claim_id = $1', [claimId]);
  }

  async remove(claimId: string): Promise<void> {
    await this.sql.run('DELETE FROM draft WHERE claim_id = $1', [claimId]);
  }
}

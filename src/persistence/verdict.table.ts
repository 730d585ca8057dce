import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Label } from '../domain/finding.js';
import { Claim } from './claim.table.js';
import { Person } from './person.table.js';
import { Rating } from './scale.table.js';
import type { Sql } from './sql.js';

export type VerdictKind = 'published' | 'withdrawn';

/** What a verdict rests on, frozen when it was published. */
export interface FrozenEvidence {
  readonly checkId: string | null;
  readonly snapshotIds: readonly string[];
  readonly vintageIds: readonly string[];
  /** Each cited passage with the snapshot of its source it was read in; null where the source has none (an interview). */
  readonly citations?: readonly { readonly citationId: string; readonly snapshotId: string | null }[];
  /** What disagreed with it already when it was published; only something else challenges it. */
  readonly knownDisagreement: readonly string[];
}

@Entity('verdict')
@Index('verdict_rating_id', ['ratingId'], { where: 'rating_id IS NOT NULL' })
export class Verdict {
  @PrimaryColumn('uuid') @ForeignKey(() => Claim, { name: 'verdict_claim' }) claimId!: string;
  @PrimaryColumn('integer') version!: number;
  @Column('text') kind!: VerdictKind;
  @Column('uuid', { nullable: true }) @ForeignKey(() => Rating, { name: 'verdict_rating' }) ratingId!:
    string | null;
  @Column('text') rationale!: string;
  @Column('uuid', { array: true, default: () => `'{}'` }) citationIds!: string[];
  @Column('jsonb') evidence!: FrozenEvidence;
  @Column('uuid') @ForeignKey(() => Person, { name: 'verdict_author' }) authorId!: string;
  /** Wrote some of it too. */
  @Column('uuid', { array: true, default: () => `'{}'` }) coAuthorIds!: string[];
  /** Approved exactly this text. */
  @Column('uuid', { array: true, default: () => `'{}'` }) reviewerIds!: string[];
  /** Who put it in force; null: the author. */
  @Column('uuid', { nullable: true })
  @ForeignKey(() => Person, { name: 'verdict_published_by' })
  publishedBy!: string | null;
  /** Public; says what was wrong in the version before. */
  @Column('text', { nullable: true }) correctionNote!: string | null;
  /** Since when it holds in the world; `recordedAt` is when we knew. Never in the future. */
  @Column('timestamptz') validFrom!: Date;
  @Column('date', { nullable: true }) expiresOn!: string | null;
  @Column('timestamptz') recordedAt!: Date;
}

/** A verdict with its rating in words. */
export type RatedVerdict = Verdict & {
  readonly ratingCode: string | null;
  readonly ratingLabel: string | null;
  readonly expects: Exclude<Label, 'not-enough-evidence'> | null;
};

/** Verdict versions; insert-only. The newest is in force unless it is a withdrawal. */
export class VerdictTable {
  constructor(private readonly sql: Sql) {}

  async append(verdict: Verdict): Promise<void> {
    await this.sql.run(
      `INSERT INTO verdict (claim_id, version, kind, rating_id, rationale, citation_ids, evidence, author_id, valid_from, expires_on, recorded_at,
         co_author_ids, reviewer_ids, published_by, correction_note)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        verdict.claimId,
        verdict.version,
        verdict.kind,
        verdict.ratingId,
        verdict.rationale,
        verdict.citationIds,
        JSON.stringify(verdict.evidence),
        verdict.authorId,
        verdict.validFrom,
        verdict.expiresOn,
        verdict.recordedAt,
        ...[verdict.coAuthorIds, verdict.reviewerIds, verdict.publishedBy, verdict.correctionNote],
      ],
    );
  }

  /** All versions up to a moment of the ledger, oldest first. */
  versions(claimId: string, until: Date | null = null): Promise<RatedVerdict[]> {
    return this.sql.rows<RatedVerdict>(
      `SELECT ${this.sql.columns(Verdict, 'v')}, r.code AS "ratingCode", r.label AS "ratingLabel", r.expects
       FROM verdict v LEFT JOIN rating r ON r.id = v.rating_id
       WHERE claim_id = $1 AND ($2::timestamptz IS NULL OR recorded_at <= $2) ORDER BY version`,
      [claimId, until],
    );
  }

  async latest(claimId: string): Promise<RatedVerdict | null> {
    return this.sql.one<RatedVerdict>(
      `SELECT ${this.sql.columns(Verdict, 'v')}, r.code AS "ratingCode", r.label AS "ratingLabel", r.expects
       FROM verdict v LEFT JOIN rating r ON r.id = v.rating_id WHERE claim_id = $1 ORDER BY version DESC LIMIT 1`,
      [claimId],
    );
  }
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Cause } from '../domain/events.js';
import type { Status } from '../domain/standing/view.js';
import type { Label } from '../domain/finding.js';
import { Claim } from './claim.table.js';
import type { Sql } from './sql.js';

@Entity('standing')
@Index('standing_claim_recorded', ['claimId', 'recordedAt'])
export class StandingRow {
  @PrimaryColumn('uuid') @ForeignKey(() => Claim, { name: 'standing_claim' }) claimId!: string;
  @PrimaryColumn('integer') version!: number;
  @Column('text') status!: Status;
  @Column('text', { nullable: true }) label!: Label | null;
  @Column('integer', { nullable: true }) verdictVersion!: number | null;
  @Column('text') cause!: Cause['kind'];
  @Column('text', { nullable: true }) causeId!: string | null;
  @Column('text', { array: true, default: () => `'{}'` }) disagreement!: string[];
  @Column('timestamptz') recordedAt!: Date;
}

/** How a claim has stood; insert-only, a period ends where the next begins. */
export class StandingTable {
  constructor(private readonly sql: Sql) {}

  async append(row: StandingRow): Promise<void> {
    await this.sql.run(
      `INSERT INTO standing (claim_id, version, status, label, verdict_version, cause, cause_id, disagreement, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        row.claimId,
        row.version,
        row.status,
        row.label,
        row.verdictVersion,
        row.cause,
        row.causeId,
        row.disagreement,
        row.recordedAt,
      ],
    );
  }

  /** The standing that held at a moment, with the rating of its verdict; null before the claim was recorded. */
  ratedAt(
    claimId: string,
    moment: Date,
  ): Promise<(StandingRow & { ratingCode: string | null; ratingLabel: string | null }) | null> {
    return this.sql.one(
      `SELECT ${this.sql.columns(StandingRow, 's')}, r.code AS "ratingCode", r.label AS "ratingLabel"
       FROM standing s LEFT JOIN verdict v ON v.claim_id = s.claim_id AND v.version = s.verdict_version
       LEFT JOIN rating r ON r.id = v.rating_id
       WHERE s.claim_id = $1 AND s.recorded_at <= $2 ORDER BY s.recorded_at DESC, s.version DESC LIMIT 1`,
      [claimId, moment],
    );
  }
}

import { Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Status } from '../domain/standing/view.js';
import type { Label } from '../domain/finding.js';
import { Claim } from './claim.table.js';
import type { Sql } from './sql.js';

/**
 * When a standing held at a desk: a projection of `standing` and the desk changes in `revision`, kept in the transaction
 * that changes them, rebuilt by `stet rebuild`. It answers lists as of a moment.
 */
@Entity('standing_period')
// TypeORM's word for an index USING gist.
@Index('standing_period_status', ['status', 'period'], { spatial: true })
@Index('standing_period_desk', ['deskId', 'period'], { spatial: true })
@Exclusion('standing_period_one_at_a_time', 'USING gist (claim_id WITH =, period WITH &&)')
export class StandingPeriod {
  @PrimaryColumn('uuid') @ForeignKey(() => Claim, { name: 'standing_period_claim' }) claimId!: string;
  @PrimaryColumn('integer') standingVersion!: number;
  /** The claim's version since which it belongs to the desk; 1 until its first change of desk. */
  @PrimaryColumn('integer') claimVersion!: number;
  @Column('tstzrange') period!: string;
  @Column('text') status!: Status;
  @Column('text', { nullable: true }) label!: Label | null;
  @Column('integer', { nullable: true }) verdictVersion!: number | null;
  @Column('uuid', { nullable: true }) ratingId!: string | null;
  @Column('uuid') deskId!: string;
}

export class StandingPeriodTable {
  constructor(private readonly sql: Sql) {}

  /** Since when the claim stands as it does at the desk where it is; null for a claim that is not there. */
  async openSince(claimId: string): Promise<Date | null> {
    const row = await this.sql.one<{ at: Date }>(
      `SELECT lower(period) AS at FROM standing_period WHERE claim_id = $1 AND upper_inf(period) AND NOT isempty(period)`,
      [claimId],
    );
    return row?.at ?? null;
  }

  /**
   * Begins a period at `at`, which is not before {@link openSince}, and ends the one before; what is not given stays as it was. Two statements, for the exclusion
   * constraint looks at each row as it is written.
   */
  async begin(
    claimId: string,
    at: Date,
    change:
      | (Pick<StandingPeriod, 'standingVersion' | 'status' | 'label' | 'verdictVersion'> & {
          readonly ratingId: string | null;
        })
      | Pick<StandingPeriod, 'claimVersion' | 'deskId'>,
  ): Promise<void> {
    const before = await this.sql.one<StandingPeriod>(
      `UPDATE standing_period AS p SET period = tstzrange(lower(period), $2)
       WHERE claim_id = $1 AND upper_inf(period) AND NOT isempty(period)
       RETURNING ${this.sql.columns(StandingPeriod, 'p')}`,
      [claimId, at],
    );
    if (before === null) throw new Error(`claim ${claimId} has no open standing period: run stet rebuild`);
    const row = { ...before, ...change };
    await this.sql.run(
      `INSERT INTO standing_period (claim_id, standing_version, claim_version, period, status, label, verdict_version, rating_id, desk_id)
       VALUES ($1, $2, $3, tstzrange($4, NULL), $5, $6, $7, $8, $9)`,
      [
        ...[claimId, row.standingVersion, row.claimVersion, at, row.status, row.label],
        ...[row.verdictVersion, row.ratingId, row.deskId],
      ],
    );
  }
}

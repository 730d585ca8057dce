import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Cause, Status } from '../domain/events.js';
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

  /** All standings that had begun by a moment of the ledger, oldest first. */
  until(claimId: string, moment: Date): Promise<StandingRow[]> {
    return this.sql.rows<StandingRow>(
      `SELECT ${this.sql.columns(StandingRow, 's')} FROM standing s WHERE claim_id = $1 AND recorded_at <= $2 ORDER BY version`,
      [claimId, moment],
    );
  }

  /** The standing that held at a moment; null before the claim was recorded. */
  at(claimId: string, moment: Date): Promise<StandingRow | null> {
    return this.sql.one<StandingRow>(
      `SELECT ${this.sql.columns(StandingRow, 's')} FROM standing s WHERE claim_id = $1 AND recorded_at <= $2
       ORDER BY recorded_at DESC, version DESC LIMIT 1`,
      [claimId, moment],
    );
  }
}

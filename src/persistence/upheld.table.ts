import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Claim } from './claim.table.js';
import { Person } from './person.table.js';
import type { Sql } from './sql.js';
import { Verdict } from './verdict.table.js';

/** A person looked at a disagreement and upheld the verdict against it: it challenges this version no more. Insert-only. */
@Entity('upheld')
@ForeignKey(() => Verdict, ['claimId', 'verdictVersion'], ['claimId', 'version'], { name: 'upheld_verdict' })
export class Upheld {
  @PrimaryColumn('uuid') @ForeignKey(() => Claim, { name: 'upheld_claim' }) claimId!: string;
  @PrimaryColumn('integer') number!: number;
  @Column('integer') verdictVersion!: number;
  /** Parts of a fingerprint (domain/standing/disagreement.ts). */
  @Column('text', { array: true }) disagreement!: string[];
  @Column('text') reason!: string;
  @Column('uuid') @ForeignKey(() => Person, { name: 'upheld_person' }) personId!: string;
  @Column('timestamptz') recordedAt!: Date;
}

export class UpheldTable {
  constructor(private readonly sql: Sql) {}

  /** Numbers it within the claim, whose state the caller holds locked; returns the number. */
  async append(row: Omit<Upheld, 'number'>): Promise<number> {
    const added = await this.sql.one<{ number: number }>(
      `INSERT INTO upheld (claim_id, number, verdict_version, disagreement, reason, person_id, recorded_at)
       SELECT $1, COALESCE(max(number), 0) + 1, $2, $3, $4, $5, $6 FROM upheld WHERE claim_id = $1 RETURNING number`,
      [row.claimId, row.verdictVersion, row.disagreement, row.reason, row.personId, row.recordedAt],
    );
    if (added === null) throw new Error(`what was upheld of claim ${row.claimId} was not written`);
    return added.number;
  }

  /** All that was upheld of a claim, oldest first. */
  ofClaim(claimId: string): Promise<Upheld[]> {
    return this.sql.rows<Upheld>(
      `SELECT ${this.sql.columns(Upheld, 'u')} FROM upheld u WHERE claim_id = $1 ORDER BY number`,
      [claimId],
    );
  }

  /** Every part upheld against one version of a verdict. */
  async against(claimId: string, verdictVersion: number): Promise<string[]> {
    const rows = await this.sql.rows<{ part: string }>(
      'SELECT DISTINCT unnest(disagreement) AS part FROM upheld WHERE claim_id = $1 AND verdict_version = $2',
      [claimId, verdictVersion],
    );
    return rows.map((row) => row.part);
  }
}

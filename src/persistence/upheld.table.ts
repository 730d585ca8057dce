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

  /** Every part upheld against one version of a verdict. */
  async against(claimId: string, verdictVersion: number): Promise<string[]> {
    const rows = await this.sql.rows<{ part: string }>(
      'SELECT DISTINCT unnest(disagreement) AS part FROM upheld WHERE claim_id = $1 AND verdict_version = $2',
      [claimId, verdictVersion],
    );
    return rows.map((row) => row.part);
  }
}

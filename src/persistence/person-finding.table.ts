import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Label } from '../domain/finding.js';
import { AssertionRow, Claim } from './claim.table.js';
import { Person } from './person.table.js';
import { Source } from './source.table.js';
import type { Sql } from './sql.js';

/** What a person found of one assertion; insert-only. Checks take it in until it is retracted. */
@Entity('person_finding')
@Index('person_finding_claim', ['claimId', 'recordedAt'])
export class PersonFinding {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') @ForeignKey(() => Claim, { name: 'person_finding_claim_fk' }) claimId!: string;
  @Column('uuid') @ForeignKey(() => AssertionRow, { name: 'person_finding_assertion' }) assertionId!: string;
  @Column('uuid', { nullable: true }) @ForeignKey(() => Source, { name: 'person_finding_source' }) sourceId!:
    string | null;
  @Column('text') label!: Label;
  /** Word for word, where the source has words. */
  @Column('text', { nullable: true }) passage!: string | null;
  /** What was said or seen, where it has none. */
  @Column('text', { nullable: true }) note!: string | null;
  /** Why it bears on the assertion. */
  @Column('text') reason!: string;
  @Column('uuid') @ForeignKey(() => Person, { name: 'person_finding_person' }) personId!: string;
  @Column('timestamptz') recordedAt!: Date;
}

@Entity('finding_retraction')
@Index('finding_retraction_claim', ['claimId', 'recordedAt'])
export class FindingRetraction {
  @PrimaryColumn('uuid')
  @ForeignKey(() => PersonFinding, { name: 'finding_retraction_finding' })
  findingId!: string;
  @Column('uuid') @ForeignKey(() => Claim, { name: 'finding_retraction_claim_fk' }) claimId!: string;
  @Column('text') reason!: string;
  @Column('uuid') @ForeignKey(() => Person, { name: 'finding_retraction_person' }) personId!: string;
  @Column('timestamptz') recordedAt!: Date;
}

export class PersonFindingTable {
  constructor(private readonly sql: Sql) {}

  /** Those that hold: recorded by `moment` and not retracted by then; oldest first. */
  inForce(claimId: string, moment: Date): Promise<PersonFinding[]> {
    return this.sql.rows<PersonFinding>(
      `SELECT ${this.sql.columns(PersonFinding, 'f')} FROM person_finding f
       WHERE claim_id = $1 AND recorded_at <= $2
         AND NOT EXISTS (SELECT 1 FROM finding_retraction r WHERE r.finding_id = f.id AND r.recorded_at <= $2)
       ORDER BY recorded_at, id`,
      [claimId, moment],
    );
  }
}

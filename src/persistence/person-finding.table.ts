import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Label } from '../domain/finding.js';
import { AssertionRow, Claim } from './claim.table.js';
import type { PageRequest } from './page.js';
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

/** With the name of who said it and the origin of the source it names. */
export type SpokenFinding = PersonFinding & {
  readonly personName: string;
  readonly sourceOrigin: string | null;
};

/** With its retraction, where there is one. */
export type ListedFinding = SpokenFinding & {
  readonly retractedAt: Date | null;
  readonly retractedBy: string | null;
  readonly retractionReason: string | null;
};

const named = 'p.name AS "personName", s.origin AS "sourceOrigin"';
const joined =
  'FROM person_finding f JOIN person p ON p.id = f.person_id LEFT JOIN source s ON s.id = f.source_id';

/** Findings of persons; insert-only. */
export class PersonFindingTable {
  constructor(private readonly sql: Sql) {}

  async add(row: PersonFinding): Promise<void> {
    await this.sql.run(
      `INSERT INTO person_finding (id, claim_id, assertion_id, source_id, label, passage, note, reason, person_id, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[row.id, row.claimId, row.assertionId, row.sourceId, row.label, row.passage, row.note],
        ...[row.reason, row.personId, row.recordedAt],
      ],
    );
  }

  find(id: string): Promise<PersonFinding | null> {
    return this.sql.of(PersonFinding).findOneBy({ id });
  }

  async isRetracted(findingId: string): Promise<boolean> {
    return this.sql.of(FindingRetraction).existsBy({ findingId });
  }

  async retract(row: FindingRetraction): Promise<void> {
    await this.sql.run(
      'INSERT INTO finding_retraction (finding_id, claim_id, reason, person_id, recorded_at) VALUES ($1, $2, $3, $4, $5)',
      [row.findingId, row.claimId, row.reason, row.personId, row.recordedAt],
    );
  }

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

  /** What a check takes in: all that are not retracted, whatever the clock of the process that recorded them; oldest first. */
  standing(claimId: string): Promise<SpokenFinding[]> {
    return this.sql.rows<SpokenFinding>(
      `SELECT ${this.sql.columns(PersonFinding, 'f')}, ${named} ${joined}
       WHERE f.claim_id = $1 AND NOT EXISTS (SELECT 1 FROM finding_retraction r WHERE r.finding_id = f.id)
       ORDER BY f.recorded_at, f.id`,
      [claimId],
    );
  }

  /** All of a claim, the retracted too, newest first. */
  list(claimId: string, { limit, cursor, offset }: PageRequest): Promise<ListedFinding[]> {
    return this.sql.rows<ListedFinding>(
      `SELECT ${this.sql.columns(PersonFinding, 'f')}, ${named},
              r.recorded_at AS "retractedAt", r.person_id AS "retractedBy", r.reason AS "retractionReason"
       ${joined} LEFT JOIN finding_retraction r ON r.finding_id = f.id
       WHERE f.claim_id = $1 AND ($2::timestamptz IS NULL OR (f.recorded_at, f.id) < ($2, $3::uuid))
       ORDER BY f.recorded_at DESC, f.id DESC LIMIT $4 OFFSET $5`,
      [claimId, cursor?.key ?? null, cursor?.id ?? null, limit + 1, offset],
    );
  }
}

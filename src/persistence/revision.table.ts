import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Claim } from './claim.table.js';
import { Person } from './person.table.js';
import type { Sql } from './sql.js';

export type RevisedKind = 'claim' | 'assertion' | 'source' | 'hold' | 'policy';

/** What a person changed of something mutable: the fields before and after. Insert-only. */
@Entity('revision')
@Index('revision_claim', ['claimId', 'recordedAt'])
export class Revision {
  @PrimaryColumn('text') subjectKind!: RevisedKind;
  @PrimaryColumn('uuid') subjectId!: string;
  /** The subject's version after it. */
  @PrimaryColumn('integer') version!: number;
  /** The claim whose timeline shows it, if any. */
  @Column('uuid', { nullable: true }) @ForeignKey(() => Claim, { name: 'revision_claim_fk' }) claimId!:
    string | null;
  /** `change`, or the name of a workflow action. */
  @Column('text') action!: string;
  /** Only the fields that changed. */
  @Column('jsonb') before!: Readonly<Record<string, unknown>>;
  @Column('jsonb') after!: Readonly<Record<string, unknown>>;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('uuid') @ForeignKey(() => Person, { name: 'revision_actor' }) actorId!: string;
  @Column('timestamptz') recordedAt!: Date;
}

/** The history of what people may change: how a claim, an assertion or a source read at any moment follows from it. */
export class RevisionTable {
  constructor(private readonly sql: Sql) {}

  async append(row: Revision): Promise<void> {
    await this.sql.run(
      `INSERT INTO revision (subject_kind, subject_id, version, claim_id, action, before, after, reason, actor_id, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[row.subjectKind, row.subjectId, row.version, row.claimId, row.action],
        ...[JSON.stringify(row.before), JSON.stringify(row.after), row.reason, row.actorId, row.recordedAt],
      ],
    );
  }

  /** All revisions of a subject, oldest first. */
  of(kind: RevisedKind, subjectId: string): Promise<Revision[]> {
    return this.sql.rows<Revision>(
      `SELECT ${this.sql.columns(Revision, 'r')} FROM revision r WHERE subject_kind = $1 AND subject_id = $2 ORDER BY version`,
      [kind, subjectId],
    );
  }

  /** The version of the newest revision; 0 when there is none. For subjects that keep no version of their own. */
  async lastVersion(kind: RevisedKind, subjectId: string): Promise<number> {
    const row = await this.sql.one<{ version: number }>(
      'SELECT max(version) AS version FROM revision WHERE subject_kind = $1 AND subject_id = $2',
      [kind, subjectId],
    );
    return row?.version ?? 0;
  }
}

/** The fields in which two states differ, as they were and as they are. */
export function differenceOf<T extends object>(
  before: T,
  after: T,
): { before: Record<string, unknown>; after: Record<string, unknown> } {
  const names = (Object.keys(after) as (keyof T & string)[]).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  const pick = (of: T): Record<string, unknown> => Object.fromEntries(names.map((name) => [name, of[name]]));
  return { before: pick(before), after: pick(after) };
}

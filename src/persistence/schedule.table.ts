import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Claim } from './claim.table.js';
import type { CheckTrigger } from './check.table.js';
import { Person } from './person.table.js';
import type { Sql } from './sql.js';

/** `claim`: check it again. `shelf-life`: its last verification grows too old. */
export type ScheduleSubject = 'claim' | 'shelf-life';

@Entity('schedule')
@Index('schedule_due', ['subjectKind', 'rank', 'nextAt'])
export class ScheduleRow {
  @PrimaryColumn('text') subjectKind!: ScheduleSubject;
  @PrimaryColumn('uuid') subjectId!: string;
  /** Ledger time. */
  @Column('timestamptz') nextAt!: Date;
  /** In words, for people. */
  @Column('text') why!: string;
  @Column('text') trigger!: CheckTrigger;
  /** What goes first when not all can: 0 a verdict is in force, 1 to 3 priority high, normal, low. Shelf lives are 0. */
  @Column('smallint', { default: 2 }) rank!: number;
  /** The policy that set it. */
  @Column('uuid', { nullable: true }) policyId!: string | null;
}

/** A person put the scheduled checks of a claim off: until a moment, or until somebody resumes them. */
@Entity('schedule_hold')
export class ScheduleHold {
  @PrimaryColumn('uuid') @ForeignKey(() => Claim, { name: 'schedule_hold_claim' }) claimId!: string;
  @Column('timestamptz', { nullable: true }) until!: Date | null;
  @Column('text') reason!: string;
  @Column('uuid') @ForeignKey(() => Person, { name: 'schedule_hold_person' }) personId!: string;
  @Column('timestamptz') recordedAt!: Date;
}

/** When a subject is looked at again: a narrow table of its own, so that no machine write touches a claim. */
export class ScheduleTable {
  constructor(private readonly sql: Sql) {}

  async set(row: ScheduleRow): Promise<void> {
    await this.sql.run(
      `INSERT INTO schedule (subject_kind, subject_id, next_at, why, trigger, rank, policy_id) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (subject_kind, subject_id) DO UPDATE SET next_at = $3, why = $4, trigger = $5, rank = $6, policy_id = $7`,
      [row.subjectKind, row.subjectId, row.nextAt, row.why, row.trigger, row.rank, row.policyId],
    );
  }

  of(claimId: string): Promise<ScheduleRow[]> {
    return this.sql.rows<ScheduleRow>(
      `SELECT ${this.sql.columns(ScheduleRow, 'n')} FROM schedule n WHERE subject_id = $1`,
      [claimId],
    );
  }

  /**
   * Takes up to `limit` claims whose check is due; other ticks skip them. They are put off by a day, which the end of the
   * check overwrites: a claim never falls out of the schedule, whatever becomes of its check.
   */
  takeClaims(now: Date, limit: number): Promise<ScheduleRow[]> {
    return this.sql.rows<ScheduleRow>(
      `UPDATE schedule AS n SET next_at = $1::timestamptz + interval '1 day' WHERE (subject_kind, subject_id) IN (
         SELECT subject_kind, subject_id FROM schedule WHERE subject_kind = 'claim' AND next_at <= $1 ORDER BY next_at LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING ${this.sql.columns(ScheduleRow, 'n')}`,
      [now, limit],
    );
  }

  /** Claims whose shelf life is over. Not locked: whoever ends it locks the claim's state first, as everyone does. */
  async overShelfLives(now: Date, limit: number): Promise<string[]> {
    const rows = await this.sql.rows<{ id: string }>(
      `SELECT subject_id AS id FROM schedule WHERE subject_kind = 'shelf-life' AND next_at <= $1 ORDER BY next_at LIMIT $2`,
      [now, limit],
    );
    return rows.map((row) => row.id);
  }

  async remove(subjectKind: ScheduleSubject, subjectId: string): Promise<void> {
    await this.sql.run('DELETE FROM schedule WHERE subject_kind = $1 AND subject_id = $2', [
      subjectKind,
      subjectId,
    ]);
  }
}

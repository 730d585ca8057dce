import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Claim } from './claim.table.js';
import type { CheckTrigger } from './check.table.js';
import type { Cursor } from './page.js';
import { Person } from './person.table.js';
import { planFactsStatement } from './plan-facts.js';
import type { PlanFactRow } from './plan-facts.js';
import type { Sql } from './sql.js';

/** `claim`: check it again. `shelf-life`: its last verification grows too old. `source`: fetch it again. */
export type ScheduleSubject = 'claim' | 'shelf-life' | 'source';

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

export const ranks = [0, 1, 2, 3] as const;

/** Sources have one rank: the host's turn, not the ledger, says which goes first. */
export const sourceRank = 2;

/**
 * Takes rows away, first come first. By `ctid`, for a second look through the primary key would cost as much again; and what
 * was taken is read from the locked rows, for RETURNING would fetch each once more. $1 rank, $2 ledger time, $3 how many.
 */
export const takingStatement = (columns: string, subjectKind: 'claim' | 'source' = 'claim'): string =>
  `WITH due AS MATERIALIZED (
     SELECT n.ctid AS place, ${columns} FROM schedule n WHERE n.subject_kind = '${subjectKind}' AND n.rank = $1 AND n.next_at <= $2
     ORDER BY n.next_at LIMIT $3 FOR UPDATE SKIP LOCKED),
   gone AS (DELETE FROM schedule WHERE ctid = ANY(ARRAY(SELECT place FROM due)))
   SELECT * FROM due`;

/** When a subject is looked at again: a narrow table of its own, so that no machine write touches a claim. */
export class ScheduleTable {
  constructor(private readonly sql: Sql) {}

  set(row: ScheduleRow): Promise<void> {
    return this.setAll([row]);
  }

  /** Writes rows over those that are there; what would not change is left alone. */
  async setAll(rows: readonly ScheduleRow[]): Promise<void> {
    if (rows.length === 0) return;
    await this.sql.run(
      `INSERT INTO schedule AS n (subject_kind, subject_id, next_at, why, trigger, rank, policy_id)
       SELECT * FROM unnest($1::text[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::smallint[], $7::uuid[])
       ON CONFLICT (subject_kind, subject_id) DO UPDATE
         SET next_at = EXCLUDED.next_at, why = EXCLUDED.why, trigger = EXCLUDED.trigger, rank = EXCLUDED.rank, policy_id = EXCLUDED.policy_id
       WHERE (n.next_at, n.why, n.trigger, n.rank, n.policy_id)
         IS DISTINCT FROM (EXCLUDED.next_at, EXCLUDED.why, EXCLUDED.trigger, EXCLUDED.rank, EXCLUDED.policy_id)`,
      [
        rows.map((row) => row.subjectKind),
        rows.map((row) => row.subjectId),
        rows.map((row) => row.nextAt),
        rows.map((row) => row.why),
        rows.map((row) => row.trigger),
        rows.map((row) => row.rank),
        rows.map((row) => row.policyId),
      ],
    );
  }

  of(claimId: string): Promise<ScheduleRow[]> {
    return this.sql.rows<ScheduleRow>(
      `SELECT ${this.sql.columns(ScheduleRow, 'n')} FROM schedule n WHERE subject_id = $1`,
      [claimId],
    );
  }

  /** The source's place, or null. */
  async ofSource(sourceId: string): Promise<ScheduleRow | null> {
    return (await this.of(sourceId)).find((row) => row.subjectKind === 'source') ?? null;
  }

  /** The claim's place, or null. */
  async ofClaim(claimId: string): Promise<ScheduleRow | null> {
    return (await this.of(claimId)).find((row) => row.subjectKind === 'claim') ?? null;
  }

  /** The places of claims, locked: a tick passes over them until the transaction ends, or has taken them before. */
  lock(claimIds: readonly string[]): Promise<ScheduleRow[]> {
    return this.sql.rows<ScheduleRow>(
      `SELECT ${this.sql.columns(ScheduleRow, 'n')} FROM schedule n
       WHERE subject_kind = 'claim' AND subject_id = ANY($1::uuid[]) ORDER BY subject_id FOR UPDATE`,
      [claimIds],
    );
  }

  /** The place of a source, locked: a tick passes over it until the transaction ends, or has taken it before. */
  async lockSource(sourceId: string): Promise<void> {
    await this.sql.run(
      `SELECT 1 FROM schedule WHERE subject_kind = 'source' AND subject_id = $1 FOR UPDATE`,
      [sourceId],
    );
  }

  /** Takes up to `limit` due claims of a rank away; other ticks pass over them. The check written with it stands for the place. */
  takeClaims(rank: number, now: Date, limit: number): Promise<ScheduleRow[]> {
    return this.sql.rows<ScheduleRow>(takingStatement(this.sql.columns(ScheduleRow, 'n')), [
      rank,
      now,
      limit,
    ]);
  }

  /** A new verdict leans on what a claim cites: its sources are fetched no later than `at`. Locked in one order. */
  async pullSources(claimId: string, at: Date, why: string): Promise<void> {
    await this.sql.run(
      `WITH late AS (
         SELECT n.subject_id FROM schedule n WHERE n.subject_kind = 'source' AND n.next_at > $2
           AND n.subject_id IN (SELECT source_id FROM citation WHERE claim_id = $1) ORDER BY n.subject_id FOR UPDATE)
       UPDATE schedule SET next_at = $2, why = $3 WHERE subject_kind = 'source' AND subject_id IN (SELECT subject_id FROM late)`,
      [claimId, at, why],
    );
  }

  /** Takes up to `limit` due sources away, as {@link takeClaims}: the fetch written with it stands for the place. */
  takeSources(now: Date, limit: number): Promise<ScheduleRow[]> {
    return this.sql.rows<ScheduleRow>(takingStatement(this.sql.columns(ScheduleRow, 'n'), 'source'), [
      sourceRank,
      now,
      limit,
    ]);
  }

  /** What the schedule of claims follows from, by claim. */
  facts(claimIds: readonly string[]): Promise<PlanFactRow[]> {
    return this.sql.rows<PlanFactRow>(planFactsStatement, [claimIds]);
  }

  /** The states of claims, locked in one order: as `claims.lockState`, for many. */
  async lockStates(claimIds: readonly string[]): Promise<void> {
    await this.sql.run(
      'SELECT 1 FROM claim_state WHERE claim_id = ANY($1::uuid[]) ORDER BY claim_id FOR UPDATE',
      [claimIds],
    );
  }

  /** A verdict came into force or went: what goes first changes, not when. */
  async setRank(claimId: string, rank: number): Promise<void> {
    await this.sql.run(
      `UPDATE schedule SET rank = $2 WHERE subject_kind = 'claim' AND subject_id = $1 AND rank <> $2`,
      [claimId, rank],
    );
  }

  /** Claims whose shelf life is over. Not locked: whoever ends it locks the claim's state first, as everyone does. */
  async overShelfLives(now: Date, limit: number): Promise<string[]> {
    const rows = await this.sql.rows<{ id: string }>(
      `SELECT subject_id AS id FROM schedule WHERE subject_kind = 'shelf-life' AND rank = 0 AND next_at <= $1 ORDER BY next_at LIMIT $2`,
      [now, limit],
    );
    return rows.map((row) => row.id);
  }

  remove(subjectKind: ScheduleSubject, subjectId: string): Promise<void> {
    return this.removeAll(subjectKind, [subjectId]);
  }

  async removeAll(subjectKind: ScheduleSubject, subjectIds: readonly string[]): Promise<void> {
    if (subjectIds.length === 0) return;
    await this.sql.run('DELETE FROM schedule WHERE subject_kind = $1 AND subject_id = ANY($2::uuid[])', [
      subjectKind,
      subjectIds,
    ]);
  }

  hold(claimId: string): Promise<ScheduleHold | null> {
    return this.sql.of(ScheduleHold).findOneBy({ claimId });
  }

  async setHold(hold: ScheduleHold): Promise<void> {
    await this.sql.run(
      `INSERT INTO schedule_hold (claim_id, until, reason, person_id, recorded_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (claim_id) DO UPDATE SET until = $2, reason = $3, person_id = $4, recorded_at = $5`,
      [hold.claimId, hold.until, hold.reason, hold.personId, hold.recordedAt],
    );
  }

  async removeHolds(claimIds: readonly string[]): Promise<void> {
    if (claimIds.length === 0) return;
    await this.sql.run('DELETE FROM schedule_hold WHERE claim_id = ANY($1::uuid[])', [claimIds]);
  }

  /** Claims due before `to`, with what they say, the earliest first: the four ranks merged, each read in its index order. */
  planned(
    to: Date,
    cursor: Cursor | null,
    limit: number,
    offset: number,
  ): Promise<(ScheduleRow & { readonly text: string })[]> {
    const columns = this.sql.columns(ScheduleRow, 'n');
    const ofRank = ranks.map(
      (rank) => `(SELECT * FROM schedule WHERE subject_kind = 'claim' AND rank = ${rank} AND next_at < $1
        AND next_at >= COALESCE($2::timestamptz, '-infinity') AND ($2::timestamptz IS NULL OR (next_at, subject_id) > ($2, $3::uuid))
        ORDER BY next_at, subject_id LIMIT $4::int + $5::int)`,
    );
    return this.sql.rows(
      `SELECT ${columns}, c.text FROM (${ofRank.join(' UNION ALL ')}) n JOIN claim c ON c.id = n.subject_id
       ORDER BY n.next_at, n.subject_id LIMIT $4 OFFSET $5`,
      [to, cursor?.key ?? null, cursor?.id ?? null, limit, offset],
    );
  }

  /** How many claims fall due in each hour from `from` until `to`; what was due before counts in hour -1. */
  perHour(from: Date, to: Date): Promise<{ hour: number; due: number }[]> {
    return this.sql.rows(
      `SELECT GREATEST(-1, floor(extract(epoch FROM next_at - $1::timestamptz) / 3600))::int AS hour, count(*) AS due
       FROM schedule WHERE subject_kind = 'claim' AND rank = ANY('{0,1,2,3}') AND next_at < $2 GROUP BY 1 ORDER BY 1`,
      [from, to],
    );
  }
}

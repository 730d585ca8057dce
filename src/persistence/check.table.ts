import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { CheckerName, Finding, Label, Reason } from '../domain/finding.js';
import { AssertionRow, Claim } from './claim.table.js';
import { Citation } from './citation.table.js';
import type { PageRequest } from './page.js';
import { Person } from './person.table.js';
import { Vintage } from './series.table.js';
import { Snapshot } from './snapshot.table.js';
import { Source } from './source.table.js';
import type { Sql } from './sql.js';

export type CheckTrigger = 'recorded' | 'manual' | 'scheduled' | 'source-changed' | 'series-revised' | 'due';
export type CheckState = 'queued' | 'running' | 'completed' | 'failed';

@Entity('check')
@Index('check_claim_requested', ['claimId', 'requestedAt', 'id'])
@Index('check_slot', ['claimId', 'slotAt'], { unique: true, where: 'slot_at IS NOT NULL' })
@Index('check_slot_requested', ['requestedAt'], { where: 'slot_at IS NOT NULL' })
@Index('check_open', ['claimId'], { where: `state IN ('queued', 'running')` })
@Index('check_claim_vintage', ['claimId', 'vintageId'], { unique: true, where: 'vintage_id IS NOT NULL' })
@Index('check_claim_fetch', ['claimId', 'fetchId'], { unique: true, where: 'fetch_id IS NOT NULL' })
@Index('check_completed', ['claimId', 'completedAt'], { where: 'completed_at IS NOT NULL' })
export class CheckRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') @ForeignKey(() => Claim, { name: 'check_claim' }) claimId!: string;
  @Column('text') trigger!: CheckTrigger;
  @Column('text') state!: CheckState;
  @Column('uuid', { nullable: true }) @ForeignKey(() => Person, { name: 'check_requested_by' }) requestedBy!:
    string | null;
  /** Ledger time. */
  @Column('timestamptz') requestedAt!: Date;
  /** Machine time: a fetch begun since then is fresh enough for this check. */
  @Column('timestamptz') askedAt!: Date;
  @Column('timestamptz', { nullable: true }) startedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) completedAt!: Date | null;
  /** Grows whenever a worker takes the check; a result under an older token is refused (fencing). */
  @Column('integer', { default: 0 }) token!: number;
  @Column('text', { nullable: true }) failure!: string | null;
  /** The due time of the schedule that it answers; no slot is checked twice. Ledger time. */
  @Column('timestamptz', { nullable: true }) slotAt!: Date | null;
  /** The vintage that asked for it; no claim is checked twice for one. */
  @Column('uuid', { nullable: true }) @ForeignKey(() => Vintage, { name: 'check_vintage' }) vintageId!:
    string | null;
  /** The fetch of a source that asked for it; no claim is checked twice for one. */
  @Column('uuid', { nullable: true }) @ForeignKey('FetchRow', { name: 'check_fetch' }) fetchId!:
    string | null;
}

@Entity('finding')
@Unique('finding_position', ['checkId', 'position'])
@Index('finding_claim_id', ['claimId'])
export class FindingRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') @ForeignKey(() => CheckRow, { name: 'finding_check' }) checkId!: string;
  @Column('uuid') @ForeignKey(() => Claim, { name: 'finding_claim' }) claimId!: string;
  @Column('integer') position!: number;
  @Column('text') checker!: CheckerName;
  @Column('uuid', { nullable: true })
  @ForeignKey(() => AssertionRow, { name: 'finding_assertion' })
  assertionId!: string | null;
  @Column('uuid', { nullable: true }) @ForeignKey(() => Citation, { name: 'finding_citation' }) citationId!:
    string | null;
  @Column('uuid', { nullable: true }) @ForeignKey(() => Source, { name: 'finding_source' }) sourceId!:
    string | null;
  @Column('uuid', { nullable: true }) @ForeignKey(() => Snapshot, { name: 'finding_snapshot' }) snapshotId!:
    string | null;
  @Column('uuid', { nullable: true }) @ForeignKey(() => Vintage, { name: 'finding_vintage' }) vintageId!:
    string | null;
  @Column('text', { nullable: true }) label!: Label | null;
  @Column('text', { nullable: true }) error!: string | null;
  @Column('jsonb') reasons!: Reason[];
  @Column('timestamptz') recordedAt!: Date;
}

export interface AssessmentPart {
  readonly assertionId: string;
  readonly label: Label;
  readonly reasons: readonly Reason[];
}

@Entity('assessment')
@Index('assessment_claim_recorded', ['claimId', 'recordedAt'])
export class Assessment {
  @PrimaryColumn('uuid') @ForeignKey(() => CheckRow, { name: 'assessment_check' }) checkId!: string;
  @Column('uuid') @ForeignKey(() => Claim, { name: 'assessment_claim' }) claimId!: string;
  @Column('text') label!: Label;
  @Column('jsonb') parts!: AssessmentPart[];
  @Column('jsonb') reasons!: Reason[];
  @Column('timestamptz') recordedAt!: Date;
}

/** Checks with what they found. */
export class CheckTable {
  constructor(private readonly sql: Sql) {}

  /** Adds checks; returns those added: a due time, a vintage or a fetch that has its check of the claim gets no other. */
  async add(
    rows: readonly (Pick<
      CheckRow,
      'id' | 'claimId' | 'trigger' | 'requestedBy' | 'requestedAt' | 'askedAt'
    > & {
      readonly slotAt?: Date | null;
      readonly vintageId?: string | null;
      readonly fetchId?: string | null;
    })[],
  ): Promise<string[]> {
    const added = await this.sql.rows<{ id: string }>(
      `INSERT INTO "check" (id, claim_id, trigger, state, requested_by, requested_at, asked_at, slot_at, vintage_id, fetch_id)
       SELECT id, claim_id, trigger, 'queued', requested_by, requested_at, asked_at, slot_at, vintage_id, fetch_id
       FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[], $8::uuid[], $9::uuid[])
         AS c (id, claim_id, trigger, requested_by, requested_at, asked_at, slot_at, vintage_id, fetch_id)
       ON CONFLICT DO NOTHING RETURNING id`,
      [
        rows.map((row) => row.id),
        rows.map((row) => row.claimId),
        rows.map((row) => row.trigger),
        rows.map((row) => row.requestedBy),
        rows.map((row) => row.requestedAt),
        rows.map((row) => row.askedAt),
        rows.map((row) => row.slotAt ?? null),
        rows.map((row) => row.vintageId ?? null),
        rows.map((row) => row.fetchId ?? null),
      ],
    );
    return added.map(({ id }) => id);
  }

  /** The check that a person asked for answers a due time that nothing was asked for yet. */
  async answersSlot(id: string, slotAt: Date): Promise<void> {
    await this.sql.run(`UPDATE "check" SET slot_at = $2 WHERE id = $1 AND slot_at IS NULL`, [id, slotAt]);
  }

  /** Scheduled checks asked for since a moment of the ledger, as the budget counts them. */
  async slotsSince(at: Date): Promise<number> {
    const row = await this.sql.one<{ n: number }>(
      `SELECT count(*) AS n FROM "check" WHERE slot_at IS NOT NULL AND requested_at > $1`,
      [at],
    );
    return row?.n ?? 0;
  }

  /** The newest check of the claim that is queued or running, if any. */
  open(claimId: string): Promise<CheckRow | null> {
    return this.sql.one<CheckRow>(
      `SELECT ${this.sql.columns(CheckRow, 'k')} FROM "check" k
       WHERE claim_id = $1 AND state IN ('queued', 'running') ORDER BY requested_at DESC, id DESC LIMIT 1`,
      [claimId],
    );
  }

  /** The first due time no check has completed since; null when all were answered. */
  async unansweredSlot(claimId: string): Promise<Date | null> {
    const row = await this.sql.one<{ at: Date | null }>(
      `SELECT min(slot_at) AS at FROM "check" k WHERE claim_id = $1 AND slot_at IS NOT NULL AND state <> 'completed'
         AND NOT EXISTS (SELECT 1 FROM "check" d WHERE d.claim_id = $1 AND d.state = 'completed' AND d.completed_at >= k.slot_at)`,
      [claimId],
    );
    return row?.at ?? null;
  }

  /** Ends a check that no worker will carry out, whoever holds it; false when it has ended. */
  async giveUp(id: string, at: Date, failure: string): Promise<boolean> {
    const touched = await this.sql.count(
      `UPDATE "check" SET state = 'failed', token = token + 1, completed_at = $2, failure = $3
       WHERE id = $1 AND state IN ('queued', 'running')`,
      [id, at, failure],
    );
    return touched === 1;
  }

  /** A check that was given up is to be carried out after all. */
  async reopen(id: string): Promise<boolean> {
    const touched = await this.sql.count(
      `UPDATE "check" SET state = 'queued', started_at = NULL, completed_at = NULL, failure = NULL WHERE id = $1 AND state = 'failed'`,
      [id],
    );
    return touched === 1;
  }

  find(id: string): Promise<CheckRow | null> {
    return this.sql.one<CheckRow>(`SELECT ${this.sql.columns(CheckRow, 'k')} FROM "check" k WHERE id = $1`, [
      id,
    ]);
  }

  list(claimId: string, { limit, cursor, offset }: PageRequest): Promise<CheckRow[]> {
    return this.sql.rows<CheckRow>(
      `SELECT ${this.sql.columns(CheckRow, 'k')} FROM "check" k
       WHERE claim_id = $1 AND ($2::timestamptz IS NULL OR (requested_at, id) < ($2, $3::uuid))
       ORDER BY requested_at DESC, id DESC LIMIT $4 OFFSET $5`,
      [claimId, cursor?.key ?? null, cursor?.id ?? null, limit + 1, offset],
    );
  }

  /**
   * Takes a check that is not done: the row with a new token, which takes it from whoever held it before. The queue's lock
   * keeps two workers apart; the token decides when that lock failed (a stalled worker that wakes late).
   */
  take(id: string, at: Date): Promise<CheckRow | null> {
    return this.sql.one<CheckRow>(
      `UPDATE "check" AS k SET state = 'running', token = token + 1, started_at = COALESCE(started_at, $2)
       WHERE id = $1 AND state IN ('queued', 'running') RETURNING ${this.sql.columns(CheckRow, 'k')}`,
      [id, at],
    );
  }

  /** Ends a check under its token; false when another worker has taken it since: then nothing may be recorded. */
  async end(
    id: string,
    token: number,
    state: 'completed' | 'failed',
    at: Date,
    failure: string | null,
  ): Promise<boolean> {
    const touched = await this.sql.count(
      `UPDATE "check" SET state = $3, completed_at = $4, failure = $5 WHERE id = $1 AND token = $2 AND state = 'running'`,
      [id, token, state, at, failure],
    );
    return touched === 1;
  }

  async addFindings(
    checkId: string,
    claimId: string,
    findings: readonly (Finding & { id: string })[],
    at: Date,
  ): Promise<void> {
    if (findings.length === 0) return;
    await this.sql.run(
      `INSERT INTO finding (id, check_id, claim_id, position, checker, assertion_id, citation_id, source_id, snapshot_id, vintage_id, label, error, reasons, recorded_at)
       SELECT id, $1, $2, n, checker, assertion_id, citation_id, source_id, snapshot_id, vintage_id, label, error, reasons, $13
       FROM unnest($3::uuid[], $4::text[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::uuid[], $10::text[], $11::text[], $12::jsonb[])
         WITH ORDINALITY AS f (id, checker, assertion_id, citation_id, source_id, snapshot_id, vintage_id, label, error, reasons, n)`,
      [
        checkId,
        claimId,
        findings.map((each) => each.id),
        findings.map((each) => each.checker),
        findings.map((each) => each.assertionId),
        findings.map((each) => each.citationId),
        findings.map((each) => each.sourceId),
        findings.map((each) => each.snapshotId),
        findings.map((each) => each.vintageId),
        findings.map((each) => each.label),
        findings.map((each) => each.error),
        findings.map((each) => JSON.stringify(each.reasons)),
        at,
      ],
    );
  }

  findings(checkId: string): Promise<FindingRow[]> {
    return this.sql.rows<FindingRow>(
      `SELECT ${this.sql.columns(FindingRow, 'f')} FROM finding f WHERE check_id = $1 ORDER BY position`,
      [checkId],
    );
  }

  async addAssessment(row: Assessment): Promise<void> {
    await this.sql.run(
      `INSERT INTO assessment (check_id, claim_id, label, parts, reasons, recorded_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        row.checkId,
        row.claimId,
        row.label,
        JSON.stringify(row.parts),
        JSON.stringify(row.reasons),
        row.recordedAt,
      ],
    );
  }

  assessment(checkId: string): Promise<Assessment | null> {
    return this.sql.of(Assessment).findOneBy({ checkId });
  }
}

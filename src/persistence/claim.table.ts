import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { blank } from '../domain/claim/statement.js';
import type { Assertion, AssertionKind } from '../domain/claim/assertion.js';
import type { Priority } from '../domain/claim/priority.js';
import type { Status } from '../domain/standing/view.js';
import type { Label } from '../domain/finding.js';
import type { WorkflowState } from '../domain/verdict/workflow.js';
import { Desk, Person } from './person.table.js';
import type { Sql } from './sql.js';

@Entity('claim')
@Index('claim_recorded', ['recordedAt', 'id'])
@Index('claim_desk_recorded', ['deskId', 'recordedAt', 'id'])
@Index('claim_assignee', ['assigneeId', 'dueOn'], { where: 'assignee_id IS NOT NULL' })
export class Claim {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') text!: string;
  @Column('date', { nullable: true }) statedOn!: string | null;
  @Column('text') claimant!: string;
  @Column('text') language!: string;
  @Column('text', { array: true, default: () => `'{}'` }) topics!: string[];
  @Column('text') priority!: Priority;
  @Column('uuid') @ForeignKey(() => Desk, { name: 'claim_desk' }) deskId!: string;
  @Column('text') workflow!: WorkflowState;
  @Column('uuid', { nullable: true })
  @ForeignKey(() => Person, { name: 'claim_assignee_person' })
  assigneeId!: string | null;
  /** When the human work is to be done. */
  @Column('date', { nullable: true }) dueOn!: string | null;
  /** The newsroom's own page about it, for ClaimReview. */
  @Column('text', { nullable: true }) publicUrl!: string | null;
  /** The highest priority it ever had: review is as that asks, so that lowering the priority spares nobody a reviewer. */
  @Column('text') reviewPriority!: Priority;
  @Column('uuid') @ForeignKey(() => Person, { name: 'claim_created_by' }) createdBy!: string;
  @Column('timestamptz') recordedAt!: Date;
  /** The ETag; only people's changes move it. */
  @Column('integer') version!: number;
}

/** The current standing and what it follows from: a projection that history can rebuild, apart from the claim so that no machine write touches the claim. */
@Entity('claim_state')
@Index('claim_state_status', ['status', 'claimId'])
@Index('claim_state_failed', ['claimId'], { where: '(failed_checks > 0)' })
export class ClaimState {
  @PrimaryColumn('uuid') @ForeignKey(() => Claim, { name: 'claim_state_claim' }) claimId!: string;
  @Column('integer') standingVersion!: number;
  @Column('text') status!: Status;
  @Column('text', { nullable: true }) label!: Label | null;
  @Column('integer', { nullable: true }) verdictVersion!: number | null;
  @Column('uuid', { nullable: true }) lastCheckId!: string | null;
  @Column('timestamptz', { nullable: true }) lastVerifiedAt!: Date | null;
  /** Technical failures in a row since the last completed check. */
  @Column('integer', { default: 0 }) failedChecks!: number;
  @Column('text', { array: true, default: () => `'{}'` }) disagreement!: string[];
  /** Completed checks in a row that came to the same labels as the one before; adaptive policies wait longer by it. */
  @Column('integer', { default: 0 }) unchangedChecks!: number;
}

@Entity('assertion')
@Unique('assertion_position', ['claimId', 'position'])
export class AssertionRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') @ForeignKey(() => Claim, { name: 'assertion_claim_fk' }) claimId!: string;
  @Column('integer') position!: number;
  @Column('text') kind!: AssertionKind;
  @Column('date', { nullable: true }) dueOn!: string | null;
  /** As Stet read it; never overwritten. */
  @Column('jsonb') parsed!: Assertion;
  /** As a person corrected it; holds instead of `parsed`. */
  @Column('jsonb', { nullable: true }) corrected!: Assertion | null;
  @Column('uuid', { nullable: true }) correctedBy!: string | null;
  @Column('timestamptz', { nullable: true }) correctedAt!: Date | null;
  @Column('integer') version!: number;
}

/** What an assertion says now: the correction where there is one. */
export function specOf(row: Pick<AssertionRow, 'parsed' | 'corrected'>): Assertion {
  // what was recorded before a field was read lacks it
  return { ...blank, ...(row.corrected ?? row.parsed) };
}

/** What people may change of a claim. */
export type ChangeableClaim = Pick<
  Claim,
  | 'claimant'
  | 'topics'
  | 'priority'
  | 'deskId'
  | 'workflow'
  | 'assigneeId'
  | 'dueOn'
  | 'publicUrl'
  | 'reviewPriority'
>;

export interface NewAssertion {
  readonly id: string;
  readonly spec: Assertion;
}

/** Claims and their assertions. */
export class ClaimTable {
  constructor(private readonly sql: Sql) {}

  /** One round trip: claim, its state, its first standing (`unverified`, version 1) and the period it begins. */
  async add(claim: Omit<Claim, 'assigneeId' | 'dueOn' | 'publicUrl' | 'reviewPriority'>): Promise<void> {
    await this.sql.run(
      `WITH c AS (
         INSERT INTO claim (id, text, stated_on, claimant, language, topics, priority, review_priority, desk_id, workflow, created_by, recorded_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10, $11, 1) RETURNING id, recorded_at, desk_id),
       s AS (
         INSERT INTO claim_state (claim_id, standing_version, status) SELECT id, 1, 'unverified' FROM c),
       p AS (
         INSERT INTO standing_period (claim_id, standing_version, claim_version, period, status, desk_id)
         SELECT id, 1, 1, tstzrange(recorded_at, NULL), 'unverified', desk_id FROM c)
       INSERT INTO standing (claim_id, version, status, cause, recorded_at) SELECT id, 1, 'unverified', 'recorded', recorded_at FROM c`,
      [
        claim.id,
        claim.text,
        claim.statedOn,
        claim.claimant,
        claim.language,
        claim.topics,
        claim.priority,
        claim.deskId,
        claim.workflow,
        claim.createdBy,
        claim.recordedAt,
      ],
    );
  }

  async addAssertions(claimId: string, assertions: readonly NewAssertion[]): Promise<void> {
    await this.sql.run(
      `INSERT INTO assertion (id, claim_id, position, kind, due_on, parsed, version)
       SELECT id, $1, n, kind, due_on, parsed, 1
       FROM unnest($2::uuid[], $3::text[], $4::date[], $5::jsonb[]) WITH ORDINALITY AS a (id, kind, due_on, parsed, n)`,
      [
        claimId,
        assertions.map((each) => each.id),
        assertions.map((each) => each.spec.kind),
        assertions.map((each) => each.spec.dueOn),
        assertions.map((each) => JSON.stringify(each.spec)),
      ],
    );
  }

  find(id: string): Promise<Claim | null> {
    return this.sql.one<Claim>(`SELECT ${this.sql.columns(Claim, 'c')} FROM claim c WHERE id = $1`, [id]);
  }

  assertions(claimId: string): Promise<AssertionRow[]> {
    return this.sql.rows<AssertionRow>(
      `SELECT ${this.sql.columns(AssertionRow, 'a')} FROM assertion a WHERE claim_id = $1 ORDER BY position`,
      [claimId],
    );
  }

  assertion(id: string): Promise<AssertionRow | null> {
    return this.sql.of(AssertionRow).findOneBy({ id });
  }

  /** Puts a person's correction beside the parse; the new version, or null when somebody was faster. */
  async correctAssertion(
    id: string,
    version: number,
    spec: Assertion,
    by: string,
    at: Date,
  ): Promise<number | null> {
    const row = await this.sql.one<{ version: number }>(
      `UPDATE assertion SET corrected = $3, corrected_by = $4, corrected_at = $5, kind = $6, due_on = $7, version = version + 1
       WHERE id = $1 AND version = $2 RETURNING version`,
      [id, version, JSON.stringify(spec), by, at, spec.kind, spec.dueOn],
    );
    return row?.version ?? null;
  }

  /** A person's change; the new version, or null when `version` no longer holds. */
  async change(id: string, version: number, set: ChangeableClaim): Promise<number | null> {
    const row = await this.sql.one<{ version: number }>(
      `UPDATE claim SET claimant = $3, topics = $4, priority = $5, desk_id = $6, workflow = $7, assignee_id = $8, due_on = $9,
         public_url = $10, review_priority = $11, version = version + 1
       WHERE id = $1 AND version = $2 RETURNING version`,
      [
        ...[id, version, set.claimant, set.topics, set.priority, set.deskId, set.workflow],
        ...[set.assigneeId, set.dueOn, set.publicUrl, set.reviewPriority],
      ],
    );
    return row?.version ?? null;
  }

  /** The state row, locked until the transaction ends: one writer of a claim's standing at a time. */
  async lockState(claimId: string): Promise<ClaimState | null> {
    return this.sql.one<ClaimState>(
      `SELECT ${this.sql.columns(ClaimState, 's')} FROM claim_state s WHERE claim_id = $1 FOR UPDATE`,
      [claimId],
    );
  }

  state(claimId: string): Promise<ClaimState | null> {
    return this.sql.of(ClaimState).findOneBy({ claimId });
  }

  async saveState(state: ClaimState): Promise<void> {
    await this.sql.run(
      `UPDATE claim_state SET standing_version = $2, status = $3, label = $4, verdict_version = $5, last_check_id = $6,
         last_verified_at = $7, failed_checks = $8, disagreement = $9, unchanged_checks = $10 WHERE claim_id = $1`,
      [
        state.claimId,
        state.standingVersion,
        state.status,
        state.label,
        state.verdictVersion,
        state.lastCheckId,
        state.lastVerifiedAt,
        state.failedChecks,
        state.disagreement,
        state.unchangedChecks,
      ],
    );
  }
}

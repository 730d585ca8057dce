import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { AssertionKind } from '../domain/claim/assertion.js';
import type { Policy as PolicySpec, PolicyRule } from '../domain/schedule/policy.js';
import type { Sql } from './sql.js';

@Entity('policy')
@Unique('policy_name', ['name'])
export class Policy {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('jsonb') rule!: PolicyRule;
  @Column('integer') shelfLifeDays!: number;
  /** Per cent of the interval, 0 to 50, by which it is stretched or shortened at most. */
  @Column('integer', { default: 10 }) jitterPercent!: number;
  @Column('timestamptz') recordedAt!: Date;
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
  @Column('integer') version!: number;
}

export type PolicyScope = 'kind' | 'topic' | 'claim';

/** Which policy holds for what; a claim's own goes before its topics', those before its kinds'. */
@Entity('policy_use')
@Index('policy_use_policy_id', ['policyId'])
export class PolicyUse {
  @PrimaryColumn('text') scope!: PolicyScope;
  /** An assertion kind, a topic or a claim's id. */
  @PrimaryColumn('text') key!: string;
  @Column('uuid') @ForeignKey(() => Policy, { name: 'policy_use_policy' }) policyId!: string;
}

/** Newsroom-wide: one row. */
@Entity('schedule_setting')
export class ScheduleSetting {
  @PrimaryColumn('integer') id!: number;
  /** Scheduled checks asked for in any hour of ledger time; null: as many as are due. */
  @Column('integer', { nullable: true }) checksPerHour!: number | null;
  /** `HH:MM` in `timeZone`; scheduled checks wait until `quietTo`. */
  @Column('text', { nullable: true }) quietFrom!: string | null;
  @Column('text', { nullable: true }) quietTo!: string | null;
  @Column('text', { default: 'UTC' }) timeZone!: string;
  @Column('integer') version!: number;
}

/** The policies that hold for a claim, by where they come from. */
export interface ClaimPolicies {
  readonly claim: PolicySpec | null;
  readonly topics: readonly PolicySpec[];
  readonly kinds: Readonly<Partial<Record<AssertionKind, PolicySpec>>>;
}

export class PolicyTable {
  constructor(private readonly sql: Sql) {}
}

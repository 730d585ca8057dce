import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { AssertionKind } from '../domain/claim/assertion.js';
import type {
  ClaimPolicies,
  Policy as PolicySpec,
  PolicyRule,
  PolicyScope,
} from '../domain/schedule/policy.js';
import type { QuietHours } from '../domain/schedule/quiet-hours.js';
import type { PageRequest } from './page.js';
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
  /** Also moved by what goes by it. */
  @Column('integer') version!: number;
}

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

/** What a change of policy or of its uses touches. */
export interface Concerned {
  readonly kinds: readonly string[];
  readonly topics: readonly string[];
  readonly claimIds: readonly string[];
  /** Every claim, whatever goes by what. */
  readonly all?: boolean;
}

/** Who goes by a policy, and the newsroom's settings of the schedule. */
export class PolicyTable {
  constructor(private readonly sql: Sql) {}

  async add(policy: Policy): Promise<void> {
    await this.sql.of(Policy).insert(policy);
  }

  find(id: string): Promise<Policy | null> {
    return this.sql.of(Policy).findOneBy({ id });
  }

  /** The row, locked until the transaction ends: a policy is not retired while somebody begins to go by it. */
  lock(id: string): Promise<Policy | null> {
    return this.sql.one<Policy>(
      `SELECT ${this.sql.columns(Policy, 'p')} FROM policy p WHERE id = $1 FOR UPDATE`,
      [id],
    );
  }

  /** Overwrites a locked row; the caller has counted the version. */
  async save(policy: Policy): Promise<void> {
    const { id, name, rule, shelfLifeDays, jitterPercent, retiredAt, version } = policy;
    await this.sql.run(
      `UPDATE policy SET name = $2, rule = $3, shelf_life_days = $4, jitter_percent = $5, retired_at = $6, version = $7 WHERE id = $1`,
      [id, name, JSON.stringify(rule), shelfLifeDays, jitterPercent, retiredAt, version],
    );
  }

  /** Oldest first; retired ones only when asked for. */
  list(withRetired: boolean, { limit, cursor, offset }: PageRequest): Promise<Policy[]> {
    return this.sql.rows<Policy>(
      `SELECT ${this.sql.columns(Policy, 'p')} FROM policy p
       WHERE ($1 OR retired_at IS NULL) AND ($2::timestamptz IS NULL OR (recorded_at, id) > ($2, $3::uuid))
       ORDER BY recorded_at, id LIMIT $4 OFFSET $5`,
      [withRetired, cursor?.key ?? null, cursor?.id ?? null, limit + 1, offset],
    );
  }

  /** What goes by the policies named, by scope and key; claims by their ids. */
  usesOf(policyIds: readonly string[]): Promise<PolicyUse[]> {
    return this.sql.rows<PolicyUse>(
      `SELECT ${this.sql.columns(PolicyUse, 'u')} FROM policy_use u WHERE policy_id = ANY($1::uuid[]) ORDER BY scope DESC, key`,
      [policyIds],
    );
  }

  /** A page of uses, in the order of scope and key; `after` is the last one seen. */
  uses(
    filter: { scope: PolicyScope | null; policyId: string | null },
    after: Pick<PolicyUse, 'scope' | 'key'> | null,
    limit: number,
  ): Promise<PolicyUse[]> {
    return this.sql.rows<PolicyUse>(
      `SELECT ${this.sql.columns(PolicyUse, 'u')} FROM policy_use u
       WHERE ($1::text IS NULL OR scope = $1) AND ($2::uuid IS NULL OR policy_id = $2) AND ($3::text IS NULL OR (scope, key) > ($3, $4))
       ORDER BY scope, key LIMIT $5`,
      [filter.scope, filter.policyId, after?.scope ?? null, after?.key ?? null, limit],
    );
  }

  /** The use, locked until the transaction ends. */
  lockUse(scope: PolicyScope, key: string): Promise<PolicyUse | null> {
    return this.sql.one<PolicyUse>(
      `SELECT ${this.sql.columns(PolicyUse, 'u')} FROM policy_use u WHERE scope = $1 AND key = $2 FOR UPDATE`,
      [scope, key],
    );
  }

  async use({ scope, key, policyId }: PolicyUse): Promise<void> {
    await this.sql.run(
      `INSERT INTO policy_use (scope, key, policy_id) VALUES ($1, $2, $3) ON CONFLICT (scope, key) DO UPDATE SET policy_id = $3`,
      [scope, key, policyId],
    );
  }

  async removeUse(scope: PolicyScope, key: string): Promise<void> {
    await this.sql.run('DELETE FROM policy_use WHERE scope = $1 AND key = $2', [scope, key]);
  }

  /** The policies that hold for each of the claims, in one query. */
  async ofClaims(
    claims: readonly { readonly id: string; readonly topics: readonly string[] }[],
  ): Promise<Map<string, ClaimPolicies>> {
    const rows = await this.sql.rows<PolicySpec & { scope: PolicyScope; key: string }>(
      `SELECT u.scope, u.key, p.id, p.name, p.rule, p.shelf_life_days AS "shelfLifeDays", p.jitter_percent AS "jitterPercent"
       FROM policy_use u JOIN policy p ON p.id = u.policy_id
       WHERE u.scope = 'kind' OR (u.scope = 'topic' AND u.key = ANY($1)) OR (u.scope = 'claim' AND u.key = ANY($2))`,
      [[...new Set(claims.flatMap(({ topics }) => topics))], claims.map(({ id }) => id)],
    );
    const found = new Map(rows.map(({ scope, key, ...policy }) => [`${scope} ${key}`, policy]));
    const kinds = Object.fromEntries(
      rows.flatMap(({ scope, key, ...policy }) => (scope === 'kind' ? [[key, policy] as const] : [])),
    ) as Partial<Record<AssertionKind, PolicySpec>>;
    return new Map(
      claims.map(({ id, topics }) => [
        id,
        {
          claim: found.get(`claim ${id}`) ?? null,
          topics: [...new Set(topics)].sort().flatMap((topic) => found.get(`topic ${topic}`) ?? []),
          kinds,
        },
      ]),
    );
  }

  /** As {@link ofClaims}, for one claim. */
  async ofClaim(claim: { readonly id: string; readonly topics: readonly string[] }): Promise<ClaimPolicies> {
    return (await this.ofClaims([claim])).get(claim.id) ?? { claim: null, topics: [], kinds: {} };
  }

  /** Claims that a change touches, by id after `after`: walks the claims by key, never holding more than a batch. */
  async concerned(
    { kinds, topics, claimIds, all }: Concerned,
    after: string,
    limit: number,
  ): Promise<string[]> {
    const rows = await this.sql.rows<{ id: string }>(
      `SELECT c.id FROM claim c WHERE c.id > $1 AND ($6 OR c.topics && $3::text[] OR c.id = ANY($4::uuid[])
         OR EXISTS (SELECT 1 FROM assertion a WHERE a.claim_id = c.id AND a.kind = ANY($2::text[]))
         OR ('statement' = ANY($2::text[]) AND NOT EXISTS (SELECT 1 FROM assertion a WHERE a.claim_id = c.id)))
       ORDER BY c.id LIMIT $5`,
      [after, kinds, topics, claimIds, limit, all ?? false],
    );
    return rows.map(({ id }) => id);
  }

  async settings(): Promise<ScheduleSetting> {
    return theOne(await this.sql.of(ScheduleSetting).findOneBy({ id: 1 }));
  }

  /** Locked until the transaction ends: those who count what is left of the budget take turns. */
  async lockSettings(): Promise<ScheduleSetting> {
    const columns = this.sql.columns(ScheduleSetting, 's');
    return theOne(
      await this.sql.one<ScheduleSetting>(
        `SELECT ${columns} FROM schedule_setting s WHERE id = 1 FOR UPDATE`,
      ),
    );
  }

  async saveSettings(set: ScheduleSetting): Promise<void> {
    await this.sql.run(
      `UPDATE schedule_setting SET checks_per_hour = $1, quiet_from = $2, quiet_to = $3, time_zone = $4, version = $5 WHERE id = 1`,
      [set.checksPerHour, set.quietFrom, set.quietTo, set.timeZone, set.version],
    );
  }
}

/** The quiet hours that settings hold; null when there are none. */
export function quietHoursOf({ quietFrom, quietTo, timeZone }: ScheduleSetting): QuietHours | null {
  return quietFrom === null || quietTo === null ? null : { from: quietFrom, to: quietTo, timeZone };
}

function theOne(row: ScheduleSetting | null): ScheduleSetting {
  if (row === null) throw new Error('the schedule has no settings row: run the migrations of this version');
  return row;
}

import { Transform, Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ruleTypes } from '../../domain/schedule/rule.js';
import type { PolicyRule, PolicyScope } from '../../domain/schedule/policy.js';
import { PageDto } from '../../platform/page.dto.js';
import { Optional } from '../../platform/optional.js';

const scopes = ['kind', 'topic', 'claim'] as const;

/** A rule: its type and the fields that type takes, all of them. Days may be fractions. */
export class RuleDto {
  /**
   * `interval`: every `days`. `cron`: at the times of `expression` in `timeZone`. `due-date`, `event-day`: on the day a
   * promise falls due, or the day after an event, then every `thenDays`. `on-change`: when a source or series changes, at the
   * latest when the shelf life ends. `adaptive`: after `minDays`, doubled with every check that changes nothing, up to `maxDays`.
   */
  @IsIn(ruleTypes) type!: PolicyRule['type'];
  @Optional() @IsNumber() days?: number;
  @Optional() @IsNumber() thenDays?: number;
  @Optional() @IsNumber() minDays?: number;
  @Optional() @IsNumber() maxDays?: number;
  /**
   * Five fields: minute, hour, day of month, month, day of week.
   * @example "0 6 * * MON-FRI"
   */
  @Optional() @IsString() @Length(1, 200) expression?: string;
  /**
   * IANA.
   * @example "Europe/Berlin"
   */
  @Optional() @IsString() @Length(1, 100) timeZone?: string;
}

export class CreatePolicy {
  /** No two policies have one name. */
  @IsString() @Length(1, 200) @Matches(/\S/) name!: string;
  @IsObject() @ValidateNested() @Type(() => RuleDto) rule!: RuleDto;
  /** How long after a completed check a standing may be relied on. */
  @IsInt() @Min(1) @Max(3650) shelfLifeDays!: number;
  /** Per cent by which intervals are stretched or shortened at most; 10 unless given. */
  @Optional() @IsInt() @Min(0) @Max(50) jitterPercent?: number;
}

export class ChangePolicy {
  @Optional() @IsString() @Length(1, 200) @Matches(/\S/) name?: string;
  /** The whole rule, which takes the place of the one before. */
  @Optional() @IsObject() @ValidateNested() @Type(() => RuleDto) rule?: RuleDto;
  @Optional() @IsInt() @Min(1) @Max(3650) shelfLifeDays?: number;
  @Optional() @IsInt() @Min(0) @Max(50) jitterPercent?: number;
}

export class PolicyQuery extends PageDto {
  /** Retired ones too. */
  @Optional()
  @Transform(({ value }: { value: unknown }) => ({ true: true, false: false })[String(value)] ?? value)
  @IsBoolean()
  retired?: boolean;
}

export class PolicyView {
  id!: string;
  name!: string;
  rule!: RuleDto;
  shelfLifeDays!: number;
  jitterPercent!: number;
  recordedAt!: string;
  retiredAt!: string | null;
  /** The ETag; moved also by what begins or ceases to go by it. */
  version!: number;
}

export class PolicyPage {
  /** Oldest first. */
  items!: PolicyView[];
  /** The cursor of the next page; null on the last. */
  next!: string | null;
}

export class PolicyUseParams {
  @IsIn(scopes) scope!: PolicyScope;
  /** An assertion kind, a topic or a claim's id. */
  @IsString() @Length(1, 100) key!: string;
}

export class PutPolicyUse {
  @IsUUID() policyId!: string;
}

export class PolicyUseQuery {
  @Optional() @IsIn(scopes) scope?: PolicyScope;
  @Optional() @IsUUID() policyId?: string;
  /** How many rows. */
  @Optional() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  /** `next` of the page before. */
  @Optional() @IsString() @MaxLength(500) cursor?: string;
}

export class PolicyUseView {
  scope!: PolicyScope;
  /** An assertion kind, a topic or a claim's id. */
  key!: string;
  policyId!: string;
}

export class PolicyUsePage {
  /** By scope, then key. */
  items!: PolicyUseView[];
  /** The cursor of the next page; null on the last. */
  next!: string | null;
}

export class DryRunPolicy {
  @IsObject() @ValidateNested() @Type(() => RuleDto) rule!: RuleDto;
  @IsInt() @Min(1) @Max(3650) shelfLifeDays!: number;
  /** 10 unless given. */
  @Optional() @IsInt() @Min(0) @Max(50) jitterPercent?: number;
  @IsIn(scopes) scope!: PolicyScope;
  /** What would go by it: an assertion kind, a topic or a claim's id. */
  @IsString() @Length(1, 100) key!: string;
}

export class CountsView {
  before!: number;
  after!: number;
}

export class HoursView {
  /** One number an hour, 24 of them. */
  before!: number[];
  after!: number[];
}

export class MomentsView {
  before!: string | null;
  after!: string | null;
}

export class DryRunSample {
  claimId!: string;
  text!: string;
  nextAt!: MomentsView;
  /** Of the time it would have. */
  why!: string | null;
}

export class DryRunView {
  /** How many claims it would speak for; where a nearer policy holds it would not, and they are not counted. */
  claims!: number;
  dueNow!: CountsView;
  /** Checks of these claims on a mean day. */
  perDay!: CountsView;
  /** Due in each of the next 24 hours; what is overdue counts in the first. */
  next24h!: HoursView;
  /** Claims that would turn stale at once if it held. */
  wouldBeStale!: number;
  /** Up to 20 claims whose next check would move. */
  sample!: DryRunSample[];
}

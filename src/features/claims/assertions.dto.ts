import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';
import type { AssertionKind } from '../../domain/claim/assertion.js';
import { assertionKinds } from '../../domain/schedule/policy.js';
import { IsDay } from '../../platform/day.validator.js';
import { Optional } from '../../platform/optional.js';

const dimensions = ['number', 'percent', 'percentage-point', 'money', 'measure', 'ordinal'] as const;

/** Days, both inclusive; null is open. */
export class DayRangeDto {
  @IsOptional() @IsDay() from: string | null = null;
  @IsOptional() @IsDay() to: string | null = null;
}

/** Fields that are given replace what Stet read; null clears one. */
export class CorrectAssertion {
  @Optional() @IsIn(assertionKinds) kind?: AssertionKind;
  @Optional() @IsIn(dimensions) dimension?: (typeof dimensions)[number];
  /** The figure in whole units; a change in percent. */
  @IsOptional() @IsNumber() value?: number | null;
  @IsOptional() @IsNumber() low?: number | null;
  @IsOptional() @IsNumber() high?: number | null;
  @IsOptional() @IsBoolean() lowInclusive?: boolean | null;
  @IsOptional() @IsBoolean() highInclusive?: boolean | null;
  @IsOptional() @IsString() @Length(1, 100) unit?: string | null;
  /** ISO 4217. */
  @IsOptional() @Matches(/^[A-Z]{3}$/) currency?: string | null;
  @IsOptional() @IsIn(['up', 'down']) direction?: 'up' | 'down' | null;
  @IsOptional() @ValidateNested() @Type(() => DayRangeDto) period?: DayRangeDto | null;
  /** What a change is counted from. */
  @IsOptional() @ValidateNested() @Type(() => DayRangeDto) baseline?: DayRangeDto | null;
  @IsOptional() @IsDay() dueOn?: string | null;
}

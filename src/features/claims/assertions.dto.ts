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
import { dimensions } from '../../domain/claim/assertion.js';
import type { AssertionKind, Dimension } from '../../domain/claim/assertion.js';
import { basisNames } from '../../domain/claim/basis.js';
import type { Basis } from '../../domain/claim/basis.js';
import { hedges } from '../../domain/claim/quantity-types.js';
import type { Hedge } from '../../domain/claim/quantity-types.js';
import { assertionKinds } from '../../domain/schedule/policy.js';
import { IsDay } from '../../platform/day.validator.js';
import { Optional } from '../../platform/optional.js';

/** Days, both inclusive; null is open. */
export class DayRangeDto {
  @IsOptional() @IsDay() from: string | null = null;
  @IsOptional() @IsDay() to: string | null = null;
}

/**
 * Fields that are given replace what Stet read; null clears one. A `value`, `hedge` or `direction` without bounds gets the bounds
 * that those words mean (docs/claims.md).
 */
export class CorrectAssertion {
  @Optional() @IsIn(assertionKinds) kind?: AssertionKind;
  @Optional() @IsIn(dimensions) dimension?: Dimension;
  /** The figure in whole units; a change in percent. */
  @IsOptional() @IsNumber() value?: number | null;
  /** The word before the figure; it gives the interval. `between` needs both bounds. */
  @Optional() @IsIn(hedges) hedge?: Hedge;
  @IsOptional() @IsNumber() low?: number | null;
  @IsOptional() @IsNumber() high?: number | null;
  @IsOptional() @IsBoolean() lowInclusive?: boolean | null;
  @IsOptional() @IsBoolean() highInclusive?: boolean | null;
  @IsOptional() @IsString() @Length(1, 100) unit?: string | null;
  /** ISO 4217. */
  @IsOptional() @Matches(/^[A-Z]{3}$/) currency?: string | null;
  /** Who or what it is about. */
  @IsOptional() @IsString() @Length(1, 200) subject?: string | null;
  /**
   * What is measured, in plain words: passages must speak of all of them.
   * @example "cotton exports"
   */
  @Optional() @IsString() @Length(1, 500) measure?: string;
  /** It denies what it says. */
  @Optional() @IsBoolean() isNegated?: boolean;
  @IsOptional() @IsIn(['up', 'down']) direction?: 'up' | 'down' | null;
  @IsOptional() @ValidateNested() @Type(() => DayRangeDto) period?: DayRangeDto | null;
  /** What a change is said to be counted against. */
  @IsOptional() @IsIn(basisNames) basis?: Basis | null;
  /** What a change is counted from. */
  @IsOptional() @ValidateNested() @Type(() => DayRangeDto) baseline?: DayRangeDto | null;
  @IsOptional() @IsDay() dueOn?: string | null;
}

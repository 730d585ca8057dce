import { Type } from 'class-transformer';
import {
  IsInt,
  IsObject,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsMoment } from '../../platform/moment.validator.js';
import { PageDto } from '../../platform/page.dto.js';
import { Optional } from '../../platform/optional.js';

const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$/;

export class QuietHoursDto {
  /**
   * Local time; it may be later than `to`: then they span midnight.
   * @example "22:00"
   */
  @Matches(timeOfDay, { message: 'from must be a time as 22:00' }) from!: string;
  /** @example "06:00" */
  @Matches(timeOfDay, { message: 'to must be a time as 06:00' }) to!: string;
  /**
   * IANA.
   * @example "Europe/Berlin"
   */
  @IsString() @Length(1, 100) timeZone!: string;
}

export class PutSettings {
  /** Scheduled checks asked for in any hour; null for as many as are due. */
  @ValidateIf((_, value) => value !== null) @IsInt() @Min(1) @Max(1_000_000) checksPerHour!: number | null;
  /** When nothing scheduled runs; null for never. */
  @ValidateIf((_, value) => value !== null)
  @IsObject()
  @ValidateNested()
  @Type(() => QuietHoursDto)
  quietHours!: QuietHoursDto | null;
}

export class SettingsView {
  checksPerHour!: number | null;
  quietHours!: QuietHoursDto | null;
  /** The ETag. */
  version!: number;
}

export class ScheduleQuery extends PageDto {
  /** How far to look; 24 unless given. */
  @Optional() @Type(() => Number) @IsInt() @Min(1) @Max(168) hours?: number;
}

export class HourView {
  /** When the hour begins. */
  from!: string;
  /** Scheduled checks that will be asked for in it, within budget and quiet hours. */
  planned!: number;
}

export class PlannedCheckView {
  claimId!: string;
  text!: string;
  nextAt!: string;
  /** In words. */
  why!: string;
  /** What goes first when not all can: 0 a verdict is in force, 1 to 3 priority high, normal, low. */
  rank!: number;
  /** The policy that set it; null when none did. */
  policyId!: string | null;
}

export class ScheduleView {
  from!: string;
  to!: string;
  settings!: SettingsView;
  /** Claims whose check is due already and not asked for. */
  overdue!: number;
  perHour!: HourView[];
  /** The earliest first, what is overdue before all. */
  items!: PlannedCheckView[];
  /** The cursor of the next page; null on the last. */
  next!: string | null;
}

export class Pause {
  @IsString() @Length(1, 2000) @Matches(/\S/) reason!: string;
}

export class Snooze extends Pause {
  /** A moment in the future, with its offset. */
  @IsMoment() until!: string;
}

export class HoldView {
  /** Null: until somebody resumes them. */
  until!: string | null;
  reason!: string;
  /** Who put them off. */
  personId!: string;
}

export class ResumedView {
  /** When the claim is checked next; null while its check is open. */
  nextAt!: string | null;
}

export class PolicyNameView {
  id!: string;
  name!: string;
}

export class OpenCheckView {
  id!: string;
  trigger!: string;
  state!: string;
  requestedAt!: string;
  /** The due time it answers; null for one that somebody asked for. */
  slotAt!: string | null;
}

export class ClaimScheduleView {
  /** Null while it is paused, or while a check of it is open. */
  nextAt!: string | null;
  /** In words. */
  why!: string;
  trigger!: string | null;
  /** The policy that set it; null when none did. */
  policy!: PolicyNameView | null;
  hold!: HoldView | null;
  openCheck!: OpenCheckView | null;
  /** When a check last completed. */
  lastVerifiedAt!: string | null;
  /** When that grows too old. */
  staleAt!: string | null;
  /** Checks in a row since then that could not be made. */
  failedChecks!: number;
  /** The first due time that no check has completed since; null when none is open. */
  overdueSince!: string | null;
  /** What keeps a due claim from being checked at once. */
  waitsFor!: 'quiet-hours' | 'budget' | null;
}

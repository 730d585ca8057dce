import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsString, IsUUID, IsUrl, Length, Matches, MaxLength } from 'class-validator';
import { IsDay } from '../../platform/day.validator.js';
import { Optional } from '../../platform/optional.js';
import { PageDto } from '../../platform/page.dto.js';

const channels = ['email', 'phone', 'letter', 'web-form', 'social-media', 'in-person', 'other'] as const;
const outcomes = [
  'acknowledged',
  'corrected',
  'partly-corrected',
  'removed',
  'refused',
  'no-answer',
] as const;

export class RequestCorrection {
  /**
   * Whom we asked.
   * @example "The editor of the Daily"
   */
  @IsString()
  @Length(1, 500)
  @Matches(/\S/, { message: 'addressee must say something' })
  addressee!: string;
  @IsIn(channels) channel!: (typeof channels)[number];
  /** Not in the future. */
  @IsDay() askedOn!: string;
  /** What we wrote or said. */
  @Optional() @IsString() @MaxLength(20_000) text?: string;
  /** Where the claim appeared. */
  @Optional() @IsUUID() sourceId?: string;
}

export class RecordOutcome {
  /** After `acknowledged` the request stays open; a later outcome replaces the one before. */
  @IsIn(outcomes) outcome!: (typeof outcomes)[number];
  /** When it happened: not before the request, not in the future. */
  @IsDay() onDay!: string;
  /** Where the correction can be read. */
  @Optional()
  @IsUrl({ protocols: ['http', 'https'], require_tld: false, require_protocol: true })
  @MaxLength(2048)
  url?: string;
  @Optional() @IsString() @MaxLength(20_000) note?: string;
}

export class ChaseQuery extends PageDto {
  /** `true`: without a final outcome; `false`: with one. */
  @Optional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  open?: boolean;
  @Optional() @IsUUID() deskId?: string;
}

export class RequestedCorrectionView {
  id!: string;
}

export class RecordedOutcomeView {
  /** Its place among the outcomes of the request. */
  number!: number;
}

export class OutcomeView {
  number!: number;
  outcome!: string;
  onDay!: string;
  url!: string | null;
  note!: string;
  notedBy!: string;
  recordedAt!: string;
}

export class CorrectionRequestView {
  id!: string;
  claimId!: string;
  claimText!: string;
  deskId!: string;
  sourceId!: string | null;
  addressee!: string;
  channel!: string;
  askedOn!: string;
  text!: string;
  askedBy!: string;
  recordedAt!: string;
  /** First to last; the last one holds. */
  outcomes!: OutcomeView[];
  /** True until an outcome other than `acknowledged` holds. */
  open!: boolean;
  /** From the day we asked to the final outcome, or to today while it is open. */
  daysWaiting!: number;
}

export class CorrectionRequestPage {
  items!: CorrectionRequestView[];
  next!: string | null;
}

import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsString,
  IsUUID,
  Length,
  Matches,
  IsUrl,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { priorities } from '../../domain/claim/priority.js';
import { statuses } from '../../domain/standing/view.js';
import type { Status } from '../../domain/standing/view.js';
import { labels } from '../../domain/finding.js';
import type { Label, Tier } from '../../domain/finding.js';
import { workflowStates } from '../../domain/verdict/workflow.js';
import type { WorkflowState } from '../../domain/verdict/workflow.js';
import { IsDay } from '../../platform/day.validator.js';
import { IsMoment } from '../../platform/moment.validator.js';
import { PageDto } from '../../platform/page.dto.js';
import { Optional } from '../../platform/optional.js';

const kinds = ['web', 'dataset', 'document', 'interview', 'correspondence'] as const;
const tiers = ['primary', 'secondary', 'tertiary'] as const;

/** A W3C TextQuoteSelector. */
export class QuoteDto {
  /** The passage, word for word. */
  @IsString() @Length(1, 5000) exact!: string;
  /** What stands right before it. */
  @Optional() @IsString() @MaxLength(500) prefix?: string;
  /** What stands right after it. */
  @Optional() @IsString() @MaxLength(500) suffix?: string;
}

/** A source known by `sourceId`, or described by the other fields. */
export class CitedSource {
  @Optional() @IsUUID() sourceId?: string;
  /** The web address; a source that has it already is used as it is. */
  @Optional() @IsString() @MaxLength(8192) url?: string;
  /** `web` unless given. */
  @Optional() @IsIn(kinds) kind?: (typeof kinds)[number];
  @Optional() @IsString() @MaxLength(500) title?: string;
  /** Data sets and documents are primary, the rest secondary, unless given. */
  @Optional() @IsIn(tiers) tier?: Tier;
  /** Who first published it; copies of one wire story share an origin. The host unless given. */
  @Optional() @IsString() @Length(1, 200) origin?: string;
  /** For interviews and correspondence: who, when, how. */
  @Optional() @IsString() @MaxLength(5000) note?: string;
  @Optional() @ValidateNested() @Type(() => QuoteDto) quote?: QuoteDto;
}

export class RecordClaim {
  /**
   * The claim as it was stated.
   * @example "Trade turnover grew by almost 50% in 2018, exceeding $3 billion."
   */
  @IsString()
  @Length(1, 5000)
  @Matches(/[\p{L}\p{N}]/u, { message: 'text must hold a letter or a figure' })
  text!: string;
  /**
   * The day it was stated; years it leaves out are counted from here.
   * @example "2019-04-16"
   */
  @Optional() @IsDay() statedOn?: string;
  /**
   * Who made it.
   * @example "Ministry of Trade"
   */
  @IsString()
  @Length(1, 500)
  @Matches(/[\p{L}\p{N}]/u, { message: 'claimant must hold a letter or a figure' })
  claimant!: string;
  /** BCP 47; `en` unless given. Claims in other languages are recorded and their quotations checked, but not parsed. */
  @Optional() @Matches(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$/) language?: string;
  @Optional()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  topics?: string[];
  @Optional() @IsIn(priorities) priority?: (typeof priorities)[number];
  /** Your own desk unless given. */
  @Optional() @IsUUID() deskId?: string;
  /** Where the claim was made. */
  @Optional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => CitedSource)
  appearances?: CitedSource[];
  /** What it is to be checked against. */
  @Optional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => CitedSource)
  sources?: CitedSource[];
}

export class RecordedView {
  id!: string;
  /** The first check, which was asked for at once. */
  checkId!: string;
}

export class ChangeClaim {
  @Optional()
  @IsString()
  @Length(1, 500)
  @Matches(/[\p{L}\p{N}]/u, { message: 'claimant must hold a letter or a figure' })
  claimant?: string;
  @Optional()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  topics?: string[];
  @Optional() @IsIn(priorities) priority?: (typeof priorities)[number];
  @Optional() @IsUUID() deskId?: string;
  /** The newsroom's own page about the claim, for ClaimReview; null takes it away. */
  @ValidateIf((_, value) => value !== undefined && value !== null)
  @IsUrl({ protocols: ['http', 'https'], require_tld: false })
  @MaxLength(2048)
  publicUrl?: string | null;
}

export class Cite {
  /** `evidence` is what the claim is checked against; `appearance` is where it was made. */
  @IsIn(['appearance', 'evidence']) role!: 'appearance' | 'evidence';
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => CitedSource)
  sources!: CitedSource[];
}

export class CitedView {
  /** The new citations, in the order of the request. */
  ids!: string[];
}

export class ClaimQuery extends PageDto {
  /**
   * As the claims stood at this moment (ISO 8601 with offset); takes the filters status, assessment, ratingId and deskId.
   * @example "2019-05-01T00:00:00Z"
   */
  @Optional() @IsMoment() asOf?: string;
  @Optional() @IsIn(statuses) status?: Status;
  @Optional() @IsIn(labels) assessment?: Label;
  @Optional() @IsIn(workflowStates) workflow?: WorkflowState;
  @Optional() @IsUUID() ratingId?: string;
  @Optional() @IsUUID() deskId?: string;
  /** Claims that cite this source. */
  @Optional() @IsUUID() sourceId?: string;
  /** Whether the next check is due. */
  @Optional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  overdue?: boolean;
}

export class RatingBrief {
  code!: string;
  label!: string;
}

export class ClaimView {
  id!: string;
  text!: string;
  statedOn!: string | null;
  claimant!: string;
  language!: string;
  topics!: string[];
  priority!: string;
  deskId!: string;
  /** Where the human work is. */
  workflow!: WorkflowState;
  assigneeId!: string | null;
  /** When the human work is to be done. */
  dueOn!: string | null;
  publicUrl!: string | null;
  /** Whether the claim stands; docs/standing.md. */
  status!: Status;
  /** What the machine's last completed check came to. */
  assessment!: Label | null;
  /** What people published. */
  rating!: RatingBrief | null;
  verdictVersion!: number | null;
  standingVersion!: number;
  recordedAt!: string;
  /** When a check last completed. */
  lastVerifiedAt!: string | null;
  nextCheckAt!: string | null;
  /** Why it is due then, in words. */
  nextCheckWhy!: string | null;
  /** The ETag. */
  version!: number;
}

export class ClaimPage {
  items!: ClaimView[];
  next!: string | null;
  /** How many claims match; exact to 100,000. */
  total!: number;
  totalIsExact!: boolean;
}

export class AssertionView {
  id!: string;
  claimId!: string;
  position!: number;
  kind!: string;
  dueOn!: string | null;
  /**
   * What is tested, in words: kind, interval, period, baseline.
   * @example "a change of [45 %, 50 %) in 2018 against 2017"
   */
  reading!: string;
  /** As Stet read it. */
  parsed!: object;
  /** As a person corrected it; holds instead of `parsed`. */
  corrected!: object | null;
  correctedBy!: string | null;
  correctedAt!: string | null;
  version!: number;
}

export class CitationView {
  id!: string;
  sourceId!: string;
  role!: string;
  exact!: string | null;
  prefix!: string | null;
  suffix!: string | null;
  createdBy!: string;
  recordedAt!: string;
}

import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsString,
  IsUUID,
  Length,
  Matches,
  ValidateIf,
} from 'class-validator';
import type { Status } from '../../domain/standing/view.js';
import { IsDay } from '../../platform/day.validator.js';
import { IsMoment } from '../../platform/moment.validator.js';
import { Optional } from '../../platform/optional.js';

/** A letter or a figure: text of blanks or dashes says nothing. */
const telling = /[\p{L}\p{N}]/u;

export class PublishVerdict {
  /** Of GET /v1/scales; not a retired one. */
  @IsUUID() ratingId!: string;
  /** Why: what readers see beside the rating. */
  @IsString()
  @Length(1, 20_000)
  @Matches(telling, { message: 'rationale must say something' })
  rationale!: string;
  /** Citations of this claim that the verdict rests on; a change in one of them challenges it. */
  @IsArray() @ArrayMaxSize(200) @ArrayUnique() @IsUUID(undefined, { each: true }) citationIds!: string[];
  /** The day on which it becomes stale without a completed check; may only shorten the shelf life. */
  @Optional() @IsDay() expiresOn?: string;
  /**
   * Since when it holds in the world; not in the future. Now unless given.
   * @example "2019-05-01T00:00:00Z"
   */
  @Optional() @IsMoment() validFrom?: string;
  /** The completed check that its author had before them; the last one unless given. What it says is known, what comes later challenges. */
  @Optional() @IsUUID() checkId?: string;
  /** Public; what was wrong in the version before. */
  @Optional()
  @IsString()
  @Length(1, 20_000)
  @Matches(telling, { message: 'correctionNote must say something' })
  correctionNote?: string;
}

/** What is left out is as in the version in force. */
export class CorrectVerdict {
  /** Public; what was wrong in the version before. */
  @IsString()
  @Length(1, 20_000)
  @Matches(telling, { message: 'correctionNote must say something' })
  correctionNote!: string;
  @Optional() @IsUUID() ratingId?: string;
  @Optional()
  @IsString()
  @Length(1, 20_000)
  @Matches(telling, { message: 'rationale must say something' })
  rationale?: string;
  @Optional()
  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  citationIds?: string[];
  /** Null takes it away. */
  @ValidateIf((_, value) => value !== undefined && value !== null) @IsDay() expiresOn?: string | null;
  @Optional() @IsMoment() validFrom?: string;
  /** The completed check that the corrector had before them; the last one unless given. */
  @Optional() @IsUUID() checkId?: string;
}

export class WithdrawVerdict {
  /** Shown for good. */
  @IsString()
  @Length(1, 20_000)
  @Matches(telling, { message: 'reason must say something' })
  reason!: string;
}

export class UpholdVerdict {
  /** Parts of what challenges the verdict now, word for word: GET /v1/claims/{id}/disagreement. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 20_000, { each: true })
  disagreement!: string[];
  /** Why the verdict stands all the same. */
  @IsString()
  @Length(1, 20_000)
  @Matches(telling, { message: 'reason must say something' })
  reason!: string;
}

export class VersionView {
  version!: number;
}

export class UpheldAnswer {
  /** Counts what was upheld of the claim. */
  number!: number;
  /** How the claim stands now. */
  status!: Status;
}

export class UpheldView {
  number!: number;
  /** The version upheld; another one starts anew. */
  verdictVersion!: number;
  disagreement!: string[];
  reason!: string;
  personId!: string;
  recordedAt!: string;
}

export class DisagreementPart {
  part!: string;
  /** Known when the version was published, or upheld since: it challenges no more. */
  /** What was seen, for people. */
  words!: string;
  isUpheld!: boolean;
}

export class DisagreementView {
  /** Null when no verdict is in force. */
  verdictVersion!: number | null;
  parts!: DisagreementPart[];
  status!: Status;
}

export class CitedSnapshot {
  citationId!: string;
  /** Null where the check read no snapshot of the source. */
  snapshotId!: string | null;
}

export class EvidenceView {
  checkId!: string | null;
  snapshotIds!: string[];
  vintageIds!: string[];
  /** Each cited passage with the snapshot it was read in. */
  citations?: CitedSnapshot[];
  /** What disagreed with it already when it was published. */
  knownDisagreement!: string[];
}

export class VerdictView {
  version!: number;
  kind!: string;
  rating!: { code: string; label: string } | null;
  rationale!: string;
  citationIds!: string[];
  /** Check, snapshots and vintages it was published on. */
  evidence!: EvidenceView;
  authorId!: string;
  /** Wrote some of it too. */
  coAuthorIds!: string[];
  /** Approved exactly this text. */
  reviewerIds!: string[];
  /** Who put it in force; null: the author. */
  publishedBy!: string | null;
  /** What was wrong in the version before. */
  correctionNote!: string | null;
  validFrom!: string;
  expiresOn!: string | null;
  recordedAt!: string;
  /** True when a later version exists. */
  superseded!: boolean;
}

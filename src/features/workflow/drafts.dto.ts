import { ArrayMaxSize, ArrayUnique, IsArray, IsString, IsUUID, Length, Matches } from 'class-validator';
import { IsDay } from '../../platform/day.validator.js';
import { IsMoment } from '../../platform/moment.validator.js';
import { Optional } from '../../platform/optional.js';

/** The whole draft: what is left out has its default, whatever it was before. */
export class WriteDraft {
  /** Of GET /v1/scales; not a retired one. */
  @IsUUID() ratingId!: string;
  /** Why: what readers will see beside the rating. */
  @IsString()
  @Length(1, 20_000)
  @Matches(/[\p{L}\p{N}]/u, { message: 'rationale must say something' })
  rationale!: string;
  /** Citations of this claim that the verdict rests on. */
  @IsArray() @ArrayMaxSize(200) @ArrayUnique() @IsUUID(undefined, { each: true }) citationIds!: string[];
  /** The day on which it becomes stale without a completed check; may only shorten the shelf life. */
  @Optional() @IsDay() expiresOn?: string;
  /** Since when it holds in the world; the moment of publication unless given. */
  @Optional() @IsMoment() validFrom?: string;
  /** Public; what was wrong in the version before. */
  @Optional()
  @IsString()
  @Length(1, 20_000)
  @Matches(/[\p{L}\p{N}]/u, { message: 'correctionNote must say something' })
  correctionNote?: string;
  /** The completed check that you have before you; the last one unless given. */
  @Optional() @IsUUID() checkId?: string;
}

export class DraftView {
  /** Another draft of the claim has another id. */
  id!: string;
  ratingId!: string;
  rationale!: string;
  citationIds!: string[];
  expiresOn!: string | null;
  validFrom!: string | null;
  correctionNote!: string | null;
  checkId!: string | null;
  /** Everybody who wrote any of it, the first first. */
  authorIds!: string[];
  /** As the policy asked while it was written; publication may ask for more. */
  reviewersRequired!: number;
  /** The ETag; an approval holds for one version. */
  version!: number;
  createdAt!: string;
  updatedAt!: string;
}

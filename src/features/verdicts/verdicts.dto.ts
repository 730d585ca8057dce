import { ArrayMaxSize, ArrayUnique, IsArray, IsString, IsUUID, Length, Matches } from 'class-validator';
import { IsDay } from '../../platform/day.validator.js';
import { Optional } from '../../platform/optional.js';

export class PublishVerdict {
  /** Of GET /v1/scales. */
  @IsUUID() ratingId!: string;
  /** Why: what readers see beside the rating. */
  @IsString()
  @Length(1, 20_000)
  @Matches(/[\p{L}\p{N}]/u, { message: 'rationale must say something' })
  rationale!: string;
  /** Citations of this claim that the verdict rests on; a change in one of them challenges it. */
  @IsArray() @ArrayMaxSize(200) @ArrayUnique() @IsUUID(undefined, { each: true }) citationIds!: string[];
  /** A day after which it is stale without a completed check; may only shorten the shelf life. */
  @Optional() @IsDay() expiresOn?: string;
}

export class WithdrawVerdict {
  /** Shown for good. */
  @IsString() @Length(1, 20_000) reason!: string;
}

export class VersionView {
  version!: number;
}

export class VerdictView {
  version!: number;
  kind!: string;
  rating!: { code: string; label: string } | null;
  rationale!: string;
  citationIds!: string[];
  /** Check, snapshots and vintages it was published on. */
  evidence!: object;
  authorId!: string;
  validFrom!: string;
  expiresOn!: string | null;
  recordedAt!: string;
  /** True when a later version exists. */
  superseded!: boolean;
}

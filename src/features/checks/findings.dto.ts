import { IsIn, IsString, IsUUID, Length, Matches } from 'class-validator';
import { labels } from '../../domain/finding.js';
import type { Label } from '../../domain/finding.js';
import { Optional } from '../../platform/optional.js';

export class RecordFinding {
  /** The part of the claim it is about; may be left out when the claim has exactly one. */
  @Optional() @IsUUID() assertionId?: string;
  /** What it was found in, of any kind; an interview too. The claim need not cite it. */
  @Optional() @IsUUID() sourceId?: string;
  /** What it shows of that part. */
  @IsIn(labels) label!: Label;
  /** The words of the source. This or a note is needed. */
  @Optional()
  @IsString()
  @Length(1, 5000)
  @Matches(/\S/, { message: 'passage must say something' })
  passage?: string;
  /**
   * What was said or seen, where no passage can be quoted.
   * @example "The head of the statistics office said on the phone that the figure covers goods only."
   */
  @Optional()
  @IsString()
  @Length(1, 5000)
  @Matches(/\S/, { message: 'note must say something' })
  note?: string;
  /** Why it bears on the claim. */
  @IsString()
  @Length(1, 5000)
  @Matches(/\S/, { message: 'reason must say something' })
  reason!: string;
}

export class RetractFinding {
  /** Shown for good. */
  @IsString()
  @Length(1, 5000)
  @Matches(/\S/, { message: 'reason must say something' })
  reason!: string;
}

export class RecordedFindingView {
  id!: string;
  /** The check that takes it in, asked for at once. */
  checkId!: string;
}

export class RetractedFindingView {
  /** The check without it, asked for at once. */
  checkId!: string;
}

export class RetractionView {
  reason!: string;
  personId!: string;
  recordedAt!: string;
}

export class PersonFindingView {
  id!: string;
  assertionId!: string;
  sourceId!: string | null;
  label!: Label;
  passage!: string | null;
  note!: string | null;
  reason!: string;
  personId!: string;
  personName!: string;
  recordedAt!: string;
  /** Null while it is in force. */
  retraction!: RetractionView | null;
}

export class PersonFindingPage {
  items!: PersonFindingView[];
  next!: string | null;
}

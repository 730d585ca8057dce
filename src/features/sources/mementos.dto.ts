import { IsString, IsUUID, MaxLength, ValidateIf } from 'class-validator';
import { IsMoment } from '../../platform/moment.validator.js';
import { Optional } from '../../platform/optional.js';

export class RecordMemento {
  /** Of the capture, not of the archive's calendar. */
  @IsString() @MaxLength(8192) url!: string;
  /** When it was captured; read from a Wayback address unless given. */
  @Optional() @IsMoment() capturedAt?: string;
  @Optional() @IsString() @MaxLength(5000) note?: string;
}

export class ReadFrom {
  /** A verified capture of the source; null: its own address. */
  @ValidateIf((_object, value) => value !== null) @IsUUID() mementoId!: string | null;
}

export class ReadFromView {
  readFrom!: string | null;
  /** The ETag. */
  version!: number;
}

export class CreatedMementoView {
  id!: string;
}

export class PassageComparisonView {
  citationId!: string;
  /** In the capture. */
  state!: string;
  /** In the archived edition it was compared with; null when the source was never archived. */
  archived!: string | null;
}

export class VerificationView {
  /** Why it was refused or could not be compared: `passage-missing`, `other-content`, `other-page`, `archived-error`, …; null when verified. */
  code!: string | null;
  message!: string;
  /** Of the main texts, 0 to 1. */
  similarity!: number | null;
  /** The snapshot it was compared with: of the newest five editions the one it is most like. */
  comparedWith!: string | null;
  passages!: PassageComparisonView[];
}

export class MementoView {
  id!: string;
  sourceId!: string;
  url!: string;
  capturedAt!: string | null;
  note!: string | null;
  state!: 'recorded' | 'verified' | 'refused';
  verification!: VerificationView | null;
  verifiedAt!: string | null;
  createdBy!: string;
  recordedAt!: string;
}

export class MementoList {
  items!: MementoView[];
}

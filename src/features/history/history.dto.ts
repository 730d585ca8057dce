import { IsIn, IsISO8601, IsUUID } from 'class-validator';
import { eventTypes } from '../../domain/events.js';
import type { EventType, Status } from '../../domain/events.js';
import type { Label } from '../../domain/finding.js';
import { PageDto } from '../../platform/page.dto.js';
import { Optional } from '../../platform/optional.js';

export class HistoryQuery {
  /**
   * A moment of ledger time; now unless given.
   * @example "2019-05-01T00:00:00Z"
   */
  @Optional() @IsISO8601({ strict: true, strictSeparator: true }) asOf?: string;
}

export class StandingView {
  version!: number;
  status!: Status;
  assessment!: Label | null;
  rating!: { code: string; label: string } | null;
  verdictVersion!: number | null;
  /** What challenges the verdict. */
  disagreement!: string[];
  recordedAt!: string;
}

/** One step of the timeline. */
export class TimelineEntry {
  at!: string;
  /** `standing`, `verdict` or `check`. */
  kind!: string;
  /** In words. */
  summary!: string;
  /** Why a standing began: `recorded`, `check`, `verdict` or `shelf-life`. */
  cause?: string;
  /** The check, or the version of the standing or verdict. */
  ref!: string;
}

export class HistoryView {
  claimId!: string;
  asOf!: string;
  /** How the claim stood then; null before it was recorded. */
  standing!: StandingView | null;
  timeline!: TimelineEntry[];
}

export class EventQuery extends PageDto {
  @Optional() @IsUUID() claimId?: string;
  @Optional() @IsIn(eventTypes) type?: EventType;
}

export class EventView {
  id!: string;
  type!: EventType;
  recordedAt!: string;
  /** As it was sent: `{type, timestamp, data}`. */
  payload!: object;
  /** SHA-256 over 0x00, `salt` and the payload's RFC 8785 bytes; both hexadecimal. */
  salt!: string;
  leafHash!: string;
}

export class EventPage {
  items!: EventView[];
  next!: string | null;
}

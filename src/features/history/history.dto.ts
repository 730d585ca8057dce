import { OmitType } from '@nestjs/swagger';
import { IsIn, IsUUID, Matches } from 'class-validator';
import { eventTypes } from '../../domain/events.js';
import type { EventType } from '../../domain/events.js';
import type { Status } from '../../domain/standing/view.js';
import type { Label } from '../../domain/finding.js';
import { IsMoment } from '../../platform/moment.validator.js';
import { PageDto } from '../../platform/page.dto.js';
import { Optional } from '../../platform/optional.js';

export class HistoryQuery {
  /**
   * A moment of ledger time with its offset; now unless given.
   * @example "2019-05-01T00:00:00Z"
   */
  @Optional() @IsMoment() asOf?: string;
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
  /**
   * `standing`, `verdict`, `check`, `source`, `finding`, `retraction`, `review`, `upheld`, `comment`, `workflow`, `change`,
   * `assertion`, `hold`, `correction-request` or `correction-outcome`.
   */
  kind!: string;
  /** In words. */
  summary!: string;
  /** Why a standing began: `recorded`, `check`, `verdict`, `upheld`, `policy` or `shelf-life`. */
  cause?: string;
  /** The id of what happened; of a standing, a verdict and something upheld its number within the claim. */
  ref!: string;
  /** The person; null where the machine did it. */
  actorId!: string | null;
}

export class TimelineStep extends TimelineEntry {
  /** What caused a standing: the check, the version of the verdict, the number of what was upheld. */
  causeId?: string;
  /** The fields of what happened; which there are depends on the kind. */
  details!: object;
}

export class TimelineQuery extends OmitType(PageDto, ['offset']) {
  /** `asc`, the oldest first, unless given. */
  @Optional() @IsIn(['asc', 'desc']) order?: 'asc' | 'desc';
}

export class TimelinePage {
  items!: TimelineStep[];
  next!: string | null;
}

export class HistoryView {
  claimId!: string;
  asOf!: string;
  /** How the claim stood then; null before it was recorded. */
  standing!: StandingView | null;
  /** The newest 1,000 steps, oldest first; all of them, page by page: GET …/timeline. */
  timeline!: TimelineEntry[];
}

export class NewsroomQuery {
  /**
   * A moment of ledger time with its offset; now unless given.
   * @example "2019-05-01T00:00:00Z"
   */
  @Optional() @IsMoment() at?: string;
}

export class SeriesQuery {
  /** The first point. */
  @IsMoment() from!: string;
  /** No point lies after it; now unless given. */
  @Optional() @IsMoment() to?: string;
  /**
   * Between two points: weeks, days, hours, minutes; P1D unless given. At most 400 points.
   * @example "P1D"
   */
  @Optional() @Matches(/^P(?!$)(\d{1,4}W)?(\d{1,5}D)?(T(?=\d)(\d{1,5}H)?(\d{1,6}M)?)?$/) step?: string;
}

export class StatusCounts {
  withdrawn!: number;
  challenged!: number;
  stale!: number;
  settled!: number;
  assessed!: number;
  unverified!: number;
}

export class TimeToVerdictView {
  /** Claims first rated in the 90 days before. */
  count!: number;
  /** From recording to the first verdict; null when there is none. */
  medianHours!: number | null;
  p90Hours!: number | null;
}

export class NewsroomView {
  at!: string;
  /** Claims recorded by then. */
  total!: number;
  byStatus!: StatusCounts;
  /** Claims whose check was due and had not completed. */
  overdue!: number;
  /** Of all claims, 0 to 1; null without claims. */
  overdueShare!: number | null;
  timeToVerdict!: TimeToVerdictView;
}

export class NewsroomPoint {
  at!: string;
  total!: number;
  byStatus!: StatusCounts;
  overdue!: number;
  overdueShare!: number | null;
}

export class NewsroomSeries {
  /** In milliseconds. */
  stepMs!: number;
  points!: NewsroomPoint[];
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

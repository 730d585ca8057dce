import type { Label } from '../../domain/finding.js';
import { IsMoment } from '../../platform/moment.validator.js';
import { Optional } from '../../platform/optional.js';
import { AssertionView, CitationView, ClaimView, RatingBrief } from './claims.dto.js';

export class ClaimMoments {
  /**
   * How the claim held at this moment (ISO 8601 with offset); `knownAt` unless given.
   * @example "2019-05-01T00:00:00Z"
   */
  @Optional() @IsMoment() asOf?: string;
  /**
   * What was known at this moment: a verdict that was recorded later is not in the answer; `asOf` unless given.
   * @example "2019-05-01T00:00:00Z"
   */
  @Optional() @IsMoment() knownAt?: string;
}

/** A version of the verdict; of kind `withdrawn` when no rating was held any more. */
export class VerdictThen {
  version!: number;
  kind!: string;
  rating!: RatingBrief | null;
  rationale!: string;
  citationIds!: string[];
  /** Check, snapshots and vintages it was published on. */
  evidence!: object;
  authorId!: string;
  coAuthorIds!: string[];
  reviewerIds!: string[];
  publishedBy!: string;
  correctionNote!: string | null;
  /** Since when it holds in the world. */
  validFrom!: string;
  /** When it became known. */
  recordedAt!: string;
  expiresOn!: string | null;
}

export class StandingThen {
  version!: number;
  since!: string;
  cause!: string;
  causeId!: string | null;
  disagreement!: string[];
}

export class CheckThen {
  id!: string;
  trigger!: string;
  completedAt!: string;
  label!: Label;
  /** One label for each assertion. */
  parts!: object[];
  reasons!: object[];
}

export class FindingThen {
  id!: string;
  checker!: string;
  assertionId!: string | null;
  citationId!: string | null;
  sourceId!: string | null;
  snapshotId!: string | null;
  vintageId!: string | null;
  label!: Label | null;
  error!: string | null;
  reasons!: object[];
}

export class PersonFindingThen {
  id!: string;
  assertionId!: string;
  sourceId!: string | null;
  label!: Label;
  passage!: string | null;
  note!: string | null;
  reason!: string;
  personId!: string;
  recordedAt!: string;
}

export class SnapshotThen {
  id!: string;
  fetchedAt!: string;
  title!: string | null;
  /** SHA-256 of the extracted text, hexadecimal. */
  textSha256!: string;
  /** The HTTP status; null for a document that was handed in. */
  status!: number | null;
}

export class SourceThen {
  id!: string;
  kind!: string;
  url!: string | null;
  title!: string;
  tier!: string;
  origin!: string;
  note!: string | null;
  version!: number;
  /** The last one by then; null when it had not been read. */
  snapshot!: SnapshotThen | null;
}

export class VintageThen {
  id!: string;
  number!: number;
  publishedOn!: string;
  recordedAt!: string;
}

export class SeriesThen {
  assertionId!: string;
  seriesId!: string;
  title!: string;
  /** The newest published by `asOf` and recorded by `knownAt`; null when there was none. */
  vintage!: VintageThen | null;
}

/**
 * A claim as it held at one moment and was known at another. `verdict` follows both: the highest version recorded by
 * `knownAt` and valid since `asOf` or before. All else is read at the earlier of the two, and `rating` and
 * `verdictVersion` are those of the standing then. What is planned (`nextCheckAt`) is not kept: it is null.
 */
export class ClaimAsOf extends ClaimView {
  asOf!: string;
  knownAt!: string;
  verdict!: VerdictThen | null;
  standing!: StandingThen;
  /** The last completed check. */
  lastCheck!: CheckThen | null;
  /** Of that check. */
  findings!: FindingThen[];
  /** Those not taken back by then. */
  personFindings!: PersonFindingThen[];
  assertions!: AssertionView[];
  citations!: CitationView[];
  /** The cited ones, as they read. */
  sources!: SourceThen[];
  /** What the assertions were tied to. */
  series!: SeriesThen[];
}

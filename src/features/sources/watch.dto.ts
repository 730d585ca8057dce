/** What machines know of a source. All moments are ledger time. */
export class WatchView {
  sourceId!: string;
  /** How alive it is (docs/sources.md). */
  liveness!: 'unknown' | 'alive' | 'failing' | 'gone' | 'blocked' | 'unreadable';
  /** Since when it is so; null before the first fetch. */
  since!: string | null;
  /** Failures days apart; the third makes it `gone`. */
  strikes!: number;
  /** Fetches in a row that gave nothing to read. */
  failures!: number;
  /** Why the last of them failed, `http-404` or `paywall`; null after a success. */
  code!: string | null;
  message!: string | null;
  lastFetchedAt!: string | null;
  lastReadAt!: string | null;
  /** When what it says last changed. */
  changedAt!: string | null;
  /** Successful fetches in a row that brought nothing new. */
  unchanged!: number;
  /** Null for what is not fetched by schedule: nobody cites it, or it has no address. */
  nextFetchAt!: string | null;
  nextFetchWhy!: string | null;
  /** The fetch that waits or is under way. */
  openFetchId!: string | null;
  /** The capture of a web archive that is fetched in its place. */
  readFrom!: string | null;
}

export class RequestedFetchView {
  id!: string;
}

/** One fetch of a source. */
export class FetchView {
  id!: string;
  sourceId!: string;
  trigger!: 'check' | 'scheduled' | 'manual';
  /** The check that needed it. */
  checkId!: string | null;
  requestedBy!: string | null;
  requestedAt!: string;
  state!: 'queued' | 'running' | 'done';
  completedAt!: string | null;
  /** `changed`: it says something else than in the snapshot before; null until it is done. */
  outcome!: 'changed' | 'unchanged' | 'failed' | null;
  code!: string | null;
  message!: string | null;
  /** The HTTP status. */
  status!: number | null;
  snapshotId!: string | null;
  /** What followed from it. */
  effects!: string[];
}

export class FetchPage {
  items!: FetchView[];
  next!: string | null;
}

/** A cited passage, and how it reads in the newest snapshot. */
export class LeaningCitation {
  id!: string;
  role!: 'appearance' | 'evidence';
  /** Null when the whole source is cited. */
  exact!: string | null;
  /** `exact`, `reworded`, `changed` or `gone`; null before it was looked up. */
  state!: 'exact' | 'reworded' | 'changed' | 'gone' | null;
  /** Where it stands: `main` text, or `other` (captions, tables, asides). */
  layer!: 'main' | 'other' | null;
  /** What stands there now. */
  passage!: string | null;
  since!: string | null;
  snapshotId!: string | null;
}

export class LeaningRating {
  code!: string;
  label!: string;
}

export class LeaningClaimView {
  id!: string;
  text!: string;
  claimant!: string;
  statedOn!: string | null;
  deskId!: string;
  status!: string;
  assessment!: string | null;
  rating!: LeaningRating | null;
  citations!: LeaningCitation[];
}

export class LeaningClaimPage {
  items!: LeaningClaimView[];
  next!: string | null;
}

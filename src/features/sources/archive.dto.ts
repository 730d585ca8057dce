import { ArrayMaxSize, IsUUID } from 'class-validator';
import { Optional } from '../../platform/optional.js';

export class ExportWarc {
  /** These snapshots. */
  @Optional() @ArrayMaxSize(1_000) @IsUUID(undefined, { each: true }) snapshotIds?: string[];
  /** All snapshots of these sources. */
  @Optional() @ArrayMaxSize(1_000) @IsUUID(undefined, { each: true }) sourceIds?: string[];
  /** All snapshots that the checks and verdicts of this claim rest on. */
  @Optional() @IsUUID() claimId?: string;
}

export class DiffQuery {
  /** The snapshot to compare with; the newest one before it with another text unless given. */
  @Optional() @IsUUID() against?: string;
}

export class DiffSegmentView {
  kind!: 'same' | 'added' | 'removed';
  text!: string;
  /** Characters left out here, where `text` is empty; else 0. */
  omitted!: number;
}

export class FieldChangeView {
  field!: 'title' | 'byline' | 'publishedOn' | 'modifiedOn' | 'correction' | 'extractor';
  before!: string | null;
  after!: string | null;
}

export class SnapshotDiffView {
  snapshotId!: string;
  againstId!: string;
  /** `extractor`: the bytes are the same, another extractor read them; `page-or-extractor`: both are others. */
  cause!: 'none' | 'page' | 'extractor' | 'page-or-extractor';
  changes!: FieldChangeView[];
  /** Of the main text, in order. */
  segments!: DiffSegmentView[];
  /** Whether the texts are longer than what is compared or shown. */
  truncated!: boolean;
}

export class BlobSumView {
  blobs!: number;
  /** As they came. */
  bytes!: number;
  /** As they are stored, compressed. */
  storedBytes!: number;
}

export class PlaceSumView extends BlobSumView {
  place!: 'database' | 'directory' | 's3';
}

export class ArchiveView extends BlobSumView {
  snapshots!: number;
  byPlace!: PlaceSumView[];
  /** Machine time. */
  addedLast24h!: BlobSumView;
  addedLast7d!: BlobSumView;
  /** Whose bytes the retention dropped; not counted above. */
  droppedBlobs!: number;
}

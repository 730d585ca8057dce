import { IsIn, IsString, Length, MaxLength } from 'class-validator';
import type { Tier } from '../../domain/finding.js';
import { Optional } from '../../platform/optional.js';

const kinds = ['web', 'dataset', 'document', 'interview', 'correspondence'] as const;
const tiers = ['primary', 'secondary', 'tertiary'] as const;

export class CreateSource {
  /** `web` unless given. */
  @Optional() @IsIn(kinds) kind?: (typeof kinds)[number];
  /** The web address; needed for `web` and `dataset`. */
  @Optional() @IsString() @MaxLength(8192) url?: string;
  @Optional() @IsString() @MaxLength(500) title?: string;
  /** Data sets and documents are primary, the rest secondary, unless given. */
  @Optional() @IsIn(tiers) tier?: Tier;
  /** Who first published it; the host unless given. */
  @Optional() @IsString() @Length(1, 200) origin?: string;
  /** For interviews and correspondence: who, when, how. */
  @Optional() @IsString() @MaxLength(5000) note?: string;
}

export class ChangeSource {
  @Optional() @IsString() @MaxLength(500) title?: string;
  @Optional() @IsIn(tiers) tier?: Tier;
  @Optional() @IsString() @Length(1, 200) origin?: string;
  @Optional() @IsString() @MaxLength(5000) note?: string;
}

export class CreatedSourceView {
  id!: string;
}

export class SourceView {
  id!: string;
  kind!: string;
  url!: string | null;
  title!: string;
  tier!: Tier;
  origin!: string;
  note!: string | null;
  createdBy!: string;
  recordedAt!: string;
  latestSnapshotId!: string | null;
  /** The verified capture of a web archive that is fetched in its place. */
  readFrom!: string | null;
  /** The ETag. */
  version!: number;
}

export class SourcePage {
  items!: SourceView[];
  next!: string | null;
}

/** What a page says of its own correction. */
export class CorrectionView {
  text!: string;
  /** A day; null when it names none. */
  on!: string | null;
}

/** What a source said at one fetch, without its text. */
export class SnapshotBrief {
  id!: string;
  sourceId!: string;
  fetchedAt!: string;
  /** Null, like address and status, for a document that was handed in. */
  finalUrl!: string | null;
  redirects!: string[];
  address!: string | null;
  status!: number | null;
  headers!: Record<string, string>;
  /** SHA-256 of the bytes, hexadecimal. */
  rawSha256!: string;
  /** SHA-256 of the extracted text, hexadecimal: equal ones say the same. */
  textSha256!: string;
  /** The earlier snapshot that holds the same text; null when it is kept here. */
  sameTextAs!: string | null;
  title!: string | null;
  publishedOn!: string | null;
  language!: string | null;
  /** A day, as the page writes it. */
  modifiedOn!: string | null;
  byline!: string | null;
  publisher!: string | null;
  /** The address the page gives as its own. */
  canonical!: string | null;
  /** The correction notice it carries. */
  correction!: CorrectionView | null;
  /** Of a PDF: the offset in the text at which each page begins. */
  pages!: number[] | null;
  /** The certificate that vouched for the host; null over http. */
  tls!: Record<string, string> | null;
  /** Bytes of the body; null for snapshots of earlier versions. */
  size!: number | null;
  /** The capture of a web archive it was read from. */
  mementoId!: string | null;
  /** Name and version: a changed extractor is told from a changed page. */
  extractor!: string;
}

export class SnapshotView extends SnapshotBrief {
  text!: string;
  otherText!: string | null;
}

export class SnapshotPage {
  items!: SnapshotBrief[];
  next!: string | null;
}

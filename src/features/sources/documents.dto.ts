/** A document that was handed in, as it is archived. */
export class KeptDocumentView {
  snapshotId!: string;
  /** SHA-256 of the bytes, hexadecimal. */
  sha256!: string;
  title!: string | null;
  /** Bytes. */
  size!: number;
  /** As its bytes say. */
  contentType!: string;
  /** The earlier edition with the same text; null when this one says something new. */
  sameTextAs!: string | null;
}

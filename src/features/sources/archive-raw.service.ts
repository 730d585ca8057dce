import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import { Db } from '../../persistence/db.js';
import type { SnapshotHead } from '../../persistence/snapshot.table.js';
import { ArchiveService } from './archive.service.js';
import { storedType } from './documents.kind.js';

export interface RawSnapshot {
  readonly bytes: Buffer;
  readonly contentType: string;
  /** The snapshot that keeps them. */
  readonly keptBy: string;
}

/** The bytes behind a snapshot. */
@Injectable()
export class RawSnapshotService {
  constructor(
    private readonly db: Db,
    private readonly archive: ArchiveService,
  ) {}

  /** @throws DomainError `snapshot/not-found`; `snapshot/no-bytes`, naming the snapshot with the same text where that has other bytes. */
  async bytesOf(id: string): Promise<RawSnapshot> {
    const [head] = await this.db.read((store) => store.snapshots.heads([id]));
    if (head === undefined) throw new DomainError('snapshot/not-found');
    const { blobSha256, same, rawSha256 } = head;
    if (blobSha256 === null && same !== null && !same.rawSha256.equals(rawSha256))
      throw new DomainError(
        'snapshot/no-bytes',
        `The text is that of snapshot ${same.id}, whose bytes are kept; those of this one differed and are not.`,
      );
    const bytes = await this.archive.read(rawSha256);
    if (bytes === null)
      throw new DomainError('snapshot/no-bytes', 'The bytes were dropped by the retention.');
    return { bytes, contentType: typeOf(head, bytes), keptBy: blobSha256 === null ? (same?.id ?? id) : id };
  }
}

/** What can be said again in a header of ours (RFC 9110 §8.3.1); a server may have said anything. */
const mediaType = /^[\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127}[ \t]*(;[\x20-\x7e\t]*)?$/;

/** As the server said, where that is a media type; a document's by its bytes. */
export function typeOf(
  { headers, finalUrl }: Pick<SnapshotHead, 'headers' | 'finalUrl'>,
  bytes: Buffer,
): string {
  const said = headers['content-type'] ?? (finalUrl === null ? storedType(bytes) : '');
  return mediaType.test(said) ? said : 'application/octet-stream';
}

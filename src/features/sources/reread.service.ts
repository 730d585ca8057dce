import { Injectable } from '@nestjs/common';
import type { ReadSnapshot } from '../../persistence/snapshot.table.js';
import { Db } from '../../persistence/db.js';
import { extractText } from '../../platform/extract-text.js';
import type { ExtractedText } from '../../platform/extract-text.js';
import { isCurrentExtractor } from '../../platform/text/extractors.js';
import { ArchiveService, sha256 } from './archive.service.js';
import { storableTexts } from './snapshot-row.js';

/** What a fetch brought, as far as it is compared with the snapshot before. */
export interface FreshRead {
  readonly body: Buffer;
  readonly text: ExtractedText;
}

/** Reads archived bytes again: a change of extractor must not look like a change of the page. */
@Injectable()
export class RereadService {
  constructor(
    private readonly db: Db,
    private readonly archive: ArchiveService,
  ) {}

  /**
   * The newest snapshot as its bytes are read today; itself where the extractor is today's, or where its bytes cannot be had:
   * then what another extractor made of it is all there is to compare with.
   */
  async asReadNow(latest: ReadSnapshot | null, fresh: FreshRead): Promise<ReadSnapshot | null> {
    if (latest === null || isCurrentExtractor(latest.extractor)) return latest;
    // The same bytes: the page has not changed, whoever reads it.
    if (latest.rawSha256.equals(sha256(fresh.body))) return readAs(latest, fresh.text, fresh.body.length);
    const bytes = await this.bytesOf(latest).catch(() => null);
    if (bytes === null) return latest;
    const contentType = latest.headers['content-type'] ?? null;
    const text = await extractText({ bytes, contentType, url: latest.finalUrl }).catch(() => null);
    return text?.state === 'ok' ? readAs(latest, text, bytes.length) : latest;
  }

  /** Of the snapshot that holds its text, where its own were not kept. */
  private async bytesOf({ blobSha256, sameTextAs }: ReadSnapshot): Promise<Buffer | null> {
    if (blobSha256 !== null) return this.archive.read(blobSha256);
    const holder = await this.db.read((store) => store.snapshots.find(sameTextAs ?? ''));
    return holder?.blobSha256 == null ? null : this.archive.read(holder.blobSha256);
  }
}

function readAs(latest: ReadSnapshot, extracted: ExtractedText, size: number): ReadSnapshot {
  return { ...latest, ...storableTexts(extracted), correction: extracted.correction, size };
}

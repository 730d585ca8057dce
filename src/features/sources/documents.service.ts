import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import { Db } from '../../persistence/db.js';
import { ExtractError, extractText } from '../../platform/extract-text.js';
import type { ExtractedText } from '../../platform/extract-text.js';
import { CaptureService } from './capture.service.js';
import { documentType, unreadable } from './documents.kind.js';

export interface KeptDocument {
  readonly snapshotId: string;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly title: string | null;
  readonly size: number;
  readonly contentType: string;
  /** The earlier snapshot with the same text; null when this edition says something new. */
  readonly sameTextAs: string | null;
}

/** Documents that people hand in: archived and watched like what is fetched. */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly db: Db,
    private readonly captures: CaptureService,
  ) {}

  /** @throws DomainError `source/not-found`, or `source/not-a-document` where the source is fetched or heard. */
  async requireDocument(sourceId: string): Promise<void> {
    await this.documentOf(sourceId);
  }

  /**
   * Archives the bytes as the newest edition of the source; whatever cites a passage that reads otherwise in it is checked.
   * @throws DomainError `document/unreadable`; then nothing is kept.
   */
  async keep(sourceId: string, bytes: Buffer, claimedType: string | null): Promise<KeptDocument> {
    const source = await this.documentOf(sourceId);
    const contentType = documentType(bytes, claimedType);
    const text = await readText(bytes, contentType);
    const snapshot = await this.captures.keep(source, bytes, contentType, text);
    const { id: snapshotId, title, sameTextAs, rawSha256 } = snapshot;
    const sha256 = rawSha256.toString('hex');
    return { snapshotId, sha256, title, size: bytes.length, contentType, sameTextAs };
  }

  private async documentOf(sourceId: string) {
    const source = await this.db.read((store) => store.sources.find(sourceId));
    if (source === null) throw new DomainError('source/not-found');
    if (source.kind === 'document') return source;
    throw new DomainError('source/not-a-document', `The source is of kind ${source.kind}.`);
  }
}

/** Read before anything is kept: a refused document leaves no trace. */
async function readText(bytes: Buffer, contentType: string): Promise<ExtractedText> {
  const text = await read(bytes, contentType);
  if (text.state === 'no-text-layer')
    throw unreadable('no-text-layer: the document is a scan without text; what it says cannot be read.');
  if (text.state !== 'ok') throw unreadable('Its text cannot be read.');
  if (`${text.text}${text.otherText}`.trim() === '') throw unreadable('It holds no text.');
  return text;
}

async function read(bytes: Buffer, contentType: string): Promise<ExtractedText> {
  try {
    return await extractText({ bytes, contentType, url: null });
  } catch (error) {
    if (!(error instanceof ExtractError) || error.code === 'stopped') throw error;
    throw unreadable(`Its text cannot be read: ${error.message}.`);
  }
}

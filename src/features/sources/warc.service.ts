import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import { Db } from '../../persistence/db.js';
import type { SnapshotHead } from '../../persistence/snapshot.table.js';
import type { Store } from '../../persistence/store.js';
import { Clock } from '../../platform/clock.js';
import { ArchiveService } from './archive.service.js';
import { infoRecord, snapshotRecord } from './warc-record.js';

/** Which snapshots: those named, all of some sources, all that checks and verdicts of a claim rest on. */
export interface WarcSelection {
  readonly snapshotIds?: readonly string[];
  readonly sourceIds?: readonly string[];
  readonly claimId?: string;
}

const batch = 100;

/** Exports what was archived as WARC 1.1, the format web archives keep. */
@Injectable()
export class WarcService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly archive: ArchiveService,
  ) {}

  /**
   * A stream of gzip members, one a record; one document is in memory at a time. What holds the bytes of a chosen snapshot is
   * exported with it.
   * @throws DomainError `…/not-found`, before anything is sent, when something named is not there.
   */
  async export(selection: WarcSelection): Promise<Readable> {
    const ids = await this.db.read(async (store) => {
      await requireAll(store, selection);
      return store.snapshots.chosen(selection);
    });
    return Readable.from(this.records(ids), { objectMode: false });
  }

  private async *records(ids: readonly string[]): AsyncGenerator<Buffer> {
    yield await infoRecord(this.clock.now());
    for (let i = 0; i < ids.length; i += batch) {
      const heads = await this.db.read((store) => store.snapshots.heads(ids.slice(i, i + batch)));
      for (const head of heads) yield await this.record(head);
    }
  }

  private async record(head: SnapshotHead): Promise<Buffer> {
    if (head.blobSha256 === null) return snapshotRecord(head, null, null);
    try {
      return await snapshotRecord(head, await this.archive.read(head.blobSha256), null);
    } catch (error) {
      // Damaged bytes are named in their place; a store that does not answer ends the stream.
      if (error instanceof DomainError && error.code === 'snapshot/no-bytes')
        return snapshotRecord(head, null, error.message);
      throw error;
    }
  }
}

async function requireAll(
  store: Store,
  { snapshotIds = [], sourceIds = [], claimId }: WarcSelection,
): Promise<void> {
  if (claimId === undefined && snapshotIds.length + sourceIds.length === 0)
    throw new DomainError('request/invalid', 'Name snapshotIds, sourceIds or a claimId.');
  if (claimId !== undefined && (await store.claims.find(claimId)) === null)
    throw new DomainError('claim/not-found');
  const sources = new Set((await store.sources.findAll(sourceIds)).map(({ id }) => id));
  const noSource = sourceIds.find((id) => !sources.has(id));
  if (noSource !== undefined) throw new DomainError('source/not-found', `No source has the id ${noSource}.`);
  const snapshots = new Set((await store.snapshots.heads(snapshotIds)).map(({ id }) => id));
  const none = snapshotIds.find((id) => !snapshots.has(id));
  if (none !== undefined) throw new DomainError('snapshot/not-found', `No snapshot has the id ${none}.`);
}

import { Injectable } from '@nestjs/common';
import { Db } from '../../persistence/db.js';
import type { FetchEnd, FetchRow } from '../../persistence/fetch.table.js';
import type { ReadSnapshot, Snapshot } from '../../persistence/snapshot.table.js';
import type { Source } from '../../persistence/source.table.js';
import type { Store } from '../../persistence/store.js';
import { Clock } from '../../platform/clock.js';
import { ArchiveService } from './archive.service.js';
import type { KeptBlob } from './archive.service.js';
import { notModifiedRow, snapshotRow, storableTexts } from './snapshot-row.js';
import type { SnapshotPlace } from './snapshot-row.js';
import type { Reading } from './source-reader.service.js';

/** A fetch that was carried out. */
export interface Done {
  readonly source: Source;
  /** Its row: new for a fetch that a check needed, else as taken from the queue. */
  readonly fetch: FetchRow;
  readonly isNew: boolean;
  /** The job's, where a job carried it out. */
  readonly outboxId: number | null;
  readonly reading: Reading;
}

export interface Recorded {
  /** Null when the fetch gave nothing to read. */
  readonly snapshot: ReadSnapshot | null;
}

/**
 * Records what a fetch brought, in one transaction: blob, snapshot, states of cited passages and of the source, events, checks
 * to come and the next fetch. Compared with the newest snapshot of that moment: two at once are recorded one after the other.
 */
@Injectable()
export class FetchRecorder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly archive: ArchiveService,
  ) {}

  async record(done: Done): Promise<Recorded> {
    for (;;) {
      const recorded = await this.tryRecord(done);
      if (recorded !== 'overtaken') return recorded;
    }
  }

  private async tryRecord(done: Done): Promise<Recorded | 'overtaken'> {
    const { source, reading } = done;
    const latest = await this.db.read((store) => store.snapshots.latest(source.id));
    const edition = await this.editionOf(source, latest, reading);
    return this.db.write(async (store) => {
      if (done.outboxId !== null && !(await store.outbox.complete(done.outboxId))) return { snapshot: null };
      const now = this.clock.now();
      await store.sourceStates.lock(source.id, now);
      const current = await store.sources.find(source.id);
      if ((current?.latestSnapshotId ?? null) !== (latest?.id ?? null)) return 'overtaken';
      if (done.isNew) await store.fetches.add([done.fetch]);
      if (edition !== null) await addEdition(store, edition);
      const isChanged = edition !== null && edition.row.sameTextAs === null;
      await endUnderToken(store, done.fetch, {
        ...{ completedAt: now, effects: isChanged && latest !== null ? ['text-changed'] : [] },
        ...(reading.state === 'failed'
          ? { outcome: 'failed', code: reading.failure.code, message: reading.failure.message }
          : { outcome: isChanged ? 'changed' : 'unchanged', code: null, message: null }),
        status: reading.state === 'failed' ? reading.failure.status : reading.answer.status,
        snapshotId: edition?.row.id ?? null,
      });
      return { snapshot: edition?.read ?? null };
    });
  }

  private async editionOf(
    source: Source,
    latest: ReadSnapshot | null,
    reading: Reading,
  ): Promise<Edition | null> {
    if (reading.state === 'failed') return null;
    const place: SnapshotPlace = {
      ...{ sourceId: source.id, askedAt: reading.askedAt, fetchedAt: this.clock.now(), latest },
      ...{ keepAnyway: false, mementoId: source.readFrom },
    };
    if (reading.state === 'not-modified') {
      if (latest === null) throw new Error(`source ${source.id} was not modified, but has no snapshot`);
      const row = notModifiedRow({ ...place, latest }, reading.answer);
      return { row, blob: null, read: { ...row, text: latest.text, otherText: latest.otherText } };
    }
    const row = snapshotRow(place, reading.answer, reading.text);
    const blob = row.blobSha256 === null ? null : await this.archive.keep(reading.answer.body);
    return { row, blob, read: { ...row, ...storableTexts(reading.text) } };
  }
}

interface Edition {
  readonly row: Snapshot;
  /** Null when it keeps no bytes of its own. */
  readonly blob: KeptBlob | null;
  readonly read: ReadSnapshot;
}

async function addEdition(store: Store, { row, blob }: Edition): Promise<void> {
  if (blob !== null) await store.blobs.add(blob);
  await store.snapshots.add(row);
}

/** Thrown, not returned: the transaction must roll back when another worker holds the fetch now. */
async function endUnderToken(store: Store, fetch: FetchRow, end: FetchEnd): Promise<void> {
  if (await store.fetches.end(fetch.id, fetch.token, end)) return;
  throw new Error(`another worker took fetch ${fetch.id} over: this result is refused`);
}

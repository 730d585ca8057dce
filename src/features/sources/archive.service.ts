import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import type { Blob, BlobSum, NewBlob } from '../../persistence/blob.table.js';
import { Db } from '../../persistence/db.js';
import { BlobStoreError } from '../../platform/blob-store/blob-store.js';
import { decode, encode } from '../../platform/blob-store/coding.js';
import { openBlobStores } from '../../platform/blob-store/open-blob-store.js';
import type { BlobStores } from '../../platform/blob-store/open-blob-store.js';
import { Clock } from '../../platform/clock.js';
import { CONTEXT } from '../../platform/context.js';
import type { Context } from '../../platform/context.js';

/** A blob as its row is written, once its bytes are kept. */
export type KeptBlob = NewBlob;

export interface ArchiveGrowth extends BlobSum {
  readonly snapshots: number;
  readonly byPlace: readonly (BlobSum & { readonly place: Exclude<Blob['place'], 'dropped'> })[];
  readonly addedLast24h: BlobSum;
  readonly addedLast7d: BlobSum;
  /** Whose bytes the retention dropped; not counted above. */
  readonly droppedBlobs: number;
}

const dayMs = 86_400_000;
/** Blobs that one transaction drops: it holds the claims that cite their sources, shortly. */
const batch = 200;

/** Where raw bytes are kept, by their SHA-256. */
@Injectable()
export class ArchiveService {
  private readonly stores: BlobStores;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    @Inject(CONTEXT) private readonly context: Context,
  ) {
    this.stores = openBlobStores(context.env);
  }

  /**
   * Keeps bytes and returns the row that says where. Called before the transaction that adds the row: an object without a row
   * is harmless, a row without its object would not be.
   */
  async keep(bytes: Buffer): Promise<KeptBlob> {
    const { current } = this.stores;
    const hash = sha256(bytes);
    const coded = await encode(bytes);
    if (current !== null) await current.put(objectName(hash, coded.coding), coded.bytes);
    return {
      ...{ sha256: hash, size: bytes.length, ...coded, storedSize: coded.bytes.length },
      place: current?.place ?? 'database',
    };
  }

  /**
   * The bytes, from where their row says; null when there are none. Their SHA-256 is verified.
   * @throws DomainError `snapshot/no-bytes` when they are damaged or lost, `ops/unavailable` when their store cannot be reached.
   */
  async read(hash: Buffer): Promise<Buffer | null> {
    const blob = await this.db.read((store) => store.blobs.find(hash));
    if (blob === null || blob.place === 'dropped') return null;
    const stored = await this.stored(blob);
    if (stored === null) throw this.damaged(blob, 'are not where they were put');
    const { coding, size } = blob;
    const bytes = await decode({ coding, bytes: stored }, size).catch(() => null);
    if (bytes === null || !sha256(bytes).equals(blob.sha256))
      throw this.damaged(blob, 'do not have the SHA-256 under which they were kept');
    return bytes;
  }

  /** What the archive takes and how fast it grows. Days are of machine time: disks fill by it. */
  async growth(): Promise<ArchiveGrowth> {
    const since = (days: number): Date => new Date(this.clock.wall().getTime() - days * dayMs);
    const [places, snapshots, addedLast24h, addedLast7d] = await this.db.read((store) =>
      Promise.all([
        ...[store.blobs.sums(), store.snapshots.count()],
        ...[store.blobs.addedSince(since(1)), store.blobs.addedSince(since(7))],
      ] as const),
    );
    const byPlace = places.flatMap(({ place, ...sum }) => (place === 'dropped' ? [] : [{ place, ...sum }]));
    const total = (of: (sum: BlobSum) => number): number => byPlace.reduce((all, each) => all + of(each), 0);
    return {
      ...{ snapshots, blobs: total((sum) => sum.blobs), bytes: total((sum) => sum.bytes) },
      ...{ storedBytes: total((sum) => sum.storedBytes), byPlace, addedLast24h, addedLast7d },
      droppedBlobs: places.find(({ place }) => place === 'dropped')?.blobs ?? 0,
    };
  }

  /**
   * Drops raw bytes older than STET_KEEP_RAW_DAYS that no verdict cites and that are not the newest of their source; rows,
   * texts and hashes stay. Returns how many blobs were dropped.
   */
  async dropOld(isStopping: () => boolean = () => false): Promise<number> {
    const days = this.context.env.STET_KEEP_RAW_DAYS;
    if (days === 0) return 0;
    const before = new Date(this.clock.now().getTime() - days * dayMs);
    let count = 0;
    for (let more = true; more && !isStopping();) {
      const candidates = await this.db.read((store) => store.blobs.dropCandidates(before, batch));
      const dropped = await this.db.write((store) => store.blobs.drop(candidates, before));
      await this.deleteObjects(dropped);
      count += dropped.length;
      // Nothing dropped of a full batch: verdicts came in between; the next hour looks again.
      more = candidates.length === batch && dropped.length > 0;
    }
    return count;
  }

  /** After the commit; an object that stays behind costs space only, so a failure is no reason to stop. */
  private async deleteObjects(dropped: readonly Pick<Blob, 'sha256' | 'place' | 'coding'>[]): Promise<void> {
    for (const { sha256: hash, place, coding } of dropped) {
      const store = place === 'directory' || place === 's3' ? this.stores[place] : null;
      await store?.delete(objectName(hash, coding)).catch((error: unknown) => {
        this.context.log.warn({ err: error, sha256: hash.toString('hex') }, 'a dropped object stays behind');
      });
    }
  }

  private async stored({ place, bytes, sha256: hash, coding }: Blob): Promise<Buffer | null> {
    if (place === 'database' || place === 'dropped') return bytes;
    const store = this.stores[place];
    if (store === null)
      throw new DomainError(
        'ops/unavailable',
        `The bytes lie in the ${place} store, which is not configured.`,
      );
    try {
      return await store.get(objectName(hash, coding));
    } catch (error) {
      if (!(error instanceof BlobStoreError)) throw error;
      this.context.log.error({ err: error }, 'stored bytes cannot be read');
      throw new DomainError(
        'ops/unavailable',
        `The ${place} store that keeps the bytes does not answer as it should.`,
      );
    }
  }

  private damaged({ sha256: hash, place }: Blob, what: string): DomainError {
    const name = hash.toString('hex');
    this.context.log.error({ sha256: name, place }, `archived bytes ${what}`);
    return new DomainError(
      'snapshot/no-bytes',
      `The bytes ${name} in the ${place} ${what}: they are not given out.`,
    );
  }
}

export function sha256(data: string | Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}

/** Says the coding, so that an object can be read without its row. */
function objectName(hash: Buffer, coding: Blob['coding']): string {
  return `${hash.toString('hex')}${coding === 'br' ? '.br' : ''}`;
}

/** Where bytes lie outside the database, under names that say what they are: a name is never used for other bytes. */
export interface BlobStore {
  readonly place: 'directory' | 's3';
  /** Whole or not at all; again where the name is there already. @throws BlobStoreError */
  put(name: string, bytes: Buffer): Promise<void>;
  /** Null where the name is not there. @throws BlobStoreError */
  get(name: string): Promise<Buffer | null>;
  /** Nothing where the name is not there. @throws BlobStoreError */
  delete(name: string): Promise<void>;
}

/** A store that did not do what it was asked; the message is one line for an operator and holds no secret. */
export class BlobStoreError extends Error {
  override readonly name = 'BlobStoreError';
}

/** Two levels of folders, 65,536 in all: a folder stays short with millions of blobs. */
export function pathOf(name: string): readonly [string, string, string] {
  return [name.slice(0, 2), name.slice(2, 4), name];
}

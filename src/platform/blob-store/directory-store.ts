import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BlobStoreError, pathOf } from './blob-store.js';
import type { BlobStore } from './blob-store.js';

/** Blobs as files of one directory, which all processes of a Stet must share. */
export function directoryStore(root: string): BlobStore {
  const fileOf = (name: string): string => join(root, ...pathOf(name));
  return {
    place: 'directory',
    put: (name, bytes) => attempt(() => write(root, fileOf(name), bytes)),
    get: (name) => attempt(() => orNull(readFile(fileOf(name)))),
    delete: (name) => attempt(() => rm(fileOf(name), { force: true })),
  };
}

/** Written beside, flushed, then renamed: whoever reads under the name finds all of it, after a power cut too. */
async function write(root: string, file: string, bytes: Buffer): Promise<void> {
  const made = await mkdir(dirname(file), { recursive: true });
  const draft = join(root, `.${randomUUID()}.part`);
  try {
    await flushed(draft, bytes);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await synced(dirname(file));
  // A new folder stands in the one above it, which knows it for good only then.
  if (made !== undefined) for (const above of [dirname(dirname(file)), root]) await synced(above);
}

async function synced(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

async function flushed(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, 'wx', 0o640);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function orNull(read: Promise<Buffer>): Promise<Buffer | null> {
  try {
    return await read;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new BlobStoreError(`STET_BLOB_DIR: ${error instanceof Error ? error.message : String(error)}`);
  }
}

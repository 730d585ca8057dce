import type { BlobStore } from './blob-store.js';
import { directoryStore } from './directory-store.js';
import { s3Store } from './s3-store.js';

/** The settings of the environment that say where blobs lie. */
export interface BlobSettings {
  readonly STET_BLOB_STORE: 'database' | 'directory' | 's3';
  readonly STET_BLOB_DIR?: string;
  readonly STET_S3_ENDPOINT?: string;
  readonly STET_S3_BUCKET?: string;
  readonly STET_S3_REGION: string;
  readonly STET_S3_KEY_ID?: string;
  readonly STET_S3_SECRET?: string;
}

/** The stores that are configured: all of them can be read, whichever is written to now. */
export interface BlobStores {
  /** Null: new blobs go into the database. */
  readonly current: BlobStore | null;
  readonly directory: BlobStore | null;
  readonly s3: BlobStore | null;
}

const needed = {
  database: [],
  directory: ['STET_BLOB_DIR'],
  s3: ['STET_S3_ENDPOINT', 'STET_S3_BUCKET', 'STET_S3_KEY_ID', 'STET_S3_SECRET'],
} as const;

/** @throws Error naming what the chosen store lacks, never a value; nothing is connected yet. */
export function openBlobStores(env: BlobSettings): BlobStores {
  const missing = needed[env.STET_BLOB_STORE].filter((name) => env[name] === undefined);
  if (missing.length > 0)
    throw new Error(`STET_BLOB_STORE is ${env.STET_BLOB_STORE}, which needs ${missing.join(', ')}`);
  const stores = { directory: directoryOf(env), s3: s3Of(env) };
  return { ...stores, current: env.STET_BLOB_STORE === 'database' ? null : stores[env.STET_BLOB_STORE] };
}

function directoryOf({ STET_BLOB_DIR }: BlobSettings): BlobStore | null {
  return STET_BLOB_DIR === undefined ? null : directoryStore(STET_BLOB_DIR);
}

function s3Of(env: BlobSettings): BlobStore | null {
  const { STET_S3_ENDPOINT: endpoint, STET_S3_BUCKET: bucket, STET_S3_REGION: region } = env;
  const { STET_S3_KEY_ID: keyId, STET_S3_SECRET: secret } = env;
  if (endpoint === undefined || bucket === undefined || keyId === undefined || secret === undefined)
    return null;
  return s3Store({ endpoint, bucket, region, keyId, secret });
}

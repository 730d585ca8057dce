import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';

/** S3-compatible storage on a loopback port, with one bucket. */
export interface TestS3 {
  readonly account: {
    readonly endpoint: string;
    readonly bucket: string;
    readonly region: string;
    readonly keyId: string;
    readonly secret: string;
  };
  /** What STET needs to use it. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export async function startS3(): Promise<TestS3> {
  const directory = mkdtempSync(join(tmpdir(), 'stet-s3-'));
  const bucket = 'stet-archive';
  const server = new S3rver({
    ...{ address: '127.0.0.1', port: 0, directory, silent: true, configureBuckets: [{ name: bucket }] },
  });
  const { port } = await server.run();
  const account = {
    ...{ endpoint: `http://127.0.0.1:${port}`, bucket, region: 'us-east-1' },
    // The only key pair that it knows.
    ...{ keyId: 'S3RVER', secret: 'S3RVER' },
  };
  return {
    account,
    env: {
      ...{ STET_BLOB_STORE: 's3', STET_S3_ENDPOINT: account.endpoint, STET_S3_BUCKET: bucket },
      ...{ STET_S3_KEY_ID: account.keyId, STET_S3_SECRET: account.secret },
    },
    close: async () => {
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BlobStoreError } from '../../src/platform/blob-store/blob-store.js';
import type { BlobStore } from '../../src/platform/blob-store/blob-store.js';
import { decode, encode } from '../../src/platform/blob-store/coding.js';
import { directoryStore } from '../../src/platform/blob-store/directory-store.js';
import { s3Store } from '../../src/platform/blob-store/s3-store.js';
import { readEnv } from '../../src/platform/config.js';
import { startS3 } from '../support/s3.js';
import type { TestS3 } from '../support/s3.js';
import { signatureOf, startSignedStore } from '../support/sigv4.js';

let s3: TestS3;
let signed: Awaited<ReturnType<typeof startSignedStore>>;
let directory: string;

beforeAll(async () => {
  s3 = await startS3();
  signed = await startSignedStore();
  directory = mkdtempSync(join(tmpdir(), 'stet-blobs-'));
});

afterAll(async () => {
  await s3.close();
  await signed.close();
  rmSync(directory, { recursive: true, force: true });
});

const nameOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const signedAccount = () => ({
  ...{ endpoint: signed.url, bucket: 'archive', region: 'eu-central-1', keyId: 'KEY', secret: 'SECRET' },
});

const stores: readonly [string, () => BlobStore][] = [
  ['a directory', () => directoryStore(directory)],
  ['S3', () => s3Store(s3.account)],
  ['S3 that verifies signatures', () => s3Store(signedAccount())],
];

describe.each(stores)('%s as a store of blobs', (_, open) => {
  it.each([0, 1, 70_000, 6 * 1024 * 1024])('gives back %i bytes as they were put', async (size) => {
    const [store, bytes] = [open(), randomBytes(size)];
    await store.put(nameOf(bytes), bytes);
    expect((await store.get(nameOf(bytes)))?.equals(bytes)).toBe(true);
  });

  it('takes the same blob again, from many at once', async () => {
    const [store, bytes] = [open(), randomBytes(20_000)];
    await Promise.all(Array.from({ length: 8 }, () => store.put(nameOf(bytes), bytes)));
    expect((await store.get(nameOf(bytes)))?.equals(bytes)).toBe(true);
  });

  it('has nothing under a name that was never put, or was deleted; deleting twice is no error', async () => {
    const [store, bytes] = [open(), randomBytes(100)];
    expect(await store.get(nameOf(bytes))).toBeNull();
    await store.put(nameOf(bytes), bytes);
    await store.delete(nameOf(bytes));
    await store.delete(nameOf(bytes));
    expect(await store.get(nameOf(bytes))).toBeNull();
  });
});

describe('a directory', () => {
  it('holds whole files under two levels of folders, and no drafts', async () => {
    const root = mkdtempSync(join(tmpdir(), 'stet-blobs-'));
    const bytes = randomBytes(5_000);
    const name = nameOf(bytes);
    await directoryStore(root).put(name, bytes);
    expect(readdirSync(root, { recursive: true }).sort()).toEqual([
      name.slice(0, 2),
      join(name.slice(0, 2), name.slice(2, 4)),
      join(name.slice(0, 2), name.slice(2, 4), name),
    ]);
    rmSync(root, { recursive: true });
  });

  it('says what is wrong where it cannot write, and leaves no draft', async () => {
    const file = join(directory, 'no-folder');
    writeFileSync(file, '');
    await expect(directoryStore(file).put('abcdef', Buffer.from('x'))).rejects.toThrow(/^STET_BLOB_DIR: E/);
  });
});

describe('S3', () => {
  it('names the code of a refusal, and no secret', async () => {
    const wrong = s3Store({ ...signedAccount(), secret: 'not-the-secret' });
    const error = await wrong.put('abcdef', Buffer.from('x')).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(BlobStoreError);
    expect(String(error)).toMatch(/403 SignatureDoesNotMatch/);
    expect(String(error)).not.toContain('not-the-secret');
  });

  it('tells a missing bucket from a missing object', async () => {
    const wrong = s3Store({ ...s3.account, bucket: 'no-such-bucket' });
    await expect(wrong.get('abcdef')).rejects.toThrow(/404 NoSuchBucket/);
  });

  it('tries again on 5xx, three times in all; each try is signed', async () => {
    const site = await startFaulty([503, 500, 200]);
    const store = s3Store({ ...s3.account, endpoint: site.url }, { pauseMs: 1 });
    await store.put('abcdef', Buffer.from('x'));
    expect(site.seen).toHaveLength(3);
    expect(
      site.seen.every((each) => each.startsWith('PUT /stet-archive/ab/cd/abcdef AWS4-HMAC-SHA256')),
    ).toBe(true);
    await site.close();
  });

  it('gives up after three tries, and at once where trying again is no use', async () => {
    const down = await startFaulty([503, 503, 503, 200]);
    await expect(
      s3Store({ ...s3.account, endpoint: down.url }, { pauseMs: 1 }).get('abcdef'),
    ).rejects.toThrow('S3 GET was answered 503');
    expect(down.seen).toHaveLength(3);
    await down.close();
    const moved = await startFaulty([301, 200]);
    await expect(
      s3Store({ ...s3.account, endpoint: moved.url }, { pauseMs: 1 }).get('abcdef'),
    ).rejects.toThrow('301');
    expect(moved.seen).toHaveLength(1);
    await moved.close();
  });

  it('waits no longer than its time limit, and says so when nobody listens', async () => {
    const silent = await startFaulty([null, null, null]);
    const options = { pauseMs: 1, timeoutMs: 100 };
    await expect(s3Store({ ...s3.account, endpoint: silent.url }, options).get('abcdef')).rejects.toThrow(
      /timeout/,
    );
    await silent.close();
    await expect(s3Store({ ...s3.account, endpoint: silent.url }, options).get('abcdef')).rejects.toThrow(
      /ECONNREFUSED/,
    );
  });
});

describe('the signatures that the tests verify with', () => {
  const scope = '20130524/us-east-1/s3/aws4_request';
  const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
  const headers = { host: 'examplebucket.s3.amazonaws.com', 'x-amz-date': '20130524T000000Z' };

  it('are those of the examples in the specification', () => {
    const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    const get = {
      ...{ method: 'GET', path: '/test.txt' },
      headers: { ...headers, range: 'bytes=0-9', 'x-amz-content-sha256': empty },
    };
    expect(signatureOf(get, 'host;range;x-amz-content-sha256;x-amz-date', scope, secret)).toBe(
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    );
  });
});

describe('the coding of stored bytes', () => {
  it('compresses what shrinks, keeps what does not, and gives both back', async () => {
    const page = Buffer.from('<p>The rate was 3.4 percent.</p>'.repeat(2_000));
    const noise = randomBytes(10_000);
    const [packed, plain] = [await encode(page), await encode(noise)];
    expect(packed.coding).toBe('br');
    expect(packed.bytes.length).toBeLessThan(page.length / 50);
    expect(plain).toEqual({ coding: 'identity', bytes: noise });
    expect((await decode(packed, page.length)).equals(page)).toBe(true);
    expect((await decode(plain, noise.length)).equals(noise)).toBe(true);
  });

  it('does not unpack more than what was put in', async () => {
    const bomb = await encode(Buffer.alloc(10_000_000));
    await expect(decode(bomb, 1_000)).rejects.toThrow(/larger than 1000 bytes/);
  });
});

describe('a store that is half configured', () => {
  it.each([
    [{ STET_BLOB_STORE: 'directory' }, 'STET_BLOB_STORE is directory, which needs STET_BLOB_DIR'],
    [
      { STET_BLOB_STORE: 's3', STET_S3_BUCKET: 'archive', STET_S3_KEY_ID: 'key' },
      'STET_BLOB_STORE is s3, which needs STET_S3_ENDPOINT, STET_S3_SECRET',
    ],
    [{ STET_BLOB_STORE: 'tape' }, 'STET_BLOB_STORE must be one of'],
  ])('is refused at the start: %j', (env, message) => {
    expect(() => readEnv(env)).toThrow(message);
  });

  it('is none where everything is said', () => {
    expect(readEnv(s3.env).STET_BLOB_STORE).toBe('s3');
  });
});

/** Answers with these statuses, one a request; null: never. */
async function startFaulty(
  answers: readonly (number | null)[],
): Promise<{ url: string; seen: string[]; close: () => Promise<void> }> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const status = answers[seen.length];
    seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'unsigned'}`);
    request.resume();
    if (status != null) response.writeHead(status).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    ...{ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

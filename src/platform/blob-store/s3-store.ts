import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { fetch } from 'undici';
import type { Response } from 'undici';
import { BlobStoreError, pathOf } from './blob-store.js';
import type { BlobStore } from './blob-store.js';

export interface S3Account {
  /** `https://s3.eu-central-1.amazonaws.com`, `http://minio:9000`; may have a path. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly keyId: string;
  readonly secret: string;
}

export interface S3Options {
  /** For one try; 30,000 unless given. */
  readonly timeoutMs?: number;
  /** Before the second try, twice that before the third; 500 unless given. */
  readonly pauseMs?: number;
}

/**
 * Blobs as objects of a bucket of S3-compatible storage, addressed by path (`endpoint/bucket/key`), which all of them take.
 * The storage is the operator's own, like the database, and often inside their network: so it does not go through the door
 * for sources, whose address somebody else has chosen. Redirects are not followed: the signature is for one host.
 */
export function s3Store(account: S3Account, options: S3Options = {}): BlobStore {
  const ask = (method: Method, name: string, body: Buffer | null = null): Promise<Response> =>
    persistently({ account, options, method, name, body });
  return {
    place: 's3',
    put: async (name, bytes) => {
      const answer = await ask('PUT', name, bytes);
      if (!answer.ok) throw await refused('PUT', answer);
      await answer.body?.cancel();
    },
    get: async (name) => {
      const answer = await ask('GET', name);
      if (answer.status === 404 && (await errorCode(answer)) !== 'NoSuchBucket') return null;
      if (!answer.ok) throw await refused('GET', answer);
      return wholeBody(answer);
    },
    delete: async (name) => {
      const answer = await ask('DELETE', name);
      if (!answer.ok && answer.status !== 404) throw await refused('DELETE', answer);
      await answer.body?.cancel();
    },
  };
}

type Method = 'PUT' | 'GET' | 'DELETE';

interface Ask {
  readonly account: S3Account;
  readonly options: S3Options;
  readonly method: Method;
  readonly name: string;
  readonly body: Buffer | null;
}

const tries = 3;

/** All three methods may be repeated: the same bytes come under the same name. */
async function persistently(ask: Ask): Promise<Response> {
  for (let n = 1; ; n += 1) {
    const answer = await once(ask).catch((error: unknown) => {
      if (n === tries) throw unreachable(ask, error);
      return null;
    });
    const isTransient = answer === null || answer.status >= 500 || answer.status === 429;
    if (!isTransient || n === tries) return answer ?? Promise.reject(unreachable(ask, null));
    await answer?.body?.cancel();
    await pause((ask.options.pauseMs ?? 500) * 2 ** (n - 1));
  }
}

async function once({ account, options, method, name, body }: Ask): Promise<Response> {
  const { endpoint, bucket, region, keyId, secret } = account;
  const signed = await new AwsV4Signer({
    ...{ method, region, service: 's3', accessKeyId: keyId, secretAccessKey: secret },
    url: `${endpoint.replace(/\/+$/, '')}/${bucket}/${pathOf(name).join('/')}`,
    headers: {
      'x-amz-content-sha256': createHash('sha256')
        .update(body ?? '')
        .digest('hex'),
    },
  }).sign();
  return fetch(signed.url, {
    ...{ method, body, redirect: 'manual', signal: AbortSignal.timeout(options.timeoutMs ?? 30_000) },
    headers: Object.fromEntries(signed.headers),
  });
}

async function wholeBody(answer: Response): Promise<Buffer> {
  try {
    return Buffer.from(await answer.arrayBuffer());
  } catch (error) {
    throw new BlobStoreError(`S3 GET broke off: ${reasonOf(error)}`);
  }
}

/** The code of S3's error document: it says what is wrong, the rest may repeat what was signed. */
async function errorCode(answer: Response): Promise<string | null> {
  const text = await answer
    .clone()
    .text()
    .catch(() => '');
  return /<Code>(\w{1,80})<\/Code>/.exec(text)?.[1] ?? null;
}

async function refused(method: Method, answer: Response): Promise<BlobStoreError> {
  const code = await errorCode(answer);
  await answer.body?.cancel();
  return new BlobStoreError(`S3 ${method} was answered ${answer.status}${code === null ? '' : ` ${code}`}`);
}

function unreachable({ method, account }: Ask, error: unknown): BlobStoreError {
  return new BlobStoreError(`S3 ${method} at ${new URL(account.endpoint).host} failed: ${reasonOf(error)}`);
}

/** Why a connection failed stands in the cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = (error ?? {}) as { message?: string; cause?: { message?: string } };
  return cause?.message ?? message ?? String(error);
}

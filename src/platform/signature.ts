import { createHmac, createPrivateKey, createPublicKey, randomBytes, timingSafeEqual } from 'node:crypto';
import { sign as signBytes, verify as verifyBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** Why a signed message is not accepted. */
export type VerifyRefusal =
  'missing-header' | 'bad-id' | 'bad-timestamp' | 'too-old' | 'too-new' | 'no-matching-signature';
export type VerifyResult = { readonly ok: true } | { readonly ok: false; readonly reason: VerifyRefusal };

/**
 * Signs one delivery attempt after Standard Webhooks 1.0.0: the signed content is `id.timestamp.body`, byte for byte.
 *
 * @param secret `whsec_` + base64 (HMAC-SHA256) or `whsk_` + base64 (Ed25519 seed, or seed and public key).
 * @param timestampSeconds Unix time of this attempt in whole seconds.
 * @returns One item of the `webhook-signature` header: `v1,…` or `v1a,…`.
 * @throws Error for an empty or unreadable key, an id that could shift the signed fields, a timestamp that is no whole number.
 */
export function sign(secret: string, id: string, timestampSeconds: number, body: Buffer | string): string {
  if (!idPattern.test(id)) throw new Error('a webhook id must be letters, digits, "_" or "-", without "."');
  if (!Number.isSafeInteger(timestampSeconds) || timestampSeconds < 0)
    throw new Error('a webhook timestamp must be a whole number of seconds');
  const key = readKey(secret);
  const content = signedContent(id, String(timestampSeconds), body);
  if (key.scheme === 'v1') return `v1,${hmac(key.bytes, content).toString('base64')}`;
  if (key.secret === null) throw new Error('a public key (whpk_) cannot sign');
  return `v1a,${signBytes(null, content, key.secret).toString('base64')}`;
}

/**
 * Checks a signed message as a receiver would: any listed signature made with any of the secrets is enough (rotation).
 *
 * @param message `secrets`: `whsec_`, `whpk_` or `whsk_`; `headers`: lower-case names; `toleranceSeconds`: 300 unless given,
 *   to both sides of `nowSeconds`, as the reference libraries have it.
 * @throws Error when a secret is empty or unreadable: that is a mistake of set-up, not of the sender.
 */
export function verify(message: {
  readonly secrets: readonly string[];
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer | string;
  readonly nowSeconds: number;
  readonly toleranceSeconds?: number;
}): VerifyResult {
  const keys = message.secrets.map(readKey);
  const id = message.headers['webhook-id'];
  const timestamp = message.headers['webhook-timestamp'];
  const signatures = message.headers['webhook-signature'];
  if (!id || !timestamp || !signatures) return refuse('missing-header');
  if (!idPattern.test(id)) return refuse('bad-id');
  // Strict: parseInt would let "1700000000abc" pass, and then the signed text is not the time that was judged.
  if (!/^\d{1,12}$/.test(timestamp)) return refuse('bad-timestamp');
  const age = message.nowSeconds - Number(timestamp);
  const tolerance = message.toleranceSeconds ?? 300;
  if (age > tolerance) return refuse('too-old');
  if (age < -tolerance) return refuse('too-new');
  const content = signedContent(id, timestamp, message.body);
  const items = signatures.split(' ').slice(0, maxSignatures);
  const accepted = items.some((item) => keys.some((key) => matches(key, item, content)));
  return accepted ? { ok: true } : refuse('no-matching-signature');
}

/** A new symmetric secret: `whsec_` and 32 random bytes in base64. */
export function generateSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

type Key =
  | { readonly scheme: 'v1'; readonly bytes: Buffer }
  | { readonly scheme: 'v1a'; readonly secret: KeyObject | null; readonly public: KeyObject };

const idPattern = /^[A-Za-z0-9_-]{1,256}$/;
/** Svix keeps at most ten old keys; more items than this are an attempt to make us work. */
const maxSignatures = 16;
/** DER heads of an Ed25519 key (RFC 8410): the 32 raw bytes follow. */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex');

function readKey(secret: string): Key {
  const match = /^(whsec|whsk|whpk)_([A-Za-z0-9+/]+={0,2})$/.exec(secret);
  const bytes = Buffer.from(match?.[2] ?? '', 'base64');
  if (match === null || bytes.length === 0)
    throw new Error('a signing secret must be whsec_, whsk_ or whpk_ followed by base64, and not empty');
  if (match[1] === 'whsec') return { scheme: 'v1', bytes };
  return match[1] === 'whsk'
    ? readPrivateKey(bytes)
    : { scheme: 'v1a', secret: null, public: publicKey(bytes) };
}

function readPrivateKey(bytes: Buffer): Key {
  if (bytes.length !== 32 && bytes.length !== 64)
    throw new Error('an Ed25519 key (whsk_) has 32 or 64 bytes');
  const der = Buffer.concat([pkcs8Head, bytes.subarray(0, 32)]);
  const secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return { scheme: 'v1a', secret, public: createPublicKey(secret) };
}

function publicKey(bytes: Buffer): KeyObject {
  if (bytes.length !== 32) throw new Error('an Ed25519 public key (whpk_) has 32 bytes');
  return createPublicKey({ key: Buffer.concat([spkiHead, bytes]), format: 'der', type: 'spki' });
}

function matches(key: Key, item: string, content: Buffer): boolean {
  const comma = item.indexOf(',');
  if (item.slice(0, comma) !== key.scheme) return false;
  const given = Buffer.from(item.slice(comma + 1), 'base64');
  if (key.scheme === 'v1a') return given.length === 64 && verifyBytes(null, content, key.public, given);
  const expected = hmac(key.bytes, content);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function signedContent(id: string, timestamp: string, body: Buffer | string): Buffer {
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
  return Buffer.concat([Buffer.from(`${id}.${timestamp}.`, 'utf8'), bytes]);
}

function hmac(key: Buffer, content: Buffer): Buffer {
  return createHmac('sha256', key).update(content).digest();
}

function refuse(reason: VerifyRefusal): VerifyResult {
  return { ok: false, reason };
}

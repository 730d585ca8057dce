import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

/**
 * API keys: `stet_<id>_<secret>_<checksum>`. The prefix and the CRC-32 let secret scanners recognise a leaked key; the
 * secret has 256 bits, so SHA-256 at rest is enough and a slow hash would only slow every request.
 */
export interface NewKey {
  readonly id: string;
  /** Shown once. */
  readonly token: string;
  readonly hash: Buffer;
}

const form = /^stet_([0-9a-f]{12})_([0-9A-Za-z]{43})_([0-9a-f]{8})$/;

export function createKey(): NewKey {
  const id = randomBytes(6).toString('hex');
  const secret = base62(randomBytes(32), 43);
  const body = `stet_${id}_${secret}`;
  return { id, token: `${body}_${checksum(body)}`, hash: hashOf(secret) };
}

/** The parts of a well-formed key; null for anything else, a mistyped key included. */
export function readKey(token: string): { id: string; hash: Buffer } | null {
  const [, id, secret, sum] = form.exec(token) ?? [];
  if (id === undefined || secret === undefined || sum !== checksum(`stet_${id}_${secret}`)) return null;
  return { id, hash: hashOf(secret) };
}

export function sameHash(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function checksum(body: string): string {
  return crc32(body).toString(16).padStart(8, '0');
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function base62(bytes: Buffer, length: number): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  while (text.length < length) {
    text = (alphabet[Number(rest % 62n)] ?? '0') + text;
    rest /= 62n;
  }
  return text;
}

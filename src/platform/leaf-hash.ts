import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';

/** What is stored beside an event so that the log can be put under a Merkle tree later. */
export interface Leaf {
  /** RFC 8785 text of the event: the bytes that were hashed, in UTF-8. */
  readonly canonical: string;
  /** 32 random bytes: without them nobody can guess a short event from its hash. */
  readonly salt: Buffer;
  /** 32 bytes: SHA-256 over 0x00, salt, canonical. */
  readonly leafHash: Buffer;
}

/**
 * The leaf of an event, with a fresh salt.
 *
 * @throws Error when the event holds something JSON cannot hold (undefined at the top, a number that is not finite, a cycle).
 */
export function leafOf(event: unknown): Leaf {
  if (event === undefined) throw new Error('an event must be a JSON value');
  const canonical = canonicalize(event);
  const salt = randomBytes(saltLength);
  return { canonical, salt, leafHash: hash(canonical, salt) };
}

/** Whether `leafHash` belongs to this text and salt. */
export function verifyLeaf(canonical: string, salt: Buffer, leafHash: Buffer): boolean {
  if (salt.length !== saltLength || leafHash.length !== 32) return false;
  return timingSafeEqual(hash(canonical, salt), leafHash);
}

const saltLength = 32;
/** Domain separation of RFC 6962 §2.1: a leaf starts with 0x00, an inner node with 0x01. */
const leafPrefix = Buffer.of(0);

function hash(canonical: string, salt: Buffer): Buffer {
  return createHash('sha256').update(leafPrefix).update(salt).update(canonical, 'utf8').digest();
}

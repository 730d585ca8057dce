import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** Seals what must be readable again but must not lie open in the database: signing secrets of endpoints. */
export interface SecretBox {
  /** `v1.` and nonce, tag and cipher text in base64url. Sealing the same text twice gives two different results. */
  seal(plain: string): string;
  /** @throws Error (one line) when the key is another one or the sealed text was altered. */
  open(sealed: string): string;
}

/**
 * Opens the box with the given key, or with the key file of the data directory, which is made at the first call (0600).
 *
 * @param options `key`: STET_SECRET_KEY, 32 bytes in base64 or hex; `dataDir`: where `secret-key` lives.
 * @throws Error (one line, saying what to set) when there is neither, or when the key has not 32 bytes.
 */
export function openSecretBox(options: {
  readonly key: string | null;
  readonly dataDir: string | null;
}): SecretBox {
  const key = options.key ? readKey(options.key, 'STET_SECRET_KEY') : keyOfDataDir(options.dataDir);
  return { seal: (plain) => seal(key, plain), open: (sealed) => open(key, sealed) };
}

const keyLength = 32;
const nonceLength = 12;
const tagLength = 16;
const version = 'v1.';

function seal(key: Buffer, plain: string): string {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return version + Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
}

function open(key: Buffer, sealed: string): string {
  const bytes = Buffer.from(sealed.startsWith(version) ? sealed.slice(version.length) : '', 'base64url');
  if (bytes.length < nonceLength + tagLength)
    throw new Error('a sealed secret is damaged: it is not one of ours');
  const nonce = bytes.subarray(0, nonceLength);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
  decipher.setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength));
  try {
    const text = decipher.update(bytes.subarray(nonceLength + tagLength));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    throw new Error(
      'a sealed secret cannot be opened: STET_SECRET_KEY (or the key file) is not the one it was sealed with',
    );
  }
}

function keyOfDataDir(dataDir: string | null): Buffer {
  if (!dataDir)
    throw new Error(
      'set STET_SECRET_KEY (32 bytes, base64 or hex) or STET_DATA_DIR: endpoint secrets need a key',
    );
  const path = join(dataDir, 'secret-key');
  try {
    return readKey(readFileSync(path, 'utf8').trim(), path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  createKeyFile(dataDir, path);
  return readKey(readFileSync(path, 'utf8').trim(), path);
}

/** Written aside and linked into place: of two processes one wins, and neither can read half a key. */
function createKeyFile(dataDir: string, path: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const aside = `${path}.${process.pid}.${randomBytes(6).toString('hex')}`;
  const file = openSync(aside, 'wx', 0o600);
  try {
    writeSync(file, `${randomBytes(keyLength).toString('base64')}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(aside);
  }
}

function readKey(text: string, name: string): Buffer {
  const isHex = /^[0-9a-f]{64}$/i.test(text);
  const isBase64 = /^[A-Za-z0-9+/_-]+={0,2}$/.test(text);
  const key = isHex ? Buffer.from(text, 'hex') : Buffer.from(isBase64 ? text : '', 'base64');
  if (key.length !== keyLength) throw new Error(`${name} must hold 32 bytes in base64 or hex`);
  return key;
}

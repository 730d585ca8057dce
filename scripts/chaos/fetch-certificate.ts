import { createPublicKey, generateKeyPairSync, sign, X509Certificate } from 'node:crypto';

/** A key and the certificate it signed for itself, PEM. */
export interface SelfSigned {
  readonly key: string;
  readonly cert: string;
}

/**
 * A self-signed certificate (X.509 v3, P-256) for servers on loopback, so that no key is kept in the repository.
 *
 * @param name DNS name it is for.
 * @param days From yesterday on; negative: it has run out.
 */
export function selfSigned(name: string, days: number): SelfSigned {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const begun = Date.now() - 86_400_000 * (days < 0 ? 1 - days : 1);
  const dn = sequence(set(sequence(oid(2, 5, 4, 3), tagged(0x0c, Buffer.from(name)))));
  const algorithm = sequence(oid(1, 2, 840, 10045, 4, 3, 2));
  const altName = sequence(oid(2, 5, 29, 17), octets(sequence(tagged(0x82, Buffer.from(name)))));
  const isAuthority = sequence(oid(2, 5, 29, 19), octets(sequence(tagged(0x01, Buffer.of(0xff)))));
  const body = sequence(
    tagged(0xa0, integer(2)),
    integer(1 + Math.floor(begun / 1000)),
    algorithm,
    dn,
    sequence(time(begun), time(begun + 86_400_000 * Math.max(1, days))),
    dn,
    createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(altName, isAuthority)),
  );
  const signature = tagged(0x03, Buffer.concat([Buffer.of(0), sign('sha256', body, privateKey)]));
  const cert = new X509Certificate(sequence(body, algorithm, signature)).toString();
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert };
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), content]);
  const size = length < 0x100 ? Buffer.of(0x81, length) : Buffer.of(0x82, length >> 8, length & 0xff);
  return Buffer.concat([Buffer.of(tag), size, content]);
}

const sequence = (...parts: Buffer[]): Buffer => tagged(0x30, Buffer.concat(parts));
const set = (...parts: Buffer[]): Buffer => tagged(0x31, Buffer.concat(parts));
const octets = (content: Buffer): Buffer => tagged(0x04, content);

function integer(value: number): Buffer {
  const hex = value.toString(16);
  return tagged(0x02, Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex'));
}

function oid(first: number, second: number, ...rest: number[]): Buffer {
  const bytes = rest.flatMap((part) => {
    const digits = [part & 0x7f];
    for (let left = part >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80);
    return digits;
  });
  return tagged(0x06, Buffer.of(first * 40 + second, ...bytes));
}

function time(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replace(/\D/g, '').slice(0, 14);
  return tagged(0x18, Buffer.from(`${digits}Z`));
}

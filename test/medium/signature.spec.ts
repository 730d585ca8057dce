import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { generateSecret, sign, verify } from '../../src/platform/signature.js';

interface Vectors {
  sign: {
    scheme: string;
    secret?: string;
    privateKey?: string;
    id: string;
    timestamp: number;
    body: string;
    signature: string;
  }[];
  refuseToSign: { name: string; secret: string; id?: string; timestamp?: string; body?: string }[];
  verify: {
    name: string;
    secret: string;
    body: string;
    now: number;
    headers: Record<string, string>;
    expect: 'accept' | 'refuse';
  }[];
}
const vectors = JSON.parse(
  readFileSync(new URL('../fixtures/webhook-vectors.json', import.meta.url), 'utf8'),
) as Vectors;

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const accepts = (message: Parameters<typeof verify>[0]): boolean => {
  try {
    return verify(message).ok;
  } catch {
    return false;
  }
};

describe('signature', () => {
  it.each(vectors.sign)('signs the published vector $signature', (vector) => {
    const key = vector.secret ?? vector.privateKey ?? '';
    expect(sign(key, vector.id, vector.timestamp, vector.body)).toBe(vector.signature);
    expect(sign(key, vector.id, vector.timestamp, Buffer.from(vector.body))).toBe(vector.signature);
  });

  it.each(vectors.refuseToSign)('refuses to sign: $name', (vector) => {
    const timestamp = (vector.timestamp ?? 1614265330) as number;
    expect(() => sign(vector.secret, vector.id ?? 'msg_1', timestamp, vector.body ?? '{}')).toThrow(Error);
  });

  it.each(vectors.verify)('verifies: $name ($expect)', (vector) => {
    const message = {
      secrets: [vector.secret],
      headers: vector.headers,
      body: vector.body,
      nowSeconds: vector.now,
    };
    expect(accepts(message)).toBe(vector.expect === 'accept');
  });

  it.each([[1.5], [Number.NaN], [-1], [Infinity]])('refuses to sign at the time %p', (timestamp) => {
    expect(() => sign(secret, 'msg_1', timestamp, '{}')).toThrow('whole number');
  });

  it('refuses an id that could move the border between the signed fields', () => {
    expect(() => sign(secret, 'msg.1', 1, '{}')).toThrow('without "."');
    expect(() => sign(secret, '', 1, '{}')).toThrow('webhook id');
    const body = '{}';
    const headers = {
      'webhook-id': 'msg.1',
      'webhook-timestamp': '1',
      'webhook-signature': sign(secret, 'msg', 1, `1.${body}`),
    };
    expect(verify({ secrets: [secret], headers, body, nowSeconds: 1 })).toEqual({
      ok: false,
      reason: 'bad-id',
    });
  });

  it('refuses exactly one second beyond the tolerance, to both sides', () => {
    const headers = {
      'webhook-id': 'm',
      'webhook-timestamp': '1000',
      'webhook-signature': sign(secret, 'm', 1000, ''),
    };
    const at = (nowSeconds: number) => verify({ secrets: [secret], headers, body: '', nowSeconds });
    expect(at(1300)).toEqual({ ok: true });
    expect(at(700)).toEqual({ ok: true });
    expect(at(1301)).toEqual({ ok: false, reason: 'too-old' });
    expect(at(699)).toEqual({ ok: false, reason: 'too-new' });
  });

  it('accepts old and new secret while a secret is being rotated', () => {
    const [old, fresh] = [generateSecret(), generateSecret()];
    const signature = `${sign(fresh, 'm', 5, 'x')} ${sign(old, 'm', 5, 'x')}`;
    const headers = { 'webhook-id': 'm', 'webhook-timestamp': '5', 'webhook-signature': signature };
    for (const one of [old, fresh])
      expect(verify({ secrets: [one], headers, body: 'x', nowSeconds: 5 })).toEqual({ ok: true });
    const other = verify({ secrets: [generateSecret()], headers, body: 'x', nowSeconds: 5 });
    expect(other).toEqual({ ok: false, reason: 'no-matching-signature' });
  });

  it('agrees with the library standardwebhooks on 300 random bodies', () => {
    const seconds = Math.floor(Date.now() / 1000);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.uuid(), (body, id) => {
        const own = generateSecret();
        const oracle = new Webhook(own);
        const signature = sign(own, id, seconds, body);
        expect(signature).toBe(oracle.sign(id, new Date(seconds * 1000), body));
        const headers = {
          'webhook-id': id,
          'webhook-timestamp': String(seconds),
          'webhook-signature': signature,
        };
        oracle.verify(body, headers, { jsonParse: false });
        expect(verify({ secrets: [own], headers, body, nowSeconds: seconds })).toEqual({ ok: true });
      }),
      { numRuns: 300 },
    );
  });

  it('signs bytes that are no UTF-8 as they are', () => {
    const body = Buffer.from([0xff, 0xfe, 0x00, 0x80]);
    expect(sign(secret, 'm', 1, body)).not.toBe(sign(secret, 'm', 1, body.toString('utf8')));
  });
});

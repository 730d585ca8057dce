import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { leafOf, verifyLeaf } from '../../src/platform/leaf-hash.js';

describe('leaf hash', () => {
  it('is SHA-256 over 0x00, salt and the RFC 8785 bytes', () => {
    const leaf = leafOf({ b: [1, 2.5, 1e21], a: 'é', n: null });
    expect(leaf.canonical).toBe('{"a":"é","b":[1,2.5,1e+21],"n":null}');
    const bytes = Buffer.concat([Buffer.of(0), leaf.salt, Buffer.from(leaf.canonical, 'utf8')]);
    expect(leaf.leafHash.equals(createHash('sha256').update(bytes).digest())).toBe(true);
    expect(leaf.salt).toHaveLength(32);
  });

  it('agrees with a hash made by another program', () => {
    // printf '\0' + 32 bytes of 0x07 + '{"a":1}' | sha256sum
    const hash = Buffer.from('d8f2f75fc3f42cf187b844f7953fcb366cfe2b39a15b6ca6180dd919d338d7f7', 'hex');
    expect(verifyLeaf('{"a":1}', Buffer.alloc(32, 7), hash)).toBe(true);
    expect(verifyLeaf('{"a":2}', Buffer.alloc(32, 7), hash)).toBe(false);
    expect(verifyLeaf('{"a":1}', Buffer.alloc(32, 8), hash)).toBe(false);
    expect(verifyLeaf('{"a":1}', Buffer.alloc(31, 7), hash)).toBe(false);
  });

  it('gives every event its own salt', () => {
    const [one, two] = [leafOf({ a: 1 }), leafOf({ a: 1 })];
    expect(one.salt.equals(two.salt)).toBe(false);
    expect(one.leafHash.equals(two.leafHash)).toBe(false);
  });

  it('does not depend on the order of keys and survives a trip through JSON', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), (event) => {
        const turned = Object.fromEntries(Object.entries(event).reverse());
        const leaf = leafOf(event);
        expect(leafOf(turned).canonical).toBe(leaf.canonical);
        expect(leafOf(JSON.parse(JSON.stringify(event))).canonical).toBe(leaf.canonical);
        expect(verifyLeaf(leaf.canonical, leaf.salt, leaf.leafHash)).toBe(true);
      }),
    );
  });

  it('refuses what is not JSON', () => {
    expect(() => leafOf(undefined)).toThrow('JSON value');
    expect(() => leafOf({ a: Number.NaN })).toThrow(Error);
  });
});

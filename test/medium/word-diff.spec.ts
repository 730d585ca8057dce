import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wordDiff } from '../../src/platform/word-diff.js';

const side = (parts: ReturnType<typeof wordDiff>, without: 'added' | 'removed'): string =>
  parts
    .filter((part) => part.kind !== without)
    .map((part) => part.text)
    .join('');

describe('word diff', () => {
  it('shows whole words that came and went', () => {
    expect(wordDiff('almost 3 ships', 'nearly 3 ships')).toEqual([
      { kind: 'removed', text: 'almost' },
      { kind: 'added', text: 'nearly' },
      { kind: 'same', text: ' 3 ships' },
    ]);
  });

  it('holds both texts', () => {
    const words = fc.array(fc.constantFrom('one', 'two', ' ', '\n', '3.5', ',')).map((all) => all.join(''));
    fc.assert(
      fc.property(words, words, (before, after) => {
        const parts = wordDiff(before, after);
        expect(side(parts, 'added')).toBe(before);
        expect(side(parts, 'removed')).toBe(after);
      }),
    );
  });

  it('gives up on two long texts with nothing in common', () => {
    const text = (seed: number): string => Array.from({ length: 40_000 }, (_, n) => `w${n * seed}`).join(' ');
    const parts = wordDiff(text(7), text(11), { timeoutMs: 1 });
    expect(parts.map((part) => part.kind)).toEqual(['removed', 'added']);
  });
});

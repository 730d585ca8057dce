import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold } from '../../../src/domain/evidence/fold-text.js';

describe('fold text', () => {
  it.each([
    ['“Yes”, «oui», „ja“ and ‘no’', "'Yes', 'oui', 'ja' and 'no'"],
    ['3–1 — minus −4 and non‑stop', '3-1 - minus -4 and non-stop'],
    ['typed -- dash', 'typed - dash'],
    ['ten\u00a0thousand\u202f\u2009km\n\n and\u2028more', 'ten thousand km and more'],
    ['kilo\u00adgram and zero\u200bwidth\ufeff', 'kilogram and zerowidth'],
    ['ﬁve ﬂags, cafe\u0301, ５％ …', 'five flags, café, 5% ...'],
    ['\u1112\u1161\u11ab', '한'],
    ['a \u00ad b', 'a b'],
    ['Case Stays', 'Case Stays'],
  ])('folds %j', (original, folded) => expect(fold(original).text).toBe(folded));

  it('leads every offset back to where it came from', () => {
    const original = 'A\u00a0\u00a0“ﬁne” cafe\u0301\u00ad!';
    const folded = fold(original);
    const at = folded.text.indexOf('fine');
    expect(original.slice(folded.toOriginal(at), folded.toOriginalEnd(at + 4))).toBe('ﬁne');
    const cafe = folded.text.indexOf('café');
    expect(original.slice(folded.toOriginal(cafe), folded.toOriginalEnd(cafe + 4))).toBe('cafe\u0301');
    expect(folded.toOriginal(folded.text.length)).toBe(original.length);
    expect(folded.toOriginalEnd(0)).toBe(0);
  });

  it('knows which spaces were line ends', () => {
    const folded = fold('one\n two  three\u2028four');
    expect(folded.lineEnds.map((at) => folded.text.slice(0, at))).toEqual(['one', 'one two three']);
  });

  it('is at rest after one pass, and its offsets never run backwards', () => {
    const typography = fc.constantFrom(
      '“',
      '—',
      '\u00a0',
      '\u00ad',
      'e\u0301',
      'ﬁ',
      '\n',
      "'",
      '-',
      'a',
      '🚢',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(typography, fc.string({ unit: 'binary', maxLength: 3 }))), (parts) => {
        const original = parts.join('').toWellFormed();
        const folded = fold(original);
        expect(fold(folded.text).text).toBe(folded.text);
        for (let at = 1; at <= folded.text.length; at += 1) {
          expect(folded.toOriginal(at)).toBeGreaterThanOrEqual(folded.toOriginal(at - 1));
          expect(folded.toOriginalEnd(at)).toBeGreaterThan(folded.toOriginal(at - 1));
          expect(folded.toOriginalEnd(at)).toBeLessThanOrEqual(original.length);
        }
      }),
      { numRuns: 500 },
    );
  });
});

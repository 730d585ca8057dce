import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { related } from './relation-cases.js';

const words = fc
  .array(
    fc.constantFrom(
      ...'Norway Japan the minister firm not never sold beat lost to from by than more largest first 5 million % km in 2018 May about over half doubled , . - only denied was exports'.split(
        ' ',
      ),
    ),
    { maxLength: 25 },
  )
  .map((list) => list.join(' '));
const claim = fc.oneof(
  words,
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
);

describe('relating two claims', () => {
  it('never throws and always gives a reason, whatever the text', () => {
    fc.assert(
      fc.property(claim, claim, (a, b) => {
        expect(related(a, b).reasons.length).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
  });

  it('has no order: a and b stand to each other as b and a', () => {
    fc.assert(
      fc.property(claim, claim, (a, b) => {
        expect(related(a, b).relation).toBe(related(b, a).relation);
      }),
      { numRuns: 200 },
    );
  });

  it('finds any claim the same as itself', () => {
    fc.assert(
      fc.property(claim, (text) => {
        expect(related(text, text).relation).toBe('same');
      }),
      { numRuns: 200 },
    );
  });

  it('takes as long for a long text as for a page', () => {
    for (const part of [
      'not was ',
      'the largest 5 km, ',
      'Ann Lee beat Bob Ray than ',
      'A ',
      '1,',
      'in 2018 to ',
    ]) {
      const text = part.repeat(Math.ceil(200_000 / part.length));
      expect(related(text, `x ${text}`).reasons.length).toBeGreaterThan(0);
    }
  });
});

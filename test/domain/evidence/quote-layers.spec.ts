import { describe, expect, it } from '@jest/globals';
import { layeredMatcher } from '../../../src/domain/evidence/quote-layers.js';
import { approximate } from '../../../src/platform/approximate.js';

const text = 'The yard built 40 boats in 2018. The town paid for a third of them.';
const otherText = 'Photo: the old crane of the yard.\nThe yard built 50 boats in 2018.\nBoats: 50\nDocks: 7';
const match = layeredMatcher({ text, otherText }, approximate);

describe('layered matcher', () => {
  it('answers from the main text first', () => {
    const exact = 'The town paid for a third of them.';
    const found = match({ exact });
    expect(found).toMatchObject({ state: 'exact', layer: 'main', passage: exact });
    expect(text.slice(found.start ?? 0, found.end ?? 0)).toBe(exact);
  });

  it('lets the other text answer where it has a better state, with its own offsets', () => {
    const exact = 'The yard built 50 boats in 2018.';
    const found = match({ exact });
    expect(found).toMatchObject({ state: 'exact', layer: 'other', passage: exact });
    expect(otherText.slice(found.start ?? 0, found.end ?? 0)).toBe(exact);
  });

  it('stays with the main text where both changed', () => {
    const found = match({ exact: 'The yard built 60 boats in 2018.' });
    expect(found).toMatchObject({ state: 'changed', layer: 'main' });
    expect(found.passage).toBe('The yard built 40 boats in 2018.');
  });

  it('names no layer for what is gone', () => {
    expect(match({ exact: 'Whales sing in the cinema of Porto.' })).toMatchObject({
      state: 'gone',
      layer: null,
      passage: null,
    });
  });

  it('needs no other text', () => {
    for (const none of [undefined, null, ''])
      expect(layeredMatcher({ text, otherText: none }, approximate)({ exact: 'a third' }).layer).toBe('main');
  });
});

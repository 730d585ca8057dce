import { describe, expect, it } from '@jest/globals';
import { correctionNotice } from '../../../src/domain/source/correction-notice.js';
import { pageKind } from '../../../src/domain/source/page-kind.js';

const kindOf = (title: string, text: string, otherText = ''): string =>
  pageKind({ title, text, otherText, isFree: null });

describe('news about pages that are not there', () => {
  it.each([
    [
      'Premium domain sold for 3 million',
      'The domain is for sale again, the registrar said on Monday.\nThe broker said 40 bids had come in.',
    ],
    [
      'Why captchas annoy everybody',
      'Please verify you are human: that sentence costs 500 years a day, a study says.\nIts authors watched 1,400 people.',
    ],
    [
      'Cookie law changes',
      'A court ruled on Monday that cookies need consent from readers.\nPublishers and partners must ask for consent before they store cookies, and privacy groups welcomed it.',
    ],
    [
      'Access denied: how the blind are kept out',
      'Access denied is what 3 in 10 blind users hear, a survey says.',
    ],
  ])('is a page: %s', (title, text) => {
    expect(kindOf(title, text)).toBe('page');
  });

  it.each([
    ['soft-404', 'Page not found | Brenn Post', 'The page you requested could not be found.'],
    [
      'soft-404',
      'Page not found',
      'The page you requested could not be found.\nMost read\nMayor says the bridge holds',
    ],
    ['challenge', 'Just a moment...', 'Checking your browser before accessing the site.'],
    ['parked', 'brenn.example', 'This domain is for sale. Buy this domain now.'],
    [
      'consent',
      'Datenschutz',
      'Wir und unsere Partner verwenden Cookies, um personalisierte Inhalte anzuzeigen.\nMit Ihrer Einwilligung speichern wir Cookies.',
    ],
  ])('the thing itself is none: %s (%s)', (kind, title, text) => {
    expect(kindOf(title, text)).toBe(kind);
  });

  it('takes no correction by another for its own', () => {
    expect(correctionNotice('The story was corrected by another paper.')).toBeNull();
    expect(correctionNotice('This story was corrected on 12 March 2018.')).toMatchObject({
      on: '2018-03-12',
    });
  });
});

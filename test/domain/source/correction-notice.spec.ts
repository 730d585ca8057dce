import { describe, expect, it } from '@jest/globals';
import { correctionNotice } from '../../../src/domain/source/correction-notice.js';

describe('correction notices', () => {
  it.each([
    ['An earlier version of this article gave the wrong number of ships.', null],
    ['Correction: An earlier version of this story misstated the depth of the harbour.', null],
    ['Correction (March 12, 2019): We incorrectly said the bridge was closed.', '2019-03-12'],
    [
      'CORRECTION, Sept. 3, 2020: The name of the ferry was misspelled; this article has been fixed.',
      '2020-09-03',
    ],
    ['Correction of 19 April 2019: the figures on imports were wrong and have been replaced.', '2019-04-19'],
    ['This article was amended on 12 March 2019 because it confused two rivers.', '2019-03-12'],
    ['• This article was amended on 2 May 2021. The bridge is 40 m long, not 400 m.', '2021-05-02'],
    ['This story has been corrected to show that the vote was on Tuesday.', null],
    ['This post was updated on June 3, 2022 to correct the name of the mayor.', '2022-06-03'],
    ['Editor’s note: A previous version of this column named the wrong minister.', null],
    ['In einer früheren Version dieses Artikels stand, der Hafen sei geschlossen.', null],
    ['Korrektur: Fälschlicherweise hieß es hier, die Brücke sei 400 Meter lang.', null],
    ['Dieser Artikel wurde am 12. März 2019 korrigiert.', '2019-03-12'],
    ['Une version précédente de cet article indiquait un autre chiffre.', null],
    ['Rectificatif du 3 août 2020 : le port a été cité par erreur.', '2020-08-03'],
    ['Cet article a été corrigé le 3 août 2020 : le pont mesure 40 mètres.', '2020-08-03'],
    ['Una versión anterior de este artículo decía que el puerto estaba cerrado.', null],
    ['Fe de errores: por error se dijo que el puente mide 400 metros.', null],
    ['В предыдущей версии статьи был указан другой порт.', null],
    ['Исправление: длина моста была указана неверно.', null],
    ['Una versione precedente di questo articolo riportava un altro numero.', null],
    ['Errata corrige: per errore il ponte era dato lungo 400 metri.', null],
  ])('finds %s', (notice, on) => {
    const page = `The harbour opened in spring.\nShips came in great number.\n${notice}\nMore below.`;
    expect(correctionNotice(page)).toEqual({ text: notice, on });
  });

  it('takes the line under a lone label', () => {
    expect(correctionNotice('Text.\nCorrection\nThe ship was misidentified in the caption.\nEnd.')).toEqual({
      text: 'The ship was misidentified in the caption.',
      on: null,
    });
  });

  it('does not take a day the notice is about for its own', () => {
    const notice = 'An earlier version of this article said the vote was on 3 March 2019.';
    expect(correctionNotice(notice)).toEqual({ text: notice, on: null });
  });

  it.each([
    ['The correction of the market took three weeks, analysts said.'],
    ['Correction: why shares may fall by ten percent before the summer ends'],
    ['Corrections Department: two guards were suspended on Monday.'],
    ['The Herald said that an earlier version of its article misstated the depth.'],
    ['“An earlier version of this article misstated the depth,” the Herald wrote.'],
    ['The Herald appended a note: An earlier version of this article misstated the depth.'],
    ['This article was updated on 12 March 2019 with the answer of the ministry.'],
    ['Our corrections policy: write to us if you find that we were wrong.'],
    ['Posted 3 March 2019, updated 4 March 2019'],
    ['This article was published in print on 12 March 2019.'],
    ['The editor of this article corrected proofs by hand.'],
    [''],
  ])('does not take %s', (text) => expect(correctionNotice(text)).toBeNull());

  it.each([
    [
      { '@type': 'CorrectionComment', text: 'It was 40 m.', datePublished: '2019-03-12T10:00:00Z' },
      'It was 40 m.',
      '2019-03-12',
    ],
    [['It was 40 m.'], 'It was 40 m.', null],
    ['https://paper.example/corrections/7', 'https://paper.example/corrections/7', null],
    [
      [{ '@type': 'CorrectionComment', url: 'https://paper.example/c' }, { text: 'Said in words.' }],
      'Said in words.',
      null,
    ],
  ])('reads linked data %j', (linked, text, on) => {
    expect(correctionNotice('The harbour opened.', linked)).toEqual({ text, on });
  });

  it('prefers the words of the page to a bare address', () => {
    const notice = 'This article has been corrected: the bridge is 40 m long.';
    expect(correctionNotice(notice, 'https://paper.example/c')?.text).toBe(notice);
  });

  it.each([[null], [undefined], [7], [{}], [[null, {}]], [''], [{ text: 3 }]])(
    'finds nothing in %j',
    (linked) => {
      expect(correctionNotice('The harbour opened.', linked)).toBeNull();
    },
  );
});

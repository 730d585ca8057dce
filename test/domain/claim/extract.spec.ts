import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { extractClaims, offered } from '../../../src/domain/claim/extract.js';
import { segments, splitSentences } from '../../../src/domain/claim/sentences.js';
import { contentWords } from '../../../src/domain/claim/words.js';
import { findDayDates } from '../../../src/platform/day-dates.js';

const context = { statedOn: '2021-03-01', dayDates: findDayDates };

describe('splitSentences', () => {
  it.each([
    [
      'Dr. Vale met Mr. J. Orr at St. Anne on Feb. 3. It rained.',
      ['Dr. Vale met Mr. J. Orr at St. Anne on Feb. 3.', 'It rained.'],
    ],
    ['The U.S. Senate voted. Nobody left.', ['The U.S. Senate voted.', 'Nobody left.']],
    [
      'He paid Rs. 500 to Orbit Ltd. for it. Then he left.',
      ['He paid Rs. 500 to Orbit Ltd. for it.', 'Then he left.'],
    ],
    [
      'Harbour opens\n\nThe harbour opened at 4.5 knots of wind.',
      ['Harbour opens', 'The harbour opened at 4.5 knots of wind.'],
    ],
    ['"We won." The crowd left.', ['"We won."', 'The crowd left.']],
    ['“We shall see!” said the mayor. She smiled.', ['“We shall see!” said the mayor.', 'She smiled.']],
    ['  \n \n', []],
  ])('%s', (text, expected) => {
    const spans = splitSentences(text);
    expect(spans.map((span) => span.text)).toEqual(expected);
    for (const span of spans) expect(text.slice(span.start, span.end)).toBe(span.text);
  });
});

describe('a paragraph longer than one window', () => {
  const pieces =
    'Trade rose|by 5%|in 2018|. |? |! |.|…|"|”|(|)|, |3.4|Dr. |U.S. |J. |Feb. |a|B|é|Ж|貿易|。|1|2 |-|\u00a0|\u0301|😀| said he|   '.split(
      '|',
    );
  const paragraph = fc
    .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 40 })
    .map((words) => words.join(''));

  it('is cut where Intl.Segmenter cuts the whole, wherever the windows end', () => {
    const whole = new Intl.Segmenter('en', { granularity: 'sentence' });
    fc.assert(
      fc.property(paragraph, fc.integer({ min: 1, max: 120 }), (text, size) => {
        expect([...segments(text, size)].map(({ start, end }) => text.slice(start, end))).toEqual(
          Array.from(whole.segment(text), ({ segment }) => segment),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps its places', () => {
    const unit = 'Mr. Orr sold 5% of it in Feb. 2018. "Why?" said she. ';
    const spans = splitSentences(unit.repeat(500));
    expect(spans).toHaveLength(1000);
    spans.forEach((span, index) => {
      const [text, start] = index % 2 === 0 ? [unit.slice(0, 35), 0] : [unit.slice(36, 52), 36];
      expect(span).toEqual({
        text,
        start: start + (index >> 1) * unit.length,
        end: start + text.length + (index >> 1) * unit.length,
      });
    });
  });
});

describe('contentWords', () => {
  it.each([
    ['The exports of the cities were rising', ['export', 'city', 'rise']],
    ["Norway's planned taxes", ['norway', 'plan', 'tax']],
    ['It is as it was', []],
  ])('%s', (text, expected) => {
    expect(contentWords(text)).toEqual(expected);
  });
});

describe('offered', () => {
  it.each([
    'Beef exports fell by 12% in 2019.',
    'The council plans to build 300 flats by the end of 2024.',
    'The bridge was closed on 4 February.',
    'It is the second strike at the plant since 2015.',
    'Portugal imports more gas than any of its neighbours, according to the energy ministry.',
  ])('offers %s', (text) => {
    expect(offered(text, context).map((claim) => claim.text)).toEqual([text]);
  });

  it.each([
    'I think this is a wonderful day for all of us.',
    '"We are proud of our common vision and deep friendship," the president said.',
    'Who will pay for it?',
    'In my opinion the cooperation is a powerful incentive.',
    'We should all be kinder to each other.',
    'on Facebook',
    'Read more',
  ])('does not offer %s', (text) => {
    expect(offered(text, context)).toEqual([]);
  });

  it('offers a sentence once that stands twice', () => {
    const text = 'Fares rose by 9% in 2018\n\nFares rose by 9% in 2018\n\nThat is all.';
    expect(offered(text, context)).toHaveLength(1);
    expect(extractClaims(text, context)).toHaveLength(3);
  });

  it('gives its reasons', () => {
    expect(offered('Fares rose by 9% in 2018.', context)[0]?.reasons.map((reason) => reason.code)).toEqual(
      expect.arrayContaining(['figure', 'dated']),
    );
  });
});

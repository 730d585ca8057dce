import { describe, expect, it } from '@jest/globals';
import { matchQuote } from '../../../src/domain/evidence/quote-match.js';
import type { QuoteSelector } from '../../../src/domain/evidence/quote-match.js';
import { approximate } from '../../../src/platform/approximate.js';

const million = 1_000_000;
const filled = (unit: string, length: number): string => unit.repeat(Math.ceil(length / unit.length));
const sentence = 'The port authority counted 350 ships in May. ';

const hostile: readonly (readonly [string, string, QuoteSelector])[] = [
  ['one letter again and again', filled('a ', million), { exact: `${filled('a ', 100_000)}b` }],
  ['the odd letter first', filled('a ', million), { exact: `b ${filled('a ', 100_000)}` }],
  ['a word without end', filled('a', million), { exact: `b${filled('a', 100_000)}` }],
  [
    'surroundings that stand everywhere',
    filled('a ', million),
    { exact: 'a b a', prefix: filled('a ', 100_000), suffix: filled('a ', 100_000), start: 500_000 },
  ],
  ['nothing but gaps', filled('a ', million), { exact: filled('a b ... ', 100_000) }],
  ['lines of one letter', filled('a\n', million), { exact: filled('a\nb', 3_000) }],
  ['one character of a script without spaces', filled('船', million), { exact: `${filled('船', 900)}港` }],
  ['figures without end', filled('1,', million), { exact: `${filled('1,', 100_000)}2` }],
  ['quotation marks', filled('" ', million), { exact: `${filled('" ', 100_000)}x` }],
];

describe('hostile texts', () => {
  it.each(hostile)('are answered: %s', (_what, text, quote) => {
    const begun = performance.now();
    const found = matchQuote(text, quote, approximate);
    expect(found.state).not.toBe('exact');
    expect(found.start === null).toBe(found.state === 'gone');
    expect(found.end ?? 0).toBeLessThanOrEqual(text.length);
    expect(performance.now() - begun).toBeLessThan(20_000);
  });

  it('are told apart by prefix and start among ten thousand repeats', () => {
    const text = sentence.repeat(10_000);
    const at = sentence.length * 7_000;
    const found = matchQuote(
      text,
      { exact: sentence, prefix: sentence, suffix: sentence, start: at },
      approximate,
    );
    expect(found).toMatchObject({ state: 'exact', start: at });
    const marked = `${text.slice(0, at)}Here: ${text.slice(at)}`;
    expect(matchQuote(marked, { exact: sentence.trim(), prefix: 'Here: ' }, approximate).start).toBe(at + 6);
  });

  it('hold a quotation of a hundred thousand characters, word for word or with one figure changed', () => {
    const numbered = Array.from(
      { length: 20_000 },
      (_, index) => `Ship ${index} left pier ${index % 97}.`,
    ).join(' ');
    const start = numbered.indexOf('Ship 9000 ');
    const exact = numbered.slice(start, numbered.indexOf(' Ship 13000 '));
    expect(matchQuote(numbered, { exact }, approximate)).toMatchObject({ state: 'exact', start });
    const edited = numbered.replace('Ship 11000 left', 'Ship 77777777 left');
    expect(matchQuote(edited, { exact }, approximate).state).toBe('changed');
  });
});

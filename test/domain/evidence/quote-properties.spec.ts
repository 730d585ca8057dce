import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matchQuote } from '../../../src/domain/evidence/quote-match.js';
import { approximate } from '../../../src/platform/approximate.js';

const page = [
  'The harbour office of Lund opened its books on Tuesday.',
  'Its ferries carried 4,812 passengers and 37 lorries in "a good week" of March 2018 - a record.',
  'A new crane, 64 metres high, arrives next spring and costs 3.25 million crowns.',
  "The mayor's office said that 19% of the quay is closed for repairs.",
];
const quotations = page.slice(1);

/** What typesetting may do to a character. */
const typeset: Readonly<Record<string, readonly string[]>> = {
  ' ': [' ', '\u00a0', '  ', '\n', ' \u2009', '\u202f\n'],
  '"': ['"', '“', '”', '«', '„'],
  "'": ["'", '’', '\u02bc'],
  '-': ['-', '–', '—', '\u2212'],
  e: ['e', '\u00ade', 'e\u200b'],
};

describe('properties of matched quotations', () => {
  it('calls a passage exact whatever the typesetter did, and gives its place in the text as it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...quotations), fc.infiniteStream(fc.nat({ max: 59 })), (exact, picks) => {
        const set = [...exact]
          .map((letter) => {
            const ways = typeset[letter] ?? [letter];
            return ways[(picks.next().value ?? 0) % ways.length] ?? letter;
          })
          .join('');
        const text = `${page[0] ?? ''} ${set}\n${page[0] ?? ''}`;
        const found = matchQuote(text, { exact }, approximate);
        expect(found).toMatchObject({ state: 'exact', similarity: 1 });
        // A mark that nobody sees may stand at either end.
        expect(text.slice(found.start ?? 0, found.end ?? 0).replace(/^\u00ad|\u200b$/g, '')).toBe(
          set.replace(/^\u00ad|\u200b$/g, ''),
        );
      }),
    );
  });

  it('calls a passage with another digit changed, and says which figure it was', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...quotations),
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        (exact, at, by) => {
          const digits = [...exact.matchAll(/\d/g)];
          const digit = digits[at % digits.length];
          const index = digit?.index ?? 0;
          const other = String((Number(digit?.[0]) + by) % 10);
          const now = exact.slice(0, index) + other + exact.slice(index + 1);
          const found = matchQuote(page.join(' ').replace(exact, now), { exact }, approximate);
          expect(found.state).toBe('changed');
          expect(found.changes.filter((change) => change.kind === 'figure')).toHaveLength(1);
        },
      ),
    );
  });

  it('gives offsets inside the text, in order', () => {
    const words = fc.constantFrom(
      'ferry',
      'Lund',
      '40',
      'not',
      'rose',
      '.',
      '\n',
      '–',
      '“',
      '5%',
      'May',
      '...',
    );
    const text = fc.array(words, { maxLength: 60 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(text, text, fc.option(text), fc.option(text), fc.option(fc.nat()), (...given) => {
        const [whole, exact, prefix, suffix, start] = given;
        const found = matchQuote(whole, { exact, prefix, suffix, start }, approximate);
        if (found.state === 'gone') return expect([found.start, found.end]).toEqual([null, null]);
        expect(found.start).toBeGreaterThanOrEqual(0);
        expect(found.end).toBeGreaterThan(found.start ?? 0);
        expect(found.end).toBeLessThanOrEqual(whole.length);
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on unlike text far away', () => {
    const far = 'Violins dream under glass moons while painters whisper sonnets to bees. '.repeat(80);
    const edits = (text: string): readonly string[] => [
      text,
      text.replace(/\d+/, '999'),
      text.replace(' and ', ' as well as '),
      text.replace(/^\S+ /, ''),
    ];
    for (const exact of quotations)
      for (const now of edits(exact)) {
        const text = page.join(' ').replace(exact, now);
        expect(matchQuote(`${text} ${far}`, { exact }, approximate)).toEqual(
          matchQuote(text, { exact }, approximate),
        );
      }
  });
});

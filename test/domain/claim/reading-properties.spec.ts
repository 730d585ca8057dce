import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { extractClaims } from '../../../src/domain/claim/extract.js';
import { parseClaim } from '../../../src/domain/claim/parse.js';
import type { Span } from '../../../src/domain/claim/quantity-types.js';
import { splitSentences } from '../../../src/domain/claim/sentences.js';
import { findDayDates } from '../../../src/platform/day-dates.js';

const context = { statedOn: '2020-06-15', dayDates: findDayDates };

/** Texts made of the words the grammars know, in any order: far likelier to hit a rule than random letters. */
const pieces =
  'between,from,to,and,a,half,third,quarters,one,in,five,hundred,thousand,million,lakh,crore,dozens,of,1,2.5,"3,400",2018,2019-20,-,–,$,€,USD,Rs,%,per cent,percentage points,basis,hundredths,point,over,(5),several,few,dozens of,1e5,^2,x10^,c,k,G,’,dollars,cents,feet,inches,-plus,or equal,but,and less than,May,June 9,Monday,Q1,first,second,quarter,months,last,year,by,since,before,almost,over,at least,or more,times,as,twice,doubled,rose,fell,will,plans to,km,m,tonnes a day,degrees,years old,aged,(,),.,;,\n,:,"'.split(
    ',',
  );
const wordy = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme', maxLength: 4 })), {
    maxLength: 24,
  })
  .map((words) => words.join(' '));
const texts = fc.oneof(wordy, fc.string({ unit: 'binary', maxLength: 80 }));

const holds = (text: string, spans: readonly Span[]) => {
  for (const span of spans) {
    expect(text.slice(span.start, span.end)).toBe(span.text);
    expect(span.end).toBeGreaterThanOrEqual(span.start);
  }
};

describe('for any text', () => {
  it('spans are slices of it; quantities and periods are sorted and never overlap', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { quantities, periods, assertions } = parseClaim(text, context);
        holds(text, [...quantities, ...periods, ...assertions]);
        for (const list of [quantities, periods]) {
          expect(list.map((s) => s.start)).toEqual(list.map((s) => s.start).sort((a, b) => a - b));
        }
        const all = [...quantities, ...periods].sort((a, b) => a.start - b.start);
        all
          .slice(1)
          .forEach((span, index) => expect(span.start).toBeGreaterThanOrEqual(all[index]?.end ?? 0));
        expect(assertions.length).toBeGreaterThan(0);
      }),
      { numRuns: 400 },
    );
  });

  it('figures are finite, bounds in order, days real', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { quantities, periods, assertions } = parseClaim(text, context);
        for (const { low, high, value } of [...quantities, ...assertions]) {
          for (const n of [low, high, value]) expect(n === null || Number.isFinite(n)).toBe(true);
          if (low !== null && high !== null) expect(low).toBeLessThanOrEqual(high);
        }
        for (const { from, to } of periods) {
          for (const day of [from, to])
            if (day !== null) expect(new Date(day).toISOString().slice(0, 10)).toBe(day);
          if (from !== null && to !== null) expect(from <= to).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('sentences cover everything but white space, and scores are shares', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const sentences = extractClaims(text, context);
        holds(text, sentences);
        expect(
          sentences
            .map((s) => s.text)
            .join('')
            .replace(/\s/gu, ''),
        ).toBe(text.replace(/\s/gu, ''));
        for (const { score } of sentences) expect(score >= 0 && score <= 1).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('time grows with the text', () => {
  const hostile: Record<string, string> = {
    'a chain of ands': 'one hundred and ',
    'scales on scales': 'million ',
    'vague plurals': 'tens of ',
    'groups of digits': '1 234 567 ',
    'commas and digits': '1,2,3.4,',
    hyphens: '1-2-3–4-',
    months: 'May March ',
    'years and dashes': '2018-2019-',
    'between and': 'between 2 and ',
    hedges: 'more than at least ',
    blanks: '                ',
    quotes: '"“”\'" ',
    capitals: 'Aa. Bb. ',
    letters: 'aaaaaaaaaaaaaaaa',
    clauses: 'it rose 5%, exceeding 3, which ',
    changes: 'rose 5% in 2018 up ',
    ranges: 'from 5 to 6 million ',
    titles: 'Mr. ',
    initials: 'U.S. ',
    'blanks inside': 'a               ',
    dates: 'on 3 May 2019 to ',
    currencies: '$ US$ USD ',
    'the same sign': '$$$$',
    brackets: '(((((',
    'digits and commas': '1,1,1,',
    'single letters': 'a a a ',
    'hundreds on hundreds': 'one hundred one hundred ',
    percentages: '10% 10% ',
    'bounds in pairs': 'more than 5 and less than 6, ',
    'shares of shares': 'one third of a half of a ',
    'numbers over numbers': '1 over 2 over ',
    'numbers in brackets': 'five (5) ',
    'sums with cents': '5 dollars 50 ',
    points: 'one point ',
    powers: '2^2^',
    'issuers of currencies': 'new israeli central african ',
    'tens with hyphens': 'twenty-',
    'small fractions': '½',
  };

  const read = (text: string) => {
    extractClaims(text, context);
    parseClaim(text, context);
  };

  it.each(Object.entries(hostile))('%s', (_name, unit) => {
    expectLinear(read, unit, 1000);
  });

  it.each([
    ['a paragraph of many sentences', 'Trade rose by 5% in 2018. '],
    ['sentences without letters', '1? 2! '],
    ['numbered ones', 'No. 1. '],
    ['no sentence at all', 'trade rose by a lot '],
    ['another script', '貿易は増えた。'],
  ])('splitting %s, far beyond one window', (_name, unit) => {
    expectLinear(splitSentences, unit, 25_000);
  });
});

/** Eight times the text takes about eight times as long: linear is 8, quadratic 64; a few milliseconds are noise. */
function expectLinear(read: (text: string) => unknown, unit: string, length: number): void {
  // time of the processor, not of the clock: other work on the machine must not count
  const time = (of: number) => {
    const text = unit.repeat(Math.ceil(of / unit.length));
    const begin = process.cpuUsage().user;
    read(text);
    return (process.cpuUsage().user - begin) / 1000;
  };
  time(length);
  // the slower of two: one that was lucky would ask for more of the long text than is meant
  const limit = 36 * Math.max(time(length), time(length), 3);
  // a collection of garbage or a busy neighbour may fall into one run, hardly into all
  let best = time(8 * length);
  for (let again = 0; again < 3 && best >= limit; again += 1) best = Math.min(best, time(8 * length));
  expect(best).toBeLessThan(limit);
}

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matchQuote, quoteMatcher } from '../../../src/domain/evidence/quote-match.js';
import type { QuoteSelector } from '../../../src/domain/evidence/quote-match.js';
import { approximate } from '../../../src/platform/approximate.js';

const before = 'The harbour office of Lund opened its books on Tuesday.';
const after = 'A new crane arrives next spring.';
const match = (text: string, quote: QuoteSelector | string) =>
  matchQuote(text, typeof quote === 'string' ? { exact: quote } : quote, approximate);
/** What became of a sentence that now reads otherwise, between two that stayed. */
const became = (quoted: string, now: string) => match(`${before} ${now} ${after}`, quoted);

describe('match quote', () => {
  it('finds the words, whatever the typography, and gives their place in the text as it is', () => {
    const text = 'He said: “We  did not\u00a0raise prices” —\nnot once. The end.';
    const found = match(text, '"We did not raise prices" - not once.');
    expect(found).toMatchObject({ state: 'exact', similarity: 1, changes: [] });
    expect(text.slice(found.start ?? 0, found.end ?? 0)).toBe('“We  did not\u00a0raise prices” —\nnot once.');
  });

  it('tells repeated words apart by prefix, suffix, then start', () => {
    const text =
      'The old mill had 90 workers in May. The new mill had 90 workers in June. It had 90 workers again.';
    const places = [...text.matchAll(/had 90 workers/g)].map((one) => one.index);
    const at = (quote: Partial<QuoteSelector>) => match(text, { exact: 'had 90 workers', ...quote }).start;
    expect(at({})).toBe(places[0]);
    expect(at({ prefix: 'The new mill ' })).toBe(places[1]);
    expect(at({ prefix: 'The nwe mil ' })).toBe(places[1]);
    expect(at({ suffix: ' in June' })).toBe(places[1]);
    expect(at({ start: 90 })).toBe(places[2]);
    expect(at({ start: 90, prefix: 'The old mill ' })).toBe(places[0]);
  });

  it('does not find a figure or a word inside a longer one', () => {
    expect(match('It opened on 14 March 2018.', '4 March 2018').state).toBe('changed');
    expect(match('Prices rose by 1.5% in May.', '5% in May').state).not.toBe('exact');
    expect(match('They were unable to pay the rent.', 'able to pay the rent').state).toBe('changed');
  });

  it('answers for the place that prefix and suffix point to, though the words stand elsewhere too', () => {
    const text = 'Northern yard: 350 ships a year.\nSouthern yard: 340 ships a year.\nBoth yards are old.';
    const quote = { exact: '340 ships a year.', prefix: 'Northern yard: ', suffix: '\nSouthern yard:' };
    const found = match(text, quote);
    expect(found.state).toBe('changed');
    expect(text.slice(found.start ?? 0, found.end ?? 0)).toBe('350 ships a year.');
  });

  it('calls a passage that moved exact', () => {
    const text = `${after} ${before} Exports rose by 12%.`;
    expect(match(text, { exact: 'Exports rose by 12%.', prefix: before, suffix: after }).state).toBe('exact');
  });

  it('reads an ellipsis as words left out', () => {
    const text =
      'The office counted 900 ships, most of them small, and 40 ferries in spring. Then it closed.';
    const found = match(text, 'The office counted 900 ships […] and 40 ferries in spring.');
    expect(found.state).toBe('exact');
    expect(text.slice(found.start ?? 0, found.end ?? 0)).toBe(
      'The office counted 900 ships, most of them small, and 40 ferries in spring.',
    );
    expect(match(text, 'and 40 ferries in spring ... The office counted 900 ships').state).toBe('changed');
    expect(match(text, 'The office counted 900 ships … and 50 ferries in spring.').state).toBe('changed');
    expect(match(text, 'The office counted 900 ships … the moon was full of cheese').state).toBe('gone');
  });

  it.each([
    ['The yard built 1,200 boats in 2018.', 'The yard built 1 200 boats in 2018.'],
    ['The yard built three boats in 2018.', 'The yard built 3 boats in 2018.'],
    ['The yard is 2.5 km long and quiet.', 'The yard is 2.50 kilometres long and quiet.'],
    ['Traffic grew by 12% last winter.', 'Traffic grew by 12 per cent last winter.'],
    ['Turnover reached $3 billion this year.', 'Turnover reached $3bn this year.'],
    ['The council will not close the port.', "The council won't close the port."],
    ['Almost 400 sailors went on strike.', 'Nearly 400 sailors went on strike.'],
    ['Traffic rose by 12% in the harbour.', 'Traffic climbed by 12% in the harbour.'],
    ['Ana Brodt opened the new pier on Monday.', 'The new pier was opened by Ana Brodt on Monday.'],
    ['The pier is closed, the town of Lund said.', 'The town of Lund said the pier is closed.'],
    ['THE PIER IS CLOSED for repairs.', 'The pier is closed for repairs.'],
    ['He paid before the end of winter.', 'He paid ahead of the end of winter.'],
  ])('reworded: %s → %s', (quoted, now) => {
    expect(became(quoted, now)).toMatchObject({ state: 'reworded' });
  });

  it.each([
    ['figure', 'The yard built 1,200 boats in 2018.', 'The yard built 1,300 boats in 2018.'],
    ['figure', 'The yard built 1,200 boats in 2018.', 'The yard built 1,200 boats in 2019.'],
    ['figure', 'The yard is 1.5 km long and quiet.', 'The yard is 15 km long and quiet.'],
    ['figure', 'The yard is 1.5 km long and quiet.', 'The yard is 1.5 miles long and quiet.'],
    ['figure', 'Turnover reached $3 billion this year.', 'Turnover reached $3 million this year.'],
    ['figure', 'Turnover reached 3 euros a head.', 'Turnover reached 3 dollars a head.'],
    ['figure', 'The second ferry sank in the storm.', 'The third ferry sank in the storm.'],
    ['figure', 'He lost half of his fleet at sea.', 'He lost a third of his fleet at sea.'],
    ['negation', 'The council did not close the port.', 'The council did close the port.'],
    ['negation', 'The pier is safe for heavy cars.', 'The pier is unsafe for heavy cars.'],
    ['direction', 'Traffic rose by 12% in the harbour.', 'Traffic fell by 12% in the harbour.'],
    ['direction', 'The pier lies above the old lock.', 'The pier lies below the old lock.'],
    ['direction', 'A petition against the crane was signed.', 'A petition for the crane was signed.'],
    ['direction', 'The sailors received 400 euros each.', 'The sailors received 400 euros together.'],
    ['hedge', 'About 400 sailors went on strike.', 'Over 400 sailors went on strike.'],
    ['hedge', 'Almost 400 sailors went on strike.', '400 sailors went on strike.'],
    ['hedge', 'The pier may open again in autumn.', 'The pier will open again in autumn.'],
    ['date', 'The pier has been closed since 2 July.', 'The pier has been closed since 2 June.'],
    ['date', 'The pier was closed on Saturday night.', 'The pier was closed on Sunday night.'],
    ['name', 'The mayor praised Ana Brodt at noon.', 'The mayor praised Ina Brodt at noon.'],
    ['name', 'At noon Brodt sued Karlsen in Lund.', 'At noon Karlsen sued Brodt in Lund.'],
  ])('changed by a %s: %s → %s', (kind, quoted, now) => {
    const found = became(quoted, now);
    expect(found.state).toBe('changed');
    expect(found.changes.map((change) => change.kind)).toContain(kind);
    const text = `${before} ${now} ${after}`;
    expect(text.slice(found.start ?? 0, found.end ?? 0)).toContain(now.slice(0, -1));
  });

  it.each([
    ['removed', `${before} ${after}`],
    ['replaced by something else', `${before} The cinema shows a film about whales. ${after}`],
    ['an empty page', ''],
  ])('gone: %s', (_what, text) => {
    const found = match(text, 'The yard built 1,200 boats in 2018.');
    expect(found).toMatchObject({ state: 'gone', start: null, end: null });
  });

  it('finds nothing for a quotation without words', () => {
    expect(match(before, ' \u00ad ').state).toBe('gone');
  });

  it('never lets a likeness of nearly one hide a changed figure', () => {
    const long =
      'The report lists every ship by name and home port and says who owned it when it left the yard for good, ';
    const found = became(`${long}in 1984.`, `${long}in 1985.`);
    expect(found.similarity).toBeGreaterThan(0.95);
    expect(found.state).toBe('changed');
  });

  it('finds every cut of a text exactly where it is', () => {
    const text = `${before} Exports rose by 12% – “a record” – in 2018, said the office. ${after}`;
    const matcher = quoteMatcher(text, approximate);
    const words = [...text.matchAll(/\S+/g)];
    const index = fc.nat({ max: words.length - 1 });
    fc.assert(
      fc.property(index, index, (a, b) => {
        const [first, last] = [words[Math.min(a, b)], words[Math.max(a, b)]];
        const [start, end] = [first?.index ?? 0, (last?.index ?? 0) + (last?.[0].length ?? 0)];
        const found = matcher({
          exact: text.slice(start, end),
          prefix: text.slice(0, start),
          suffix: text.slice(end),
          start,
        });
        expect(found).toMatchObject({ state: 'exact', start, end });
      }),
    );
  });

  it('never fails, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 120 }),
        fc.string({ unit: 'binary', maxLength: 60 }),
        (text, exact) => {
          const found = match(text, { exact, prefix: text.slice(0, 9), suffix: exact, start: 5 });
          expect(found.start === null).toBe(found.state === 'gone');
          expect(found.end ?? 0).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });
});

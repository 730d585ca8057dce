import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judgeWording } from '../../../src/domain/evidence/wording/judge-wording.js';

const judge = (claim: string, ...passages: string[]) =>
  judgeWording(
    claim,
    passages.map((text) => ({ text })),
  );
const codes = (claim: string, ...passages: string[]) =>
  judge(claim, ...passages).reasons.map(({ code }) => code);
const label = (claim: string, ...passages: string[]) => judge(claim, ...passages).label;

describe('a claim whose words the passages have', () => {
  it.each([
    [
      'in other words, from several passages',
      'The Oruna Bridge, established in 1957 as a toll bridge, connects Velta with the port of Harsk.',
      'Oruna Bridge: The bridge was founded as a toll bridge in 1957.',
      'Oruna Bridge: It connects Velta with the port of Harsk.',
    ],
    [
      'with accents dropped, misspelt or numbers in letters',
      'Bela Halasz played thirteen seasons for the Solarn orchestra and twenty-one for the Velta orchestra as an ambasaddor of jazz.',
      'Béla Halász: Halász played 13 seasons for the Solarn orchestra and 21 for the Velta orchestra as an ambassador of jazz.',
    ],
    [
      'with an abbreviation the passage spells out',
      'Mira Toft was chair of the NCFU from 2001 to 2006.',
      'Mira Toft: Toft was chair of the National Council of Farm Unions from 2001 to 2006.',
    ],
    [
      'with a year inside a decade',
      'The Harsk Mill was rebuilt in the 1940s by Jon Arve.',
      'Harsk Mill: The mill was rebuilt in 1943 by Jon Arve.',
    ],
  ])('is supported %s', (_, claim, ...passages) => {
    expect(label(claim, ...passages)).toBe('supported');
    expect(codes(claim, ...passages)[0]).toBe('passages-cover-claim');
  });

  it('is not settled where a figure is missing', () => {
    const passage = 'Harsk Mill: The mill at Harsk was rebuilt by Jon Arve with a new wheel and a new roof.';
    expect(
      label('The mill at Harsk was rebuilt by Jon Arve with a new wheel and a new roof in 1943.', passage),
    ).toBe('not-enough-evidence');
  });

  it('is not settled where only a decade or only half a denial is had', () => {
    const passage = 'Oruna Bridge: The toll bridge of Velta and Harsk was opened in the 1950s by Jon Arve.';
    expect(label('The toll bridge of Velta and Harsk was opened in 1957 by Jon Arve.', passage)).toBe(
      'not-enough-evidence',
    );
    expect(
      label('The toll bridge of Velta and Harsk was never closed by Jon Arve of Velta.', passage),
    ).not.toBe('supported');
  });

  it('is not settled by passages about something else', () => {
    const passage = 'Lodra Canal: The canal was opened in 1957 and connects two ports.';
    expect(label('The Oruna Bridge was opened in 1957 and connects two ports.', passage)).toBe(
      'not-enough-evidence',
    );
  });

  it('is not settled by a passage that does not name its subject', () => {
    expect(label('The Oruna Bridge was opened in 1957.', 'It was opened in 1962.')).toBe(
      'not-enough-evidence',
    );
  });

  it('says what it did not find', () => {
    const [reason] = judge(
      'The historic Oruna Bridge was opened in 1957 and connects Velta with Harsk.',
      'Oruna Bridge: The bridge was opened in 1957 and connects Velta with Harsk.',
    ).reasons;
    expect(reason).toMatchObject({ code: 'passages-cover-claim', notFound: ['historic'] });
    expect(reason?.message).toContain('not historic');
  });
});

describe('a figure, a place or a word that differs in like surroundings', () => {
  it.each([
    [
      'years',
      '1957',
      '1962',
      'The Oruna Bridge was opened in 1957.',
      'Oruna Bridge: It was opened in 1962 by the mayor.',
    ],
    [
      'number',
      '12 arches',
      '14',
      'The Oruna Bridge has 12 arches.',
      'Oruna Bridge: The bridge has 14 arches of brick.',
    ],
    [
      'month',
      'May',
      'July',
      'The Oruna Bridge was opened in May 1957.',
      'Oruna Bridge: It was opened in July 1957.',
    ],
    [
      'day',
      '4',
      '9',
      'The Oruna Bridge was opened on 4 May 1957.',
      'Oruna Bridge: It was opened on 9 May 1957.',
    ],
    [
      'percent',
      '30%',
      '35%',
      'Toll pays 30% of the Oruna Bridge.',
      'Oruna Bridge: Toll pays 35% of the bridge.',
    ],
    [
      'ordinal',
      'second',
      'third',
      'The Oruna Bridge is the second bridge of Velta.',
      'Oruna Bridge: It was the third bridge of Velta.',
    ],
    [
      'bound',
      'more',
      'less',
      'The Oruna Bridge has more than 40 lamps.',
      'Oruna Bridge: The bridge has less than 40 lamps.',
    ],
    [
      'place',
      'Danish',
      'Dutch',
      'Ada Brink is a Danish painter of Velta.',
      'Ada Brink: Ada Brink (born 1950) is a Dutch painter.',
    ],
    [
      'opposite',
      'opposed',
      'supported',
      'Ada Brink opposed the toll on the bridge.',
      'Ada Brink: Brink supported the toll on the bridge.',
    ],
    [
      'opposite',
      'southern',
      'northern',
      'The Oruna Bridge stands in the southern district of Velta.',
      'Oruna Bridge: It stands in the northern district of Velta.',
    ],
    [
      'name',
      'Harsk',
      'Lodra',
      'The Oruna Bridge was sold in Harsk.',
      'Oruna Bridge: The bridge was sold in Lodra.',
    ],
  ])('refutes: %s', (respect, _claimed, seen, claim, passage) => {
    const judged = judge(claim, passage);
    expect(judged).toMatchObject({ label: 'refuted', evidence: 0 });
    expect(judged.reasons[0]?.code).toBe(`differs-in-${respect}`);
    expect(judged.reasons[0]?.message).toContain(seen);
    expect(judged.reasons[0]?.['passage']).toBe(passage);
  });

  it('says both values and where the claim has its own', () => {
    const claim = 'The Oruna Bridge was opened in 1957.';
    const judged = judge(claim, 'Oruna Bridge: It was opened in 1962 by the mayor.');
    expect(judged.reasons[0]?.message).toBe('The passage has 1962 where the claim has 1957.');
    expect(judged.at).toBe(claim.indexOf('1957'));
  });

  it.each([
    [
      'another event',
      'The Oruna Bridge was painted in 1957.',
      'Oruna Bridge: It was opened in 1962 by the mayor.',
    ],
    ['another count', 'The Oruna Bridge has 12 arches.', 'Oruna Bridge: The bridge has 14 lamps.'],
    [
      'a birth and a deed',
      'Ada Brink joined the Velta academy in 1977.',
      'Ada Brink: Ada Brink (4 May 1950 – 9 July 2011) was a Dutch painter of the Velta academy.',
    ],
    ['a bound that holds', 'The Oruna Bridge has over 40 lamps.', 'Oruna Bridge: The bridge has 43 lamps.'],
    [
      'a country within the other',
      'Ada Brink is a British painter.',
      'Ada Brink: Ada Brink is a Scottish painter.',
    ],
    [
      'a country and a people',
      'Ada Brink worked in Denmark for a year.',
      'Ada Brink: Ada Brink was a Dutch painter of Velta.',
    ],
    [
      'two words that both hold',
      'The Oruna Bridge was painted by Ada Brink.',
      'Oruna Bridge: The bridge was measured by Ada Brink.',
    ],
    [
      'a word against a part of a name',
      'Ada Brink won in Velta.',
      'Ada Brink: Brink lives at Lose Hill in Velta.',
    ],
    [
      'what is not only so',
      'Ada Brink painted not only ships but also ports of Velta.',
      'Ada Brink: She painted ships and ports of Velta.',
    ],
    [
      'one sale from two sides',
      'The Oruna Bridge was sold in Velta.',
      'Oruna Bridge: The bridge was bought in Velta.',
    ],
    [
      'a year within a decade',
      'The Oruna Bridge was opened in 1957.',
      'Oruna Bridge: The bridge was opened in the 1950s.',
    ],
    [
      'an initial',
      'The Oruna Bridge was measured by K. Arve.',
      'Oruna Bridge: The bridge was measured by Karl Arve.',
    ],
    [
      'two years of a range',
      'The Oruna Bridge was closed in 1959.',
      'Oruna Bridge: The bridge was closed between 1957 and 1961.',
    ],
  ])('does not refute: %s', (_, claim, passage) => expect(label(claim, passage)).not.toBe('refuted'));
});

describe('a denial on one side', () => {
  it.each([
    ['denied-by-claim', 'Ada Brink never painted ships.', 'Ada Brink: She painted ships and ports.'],
    [
      'denied-by-claim',
      'Ada Brink failed to join the academy.',
      'Ada Brink: She joined the academy of Velta.',
    ],
    ['denied-by-passage', 'Ada Brink painted ships in Velta.', 'Ada Brink: She never painted ships.'],
  ])('refutes: %s', (code, claim, passage) => {
    expect(label(claim, passage)).toBe('refuted');
    expect(codes(claim, passage)).toEqual([code]);
  });

  it.each([
    ['both deny', 'Ada Brink never painted ships.', 'Ada Brink: She did not paint ships.'],
    [
      'the passage denies by its word',
      'Ada Brink never lost a case.',
      'Ada Brink: She went undefeated in each case.',
    ],
    ['something else is denied', 'Ada Brink never painted ships.', 'Ada Brink: She lived in Velta.'],
    ['half a denial', 'Ada Brink painted with colour.', 'Ada Brink: She painted with little or no colour.'],
  ])('does not refute where %s', (_, claim, passage) => expect(label(claim, passage)).not.toBe('refuted'));
});

describe('figures that follow from the passage', () => {
  it.each([
    [
      'a sum',
      'A total of 45 lamps stand on the Oruna Bridge.',
      'Oruna Bridge: On the bridge stand a total of 14 old and 31 new lamps.',
      '14 + 31 = 45',
    ],
    [
      'the years of a life',
      'The Dutch painter Ada Brink died at age 61.',
      'Ada Brink: Ada Brink (4 May 1950 – 9 July 2011) was a Dutch painter; she died in Velta.',
      '2011 − 1950 = 61',
    ],
    [
      'a year in a range',
      'The Oruna Bridge was closed in 1959.',
      'Oruna Bridge: The bridge was closed between 1957 and 1961.',
      '1957 ≤ 1959 ≤ 1961',
    ],
    [
      'a span of years',
      'Ada Brink led the academy for 6 years.',
      'Ada Brink: Brink led the academy from 1990 to 1996.',
      '1996 − 1990 = 6',
    ],
    [
      'a difference',
      'The Oruna Bridge has 12 more lamps than the Lodra Bridge.',
      'Oruna Bridge: The Oruna Bridge has 43 lamps, the Lodra Bridge has 31.',
      '43 − 31 = 12',
    ],
  ])('support it: %s', (_, claim, passage, calculation) => {
    const judged = judge(claim, passage);
    expect(judged.label).toBe('supported');
    expect(judged.reasons).toContainEqual(
      expect.objectContaining({ code: 'follows-from-figures', calculation }),
    );
  });

  it.each([
    [
      'another sum',
      'A total of 47 lamps stand on the Oruna Bridge.',
      'Oruna Bridge: On the bridge stand a total of 14 old and 31 new lamps.',
    ],
    [
      'another span',
      'Ada Brink led the academy for 9 years.',
      'Ada Brink: Brink led the academy from 1990 to 1996.',
    ],
  ])('do not support %s', (_, claim, passage) => expect(label(claim, passage)).not.toBe('supported'));
});

describe('a selection of passages', () => {
  const claim = 'Ada Brink, a dentist from Harsk, hired 500 people in Lodra in 2020.';
  const passages = [{ text: 'Ada Brink: Ada Brink taught at a school in Velta.' }];

  it('is silent where more evidence may exist', () => {
    expect(judgeWording(claim, passages)).toMatchObject({ label: 'not-enough-evidence', reasons: [] });
  });

  it('refutes what it does not bear out where somebody vouches that it is complete', () => {
    const judged = judgeWording(claim, passages, 'complete');
    expect(judged).toMatchObject({ label: 'refuted', evidence: null });
    expect(judged.reasons[0]).toMatchObject({ code: 'not-borne-out' });
    expect(judged.reasons[0]?.message).toContain('dentist');
  });

  it('says nothing of another subject, complete or not', () => {
    const other = [{ text: 'Lodra Canal: The canal was opened in 1957.' }];
    expect(judgeWording(claim, other, 'complete').label).toBe('not-enough-evidence');
  });
});

describe('any text', () => {
  it('is judged without throwing', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.array(fc.string({ unit: 'binary' }), { maxLength: 3 }),
        (claim, texts) => {
          const judged = judgeWording(
            claim,
            texts.map((text) => ({ text: `Page: ${text}` })),
          );
          expect(['supported', 'refuted', 'not-enough-evidence']).toContain(judged.label);
        },
      ),
    );
  });

  it.each(['(', 'a-', '1,', 'one ', 'Is a ', '. A', ': '])('of many %j is read in time', (piece) => {
    const started = performance.now();
    judge(piece.repeat(1300).slice(0, 1900), `Page: ${piece.repeat(1300).slice(0, 3900)}`);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

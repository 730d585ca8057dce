import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Assertion } from '../../src/domain/claim/assertion.js';
import { compare, type Observed, type Outcome } from '../../src/domain/claim/compare.js';
import { blank } from '../../src/domain/claim/statement.js';
import type { Hedge } from '../../src/domain/claim/quantity-types.js';

const year2018 = { from: '2018-01-01', to: '2018-12-31' };

function claim(fields: Partial<Assertion>): Assertion {
  return {
    ...blank,
    text: 'Turnover grew',
    start: 0,
    end: 13,
    kind: 'change',
    dimension: 'percent',
    measure: ['turnov'],
    ...fields,
  };
}

function seen(value: number | null, precision: number, fields: Partial<Observed> = {}): Observed {
  return {
    value,
    precision,
    low: null,
    high: null,
    lowInclusive: null,
    highInclusive: null,
    dimension: 'percent',
    unit: null,
    currency: null,
    period: null,
    text: 'a passage',
    ...fields,
  };
}

/** Claims by hedge, with the interval that the parser gives them. */
const claims: Record<Hedge, Assertion> = {
  almost: claim({
    hedge: 'almost',
    value: 50,
    low: 45,
    high: 50,
    lowInclusive: true,
    highInclusive: false,
    precision: 1,
  }),
  about: claim({
    hedge: 'about',
    value: 50,
    low: 45,
    high: 55,
    lowInclusive: true,
    highInclusive: true,
    precision: 1,
  }),
  over: claim({ hedge: 'over', value: 3, low: 3, lowInclusive: false, precision: 1 }),
  under: claim({ hedge: 'under', value: 3, high: 3, highInclusive: false, precision: 1 }),
  'at-least': claim({ hedge: 'at-least', value: 3, low: 3, lowInclusive: true, precision: 1 }),
  'at-most': claim({ hedge: 'at-most', value: 3, high: 3, highInclusive: true, precision: 1 }),
  between: claim({
    hedge: 'between',
    low: 10,
    high: 20,
    lowInclusive: true,
    highInclusive: true,
    precision: 1,
  }),
  exact: claim({
    value: 4.2,
    low: 4.15,
    high: 4.25,
    lowInclusive: true,
    highInclusive: false,
    precision: 0.1,
  }),
};

describe('a plain figure in the evidence', () => {
  it.each<[Hedge, number, number, Outcome]>([
    ['almost', 46, 1, 'match'],
    ['almost', 45, 1, 'match'],
    ['almost', 49.99, 0.01, 'match'],
    ['almost', 50, 1, 'near'],
    ['almost', 55, 1, 'near'],
    ['almost', 41, 1, 'near'],
    ['almost', 40, 1, 'near'],
    ['almost', 39, 1, 'mismatch'],
    ['almost', 31.2, 0.1, 'mismatch'],
    ['almost', 56, 1, 'mismatch'],
    ['about', 45, 1, 'match'],
    ['about', 55, 1, 'match'],
    ['about', 40, 1, 'near'],
    ['about', 60, 1, 'near'],
    ['about', 39, 1, 'mismatch'],
    ['about', 61, 1, 'mismatch'],
    ['over', 3.1, 0.1, 'match'],
    ['over', 3.0, 0.1, 'near'],
    ['over', 2.95, 0.1, 'near'],
    ['over', 2.9, 0.1, 'mismatch'],
    ['over', 3, 0, 'mismatch'],
    ['over', 3.0001, 0, 'match'],
    ['under', 2.9, 0.1, 'match'],
    ['under', 3.0, 0.1, 'near'],
    ['under', 3.1, 0.1, 'mismatch'],
    ['under', 3, 0, 'mismatch'],
    ['at-least', 3, 0, 'match'],
    ['at-least', 2.96, 0.1, 'near'],
    ['at-least', 2.99, 0, 'mismatch'],
    ['at-least', 2.9, 0.1, 'mismatch'],
    ['at-most', 3, 0, 'match'],
    ['at-most', 3.05, 0.1, 'near'],
    ['at-most', 3.01, 0, 'mismatch'],
    ['between', 10, 1, 'match'],
    ['between', 20, 0, 'match'],
    ['between', 20.4, 0.1, 'near'],
    ['between', 21, 0.1, 'mismatch'],
    ['exact', 4.15, 0.01, 'match'],
    ['exact', 4.24, 0.01, 'match'],
    ['exact', 4.25, 0.01, 'near'],
    ['exact', 4.3, 0.1, 'near'],
    ['exact', 4.1, 0.1, 'near'],
    ['exact', 4.31, 0.01, 'mismatch'],
    ['exact', 4.4, 0.1, 'mismatch'],
  ])('%s against %d written to %d: %s', (hedge, value, precision, outcome) => {
    expect(compare(claims[hedge], seen(value, precision)).outcome).toBe(outcome);
  });

  it('does not move a count of single things', () => {
    const eleven = claim({
      kind: 'level',
      dimension: 'number',
      value: 11,
      low: 11,
      high: 11,
      lowInclusive: true,
      highInclusive: true,
      precision: 1,
    });
    expect(compare(eleven, seen(11, 1, { dimension: 'number' })).outcome).toBe('match');
    expect(compare(eleven, seen(12, 1, { dimension: 'number' })).outcome).toBe('mismatch');
  });

  it('lets coarser evidence leave a finer claim open', () => {
    const finer = claim({
      kind: 'level',
      value: 3.17,
      low: 3.165,
      high: 3.175,
      lowInclusive: true,
      highInclusive: false,
      precision: 0.01,
    });
    expect(compare(finer, seen(3.2, 0.1))).toMatchObject({
      outcome: 'near',
      reasons: [{ code: 'evidence-coarser' }],
    });
    expect(compare(finer, seen(3.2, 0)).outcome).toBe('mismatch');
  });

  it('mirrors the margins of a fall', () => {
    const fall = claim({
      hedge: 'almost',
      value: -50,
      low: -50,
      high: -45,
      lowInclusive: false,
      highInclusive: true,
      direction: 'down',
    });
    const outcomes = [-47, -50, -41, -39, -56, 47].map((value) => compare(fall, seen(value, 1)).outcome);
    expect(outcomes).toEqual(['match', 'near', 'near', 'mismatch', 'mismatch', 'mismatch']);
  });

  it('computes in decimals', () => {
    const tight = claim({
      kind: 'level',
      value: 435,
      low: 435,
      high: 435,
      lowInclusive: true,
      highInclusive: true,
    });
    expect(compare(tight, seen(4.35 * 100, 0)).outcome).toBe('mismatch');
    expect(compare(tight, seen(435, 0)).outcome).toBe('match');
  });
});

describe('direction', () => {
  const rise = claim({ direction: 'up' });
  it.each([
    [0.1, 'match'],
    [0, 'mismatch'],
    [-0.1, 'mismatch'],
  ])('a rise without a figure against %d: %s', (value, outcome) => {
    expect(compare(rise, seen(value, 0.1)).outcome).toBe(outcome);
  });

  it('is not softened by the margin of a small figure', () => {
    const slight = claim({
      direction: 'up',
      value: 0.1,
      low: 0.05,
      high: 0.15,
      lowInclusive: true,
      highInclusive: false,
      precision: 0.1,
    });
    expect(compare(slight, seen(0.2, 0.1)).outcome).toBe('near');
    expect(compare(slight, seen(0, 0.1))).toMatchObject({
      outcome: 'mismatch',
      reasons: [{ code: 'direction-differs' }],
    });
  });
});

describe('hedged evidence', () => {
  const moreThan = (value: number) => seen(value, 1, { low: value, lowInclusive: false });
  it.each<[string, Assertion, Observed, Outcome]>([
    ['more than 30 leaves almost 50 open', claims.almost, moreThan(30), 'incomparable'],
    ['more than 60 rules almost 50 out', claims.almost, moreThan(60), 'mismatch'],
    ['more than 30 proves over 3', claims.over, moreThan(30), 'match'],
    [
      'at least 3 leaves over 3 open',
      claims.over,
      seen(3, 1, { low: 3, lowInclusive: true }),
      'incomparable',
    ],
    ['more than 3 rules under 3 out', claims.under, seen(4, 1, { low: 4, lowInclusive: false }), 'mismatch'],
    [
      '11 to 14 lies between 10 and 20',
      claims.between,
      seen(null, 1, { low: 11, high: 14, lowInclusive: true, highInclusive: true }),
      'match',
    ],
    [
      '15 to 25 does not settle between 10 and 20',
      claims.between,
      seen(null, 1, { low: 15, high: 25, lowInclusive: true, highInclusive: true }),
      'incomparable',
    ],
    [
      'about 50 is about 50',
      claims.about,
      seen(50, 1, { low: 45, high: 55, lowInclusive: true, highInclusive: true }),
      'match',
    ],
    [
      'about 52 may be about 50',
      claims.about,
      seen(52, 1, { low: 46.8, high: 57.2, lowInclusive: true, highInclusive: true }),
      'match',
    ],
    [
      'about 90 is not about 50',
      claims.about,
      seen(90, 1, { low: 81, high: 99, lowInclusive: true, highInclusive: true }),
      'mismatch',
    ],
    [
      'almost 50 is almost 50',
      claims.almost,
      seen(50, 1, { low: 45, high: 50, lowInclusive: true, highInclusive: false }),
      'match',
    ],
  ])('%s', (_name, assertion, observed, outcome) => {
    const result = compare(assertion, observed);
    expect(result.outcome).toBe(outcome);
    if (outcome === 'incomparable') expect(result.reasons[0]?.code).toBe('evidence-open');
  });
});

describe('what cannot be compared is named', () => {
  const level = claim({
    kind: 'level',
    dimension: 'money',
    currency: 'USD',
    hedge: 'over',
    value: 3e9,
    low: 3e9,
    lowInclusive: false,
    period: year2018,
  });
  const dollars = { dimension: 'money', currency: 'USD', period: year2018 } as const;
  it.each<[string, Partial<Observed>]>([
    ['incomparable-currency', { ...dollars, currency: 'EUR' }],
    ['incomparable-dimension', { ...dollars, dimension: 'percent' }],
    ['incomparable-period', { ...dollars, period: { from: '2017-01-01', to: '2017-12-31' } }],
    ['incomparable-period', { ...dollars, period: null }],
  ])('%s', (code, fields) => {
    const result = compare(level, seen(3.17e9, 1e7, fields));
    expect(result.outcome).toBe('incomparable');
    expect(result.reasons.map((each) => each.code)).toContain(code);
  });

  it('compares when nothing stands in the way', () => {
    const result = compare(level, seen(3.17e9, 1e7, dollars));
    expect(result.outcome).toBe('match');
    expect(result.reasons[0]?.message).toBe(
      'The evidence gives 3.17 billion USD; the claim needs over 3 billion USD: which agrees.',
    );
  });

  it('computes units of one measure and names others', () => {
    const road = claim({
      kind: 'level',
      dimension: 'measure',
      unit: 'kilometre',
      value: 3.2,
      low: 3.15,
      high: 3.25,
      lowInclusive: true,
      highInclusive: false,
      precision: 0.1,
    });
    expect(compare(road, seen(3200, 100, { dimension: 'measure', unit: 'metre' })).outcome).toBe('match');
    expect(compare(road, seen(2, 0.1, { dimension: 'measure', unit: 'miles' })).outcome).toBe('match');
    expect(compare(road, seen(3.2, 0.1, { dimension: 'measure', unit: 'tonnes' })).reasons[0]?.code).toBe(
      'incomparable-unit',
    );
  });
});

describe('order', () => {
  const rank: Record<Outcome, number> = { match: 0, near: 1, mismatch: 2, incomparable: 3 };
  const hedges = fc.constantFrom<Hedge>(
    'almost',
    'about',
    'over',
    'under',
    'at-least',
    'at-most',
    'between',
    'exact',
  );
  const value = fc.integer({ min: -2000, max: 20_000 }).map((n) => n / 100);

  it('gets no better on the way out: between two values of equal outcome nothing is worse than either', () => {
    fc.assert(
      fc.property(hedges, value, value, value, (hedge, a, b, c) => {
        const [low, middle, high] = [a, b, c].sort((x, y) => x - y) as [number, number, number];
        const outcomes = [low, middle, high].map((n) => rank[compare(claims[hedge], seen(n, 0)).outcome]) as [
          number,
          number,
          number,
        ];
        expect(outcomes[1]).toBeLessThanOrEqual(Math.max(outcomes[0], outcomes[2]));
      }),
    );
  });

  it('never turns a match or a near miss into a mismatch when the evidence is written less precisely', () => {
    fc.assert(
      fc.property(
        hedges,
        value,
        fc.constantFrom(0, 0.01, 0.1),
        fc.constantFrom(1, 10),
        (hedge, n, fine, coarse) => {
          const [exact, rough] = [fine, coarse].map(
            (p) => rank[compare(claims[hedge], seen(n, p)).outcome],
          ) as [number, number];
          expect(rough).toBeLessThanOrEqual(exact);
        },
      ),
    );
  });
});

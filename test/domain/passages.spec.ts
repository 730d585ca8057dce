import { describe, expect, it } from '@jest/globals';
import { parseClaim } from '../../src/domain/claim/parse.js';
import type { PassageJudgement } from '../../src/domain/evidence/passage-judgement.js';
import { judgePassages } from '../../src/domain/evidence/passages.js';
import type { Label } from '../../src/domain/finding.js';
import { findDayDates } from '../../src/platform/day-dates.js';

interface Options {
  readonly statedOn?: string;
  readonly publishedOn?: string | null;
  readonly today?: string;
}

/** Judges every assertion of a claim by one document. */
function judgeAll(claim: string, text: string, options: Options = {}): PassageJudgement[] {
  const { statedOn = '2019-04-16', publishedOn = '2019-03-01', today } = options;
  const { assertions } = parseClaim(claim, { statedOn, dayDates: findDayDates });
  return assertions.map((each) =>
    judgePassages(each, { text, publishedOn }, findDayDates, today === undefined ? {} : { today }),
  );
}

function judge(claim: string, text: string, options: Options = {}): PassageJudgement {
  const [first] = judgeAll(claim, text, options);
  if (!first) throw new Error('The claim has no assertion.');
  return first;
}

const codes = (judged: PassageJudgement) => judged.reasons.map((each) => each.code);
const nee: Label = 'not-enough-evidence';

describe('a change against a passage', () => {
  const doubled = 'Trade turnover doubled in the first quarter of 2018.';
  const levels =
    'Trade turnover came to $543.1 million in January–March 2018; in the same period last year it was $371.8 million.';

  it('is recomputed from two levels, and the sum is shown', () => {
    const judged = judge(doubled, levels, { publishedOn: '2018-05-10' });
    expect(judged.label).toBe('refuted');
    expect(judged.reasons[0]?.message).toContain('543.1 / 371.8 − 1 = 46.1 %');
    expect(judged.reasons[0]).toMatchObject({ code: 'figure-differs', passage: levels });
    expect(Number(judged.reasons[0]?.observed)).toBeCloseTo(46.07, 2);
  });

  it('is supported by the same levels when they give it', () => {
    expect(
      judge('Trade turnover grew by almost 50% in the first quarter of 2018.', levels, {
        publishedOn: '2018-05-10',
      }).label,
    ).toBe('supported');
  });

  it.each([
    'Trade turnover in January–March 2018 was $543.1 million, against $371.8 million a year earlier.',
    'Trade turnover reached $543.1 million in the first quarter of 2018 (same period last year – $371.8 million).',
    'Trade turnover amounted to $543.1 million in the first quarter of 2018, compared to the same period last year – $371.8 million.',
  ])('reads "%s"', (text) => {
    expect(judge(doubled, text, { publishedOn: '2018-05-10' }).label).toBe('refuted');
  });

  it('does not date a figure by what it is only measured against', () => {
    const text =
      'Compared with the same period last year, trade turnover rose to $543.1 million in the first quarter of 2018.';
    expect(
      judge('Trade turnover was $543 million in the first quarter of 2018.', text, {
        publishedOn: '2018-05-10',
      }).label,
    ).toBe('supported');
    expect(
      judge('Trade turnover was $543 million in the first quarter of 2017.', text, {
        publishedOn: '2018-05-10',
      }).label,
    ).toBe(nee);
  });

  it('finds its levels in different sentences and tells where', () => {
    const text =
      'Prices are another matter. Grain exports were 4.0 million tonnes in 2017. Grain exports were 5.2 million tonnes in 2018. So much for grain.';
    const judged = judge('Grain exports grew by 30% in 2018.', text);
    expect(judged.label).toBe('supported');
    expect(text.slice(judged.start ?? 0, judged.end ?? 0)).toBe(
      'Grain exports were 4.0 million tonnes in 2017. Grain exports were 5.2 million tonnes in 2018.',
    );
  });

  const claim = 'Trade turnover grew by almost 50% in 2018, exceeding $3 billion.';
  it.each<[string, Label, Label]>([
    ['Turnover rose by 46 percent in 2018 to 3.17 billion dollars.', 'supported', 'supported'],
    ['In 2018 trade turnover grew by more than 30 percent.', nee, nee],
    ['Trade turnover rose by 31.2% in 2018.', 'refuted', nee],
    ['Trade turnover rose by 46% in 2017.', nee, nee],
    ['Trade turnover fell by 46% in 2018 to $2.1 billion.', 'refuted', 'refuted'],
    ['Passenger traffic grew by 46% in 2018.', nee, nee],
    ['The ministry expects trade turnover to grow by 20% in 2018.', nee, nee],
    ['Trade turnover was 3.4 billion euros in 2018.', nee, nee],
    ['Trade turnover was 3.0 billion dollars in 2018.', nee, nee],
    ['Trade turnover was 2.4 billion dollars in 2018.', nee, 'refuted'],
  ])('%s', (text, change, level) => {
    expect(judgeAll(claim, text).map((each) => each.label)).toEqual([change, level]);
  });

  it('says that "more than 30" leaves "almost 50" open', () => {
    expect(codes(judge(claim, 'In 2018 trade turnover grew by more than 30 percent.'))).toEqual([
      'evidence-open',
    ]);
  });

  it('prefers what is stated over what can be calculated', () => {
    const text =
      'Grain exports grew by 30% in 2018. Grain exports were 4.0 million tonnes in 2017 and 4.4 million tonnes in 2018.';
    expect(judge('Grain exports grew by 30% in 2018.', text).label).toBe('supported');
  });

  it('is a direction alone when no figure is claimed', () => {
    expect(judge('Grain exports shrank in 2018.', 'Grain exports grew by 3% in 2018.')).toMatchObject({
      label: 'refuted',
      reasons: [{ code: 'direction-differs' }],
    });
    expect(judge('Grain exports grew in 2018.', 'Grain exports grew by 3% in 2018.').label).toBe('supported');
    expect(
      judge('The jobless rate rose in 2018.', 'At 9%, the jobless rate was unchanged in 2018.').label,
    ).toBe('refuted');
  });
});

describe('what a figure is about', () => {
  it.each<[string, string, Label]>([
    ['another measure', 'The port of Senna handled 24 million passengers in 2018.', nee],
    ['another place', 'The port of Oravka handled 24 million tonnes of cargo in 2018.', nee],
    ['another year', 'The port of Senna handled 24 million tonnes of cargo in 2016.', nee],
    ['no year', 'The port of Senna handles 24 million tonnes of cargo.', nee],
    ['a plan', 'The port of Senna will handle 24 million tonnes of cargo in 2018.', nee],
    ['the same', 'In 2018 the port of Senna handled 24.1 million tonnes of cargo.', 'supported'],
    ['the same, and other', 'In 2018 the port of Senna handled 31 million tonnes of cargo.', 'refuted'],
    ['a denial', 'The port of Senna did not handle 24 million tonnes of cargo in 2018.', nee],
    [
      'a place named at the head',
      'Senna counts its ships.\nThe port handled 24.2 million tonnes of cargo in 2018.',
      'supported',
    ],
    [
      'a place named at the head does not refute',
      'Senna counts its ships.\nThe port handled 31 million tonnes of cargo in 2018.',
      nee,
    ],
    [
      'a year from the sentence before',
      'The year 2018 was good for Senna. The port of Senna handled 24.2 million tonnes of cargo.',
      'supported',
    ],
  ])('%s: %s', (_name, text, label) => {
    expect(judge('The port of Senna handled 24 million tonnes of cargo in 2018.', text).label).toBe(label);
  });

  it('tells two figures of one sentence apart', () => {
    const text = 'Wine exports fell by 5% and cheese imports rose by 3% in 2018.';
    expect(judge('Cheese imports rose by 3% in 2018.', text).label).toBe('supported');
    expect(judge('Wine exports rose by 3% in 2018.', text).label).not.toBe('supported');
    expect(judge('Cheese imports fell by 5% in 2018.', text).label).not.toBe('supported');
  });

  it('names a tempting figure that it did not use', () => {
    const judged = judge(
      'The port of Senna handled 24 million tonnes of cargo in 2018.',
      'The port of Oravka handled 24 million tonnes of cargo in 2018.',
    );
    expect(judged).toMatchObject({ start: null, end: null });
    expect(codes(judged)).toEqual(['not-aligned-other-measure']);
  });

  it('does not refute a claim without a period by a figure that has one', () => {
    expect(judge('The jobless rate in Toria is 9%.', 'The jobless rate in Toria was 6% in 2011.').label).toBe(
      nee,
    );
  });

  it('does not take a cause for granted', () => {
    expect(
      judge('Wine exports fell by 5% in 2018 because of the drought.', 'Wine exports fell by 5% in 2018.')
        .label,
    ).toBe(nee);
  });

  it('leaves per head and totals apart', () => {
    expect(
      judge('Toria used 9 tonnes of coal in 2018.', 'Toria used 9 tonnes of coal per head in 2018.').label,
    ).toBe(nee);
  });
});

describe('one document', () => {
  it('conflicts with itself when two sentences of equal worth disagree', () => {
    const text =
      'Wine exports fell by 5% in 2018, the ministry said. Wine exports fell by 12% in 2018, the growers said.';
    const judged = judge('Wine exports fell by 5% in 2018.', text);
    expect(judged.label).toBe('conflicting');
    expect(judged.reasons).toHaveLength(2);
  });

  it('does not count a figure that it takes back', () => {
    const text = 'Correction: wine exports fell by 5% in 2018, not by 12% as reported.';
    expect(judge('Wine exports fell by 5% in 2018.', text).label).toBe('supported');
  });

  it('gives shares that it tells as counts', () => {
    const text = 'Nine of the twelve judges of the court of Lenno are women.';
    expect(judge('Most judges of the court of Lenno are women.', text).label).toBe('supported');
    expect(judge('More than 80% of the judges of the court of Lenno are women.', text).label).toBe('refuted');
  });

  it('gives a level by the growth and the level before', () => {
    const text = 'Wine exports were $200 million in 2017. Wine exports grew by 10% in 2018.';
    const judged = judge('Wine exports were $220 million in 2018.', text);
    expect(judged.label).toBe('supported');
    expect(judged.reasons[0]?.message).toContain('200 million USD × 1.1 = 220 million USD');
  });

  it('says nothing when it is empty or in a language that is not read', () => {
    expect(judge('Wine exports fell by 5% in 2018.', '')).toEqual({
      label: nee,
      reasons: [expect.objectContaining({ code: 'no-passage' })],
      start: null,
      end: null,
    });
    const [assertion] = parseClaim('Wine exports fell by 5% in 2018.', {
      statedOn: null,
      dayDates: findDayDates,
    }).assertions;
    if (!assertion) throw new Error('no assertion');
    const text = 'Экспорт вина в 2018 году упал на 5%.';
    expect(
      judgePassages(assertion, { text, publishedOn: null }, findDayDates, { language: 'ru' }).label,
    ).toBe(nee);
  });
});

describe('targets', () => {
  const plan = 'The two countries plan to raise trade turnover to $5 billion by 2020.';
  it.each<[string, string, string, Label]>([
    [
      'a passage on the same plan',
      '2019-06-01',
      'The two countries plan to raise trade turnover to $5 billion by 2020.',
      'supported',
    ],
    [
      'a plan for another year',
      '2019-06-01',
      'The two countries plan to raise trade turnover to $5 billion by 2025.',
      nee,
    ],
    [
      'a level before it is due',
      '2019-06-01',
      'Trade turnover between the two countries was $2.1 billion in 2018.',
      nee,
    ],
    [
      'the level of the due year, once it is over',
      '2021-06-01',
      'Trade turnover between the two countries was $2.9 billion in 2020.',
      'refuted',
    ],
    [
      'the level of another year, once it is over',
      '2021-06-01',
      'Trade turnover between the two countries was $2.9 billion in 2017.',
      nee,
    ],
  ])('%s', (_name, today, text, label) => {
    expect(judge(plan, text, { today }).label).toBe(label);
  });
});

describe('events', () => {
  const opened = 'The Arda tunnel was opened to traffic in May 2018.';
  it.each<[string, Label]>([
    ['The Arda tunnel was opened to traffic on 12 May 2018.', 'supported'],
    ['The Arda tunnel was opened to traffic on 3 August 2018.', 'refuted'],
    ['The Arda tunnel was opened to traffic in 2018.', nee],
    ['The Mora tunnel was opened to traffic on 3 August 2018.', nee],
    ['The Arda tunnel will be opened to traffic in May 2018.', nee],
    ['The Arda tunnel was not opened to traffic in May 2018.', 'refuted'],
  ])('%s', (text, label) => {
    expect(judge(opened, text).label).toBe(label);
  });

  it('that may recur are not refuted by another date', () => {
    expect(
      judge('Farmers marched in Lenno on 5 May 2018.', 'Farmers marched in Lenno on 9 May 2018.').label,
    ).toBe(nee);
  });
});

describe('statements', () => {
  const statement = 'The council of Lenno approved the harbour plan.';
  it.each<[string, Label]>([
    ['On Monday the council of Lenno approved the harbour plan after a long debate.', 'supported'],
    ['The council of Lenno did not approve the harbour plan.', 'refuted'],
    ['The council of Lenno rejected the harbour plan.', nee],
    ['The council of Mora approved the harbour plan.', nee],
    ['The council of Lenno is expected to approve the harbour plan.', nee],
    ['The council of Lenno reportedly approved the harbour plan.', nee],
    ['The harbour of Lenno approved the council plan.', nee],
  ])('%s', (text, label) => {
    expect(judge(statement, text).label).toBe(label);
  });
});

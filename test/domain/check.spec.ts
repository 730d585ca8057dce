import { describe, expect, it } from '@jest/globals';
import search from 'approx-string-match';
import type { Assertion } from '../../src/domain/claim/assertion.js';
import { partsToWeigh, runCheckers } from '../../src/domain/check/checkers.js';
import type {
  CheckedSource,
  CheckFacts,
  SeriesBinding,
  SpokenFinding,
} from '../../src/domain/check/facts.js';
import { fingerprintOf } from '../../src/domain/standing/disagreement.js';
import { weigh } from '../../src/domain/evidence/weigh.js';
import { periodCode } from '../../src/domain/series/time-codes.js';
import { matchQuote } from '../../src/domain/evidence/quote-match.js';
import { blank } from '../../src/domain/claim/statement.js';
import { findDayDates } from '../../src/platform/day-dates.js';

const year2018 = { from: '2018-01-01', to: '2018-12-31' };

/** Turnover of 2018 grew by almost 50 %. */
const growth: Assertion = {
  ...blank,
  text: 'Turnover grew by almost 50% in 2018',
  start: 0,
  end: 35,
  kind: 'change',
  dimension: 'percent',
  value: 50,
  hedge: 'almost',
  precision: 10,
  low: 45,
  high: 50,
  lowInclusive: true,
  highInclusive: false,
  unit: null,
  currency: null,
  measure: ['turnover'],
  direction: 'up',
  period: year2018,
  baseline: null,
  dueOn: null,
};
/** Turnover of 2018 exceeded 3 billion dollars. */
const level: Assertion = {
  ...growth,
  text: 'Turnover exceeded $3 billion in 2018',
  kind: 'level',
  dimension: 'money',
  value: 3e9,
  hedge: 'over',
  precision: 1e9,
  low: 3e9,
  high: null,
  lowInclusive: false,
  highInclusive: null,
  currency: 'USD',
  direction: null,
};
const target: Assertion = {
  ...level,
  text: 'Turnover is to reach $5 billion by 2020',
  kind: 'target',
  value: 5e9,
  low: 5e9,
  lowInclusive: true,
  hedge: 'at-least',
  period: null,
  dueOn: '2020-12-31',
};

function facts(fields: Partial<CheckFacts>): CheckFacts {
  return {
    claim: { id: 'c', text: growth.text, statedOn: '2019-02-15', language: 'en' },
    now: '2019-06-01T12:00:00Z',
    today: '2019-06-01',
    assertions: [],
    citations: [],
    sources: [],
    bindings: [],
    personFindings: [],
    dayDates: findDayDates,
    matchQuote: (text, selector) => matchQuote(text, selector, search),
    ...fields,
  };
}

function source(
  id: string,
  text: string | null,
  fields: Partial<CheckedSource> = {},
  archived?: string,
): CheckedSource {
  const snapshot = (body: string) => ({
    snapshotId: `${id}-snapshot`,
    text: body,
    publishedOn: '2019-03-01',
    fetchedAt: '2019-05-20T00:00:00Z',
  });
  const error = { code: 'fetch/timeout', message: 'no answer within 20 s' };
  return {
    id,
    kind: 'web',
    tier: 'secondary',
    origin: id,
    capture:
      text !== null
        ? { ok: true, ...snapshot(text) }
        : { ok: false, error, ...(archived === undefined ? {} : { archived: snapshot(archived) }) },
    ...fields,
  };
}

function binding(
  editions: Record<string, Record<string, string>>,
  fields: Partial<SeriesBinding> = {},
): SeriesBinding {
  return {
    assertionId: 'a',
    seriesId: 'turnover',
    seriesTitle: 'External trade, turnover',
    unit: null,
    currency: 'USD',
    scale: 1e6,
    measureKind: 'flow',
    vintages: Object.entries(editions).map(([publishedOn, values]) => ({
      id: publishedOn,
      publishedOn,
      observations: Object.entries(values).map(([code, value]) => ({
        ...(periodCode(code) ?? { from: code, to: code }),
        value,
      })),
    })),
    ...fields,
  };
}

describe('availability', () => {
  it('says nothing of a source that was read and gives the cause for one that was not', () => {
    const found = runCheckers(facts({ sources: [source('daily', 'A text.'), source('weekly', null)] }));
    expect(found).toEqual([
      expect.objectContaining({
        checker: 'availability',
        sourceId: 'weekly',
        label: null,
        error: 'fetch/timeout',
        assertionId: null,
      }),
    ]);
    expect(found[0]?.reasons[0]?.message).toBe('The source could not be fetched: no answer within 20 s.');
  });
});

describe('quotation', () => {
  const cite = (exact: string) => [
    { id: 'q', sourceId: 'daily', role: 'evidence' as const, selector: { exact } },
  ];
  const look = (exact: string, text: string | null) =>
    runCheckers(facts({ citations: cite(exact), sources: [source('daily', text, {}, 'archived')] })).filter(
      (each) => each.checker === 'quotation',
    );

  it.each([
    ['Turnover rose by 46 percent', 'supported', 'passage-stands'],
    ['Turnover rose by 31 percent', 'not-enough-evidence', 'passage-changed'],
    ['Exports fell by 3 percent', 'not-enough-evidence', 'passage-gone'],
  ])('%s: %s, %s', (exact, label, code) => {
    const [found] = look(exact, 'Turnover rose by 46 percent in 2018.');
    expect(found).toMatchObject({ label, citationId: 'q', assertionId: null, error: null });
    expect(found?.reasons[0]?.code).toBe(code);
  });

  it('tells which words changed', () => {
    const reason = look('Turnover rose by 31 percent', 'Turnover rose by 46 percent in 2018.')[0]?.reasons[0];
    expect(reason).toMatchObject({
      state: 'changed',
      passage: 'Turnover rose by 46 percent',
      changes: [{ from: '31', to: '46' }],
    });
  });

  it('does not call a passage gone because its source cannot be reached', () => {
    expect(look('archived', null)).toEqual([]);
  });

  it('that the last copy lacked is lacking still while the source cannot be reached', () => {
    const [found] = look('Turnover rose by 46 percent', null);
    expect(found).toMatchObject({ label: 'not-enough-evidence', citationId: 'q' });
    expect(found?.reasons[0]).toMatchObject({ code: 'passage-gone', isArchived: true });
  });

  it('never enters the weighing', () => {
    const all = facts({
      assertions: [{ id: 'a', spec: growth }],
      citations: cite('Nothing of it'),
      sources: [source('daily', 'Turnover of what?')],
    });
    const findings = runCheckers(all);
    expect(findings.map((each) => each.checker)).toContain('quotation');
    expect(partsToWeigh(all, findings)[0]?.findings.every((each) => each.checker !== 'quotation')).toBe(true);
  });
});

describe('series', () => {
  const judge = (spec: Assertion, bound: SeriesBinding, fields: Partial<CheckFacts> = {}) => {
    const all = facts({ assertions: [{ id: 'a', spec }], bindings: [bound], ...fields });
    return runCheckers(all).filter((each) => each.checker === 'series');
  };
  const grown = { '2019-02-01': { '2017': '2000', '2018': '2920' } };

  it('judges a change by the levels of its two years', () => {
    const [found] = judge(growth, binding(grown));
    expect(found).toMatchObject({
      label: 'supported',
      vintageId: '2019-02-01',
      assertionId: 'a',
      sourceId: null,
    });
    expect(found?.reasons[0]).toMatchObject({ observed: 46, seriesId: 'turnover' });
  });

  it('judges a level in whole units', () => {
    expect(judge(level, binding(grown))[0]?.label).toBe('refuted');
    expect(
      judge(level, binding({ '2019-02-01': { '2018-H1': '1400', '2018-H2': '1770.4' } }))[0],
    ).toMatchObject({
      label: 'supported',
      reasons: [{ observed: 3170400000 }],
    });
  });

  it('takes series values as exact', () => {
    expect(judge(level, binding({ '2019-02-01': { '2018': '3000' } }))[0]?.label).toBe('refuted');
  });

  it.each<[string, string, Assertion, SeriesBinding]>([
    ['another currency', 'incomparable-currency', level, binding(grown, { currency: 'EUR' })],
    [
      'another dimension',
      'incomparable-dimension',
      level,
      binding(grown, { currency: null, unit: '%', scale: 1 }),
    ],
    [
      'a missing year',
      'no-observation',
      { ...growth, period: { from: '2019-01-01', to: '2019-12-31' } },
      binding(grown),
    ],
    [
      'a missing baseline',
      'no-baseline',
      { ...growth, period: { from: '2017-01-01', to: '2017-12-31' } },
      binding(grown),
    ],
    ['no period', 'period-missing', { ...growth, period: null }, binding(grown)],
    ['a statement', 'series-cannot-settle', { ...growth, kind: 'statement' }, binding(grown)],
  ])('%s is no evidence: %s', (_name, code, spec, bound) => {
    const [found] = judge(spec, bound);
    expect(found?.label).toBe('not-enough-evidence');
    expect(found?.reasons.map((each) => each.code)).toContain(code);
  });

  it('labels by the newest edition and tells what was known then', () => {
    const revised = { ...grown, '2019-05-01': { '2017': '2050', '2018': '2689.6' } };
    const [found] = judge(growth, binding(revised));
    expect(found).toMatchObject({ label: 'refuted', vintageId: '2019-05-01' });
    expect(found?.reasons.map((each) => each.code)).toEqual([
      'figure-differs',
      'known-then',
      'revision-changed-answer',
    ]);
    expect(found?.reasons[1]).toMatchObject({ label: 'supported', knownThen: 46, vintageId: '2019-02-01' });
    expect(found?.reasons[2]?.message).toBe('A revision changed the answer from supported to refuted.');
  });

  it('says when a revision changed nothing, and when nothing was known', () => {
    const kept = judge(growth, binding({ ...grown, '2019-05-01': { '2017': '2000', '2018': '2940' } }))[0];
    expect(kept?.reasons.at(-1)?.code).toBe('revision-kept-answer');
    const later = judge(growth, binding({ '2019-05-01': { '2017': '2000', '2018': '2940' } }))[0];
    expect(later?.reasons.at(-1)?.code).toBe('no-vintage-known-then');
  });

  it('leaves a target alone until it is due, then judges its year', () => {
    const bound = binding({ '2021-02-01': { '2020': '4200' } });
    expect(judge(target, bound)).toEqual([]);
    expect(judge(target, bound, { today: '2021-03-01' })[0]).toMatchObject({
      label: 'refuted',
      reasons: [{ observed: 4.2e9 }, {}],
    });
  });

  it('computes points for a rate in percent', () => {
    const points: Assertion = {
      ...growth,
      dimension: 'percentage-point',
      hedge: 'exact',
      value: 2,
      low: 1.5,
      high: 2.5,
      precision: 1,
    };
    const rate = binding(
      { '2019-02-01': { '2017': '10', '2018': '12' } },
      { unit: '%', currency: null, scale: 1, measureKind: 'rate' },
    );
    expect(judge(points, rate)[0]?.label).toBe('supported');
    expect(judge({ ...points, dimension: 'percent', value: 20, low: 19.5, high: 20.5 }, rate)[0]?.label).toBe(
      'supported',
    );
  });
});

describe('due', () => {
  it.each([
    ['2020-12-30', 'not-yet-due'],
    ['2020-12-31', 'not-yet-due'],
    ['2021-01-01', 'due-passed'],
  ])('on %s: %s', (today, code) => {
    const found = runCheckers(facts({ assertions: [{ id: 'a', spec: target }], today }));
    expect(found).toEqual([
      expect.objectContaining({ checker: 'due', label: 'not-enough-evidence', assertionId: 'a' }),
    ]);
    expect(found[0]?.reasons[0]).toMatchObject({ code, dueOn: '2020-12-31' });
  });

  it('has nothing to say of what has no due day', () => {
    expect(runCheckers(facts({ assertions: [{ id: 'a', spec: growth }] }))).toEqual([]);
  });
});

describe('what persons found', () => {
  const spoken = (fields: Partial<SpokenFinding> = {}): SpokenFinding => ({
    ...{ id: 'f1', assertionId: 'a', sourceId: null, sourceOrigin: null, label: 'refuted' },
    ...{ passage: null, note: 'The head of the office denied it.', reason: 'He would know.' },
    ...{ personId: 'ann', personName: 'Ann Lee' },
    ...fields,
  });
  const told = (...personFindings: SpokenFinding[]) => {
    const all = facts({ assertions: [{ id: 'a', spec: growth }], personFindings });
    const findings = runCheckers(all);
    return { findings, parts: partsToWeigh(all, findings), weighing: weigh(partsToWeigh(all, findings)) };
  };

  it('is passed on with who said it and in which words', () => {
    const { findings } = told(
      spoken({ sourceId: 'talk' }),
      spoken({ id: 'f2', passage: 'It fell.', note: null, label: 'supported' }),
    );
    expect(findings).toEqual([
      expect.objectContaining({ checker: 'person', assertionId: 'a', sourceId: 'talk', label: 'refuted' }),
      expect.objectContaining({ checker: 'person', sourceId: null, label: 'supported', error: null }),
    ]);
    expect(findings.map((each) => each.reasons[0])).toEqual([
      expect.objectContaining({
        message: 'Ann Lee noted: The head of the office denied it. (He would know.)',
        ...{ code: 'person-finding', personFindingId: 'f1', personId: 'ann' },
      }),
      expect.objectContaining({ message: 'Ann Lee quotes “It fell.” (He would know.)', passage: 'It fell.' }),
    ]);
  });

  it.each<[string, SpokenFinding[], string[]]>([
    ['of one person are one voice', [spoken(), spoken({ id: 'f2' })], ['person:ann']],
    [
      'of two persons are two',
      [spoken(), spoken({ id: 'f2', personId: 'ben' })],
      ['person:ann', 'person:ben'],
    ],
    [
      'of two persons on one source are one',
      [spoken({ sourceOrigin: 'wire' }), spoken({ id: 'f2', personId: 'ben', sourceOrigin: 'wire' })],
      ['wire'],
    ],
    [
      'of one person on two sources are two',
      [spoken({ sourceOrigin: 'wire' }), spoken({ id: 'f2', sourceOrigin: 'gazette' })],
      ['wire', 'gazette'],
    ],
  ])('%s', (_name, found, voices) => {
    const { parts, weighing } = told(...found);
    expect(parts[0]?.findings.every((each) => each.tier === 'primary')).toBe(true);
    expect(weighing.parts[0]?.reasons[0]).toMatchObject({ refutedBy: voices });
    expect(weighing.label).toBe('refuted');
  });

  it('is the same disagreement at every check, whatever is found beside it', () => {
    const ground = { expects: 'supported' as const, citationIds: [] };
    const disagreement = (...found: SpokenFinding[]): string[] => {
      const { weighing, findings } = told(...found);
      return fingerprintOf(weighing, findings, ground);
    };
    const once = disagreement(spoken());
    expect(once).toEqual(['assertion a refuted: person finding f1']);
    expect(disagreement(spoken({ personName: 'Ann Lee-Ode' }))).toEqual(once);
    expect(disagreement(spoken(), spoken({ id: 'f2', personId: 'ben' }))).toEqual([
      ...once,
      'assertion a refuted: person finding f2',
    ]);
    expect(disagreement(spoken({ label: 'not-enough-evidence' }))).toEqual([]);
  });
});

describe('from findings to a weighing', () => {
  it('counts a series as primary, above what papers say', () => {
    const all = facts({
      assertions: [{ id: 'a', spec: growth }],
      bindings: [binding({ '2019-02-01': { '2017': '2000', '2018': '2624' } })],
      citations: [{ id: 'q', sourceId: 'daily', role: 'evidence', selector: null }],
      sources: [source('daily', 'Turnover grew by 46% in 2018.')],
    });
    const findings = runCheckers(all);
    expect(findings.map((each) => each.checker)).toEqual(['figures', 'series']);
    const [part] = partsToWeigh(all, findings);
    expect(part?.findings.map((each) => [each.tier, each.origin])).toEqual([
      ['secondary', 'daily'],
      ['primary', 'series:turnover'],
    ]);
    expect(weigh(partsToWeigh(all, findings)).label).toBe('refuted');
  });

  it('takes no source for evidence where the claim only appeared', () => {
    const all = facts({
      assertions: [{ id: 'a', spec: growth }],
      citations: [{ id: 'q', sourceId: 'daily', role: 'appearance', selector: null }],
      sources: [source('daily', 'Turnover grew by 46% in 2018.')],
    });
    expect(runCheckers(all)).toEqual([]);
  });

  it('judges the archived copy of a source that cannot be reached, and says so', () => {
    const all = facts({
      assertions: [{ id: 'a', spec: growth }],
      citations: [{ id: 'q', sourceId: 'daily', role: 'evidence', selector: null }],
      sources: [source('daily', null, {}, 'Turnover grew by 46% in 2018.')],
    });
    const findings = runCheckers(all);
    expect(findings.map((each) => [each.checker, each.label])).toEqual([
      ['availability', null],
      ['figures', 'supported'],
    ]);
    expect(findings[1]?.reasons[0]?.code).toBe('archived-copy');
    expect(weigh(partsToWeigh(all, findings)).label).toBe('supported');
  });
});

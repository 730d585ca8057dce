import { describe, expect, it } from '@jest/globals';
import type { Finding, Label, Reason } from '../../src/domain/finding.js';
import type { Status } from '../../src/domain/standing/view.js';
import { fingerprintOf, inWords, isUpheld } from '../../src/domain/standing/disagreement.js';
import { deriveStatus, type StatusFacts } from '../../src/domain/standing/status.js';

const published = { version: 2, kind: 'published', expiresOn: null } as const;
const withdrawn = { ...published, version: 3, kind: 'withdrawn' } as const;
const agrees = { label: 'supported' as Label, disagreement: [] };
const disagrees = { label: 'refuted' as Label, disagreement: ['assertion a refuted: 31.2'] };

function facts(fields: Partial<StatusFacts>): StatusFacts {
  return {
    now: '2019-06-01T12:00:00Z',
    verdict: null,
    lastCheck: null,
    lastVerifiedAt: null,
    shelfLifeDays: 90,
    upheld: [],
    ...fields,
  };
}

const fresh = { lastCheck: agrees, lastVerifiedAt: '2019-05-20T00:00:00Z' };
const old = { lastCheck: agrees, lastVerifiedAt: '2019-01-20T00:00:00Z' };

describe('status by precedence', () => {
  it.each<[string, Status, Partial<StatusFacts>]>([
    ['nothing happened yet', 'unverified', {}],
    ['a verdict, but no completed check', 'unverified', { verdict: published }],
    ['machine only', 'assessed', fresh],
    ['a verdict and a check that agrees', 'settled', { ...fresh, verdict: published }],
    ['shelf life over', 'stale', { ...old, verdict: published }],
    ['shelf life over without a verdict', 'stale', old],
    ['a check that disagrees', 'challenged', { ...fresh, lastCheck: disagrees, verdict: published }],
    ['challenged goes before stale', 'challenged', { ...old, lastCheck: disagrees, verdict: published }],
    ['withdrawn goes before challenged', 'withdrawn', { ...fresh, lastCheck: disagrees, verdict: withdrawn }],
    ['withdrawn goes before stale', 'withdrawn', { ...old, verdict: withdrawn }],
    ['withdrawn without any check', 'withdrawn', { verdict: withdrawn }],
    [
      'upheld against just this',
      'settled',
      { ...fresh, lastCheck: disagrees, verdict: published, upheld: disagrees.disagreement },
    ],
    [
      'upheld against something else',
      'challenged',
      { ...fresh, lastCheck: disagrees, verdict: published, upheld: ['assertion a refuted: 33'] },
    ],
    ['disagreement without a verdict challenges nothing', 'assessed', { ...fresh, lastCheck: disagrees }],
    [
      'upheld, but old',
      'stale',
      { ...old, lastCheck: disagrees, verdict: published, upheld: disagrees.disagreement },
    ],
  ])('%s: %s', (_name, status, fields) => {
    expect(deriveStatus(facts(fields)).status).toBe(status);
  });

  it('carries label, verdict version and what challenges', () => {
    expect(deriveStatus(facts({ ...fresh, lastCheck: disagrees, verdict: published }))).toEqual({
      status: 'challenged',
      label: 'refuted',
      verdictVersion: 2,
      disagreement: ['assertion a refuted: 31.2'],
      staleAt: '2019-08-18T00:00:00.000Z',
    });
  });
});

describe('shelf life', () => {
  const at = (now: string, fields: Partial<StatusFacts> = {}) =>
    deriveStatus(facts({ ...fresh, verdict: published, ...fields, now })).status;

  it('ends to the instant', () => {
    expect(at('2019-08-17T23:59:59.999Z')).toBe('settled');
    expect(at('2019-08-18T00:00:00.000Z')).toBe('stale');
  });

  it('is shortened by expiresOn, at the start of that day', () => {
    const verdict = { ...published, expiresOn: '2019-06-10' };
    expect(at('2019-06-09T23:59:59Z', { verdict })).toBe('settled');
    expect(at('2019-06-10T00:00:00Z', { verdict })).toBe('stale');
  });

  it('is never lengthened by expiresOn', () => {
    expect(at('2019-08-18T00:00:00Z', { verdict: { ...published, expiresOn: '2030-01-01' } })).toBe('stale');
  });

  it('counts again from a check completed after expiresOn', () => {
    const verdict = { ...published, expiresOn: '2019-05-10' };
    expect(at('2019-06-01T00:00:00Z', { verdict })).toBe('settled');
  });

  it('does not begin before a check completed', () => {
    const never = deriveStatus(
      facts({ verdict: { ...published, expiresOn: '2000-01-01' }, now: '2100-01-01T00:00:00Z' }),
    );
    expect(never).toMatchObject({ status: 'unverified', staleAt: null });
  });
});

function onPart(assertionId: string, label: Label, observed: number, fields: Partial<Finding> = {}): Finding {
  const reasons: Reason[] = [{ code: 'figure-differs', message: 'It differs.', observed }];
  return {
    assertionId,
    citationId: null,
    sourceId: 's',
    snapshotId: 'one',
    vintageId: null,
    checker: 'figures',
    reasons,
    ...fields,
    label,
    error: null,
  };
}

function onQuote(citationId: string, code: string, passage?: string): Finding {
  const reasons: Reason[] = [
    { code, message: 'The passage.', ...(passage === undefined ? {} : { passage }) },
  ];
  return {
    assertionId: null,
    citationId,
    sourceId: 's',
    snapshotId: 'one',
    vintageId: null,
    checker: 'quotation',
    reasons,
    label: 'not-enough-evidence',
    error: null,
  };
}

describe('fingerprint of a disagreement', () => {
  const parts = [
    { assertionId: 'a', label: 'refuted' as Label },
    { assertionId: 'b', label: 'supported' as Label },
  ];
  const refuted = { label: 'refuted' as Label, parts };
  const rests = { expects: 'supported' as const, citationIds: ['c'] };

  it('names the part and the observed value, whatever snapshot it was seen in', () => {
    const first = fingerprintOf(refuted, [onPart('a', 'refuted', 31.2), onPart('b', 'supported', 5)], rests);
    const again = fingerprintOf(
      refuted,
      [onPart('b', 'supported', 5), onPart('a', 'refuted', 31.2, { snapshotId: 'two' })],
      rests,
    );
    expect(first).toEqual(['assertion a refuted: 31.2']);
    expect(again).toEqual(first);
    expect(fingerprintOf(refuted, [onPart('a', 'refuted', 33)], rests)).not.toEqual(first);
  });

  it.each<[string, Label]>([
    ['an agreeing label', 'supported'],
    ['lack of evidence', 'not-enough-evidence'],
  ])('is empty for %s', (_name, label) => {
    expect(
      fingerprintOf({ label, parts: [{ assertionId: 'a', label }] }, [onPart('a', label, 1)], rests),
    ).toEqual([]);
  });

  it('takes of a conflict the side that speaks against the rating', () => {
    const conflicting = {
      label: 'conflicting' as Label,
      parts: [{ assertionId: 'a', label: 'conflicting' as Label }],
    };
    expect(
      fingerprintOf(conflicting, [onPart('a', 'refuted', 31.2), onPart('a', 'supported', 46)], rests),
    ).toEqual(['assertion a refuted: 31.2']);
  });

  it('counts a fallen passage only where the verdict rests on it, and by what it says now', () => {
    const agreed = {
      label: 'supported' as Label,
      parts: [{ assertionId: 'a', label: 'supported' as Label }],
    };
    const changed = onQuote('c', 'passage-changed', 'rose by 31 %');
    expect(fingerprintOf(agreed, [changed, onQuote('d', 'passage-gone')], rests)).toEqual([
      'citation c passage-changed: rose by 31 %',
    ]);
    expect(fingerprintOf(agreed, [onQuote('c', 'passage-stands')], rests)).toEqual([]);
  });

  it('lets a rating that expects nothing be challenged by passages only', () => {
    const open = { expects: null, citationIds: ['c'] };
    expect(fingerprintOf(refuted, [onPart('a', 'refuted', 31.2)], open)).toEqual([]);
    expect(
      fingerprintOf(refuted, [onPart('a', 'refuted', 31.2), onQuote('c', 'passage-gone')], open),
    ).toEqual(['citation c passage-gone']);
  });

  it('is upheld only as a whole', () => {
    expect(isUpheld(['x'], ['x', 'y'])).toBe(true);
    expect(isUpheld(['x', 'z'], ['x', 'y'])).toBe(false);
  });
});

describe('a disagreement in words', () => {
  it.each([
    ['assertion 01a2-b refuted: 21.7', 'refuted by 21.7'],
    ['assertion 01a2-b conflicting', 'conflicting'],
    ['citation 01a2-c passage-gone', 'a cited passage is gone'],
    ['citation 01a2-c passage-changed', 'a cited passage changed'],
    ['citation 01a2-c passage-changed: It fell.\nBy half.', 'a cited passage reads now: It fell.\nBy half.'],
    ['what a later version writes', 'what a later version writes'],
  ])('%s', (part, words) => expect(inWords(part)).toBe(words));
});

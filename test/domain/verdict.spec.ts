import { describe, expect, it } from '@jest/globals';
import { labels } from '../../src/domain/finding.js';
import { evidenceOf } from '../../src/domain/verdict/evidence.js';
import { defaultScale, isConsistent, type RatingExpectation } from '../../src/domain/verdict/rating.js';

describe('ratings', () => {
  it.each<[RatingExpectation, readonly boolean[]]>([
    ['supported', [true, false, false, true]],
    ['refuted', [false, true, false, true]],
    ['conflicting', [false, false, true, true]],
    [null, [true, true, true, true]],
  ])('expecting %s agree with supported, refuted, conflicting, not enough: %j', (expects, consistent) => {
    expect(labels.map((label) => isConsistent(expects, label))).toEqual(consistent);
  });

  it('fall along the truth axis, and expect nothing off it', () => {
    const onAxis = defaultScale.ratings.filter((each) => each.numericValue !== null);
    expect(onAxis.map((each) => [each.code, each.numericValue, each.expects])).toEqual([
      ['true', 5, 'supported'],
      ['mostly-true', 4, 'supported'],
      ['half-true', 3, null],
      ['mostly-false', 2, 'refuted'],
      ['false', 1, 'refuted'],
    ]);
    const off = defaultScale.ratings.filter((each) => each.numericValue === null);
    expect(off.map((each) => each.code)).toEqual(['unproven', 'missing-context', 'satire', 'outdated']);
    expect(off.every((each) => each.expects === null)).toBe(true);
  });
});

describe('evidence of a verdict', () => {
  const found = (
    fields: Partial<Record<'citationId' | 'sourceId' | 'snapshotId' | 'vintageId', string>>,
  ) => ({
    ...{ citationId: null, sourceId: null, snapshotId: null, vintageId: null },
    ...fields,
  });
  const findings = [
    found({ sourceId: 'page', snapshotId: 'page-1' }),
    found({ sourceId: 'page', snapshotId: 'page-2', citationId: 'passage' }),
    found({ sourceId: 'page', snapshotId: 'page-2' }),
    found({ sourceId: 'interview' }),
    found({ vintageId: 'third' }),
  ];

  it('names each snapshot and vintage of the check once', () => {
    const { snapshotIds, vintageIds } = evidenceOf(findings, []);
    expect([snapshotIds, vintageIds]).toEqual([['page-1', 'page-2'], ['third']]);
  });

  it.each([
    ['the passage itself', { id: 'passage', sourceId: 'page' }, 'page-2'],
    ['another passage of the same source', { id: 'other', sourceId: 'page' }, 'page-1'],
    ['an interview', { id: 'said', sourceId: 'interview' }, null],
    ['a source that the check did not read', { id: 'new', sourceId: 'elsewhere' }, null],
  ])('freezes the snapshot of %s', (_name, cited, snapshotId) => {
    expect(evidenceOf(findings, [cited]).citations).toEqual([{ citationId: cited.id, snapshotId }]);
  });
});

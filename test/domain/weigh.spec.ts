import { describe, expect, it } from '@jest/globals';
import { originsOfTexts } from '../../src/domain/evidence/independence.js';
import { weigh, type WeighedFinding } from '../../src/domain/evidence/weigh.js';
import type { Label, Tier } from '../../src/domain/finding.js';

function says(
  label: Label | null,
  tier: Tier,
  origin: string,
  checker: WeighedFinding['checker'] = 'figures',
): WeighedFinding {
  const subject = {
    assertionId: 'a',
    citationId: null,
    sourceId: origin,
    snapshotId: null,
    vintageId: null,
    checker,
    tier,
    origin,
  };
  return label === null
    ? { ...subject, label, error: 'fetch/timeout', reasons: [] }
    : { ...subject, label, error: null, reasons: [{ code: 'test', message: `${origin} says ${label}` }] };
}

const part = (...findings: WeighedFinding[]) => weigh([{ assertionId: 'a', findings }]);

describe('one part', () => {
  it.each<[string, Label, WeighedFinding[]]>([
    ['no finding', 'not-enough-evidence', []],
    ['an error is no finding of fact', 'not-enough-evidence', [says(null, 'primary', 'ministry')]],
    ['one source supports', 'supported', [says('supported', 'tertiary', 'blog')]],
    ['two agree', 'refuted', [says('refuted', 'secondary', 'daily'), says('refuted', 'secondary', 'weekly')]],
    [
      'two of one tier disagree',
      'conflicting',
      [says('refuted', 'secondary', 'daily'), says('supported', 'secondary', 'weekly')],
    ],
    [
      'the higher tier decides',
      'refuted',
      [says('refuted', 'primary', 'office'), says('supported', 'secondary', 'weekly')],
    ],
    [
      'silence of the higher tier decides nothing',
      'supported',
      [says('not-enough-evidence', 'primary', 'office'), says('supported', 'secondary', 'weekly')],
    ],
    [
      'one origin that says both conflicts',
      'conflicting',
      [says('refuted', 'secondary', 'wire'), says('supported', 'secondary', 'wire')],
    ],
    ['a document that conflicts with itself', 'conflicting', [says('conflicting', 'secondary', 'daily')]],
    [
      'a lower tier that decides passes over a higher that only wavers',
      'supported',
      [says('conflicting', 'primary', 'office'), says('supported', 'secondary', 'daily')],
    ],
    [
      'a person weighs as primary',
      'refuted',
      [says('refuted', 'tertiary', 'person', 'person'), says('supported', 'secondary', 'daily')],
    ],
    [
      'two persons who disagree conflict',
      'conflicting',
      [
        says('refuted', 'primary', 'person:ann', 'person'),
        says('supported', 'primary', 'person:ben', 'person'),
      ],
    ],
    [
      'a person raises the source they read to primary',
      'supported',
      [says('supported', 'tertiary', 'blog', 'person'), says('refuted', 'secondary', 'daily')],
    ],
    [
      'a person against a primary source conflicts',
      'conflicting',
      [says('refuted', 'tertiary', 'person', 'person'), says('supported', 'primary', 'office')],
    ],
  ])('%s: %s', (_name, label, findings) => {
    expect(part(...findings).parts[0]?.label).toBe(label);
  });

  it('counts copies of one wire story once', () => {
    const copies = [1, 2, 3].map(() => says('supported', 'secondary', 'wire'));
    expect(part(...copies).parts).toEqual([expect.objectContaining({ label: 'supported' })]);
    expect(part(...copies).parts[0]?.reasons[0]).toMatchObject({ supportedBy: ['wire'] });
    expect(part(...copies, says('refuted', 'secondary', 'daily')).label).toBe('conflicting');
  });

  it('counts an origin in its highest tier', () => {
    const both = [says('supported', 'primary', 'office'), says('supported', 'secondary', 'office')];
    expect(part(...both, says('refuted', 'secondary', 'daily')).label).toBe('supported');
  });

  it('shows what it did not count', () => {
    const result = part(says('refuted', 'primary', 'office'), says('supported', 'secondary', 'daily'));
    expect(result.parts[0]?.reasons[0]?.message).toBe(
      'One independent origin of tier primary: refuted; 1 of a lower tier shown, not counted.',
    );
    expect(result.parts[0]?.reasons[1]?.message).toBe('office says refuted');
  });
});

describe('the claim', () => {
  const whole = (...labels: Label[]) =>
    weigh(labels.map((label, i) => ({ assertionId: `a${i}`, findings: [says(label, 'primary', 'office')] })));
  it.each<[Label, Label[]]>([
    ['refuted', ['supported', 'conflicting', 'not-enough-evidence', 'refuted']],
    ['conflicting', ['supported', 'conflicting', 'not-enough-evidence']],
    ['not-enough-evidence', ['supported', 'not-enough-evidence']],
    ['supported', ['supported', 'supported']],
    ['not-enough-evidence', []],
  ])('is %s when its parts are %j', (label, labels) => {
    expect(whole(...labels).label).toBe(label);
  });

  it('names the part that decides and hides none', () => {
    const result = whole('supported', 'refuted');
    expect(result.reasons[0]).toMatchObject({ code: 'part-refuted', assertionIds: ['a1'] });
    expect(result.parts.map((each) => each.label)).toEqual(['supported', 'refuted']);
  });
});

describe('origins of texts', () => {
  const wire =
    'The harbour of Oravka took in 4.1 million tonnes of grain last year, its director told the board on Friday.';
  it('takes a shortened copy for the same and an account of its own for another', () => {
    const copy =
      'Grain at the coast: the harbour of Oravka took in 4.1 million tonnes of grain last year, its director told the board.';
    const own = 'Oravka handled 3.6 million tonnes of grain last year according to the customs office.';
    expect(originsOfTexts([{ text: wire }, { text: copy }, { text: own }])).toEqual([
      'text-1',
      'text-1',
      'text-3',
    ]);
  });

  it('does not take two short texts of stock words for copies', () => {
    const texts = ['Exports rose last year.', 'Exports rose last month.', 'Exports rose last year.'];
    expect(originsOfTexts(texts.map((text) => ({ text })))).toEqual(['text-1', 'text-2', 'text-1']);
  });
});

import { describe, expect, it } from '@jest/globals';
import { parseClaim } from '../../../src/domain/claim/parse.js';
import { judgeEvidence, type WholeClaim } from '../../../src/domain/evidence/judge-evidence.js';
import { findDayDates } from '../../../src/platform/day-dates.js';

const judge = (text: string, passages: readonly string[], whole: Partial<WholeClaim> | null = {}) =>
  judgeEvidence(
    parseClaim(text, { statedOn: '2024-03-01', dayDates: findDayDates }).assertions,
    passages.map((passage) => ({ text: passage, publishedOn: null })),
    findDayDates,
    whole === null ? undefined : { text, ...whole },
  );

const claim = 'The Oruna Bridge, a toll bridge between Velta and Harsk, was opened in 1957.';
const agreeing = [
  'Oruna Bridge: The Oruna Bridge is a toll bridge between Velta and Harsk.',
  'Oruna Bridge: It was opened in 1957.',
];
const differing = ['Oruna Bridge: It was opened in 1962 by the mayor.'];

describe('evidence for a whole claim', () => {
  it('is compared by its wording where no passage settles the parts', () => {
    expect(judge(claim, agreeing).label).toBe('supported');
    expect(judge(claim, differing).label).toBe('refuted');
  });

  it('gives the passage that decides as a finding', () => {
    const { findings, reasons } = judge(claim, [...agreeing.slice(0, 1), ...differing]);
    expect(findings.at(-1)).toMatchObject({
      evidence: 1,
      label: 'refuted',
      reasons: [{ code: 'differs-in-years' }],
    });
    expect(reasons[0]?.message).toBe('The passage has 1962 where the claim has 1957.');
  });

  it('is not compared by its wording where the claim is not given as a whole', () => {
    expect(judge(claim, differing, null).label).toBe('not-enough-evidence');
  });

  it('is not compared by its wording where passages name no subject', () => {
    expect(judge(claim, ['It was opened in 1962 by the mayor.']).label).toBe('not-enough-evidence');
    expect(judge(claim, ['The mayor said: it was opened in 1962.']).label).toBe('not-enough-evidence');
  });

  it('leaves what the parts settle alone', () => {
    const stated = 'Oruna Bridge: Traffic on the Oruna Bridge rose by 12% in 2019.';
    const { label, reasons } = judge('Traffic on the Oruna Bridge rose by 12% in 2019.', [stated]);
    expect(label).toBe('supported');
    expect(reasons[0]?.code).toBe('all-supported');
  });

  it('takes silence for refutation only in a selection said to be complete', () => {
    const silent = ['Oruna Bridge: Swallows nest under the bridge.'];
    const rich = 'The Oruna Bridge was sold to Jon Arve in 1999 for 12 million crowns.';
    expect(judge(rich, silent).label).toBe('not-enough-evidence');
    expect(judge(rich, silent, { selection: 'complete' })).toMatchObject({
      label: 'refuted',
      reasons: [{ code: 'not-borne-out' }],
    });
  });
});

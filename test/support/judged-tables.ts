import { describe, expect, it } from '@jest/globals';
import { parseClaim } from '../../src/domain/claim/parse.js';
import { judgeEvidence } from '../../src/domain/evidence/judge-evidence.js';
import type { Label } from '../../src/domain/finding.js';
import { findDayDates } from '../../src/platform/day-dates.js';

export const [yes, no, nee, split] = ['supported', 'refuted', 'not-enough-evidence', 'conflicting'] as const;

/** Label, claim, evidence texts. */
export type Row = readonly [Label, string, ...string[]];

/** A claim stated on 1 June 2021, judged by texts of a month before. */
function judge(claim: string, evidence: readonly string[]) {
  const { assertions } = parseClaim(claim, { statedOn: '2021-06-01', dayDates: findDayDates });
  const texts = evidence.map((text) => ({ text, publishedOn: '2021-05-01' }));
  return judgeEvidence(assertions, texts, findDayDates);
}

/** One test for each row: the label, and reasons for every finding. */
export function table(name: string, rows: readonly Row[]): void {
  describe(name, () => {
    it.each(rows.map(([label, claim, ...evidence]) => ({ label, claim, evidence })))(
      '$label: $claim | $evidence',
      ({ label, claim, evidence }) => {
        const judged = judge(claim, evidence);
        expect(judged.label).toBe(label);
        expect(judged.findings.every(({ reasons }) => reasons.length > 0)).toBe(true);
      },
    );
  });
}

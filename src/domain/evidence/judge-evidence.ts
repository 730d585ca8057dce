import type { Assertion } from '../claim/assertion.js';
import type { FindDayDates } from '../claim/day-date-finder.js';
import type { Label, Reason } from '../finding.js';
import { originsOfTexts } from './independence.js';
import { judgeRead } from './passages.js';
import { readDocument, type Document } from './read-document.js';
import { weigh } from './weigh.js';

/** A passage, or a whole text, that somebody holds to bear on a claim. */
export type EvidenceText = Document;

export interface EvidenceFinding {
  readonly part: number;
  readonly evidence: number;
  readonly label: Label;
  readonly reasons: readonly Reason[];
}

export interface EvidenceJudgement {
  readonly label: Label;
  readonly findings: readonly EvidenceFinding[];
  readonly reasons: readonly Reason[];
}

/** Judges the assertions of a claim by some texts, each a secondary source; copies of one story count once (DESIGN 5.6). Never throws. */
export function judgeEvidence(
  assertions: readonly Assertion[],
  evidence: readonly EvidenceText[],
  dayDates: FindDayDates,
): EvidenceJudgement {
  const origins = originsOfTexts(evidence);
  const read = evidence.map((each) => readDocument(each, dayDates));
  const findings = assertions.flatMap((assertion, part) =>
    read.map((document, index) => {
      const { label, reasons } = judgeRead(assertion, document, evidence[index]?.publishedOn ?? null);
      return { part, evidence: index, label, reasons };
    }),
  );
  const weighed = weigh(
    assertions.map((_, part) => ({
      assertionId: String(part),
      findings: findings
        .filter((each) => each.part === part)
        .map(({ evidence: index, label, reasons }) => ({
          ...{ assertionId: String(part), citationId: null, sourceId: null, snapshotId: null, vintageId: null },
          ...{ checker: 'figures' as const, label, reasons, error: null },
          ...{ tier: 'secondary' as const, origin: origins[index] ?? String(index) },
        })),
    })),
  );
  return { label: weighed.label, findings, reasons: weighed.reasons };
}

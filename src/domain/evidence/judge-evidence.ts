import type { Assertion } from '../claim/assertion.js';
import type { FindDayDates } from '../claim/day-date-finder.js';
import type { Label, Reason } from '../finding.js';
import { originsOfTexts } from './independence.js';
import { judgeRead } from './passages.js';
import { readDocument, type Document } from './read-document.js';
import { weigh, type Weighing } from './weigh.js';
import type { Withheld } from './wording/caution.js';
import { judgeWording, type Selection, type WordingJudgement } from './wording/judge-wording.js';

/** A passage, or a whole text, that somebody holds to bear on a claim. */
export type EvidenceText = Document;

export interface EvidenceFinding {
  readonly part: number;
  /** Index of the text that says so. */
  readonly evidence: number;
  readonly label: Label;
  readonly reasons: readonly Reason[];
}

export interface EvidenceJudgement {
  readonly label: Label;
  readonly findings: readonly EvidenceFinding[];
  readonly reasons: readonly Reason[];
}

/** The claim the assertions were read from, as stated, and what its evidence is of all there is. */
export interface WholeClaim {
  readonly text: string;
  readonly selection?: Selection;
}

/**
 * Judges the assertions of a claim by some texts, each a secondary source; copies of one story count once (DESIGN 5.6). Where that
 * settles nothing and the claim is given as a whole, its wording is compared with all texts that are passages of titled pages
 * (`judgeWording`): that suits passages which somebody chose for the claim. The ledger's checks read whole documents, in which other facts stand in
 * like words; they use `judgeRead` alone (`domain/check/figures.ts`). Never throws.
 */
export function judgeEvidence(
  assertions: readonly Assertion[],
  evidence: readonly EvidenceText[],
  dayDates: FindDayDates,
  claim?: WholeClaim,
): EvidenceJudgement {
  const origins = originsOfTexts(evidence);
  const read = evidence.map((each) => readDocument(each, dayDates));
  const findings = assertions.flatMap((assertion, part) =>
    read.map((document, index) => {
      const { label, reasons } = judgeRead(assertion, document, evidence[index]?.publishedOn ?? null);
      return { part, evidence: index, label, reasons };
    }),
  );
  const weighed = weighAll(assertions, findings, origins);
  const judged = { label: weighed.label, findings, reasons: weighed.reasons };
  if (claim === undefined || weighed.label !== 'not-enough-evidence') return judged;
  const wording = judgeWording(claim.text, evidence, claim.selection, withheldIn(findings, assertions));
  return wording.label === 'not-enough-evidence' ? judged : withWording(judged, wording, assertions);
}

/** Reasons for which a text that speaks of an assertion was not held to settle it. */
const withholding =
  /^(?:incomparable-|not-aligned-|alignment-weak$|evidence-open$|evidence-coarser$|borderline$|period-unclear$|ambiguous-thousands$|event-may-recur$)/u;

/** Those of them that keep a text from bearing the assertion out, though it has the same figure. */
const ofOther =
  /^(?:incomparable-(?:unit|currency|dimension|basis)|not-aligned-(?:other-(?:forecast|negation|basis|per)|turned-round|opposite))$/u;

/** Where the texts were read and left an assertion open for a reason. */
function withheldIn(findings: readonly EvidenceFinding[], assertions: readonly Assertion[]): Withheld[] {
  return findings.flatMap(({ part, evidence, reasons }) => {
    const assertion = assertions[part];
    if (!assertion || !reasons.some(({ code }) => withholding.test(code))) return [];
    const { start, end } = assertion;
    return [{ evidence, start, end, isOfOther: reasons.some(({ code }) => ofOther.test(code)) }];
  });
}

function weighAll(
  assertions: readonly Assertion[],
  findings: readonly EvidenceFinding[],
  origins: readonly string[],
): Weighing {
  return weigh(
    assertions.map((_, part) => ({
      assertionId: String(part),
      findings: findings
        .filter((each) => each.part === part)
        .map(({ evidence: index, label, reasons }) => ({
          ...{
            assertionId: String(part),
            citationId: null,
            sourceId: null,
            snapshotId: null,
            vintageId: null,
          },
          ...{ checker: 'figures' as const, label, reasons, error: null },
          ...{ tier: 'secondary' as const, origin: origins[index] ?? String(index) },
        })),
    })),
  );
}

/** The wording settles the claim; where one text decides, that is a finding of it on the part that holds the word it turns on. */
function withWording(
  { findings }: EvidenceJudgement,
  { label, reasons, evidence, at }: WordingJudgement,
  assertions: readonly Assertion[],
): EvidenceJudgement {
  if (evidence === null || assertions.length === 0) return { label, findings, reasons };
  const holding = assertions.findIndex(({ start, end }) => at !== null && start <= at && at < end);
  return {
    label,
    findings: [...findings, { part: Math.max(0, holding), evidence, label, reasons }],
    reasons,
  };
}

import type { ExtractedClaim } from '../../domain/claim/extract.js';
import { printReading } from '../../domain/claim/print-reading.js';
import type { Finding, Label, Reason } from '../../domain/finding.js';
import type { Assessment, FindingRow } from '../../persistence/check.table.js';
import { specOf } from '../../persistence/claim.table.js';
import type { AssertionRow } from '../../persistence/claim.table.js';

export interface ReportSource {
  readonly id: string;
  readonly kind: string;
  readonly url: string | null;
  readonly title: string;
  readonly tier: string;
  readonly origin: string;
  /** `alive`, or why nothing could be read (docs/sources.md). */
  readonly liveness: string;
  readonly code: string | null;
  readonly message: string | null;
  readonly publishedOn: string | null;
  readonly correction: { readonly text: string; readonly on: string | null } | null;
}

export interface CheckedClaim {
  readonly claim: ExtractedClaim;
  readonly claimId: string;
  readonly assertions: readonly AssertionRow[];
  readonly findings: readonly FindingRow[];
  /** Null when the check could not be made. */
  readonly assessment: Assessment | null;
  readonly failure: string | null;
}

export interface ArticleReport {
  readonly statedOn: string | null;
  readonly sources: readonly ReportSource[];
  readonly claims: readonly CheckedClaim[];
}

/** The document of `stet check --json` (docs/cli.md). Spans are places in the article. */
export function toJson({ statedOn, sources, claims }: ArticleReport): object {
  return {
    statedOn,
    sources,
    claims: claims.map(({ claim, claimId, assertions, findings, assessment, failure }) => ({
      id: claimId,
      text: claim.text,
      start: claim.start,
      end: claim.end,
      score: claim.score,
      reasons: claim.reasons,
      assertions: assertions.map((row) => assertionJson(row, claim.start)),
      label: assessment?.label ?? null,
      ...(failure === null ? {} : { failure }),
      findings: findings.map(({ assertionId, citationId, sourceId, checker, label, error, reasons }) => ({
        ...{ assertionId, citationId, sourceId, checker, label },
        ...(error === null ? {} : { error }),
        reasons,
      })),
    })),
  };
}

function assertionJson(row: AssertionRow, offset: number): object {
  const { kind, text, start, end, low, high, lowInclusive, highInclusive, unit, currency, period, dueOn } =
    specOf(row);
  return {
    ...{ id: row.id, kind, text, start: start + offset, end: end + offset },
    ...{
      low,
      high,
      lowInclusive,
      highInclusive,
      unit,
      currency,
      period: period ?? { from: null, to: null },
      dueOn,
    },
  };
}

/** The report as people read it. */
export function toText({ statedOn, sources, claims }: ArticleReport): string {
  const head = `${claims.length} check-worthy claims${statedOn === null ? '' : `, as stated on ${statedOn}`}`;
  const told = sources.flatMap(sourceText);
  return (
    [
      head,
      ...claims.map((each, i) => claimText(each, i + 1)),
      ...(told.length > 0 ? [told.join('\n')] : []),
    ].join('\n\n') + '\n'
  );
}

/** Only of sources with something to know beside what the claims say of them. */
function sourceText({ url, title, liveness, message, correction }: ReportSource): string[] {
  const name = title || url || 'a source';
  const state =
    liveness === 'alive' || liveness === 'unknown' ? [] : [`${name}: ${liveness} (${message ?? '?'})`];
  return [...state, ...(correction === null ? [] : [`${name} was corrected: ${correction.text}`])];
}

function claimText(
  { claim, assertions, findings, assessment, failure }: CheckedClaim,
  number: number,
): string {
  const label =
    assessment === null ? `could not be checked: ${failure ?? 'unknown'}` : names[assessment.label];
  const lines = [`${number}. “${claim.text}”`, `   ${label.toUpperCase()}`];
  for (const row of assertions) {
    const spec = specOf(row);
    const part = assessment?.parts.find((each) => each.assertionId === row.id);
    lines.push(
      `   - “${spec.text}” is ${printReading(spec)}${part === undefined || assertions.length === 1 ? '' : ` → ${names[part.label]}`}`,
    );
    for (const finding of findings.filter((each) => each.assertionId === row.id))
      lines.push(...findingText(finding));
  }
  for (const finding of findings.filter((each) => each.assertionId === null && each.error !== null))
    lines.push(...findingText(finding));
  return lines.join('\n');
}

const names: Readonly<Record<Label, string>> = {
  supported: 'supported',
  refuted: 'refuted',
  conflicting: 'conflicting evidence',
  'not-enough-evidence': 'not enough evidence',
};

type Printed = Pick<Finding, 'checker' | 'label' | 'error' | 'reasons'>;

function findingText({ checker, label, error, reasons }: Printed): string[] {
  const head = error === null ? (label === null ? '' : names[label]) : `could not be read (${error})`;
  return [`       ${checker}: ${head}`, ...reasons.map((reason: Reason) => `         ${reason.message}`)];
}

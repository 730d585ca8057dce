import type { Finding, Label, Reason } from '../finding.js';
import { isConsistent, type RatingExpectation } from '../verdict/rating.js';

/** The machine's weighing of one completed check. */
export interface Assessment {
  readonly label: Label;
  readonly parts: readonly { readonly assertionId: string; readonly label: Label }[];
}

/** What a verdict in force rests on. */
export interface VerdictGround {
  readonly expects: RatingExpectation;
  /** The citations it froze. */
  readonly citationIds: readonly string[];
}

/** Reasons with which a quotation says that its passage no longer stands. */
const fallen: readonly string[] = ['passage-changed', 'passage-gone'];

/**
 * What in a completed check disagrees with the verdict, as stable sorted strings: the same disagreement found again gives
 * the same strings, a new figure or another wording gives others. Empty when nothing disagrees. Ids of snapshots and
 * vintages are left out on purpose: they change with every check.
 */
export function fingerprintOf(
  assessment: Assessment,
  findings: readonly Finding[],
  verdict: VerdictGround,
): string[] {
  const contrary = isConsistent(verdict.expects, assessment.label)
    ? []
    : assessment.parts
        .filter((part) => disagrees(part.label, verdict.expects))
        .flatMap((part) => partsOf(part.assertionId, part.label, findings, verdict.expects));
  return [...new Set([...contrary, ...fallenPassages(findings, verdict.citationIds)])].sort();
}

/** Whether all of `found` was looked at and upheld by a person. Only something new challenges again. */
export function isUpheld(found: readonly string[], upheld: readonly string[]): boolean {
  return found.every((part) => upheld.includes(part));
}

const inWordsOf: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
  [/^assertion \S+ (\S+): (.*)$/s, (found) => `${found[1] ?? ''} by ${found[2] ?? ''}`],
  [/^assertion \S+ (\S+)$/, (found) => found[1] ?? ''],
  [/^citation \S+ passage-gone/, () => 'a cited passage is gone'],
  [/^citation \S+ passage-changed: (.*)$/s, (found) => `a cited passage reads now: ${found[1] ?? ''}`],
  [/^citation \S+ passage-changed$/, () => 'a cited passage changed'],
];

/** A part of a fingerprint for people: what was seen, without the ids by which it is known again. */
export function inWords(part: string): string {
  for (const [pattern, say] of inWordsOf) {
    const found = pattern.exec(part);
    if (found) return say(found);
  }
  return part;
}

function disagrees(label: Label, expects: RatingExpectation): boolean {
  return label !== 'not-enough-evidence' && !isConsistent(expects, label);
}

/**
 * By the findings that speak against the rating, each with its own label: evidence that comes to the verdict's side makes no
 * new disagreement of what was upheld before.
 */
function partsOf(
  assertionId: string,
  label: Label,
  findings: readonly Finding[],
  expects: RatingExpectation,
): string[] {
  const seen = findings.flatMap((each) =>
    each.assertionId === assertionId && each.label !== null && disagrees(each.label, expects)
      ? [`assertion ${assertionId} ${each.label}: ${observedIn(each.reasons)}`]
      : [],
  );
  return seen.length > 0 ? seen : [`assertion ${assertionId} ${label}`];
}

function observedIn(reasons: readonly Reason[]): string {
  const telling = reasons.find((each) => each.observed !== undefined) ?? reasons[0];
  const value = telling?.observed ?? telling?.passage ?? telling?.code;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'unspecified';
}

function fallenPassages(findings: readonly Finding[], citationIds: readonly string[]): string[] {
  return findings.flatMap((each) => {
    if (each.citationId === null || !citationIds.includes(each.citationId)) return [];
    const reason = each.reasons.find((one) => fallen.includes(one.code));
    if (!reason) return [];
    const now = typeof reason.passage === 'string' ? `: ${reason.passage}` : '';
    return [`citation ${each.citationId} ${reason.code}${now}`];
  });
}

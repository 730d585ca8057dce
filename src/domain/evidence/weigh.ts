import type { Finding, Label, Reason, Tier } from '../finding.js';
import { byOrigin, type OriginGroup } from './independence.js';

/** A finding with what it weighs: the tier of its source and who first published it. */
export type WeighedFinding = Finding & { readonly tier: Tier; readonly origin: string };

export interface PartFindings {
  readonly assertionId: string;
  readonly findings: readonly WeighedFinding[];
}

export interface WeighedPart {
  readonly assertionId: string;
  readonly label: Label;
  readonly reasons: readonly Reason[];
}

export interface Weighing {
  readonly label: Label;
  readonly parts: readonly WeighedPart[];
  readonly reasons: readonly Reason[];
}

/** Weighs the findings of one check: a label per assertion over independent origins, then one for the claim (DESIGN 5.6). */
export function weigh(parts: readonly PartFindings[]): Weighing {
  const weighed = parts.map(weighPart);
  const row = claimTable.find(({ holds }) => holds(weighed.map((each) => each.label)));
  const label = row?.label ?? 'not-enough-evidence';
  const naming = weighed.filter((each) => each.label === label).map((each) => each.assertionId);
  const message = (row ?? noPart).say(naming.length, weighed.length);
  return {
    label,
    parts: weighed,
    reasons: [{ code: row?.code ?? noPart.code, message, assertionIds: naming }],
  };
}

interface ClaimRow {
  readonly label: Label;
  readonly code: string;
  readonly holds: (labels: readonly Label[]) => boolean;
  readonly say: (count: number, of: number) => string;
}

/** The claim's label: the first row that holds. */
const claimTable: readonly ClaimRow[] = [
  {
    label: 'refuted',
    code: 'part-refuted',
    holds: (labels) => labels.includes('refuted'),
    say: (count, of) => `${count} of ${of} parts refuted.`,
  },
  {
    label: 'conflicting',
    code: 'part-conflicting',
    holds: (labels) => labels.includes('conflicting'),
    say: (count, of) => `The evidence on ${count} of ${of} parts conflicts.`,
  },
  {
    label: 'not-enough-evidence',
    code: 'part-without-evidence',
    holds: (labels) => labels.includes('not-enough-evidence'),
    say: (count, of) => `No sufficient evidence on ${count} of ${of} parts.`,
  },
  {
    label: 'supported',
    code: 'all-supported',
    holds: (labels) => labels.length > 0,
    say: (_count, of) => (of === 1 ? 'The claim is supported.' : `All ${of} parts supported.`),
  },
];

const noPart = { code: 'no-part', say: () => 'The claim has no part that evidence could settle.' };

/** What one origin says, from the labels of its findings: the first row that holds. */
const originTable: readonly {
  readonly label: Label;
  readonly holds: (labels: readonly Label[]) => boolean;
}[] = [
  { label: 'conflicting', holds: (all) => all.includes('supported') && all.includes('refuted') },
  { label: 'refuted', holds: (all) => all.includes('refuted') },
  { label: 'supported', holds: (all) => all.includes('supported') },
  { label: 'conflicting', holds: (all) => all.includes('conflicting') },
];

const tiers: readonly Tier[] = ['primary', 'secondary', 'tertiary'];

function weighPart({ assertionId, findings }: PartFindings): WeighedPart {
  // What a person found weighs as primary, whatever the source they looked at.
  const counted = findings.map((each) =>
    each.checker === 'person' ? { ...each, tier: 'primary' as const } : each,
  );
  const voices = byOrigin(counted).map((group) => ({ ...group, label: labelOf(group) }));
  const deciding = tiers.find((tier) =>
    voices.some((each) => each.tier === tier && (each.label === 'supported' || each.label === 'refuted')),
  );
  const heard = voices.filter(
    (each) => each.label !== null && (deciding === undefined || each.tier === deciding),
  );
  const label = combine(heard.map((each) => each.label));
  return { assertionId, label, reasons: [explain(label, heard, deciding, voices), ...quote(label, heard)] };
}

function labelOf(group: OriginGroup<WeighedFinding>): Label | null {
  const labels = group.findings.flatMap((each) => each.label ?? []);
  return originTable.find((row) => row.holds(labels))?.label ?? null;
}

function combine(labels: readonly (Label | null)[]): Label {
  const distinct = [...new Set(labels.filter((each) => each !== null))];
  if (distinct.length === 0) return 'not-enough-evidence';
  return distinct.length === 1 ? (distinct[0] ?? 'not-enough-evidence') : 'conflicting';
}

type Voice = OriginGroup<WeighedFinding> & { readonly label: Label | null };

function explain(
  label: Label,
  heard: readonly Voice[],
  deciding: Tier | undefined,
  voices: readonly Voice[],
): Reason {
  const of = (wanted: Label) => heard.filter((each) => each.label === wanted).map((each) => each.origin);
  const lower = voices.filter((each) => each.label !== null && !heard.includes(each)).length;
  const details = {
    supportedBy: of('supported'),
    refutedBy: of('refuted'),
    tier: deciding ?? null,
    shownOnly: lower,
  };
  if (label === 'not-enough-evidence') {
    return { code: 'no-evidence', message: 'No source settles this part.', ...details };
  }
  const notCounted = lower > 0 ? `; ${lower} of a lower tier shown, not counted` : '';
  const message = `${count(heard.length)} of tier ${deciding ?? 'any'}: ${label}${notCounted}.`;
  return { code: `weighed-${label}`, message, ...details };
}

function count(origins: number): string {
  return origins === 1 ? 'One independent origin' : `${origins} independent origins`;
}

/** The reasons of the findings that decided, so that the part can be printed by itself. */
function quote(label: Label, heard: readonly Voice[]): Reason[] {
  const decisive = (each: WeighedFinding) =>
    each.label !== null &&
    each.label !== 'not-enough-evidence' &&
    (label === 'conflicting' || each.label === label);
  return heard.flatMap((voice) => voice.findings.filter(decisive).flatMap((each) => each.reasons));
}

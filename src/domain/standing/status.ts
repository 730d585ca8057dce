import type { Status } from './view.js';
import type { Label } from '../finding.js';
import { addSeconds, dayOf, isBefore, startOf } from '../schedule/instants.js';
import { isUpheld } from './disagreement.js';

/** All that a claim's status follows from. Instants are ISO 8601; days ISO dates. */
export interface StatusFacts {
  /** Ledger time. */
  readonly now: string;
  /** The latest version of the verdict, if any. */
  readonly verdict: {
    readonly version: number;
    readonly kind: 'published' | 'withdrawn';
    readonly expiresOn: string | null;
  } | null;
  /** The last completed check, and what in it disagrees with the verdict in force (`fingerprintOf`). */
  readonly lastCheck: { readonly label: Label; readonly disagreement: readonly string[] } | null;
  /** When a check last completed; null when none ever did. */
  readonly lastVerifiedAt: string | null;
  /** The policy's, in days. */
  readonly shelfLifeDays: number;
  /**
   * The disagreements a person upheld this version against. A version published over a known disagreement starts with that one:
   * it is how a new version ends a challenge.
   */
  readonly upheld: readonly string[];
}

export interface DerivedStatus {
  readonly status: Status;
  readonly label: Label | null;
  readonly verdictVersion: number | null;
  /** What challenges the verdict; empty unless challenged. */
  readonly disagreement: readonly string[];
  /** When the standing goes or went stale; null for a claim never checked. */
  readonly staleAt: string | null;
}

/** The status of a claim, by the precedence of docs/standing.md: the first row that holds. */
export function deriveStatus(facts: StatusFacts): DerivedStatus {
  const challenge = challengeOf(facts);
  const staleAt = shelfLifeEnd(facts);
  const row = precedence.find((each) => each.holds(facts, challenge, staleAt));
  const status = row?.status ?? 'unverified';
  return {
    status,
    label: facts.lastCheck?.label ?? null,
    verdictVersion: facts.verdict?.version ?? null,
    disagreement: status === 'challenged' ? challenge : [],
    staleAt,
  };
}

interface Row {
  readonly status: Status;
  readonly holds: (facts: StatusFacts, challenge: readonly string[], staleAt: string | null) => boolean;
}

const precedence: readonly Row[] = [
  { status: 'withdrawn', holds: (facts) => facts.verdict?.kind === 'withdrawn' },
  { status: 'challenged', holds: (_facts, challenge) => challenge.length > 0 },
  {
    status: 'stale',
    holds: (facts, _challenge, staleAt) => staleAt !== null && !isBefore(facts.now, staleAt),
  },
  { status: 'settled', holds: (facts) => facts.verdict !== null && facts.lastCheck !== null },
  { status: 'assessed', holds: (facts) => facts.lastCheck !== null },
];

function challengeOf({ verdict, lastCheck, upheld }: StatusFacts): readonly string[] {
  if (verdict?.kind !== 'published' || lastCheck === null) return [];
  return isUpheld(lastCheck.disagreement, upheld) ? [] : lastCheck.disagreement;
}

/**
 * The policy's shelf life, counted from the last completed check. `expiresOn` ends it at the start of that day if that is
 * sooner; once a check completed on or after that day it has done its work, for stale means "without a completed check".
 */
export function shelfLifeEnd(
  facts: Pick<StatusFacts, 'lastVerifiedAt' | 'shelfLifeDays' | 'verdict'>,
): string | null {
  const { lastVerifiedAt, verdict } = facts;
  if (lastVerifiedAt === null) return null;
  const byPolicy = addSeconds(lastVerifiedAt, facts.shelfLifeDays * 86_400);
  const expiresOn = verdict?.kind === 'published' ? verdict.expiresOn : null;
  if (expiresOn === null || expiresOn <= dayOf(lastVerifiedAt)) return byPolicy;
  const byVerdict = startOf(expiresOn);
  return isBefore(byVerdict, byPolicy) ? byVerdict : byPolicy;
}

import { checkRunOf } from '../domain/history/check-run.js';
import type { EndedCheck } from '../domain/history/check-run.js';
import type { DeskMove, HeldStanding } from '../domain/history/periods.js';
import { fingerprintOf } from '../domain/standing/disagreement.js';
import type { FindingRow } from './check.table.js';
import type { ClaimState } from './claim.table.js';
import type { OfClaim } from './rebuild.table.js';
import type { Store } from './store.js';
import type { RatedVerdict } from './verdict.table.js';

/** All history of one claim that its projections follow from, oldest first. */
export interface ClaimHistory {
  readonly claimId: string;
  /** Where it is today. */
  readonly deskId: string;
  readonly standings: readonly HeldStanding[];
  readonly moves: readonly DeskMove[];
  readonly checks: readonly EndedCheck[];
  /** The latest version. */
  readonly verdict: RatedVerdict | null;
  /** Of the last completed check. */
  readonly findings: readonly FindingRow[];
}

/** The histories of a batch of claims: a fixed number of statements, however many they are. */
export async function historiesOf(
  store: Store,
  claims: readonly { readonly id: string; readonly deskId: string }[],
): Promise<ClaimHistory[]> {
  const ids = claims.map(({ id }) => id);
  const standings = byClaim(await store.rebuilds.standings(ids));
  const moves = byClaim(await store.rebuilds.moves(ids));
  const checks = byClaim(await store.rebuilds.checks(ids));
  const verdicts = byClaim(await store.rebuilds.latestVerdicts(ids));
  const last = ids.flatMap((id) => checkRunOf(checks.get(id) ?? []).last?.id ?? []);
  const findings = byClaim(await store.rebuilds.findings(last));
  return claims.map(({ id, deskId }) => ({
    ...{ claimId: id, deskId, verdict: verdicts.get(id)?.[0] ?? null },
    ...{ standings: standings.get(id) ?? [], moves: moves.get(id) ?? [] },
    ...{ checks: checks.get(id) ?? [], findings: findings.get(id) ?? [] },
  }));
}

/** The state row that the history asks for; null for a claim that never stood at all. */
export function stateOf(history: ClaimHistory): ClaimState | null {
  const standing = history.standings.at(-1);
  if (standing === undefined) return null;
  const { last, failed, unchanged } = checkRunOf(history.checks);
  return {
    claimId: history.claimId,
    standingVersion: standing.version,
    status: standing.status,
    label: standing.label,
    verdictVersion: standing.verdictVersion,
    lastCheckId: last?.id ?? null,
    lastVerifiedAt: last === null ? null : new Date(last.at),
    failedChecks: failed,
    disagreement: disagreementOf(history, last),
    unchangedChecks: unchanged,
  };
}

/** What the last completed check says against the verdict in force, whether or not somebody upheld it. */
function disagreementOf({ verdict, findings }: ClaimHistory, last: EndedCheck | null): string[] {
  if (last?.label == null || verdict?.kind !== 'published') return [];
  const parts = Object.entries(last.parts).map(([assertionId, label]) => ({ assertionId, label }));
  const ground = { expects: verdict.expects, citationIds: verdict.citationIds };
  return fingerprintOf({ label: last.label, parts }, findings as Parameters<typeof fingerprintOf>[1], ground);
}

/** In the order they came. */
export function byClaim<T extends object>(rows: readonly OfClaim<T>[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.claimId);
    if (group === undefined) groups.set(row.claimId, [row]);
    else group.push(row);
  }
  return groups;
}

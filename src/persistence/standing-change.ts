import type { Cause } from '../domain/events.js';
import type { ClaimBrief, StandingView } from '../domain/standing/view.js';
import { rankOf } from '../domain/schedule/claim-plan.js';
import { shelfLifeDays } from '../domain/schedule/policy.js';
import type { ClaimPolicies } from '../domain/schedule/policy.js';
import { deriveStatus } from '../domain/standing/status.js';
import type { DerivedStatus } from '../domain/standing/status.js';
import { specOf } from './claim.table.js';
import type { AssertionRow, Claim, ClaimState } from './claim.table.js';
import type { Store } from './store.js';
import type { RatedVerdict } from './verdict.table.js';

/** What a check or verdict changes of a claim's state; absent means "as it was". */
export type StatePatch = Partial<
  Pick<
    ClaimState,
    'label' | 'lastCheckId' | 'lastVerifiedAt' | 'failedChecks' | 'disagreement' | 'unchangedChecks'
  >
>;

export interface StateChange {
  readonly claim: Claim;
  readonly assertions: readonly AssertionRow[];
  /** The latest version, as it is after the change. */
  readonly verdict: RatedVerdict | null;
  /** The state row as locked by this transaction. */
  readonly before: ClaimState;
  readonly patch: StatePatch;
  readonly cause: Cause;
  readonly actorId: string | null;
  /** Ledger time. */
  readonly now: Date;
}

/**
 * Derives the claim's standing anew and, when (status, label, verdict version) changed, appends it and raises
 * `claim.standing_changed`, all in the caller's transaction, which must hold the lock of the state row.
 * Also keeps the shelf-life row of the schedule. Returns the standing now in force.
 */
export async function recordStanding(store: Store, change: StateChange): Promise<StandingView> {
  const { before, verdict } = change;
  const now = await notBeforeLast(store, change.claim.id, change.now);
  const state: ClaimState = { ...before, ...change.patch };
  const policies = await store.policies.ofClaim(change.claim);
  const derived = deriveStatus(factsOf(change, state, now, await acceptedBy(store, verdict), policies));
  const changed =
    derived.status !== before.status ||
    derived.label !== before.label ||
    derived.verdictVersion !== before.verdictVersion;
  const version = before.standingVersion + (changed ? 1 : 0);
  const { status, label, verdictVersion, disagreement } = derived;
  await store.claims.saveState({ ...state, status, label, verdictVersion, standingVersion: version });
  await keepShelfLife(store, change.claim.id, derived, now);
  if (verdictVersion !== before.verdictVersion)
    await store.schedules.setRank(
      change.claim.id,
      rankOf(verdict?.kind === 'published', change.claim.priority),
    );
  const after: StandingView = {
    version,
    status,
    assessment: label,
    rating: ratingOf(verdict),
    verdictVersion,
  };
  if (changed) {
    const { cause } = change;
    await store.standings.append({
      ...{ claimId: change.claim.id, version, status, label, verdictVersion },
      ...{ cause: cause.kind, causeId: cause.id, disagreement: [...disagreement], recordedAt: now },
    });
    const ratingId = verdict?.ratingId ?? null;
    await store.periods.begin(change.claim.id, now, {
      ...{ standingVersion: version, status, label, verdictVersion, ratingId },
    });
    await announce(store, change, after, disagreement, now);
  }
  return after;
}

/** What events say of a claim. */
export function briefOf(claim: Claim): ClaimBrief {
  return {
    id: claim.id,
    text: claim.text,
    claimant: claim.claimant,
    statedOn: claim.statedOn,
    deskId: claim.deskId,
  };
}

/** The rating of a verdict; null without one or when it was withdrawn. */
export function ratingOf(verdict: RatedVerdict | null): StandingView['rating'] {
  if (verdict === null || verdict.ratingCode === null) return null;
  return { code: verdict.ratingCode, label: verdict.ratingLabel ?? verdict.ratingCode };
}

async function announce(
  store: Store,
  change: StateChange,
  after: StandingView,
  disagreement: readonly string[],
  now: Date,
): Promise<void> {
  const { before, verdict } = change;
  const sameVerdict = before.verdictVersion === (verdict?.version ?? null);
  const earlier = sameVerdict ? verdict : await versionOf(store, change.claim.id, before.verdictVersion);
  const old: StandingView = {
    version: before.standingVersion,
    status: before.status,
    assessment: before.label,
    rating: ratingOf(earlier),
    verdictVersion: before.verdictVersion,
  };
  const data = {
    claim: briefOf(change.claim),
    old,
    new: after,
    cause: change.cause,
    actorId: change.actorId,
    disagreement,
  };
  const eventId = await store.events.append('claim.standing_changed', change.claim.id, data, now);
  await store.outbox.addFanOut(eventId, 'claim.standing_changed');
}

async function versionOf(
  store: Store,
  claimId: string,
  version: number | null,
): Promise<RatedVerdict | null> {
  if (version === null) return null;
  return (await store.verdicts.versions(claimId)).find((each) => each.version === version) ?? null;
}

/** What a person took note of already: when the version was published, or by upholding it since. */
async function acceptedBy(store: Store, verdict: RatedVerdict | null): Promise<readonly string[]> {
  if (verdict === null) return [];
  const upheld = await store.upheld.against(verdict.claimId, verdict.version);
  return [...verdict.evidence.knownDisagreement, ...upheld];
}

function factsOf(
  { verdict, assertions }: StateChange,
  state: ClaimState,
  now: Date,
  upheld: readonly string[],
  policies: ClaimPolicies,
): Parameters<typeof deriveStatus>[0] {
  const verifiedAt = state.lastVerifiedAt?.toISOString() ?? null;
  return {
    now: now.toISOString(),
    verdict:
      verdict === null
        ? null
        : { version: verdict.version, kind: verdict.kind, expiresOn: verdict.expiresOn },
    lastCheck: state.label === null ? null : { label: state.label, disagreement: state.disagreement },
    lastVerifiedAt: verifiedAt,
    shelfLifeDays: shelfLifeDays(policies, assertions.map(specOf), verifiedAt?.slice(0, 10)),
    upheld,
  };
}

/** Ledger time never runs backwards within a claim, whatever the clocks of two processes say. */
export async function notBeforeLast(store: Store, claimId: string, now: Date): Promise<Date> {
  const last = await store.periods.openSince(claimId);
  return last !== null && last > now ? last : now;
}

/** A shelf life that is over has done its work, whether it made the claim stale or something graver outranks that. */
async function keepShelfLife(
  store: Store,
  claimId: string,
  { staleAt }: DerivedStatus,
  now: Date,
): Promise<void> {
  const at = staleAt === null ? null : new Date(staleAt);
  if (at === null || at <= now) {
    await store.schedules.remove('shelf-life', claimId);
    return;
  }
  await store.schedules.set({
    subjectKind: 'shelf-life',
    subjectId: claimId,
    nextAt: at,
    why: 'Its last verification grows too old.',
    trigger: 'scheduled',
    ...{ rank: 0, policyId: null },
  });
}

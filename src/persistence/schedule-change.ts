import type { Cause } from '../domain/events.js';
import { isOver, isStatusLate, planOf, rankOf, staleAtOf } from '../domain/schedule/claim-plan.js';
import type { Hold, PlanFacts, ShelfFacts } from '../domain/schedule/claim-plan.js';
import type { ClaimPolicies } from '../domain/schedule/policy.js';
import type { QuietHours } from '../domain/schedule/quiet-hours.js';
import { zones } from '../platform/cron.js';
import type { PlanFactRow } from './plan-facts.js';
import { quietHoursOf } from './policy.table.js';
import type { ScheduleRow } from './schedule.table.js';
import { recordStanding } from './standing-change.js';
import type { Store } from './store.js';

/** A claim's place in the schedule as it follows from history, policies and settings. */
export interface PlannedClaim {
  readonly facts: PlanFacts & ShelfFacts;
  readonly row: PlanFactRow;
  /** Null while it is held without end, or while the check that answers its last due time is open. */
  readonly place: ScheduleRow | null;
  /** Null for a claim never checked. */
  readonly staleAt: Date | null;
}

/**
 * Computes and writes the claim's place in the schedule in the caller's transaction, which holds the lock of its state row
 * and has written everything the place follows from. Returns the place.
 */
export async function planNext(store: Store, claimId: string): Promise<ScheduleRow | null> {
  const [planned] = await writePlaces(store, [claimId]);
  return planned?.place ?? null;
}

/**
 * As {@link planNext} for many claims in seven statements, whatever their number; locks their states. Also writes the ends
 * of their shelf lives. Returns the claims whose status is late by it: their standing is to be derived anew.
 */
export async function planAll(store: Store, claimIds: readonly string[], now: Date): Promise<string[]> {
  await store.schedules.lockStates(claimIds);
  const all = await writePlaces(store, claimIds);
  const late: string[] = [];
  const [kept, gone]: [ScheduleRow[], string[]] = [[], []];
  for (const { row, staleAt } of all) {
    const isLate = isStatusLate(row.status, staleAt?.toISOString() ?? null, now.toISOString());
    if (isLate) late.push(row.id);
    if (staleAt !== null && (staleAt > now || isLate)) kept.push(shelfLifeRow(row.id, staleAt));
    else gone.push(row.id);
  }
  await store.schedules.setAll(kept);
  await store.schedules.removeAll('shelf-life', gone);
  return late;
}

/**
 * After something that schedules and shelf lives follow from: plans the claims anew and derives the standing of those that a
 * changed shelf life makes stale, or no longer stale, under `cause`.
 */
export async function planAgain(
  store: Store,
  claimIds: readonly string[],
  change: { readonly now: Date; readonly cause: Cause; readonly actorId: string | null },
): Promise<void> {
  for (const claimId of await planAll(store, claimIds, change.now)) {
    const before = await store.claims.lockState(claimId);
    const claim = await store.claims.find(claimId);
    if (before === null || claim === null) continue;
    const assertions = await store.claims.assertions(claimId);
    const verdict = await store.verdicts.latest(claimId);
    await recordStanding(store, { claim, before, assertions, verdict, patch: {}, ...change });
  }
}

/** What the schedule of claims is, or would be under other policies; writes nothing. */
export async function planned(
  store: Store,
  claimIds: readonly string[],
  under: (row: PlanFactRow, now: ClaimPolicies) => ClaimPolicies = (_, now) => now,
): Promise<PlannedClaim[]> {
  const rows = await store.schedules.facts(claimIds);
  const policies = await store.policies.ofClaims(rows);
  const quietHours = quietHoursOf(await store.policies.settings());
  return rows.map((row) => {
    const held = policies.get(row.id) ?? { claim: null, topics: [], kinds: {} };
    return plannedClaim(row, under(row, held), quietHours);
  });
}

/** The row that ends a claim's shelf life. */
export function shelfLifeRow(claimId: string, at: Date): ScheduleRow {
  return {
    ...{ subjectKind: 'shelf-life', subjectId: claimId, nextAt: at },
    ...{ why: 'Its last verification grows too old.', trigger: 'scheduled', rank: 0, policyId: null },
  };
}

async function writePlaces(store: Store, claimIds: readonly string[]): Promise<PlannedClaim[]> {
  // First the lock: a tick that is taking a place has then written its check, which the facts show.
  await store.schedules.lock(claimIds);
  const all = await planned(store, claimIds);
  await store.schedules.setAll(all.flatMap(({ place }) => place ?? []));
  await store.schedules.removeAll(
    'claim',
    all.filter(({ place }) => place === null).map(({ row }) => row.id),
  );
  await store.schedules.removeHolds(
    all.filter(({ facts }) => facts.hold !== null && isOver(facts.hold, facts)).map(({ row }) => row.id),
  );
  return all;
}

function plannedClaim(
  row: PlanFactRow,
  policies: ClaimPolicies,
  quietHours: QuietHours | null,
): PlannedClaim {
  const facts = { ...factsOf(row), policies, quietHours };
  const next = planOf(facts, zones);
  const staleAt = staleAtOf(facts);
  return {
    ...{ facts, row, staleAt: staleAt === null ? null : new Date(staleAt) },
    place:
      next === null
        ? null
        : {
            ...{ subjectKind: 'claim', subjectId: row.id, nextAt: new Date(next.at), why: next.why },
            ...{ trigger: next.trigger, policyId: next.policyId },
            rank: rankOf(row.verdictKind === 'published', row.priority),
          },
  };
}

function factsOf(row: PlanFactRow): Omit<PlanFacts & ShelfFacts, 'policies' | 'quietHours'> {
  const { failedAt, failure, verdictKind, verdictVersion } = row;
  return {
    assertions: row.assertions,
    recordedAt: row.recordedAt.toISOString(),
    lastCheckedAt: row.lastVerifiedAt?.toISOString() ?? null,
    lastCheckId: row.lastCheckId,
    unchangedChecks: row.unchangedChecks,
    lastSlotAt: row.lastSlotAt?.toISOString() ?? null,
    failure:
      failedAt === null
        ? null
        : { count: row.failedChecks, at: failedAt.toISOString(), text: failure ?? 'a source failed' },
    ...{ hold: holdOf(row), isOpen: row.isOpen, status: row.status },
    verdict:
      verdictKind === null || verdictVersion === null
        ? null
        : { version: verdictVersion, kind: verdictKind, expiresOn: row.expiresOn },
  };
}

function holdOf({ isHeld, until, holdReason, heldBy }: PlanFactRow): Hold | null {
  if (!isHeld) return null;
  return { until: until?.toISOString() ?? null, reason: holdReason ?? '', by: heldBy ?? 'somebody' };
}

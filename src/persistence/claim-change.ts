import type { Actor } from '../domain/actor.js';
import { priorities } from '../domain/claim/priority.js';
import type { StandingView } from '../domain/standing/view.js';
import type { ChangeableClaim, Claim, ClaimState } from './claim.table.js';
import { differenceOf } from './revision.table.js';
import { briefOf, notBeforeLast, ratingOf } from './standing-change.js';
import type { Store } from './store.js';

export interface ClaimChange {
  readonly actor: Actor;
  /** As locked by this transaction (`claims.lockState`), so that a change of desk and of standing take turns. */
  readonly state: ClaimState;
  readonly claim: Claim;
  readonly set: Partial<ChangeableClaim>;
  /** `change`, or the name of a workflow action. */
  readonly action: string;
  readonly reason: string | null;
  /** The version the person had before them; absent: whatever it is now. */
  readonly version?: number;
  /** Ledger time. */
  readonly now: Date;
}

/**
 * Changes what people decide about a claim: the claim, its revision, the period of its desk and `claim.changed`, all in the
 * caller's transaction. Returns the new version, or null when `version` no longer holds. Nothing is written, and the version
 * stays, when nothing differs.
 */
export async function changeClaim(store: Store, change: ClaimChange): Promise<number | null> {
  const { actor, claim, action, reason } = change;
  if (change.version !== undefined && change.version !== claim.version) return null;
  const set = { ...changeable(claim), ...change.set };
  const highest = Math.max(priorities.indexOf(set.priority), priorities.indexOf(claim.reviewPriority));
  const after: ChangeableClaim = { ...set, reviewPriority: priorities[highest] ?? 'high' };
  const difference = differenceOf(changeable(claim), after);
  if (Object.keys(difference.after).length === 0) return claim.version;
  const version = await store.claims.change(claim.id, claim.version, after);
  if (version === null) return null;
  const now = await notBeforeLast(store, claim.id, change.now);
  await store.revisions.append({
    ...{ subjectKind: 'claim', subjectId: claim.id, version, claimId: claim.id, action },
    ...difference,
    ...{ reason, actorId: actor.personId, recordedAt: now },
  });
  if (after.claimant !== claim.claimant) await store.drafts.touch(claim.id);
  if (after.deskId !== claim.deskId)
    await store.periods.begin(claim.id, now, { claimVersion: version, deskId: after.deskId });
  const data = {
    ...{ claim: briefOf({ ...claim, ...after }), action, ...difference, reason },
    ...{ actorId: actor.personId, standing: await standingOf(store, change.state) },
  };
  const eventId = await store.events.append('claim.changed', claim.id, data, now);
  await store.outbox.addFanOut(eventId, 'claim.changed');
  return version;
}

/** The standing in force, as events and answers carry it. */
export async function standingOf(store: Store, state: ClaimState): Promise<StandingView> {
  return {
    version: state.standingVersion,
    status: state.status,
    assessment: state.label,
    rating: ratingOf(state.verdictVersion === null ? null : await store.verdicts.latest(state.claimId)),
    verdictVersion: state.verdictVersion,
  };
}

function changeable(claim: Claim): ChangeableClaim {
  const { claimant, topics, priority, deskId, workflow, assigneeId, dueOn, publicUrl, reviewPriority } =
    claim;
  return { claimant, topics, priority, deskId, workflow, assigneeId, dueOn, publicUrl, reviewPriority };
}

import { givenUp } from '../domain/schedule/failure.js';
import type { CheckRow } from './check.table.js';
import { standingOf } from './claim-change.js';
import type { Claim, ClaimState } from './claim.table.js';
import type { OutboxRow } from './outbox.table.js';
import { planNext } from './schedule-change.js';
import { giveUpFetch, reopenFetch } from './source-failure.js';
import { briefOf } from './standing-change.js';
import type { Store } from './store.js';

export interface FailedCheck {
  readonly check: CheckRow;
  readonly claim: Claim;
  /** As locked by this transaction. */
  readonly state: ClaimState;
  readonly failure: string;
  /** Ledger time. */
  readonly now: Date;
}

/**
 * What follows from a check that could not be made and has been ended as failed: the failure counts, the claim is planned for
 * another try, and `check.failed` says so. Its last verification stays when it was. Returns when it is tried again; null when
 * it is not (held, or another check is open).
 */
export async function recordFailure(store: Store, failed: FailedCheck): Promise<Date | null> {
  const { check, claim, failure, now } = failed;
  const state = { ...failed.state, failedChecks: failed.state.failedChecks + 1 };
  await store.claims.saveState(state);
  const retryAt = (await planNext(store, claim.id))?.nextAt ?? null;
  const data = {
    ...{ claim: briefOf(claim), checkId: check.id, trigger: check.trigger, failure },
    ...{ failures: state.failedChecks, retryAt: retryAt?.toISOString() ?? null },
    standing: await standingOf(store, state),
  };
  const eventId = await store.events.append('check.failed', claim.id, data, now);
  await store.outbox.addFanOut(eventId, 'check.failed');
  return retryAt;
}

/**
 * Gives up a job that was dispatched too often; of a check or a fetch it also ends that, so that the claim or source is planned
 * again a day later: a check that kills its worker must not take the claim out of the schedule.
 */
export async function giveUp(store: Store, row: OutboxRow, now: Date): Promise<void> {
  if (!(await store.outbox.bury(row.id))) return;
  if (row.job === 'check.run') await giveUpCheck(store, row, now);
  if (row.job === 'source.fetch') await giveUpFetch(store, row, now);
}

async function giveUpCheck(store: Store, row: OutboxRow, now: Date): Promise<void> {
  const check = await store.checks.find(row.refId);
  const claim = check === null ? null : await store.claims.find(check.claimId);
  const state = claim === null ? null : await store.claims.lockState(claim.id);
  if (check === null || claim === null || state === null) return;
  const failure = `${givenUp} its job was dispatched ${row.dispatches} times without being done`;
  if (!(await store.checks.giveUp(check.id, now, failure))) return;
  await recordFailure(store, { check, claim, state, failure, now });
}

/** Gives a dead letter another round; a check or fetch that was given up is open again and stands for its subject's place. */
export async function revive(store: Store, outboxId: number): Promise<boolean> {
  const row = await store.outbox.revive(outboxId);
  if (row?.job === 'check.run') await reopenCheck(store, row);
  if (row?.job === 'source.fetch') await reopenFetch(store, row);
  return row !== null;
}

async function reopenCheck(store: Store, row: OutboxRow): Promise<void> {
  const check = await store.checks.find(row.refId);
  const state = check === null ? null : await store.claims.lockState(check.claimId);
  if (check === null || state === null) return;
  // It is no failure any more until it fails again.
  if (await store.checks.reopen(check.id))
    await store.claims.saveState({ ...state, failedChecks: Math.max(0, state.failedChecks - 1) });
  await planNext(store, check.claimId);
}

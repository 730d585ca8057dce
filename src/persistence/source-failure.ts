import { givenUpCode, livenessAfter } from '../domain/source/liveness.js';
import type { OutboxRow } from './outbox.table.js';
import { livenessStateOf, sourcePlace, withLiveness } from './source-plan.js';
import type { Store } from './store.js';

const dayMs = 86_400_000;

/**
 * Ends a fetch whose job was dispatched too often as failed and plans its source a day later: a page that kills its worker
 * must not take the source out of the schedule. It says nothing of how alive the source is.
 */
export async function giveUpFetch(store: Store, row: OutboxRow, now: Date): Promise<void> {
  const fetch = await store.fetches.find(row.refId);
  if (fetch === null) return;
  const state = await store.sourceStates.lock(fetch.sourceId, now);
  const message = `its job was dispatched ${row.dispatches} times without being done`;
  if (!(await store.fetches.giveUp(fetch.id, { completedAt: now, code: givenUpCode, message }))) return;
  const failure = { code: givenUpCode, message };
  const rule = { now: now.toISOString(), strikeHours: 0 };
  await store.sourceStates.save({
    ...withLiveness(state, livenessAfter(livenessStateOf(state), failure, rule)),
    lastFetchedAt: now,
  });
  if (fetch.slotAt === null) return;
  const why = `Its last fetch was given up: ${message}. Again after a day.`;
  await store.schedules.set(sourcePlace(fetch.sourceId, new Date(now.getTime() + dayMs), why));
}

/** A fetch that was given up is open again and, where it answers a due time, stands for its source's place. */
export async function reopenFetch(store: Store, row: OutboxRow): Promise<void> {
  const fetch = await store.fetches.find(row.refId);
  if (fetch?.completedAt == null) return;
  const state = await store.sourceStates.lock(fetch.sourceId, fetch.completedAt);
  if (!(await store.fetches.reopen(fetch.id, givenUpCode))) return;
  // It is no failure any more until it fails again.
  await store.sourceStates.save({ ...state, failures: Math.max(0, state.failures - 1) });
  if (fetch.slotAt !== null) await store.schedules.remove('source', fetch.sourceId);
}

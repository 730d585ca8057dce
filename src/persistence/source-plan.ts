import { freshDays, nextFetch } from '../domain/source/fetch-plan.js';
import type { FetchBounds } from '../domain/source/fetch-plan.js';
import type { LivenessState } from '../domain/source/liveness.js';
import { sourceRank } from './schedule.table.js';
import type { ScheduleRow } from './schedule.table.js';
import type { SourceState } from './source-state.table.js';
import type { Store } from './store.js';

const dayMs = 86_400_000;

/** The fetch after which a source is planned anew. */
export interface LastFetch {
  readonly id: string;
  /** Ledger time. */
  readonly endedAt: Date;
}

/**
 * Computes and writes a source's place in the schedule in the caller's transaction, which holds the lock of its state row and
 * has ended the fetch. Returns the place; null when it has none.
 */
export async function planSource(
  store: Store,
  state: SourceState,
  last: LastFetch,
  bounds: FetchBounds,
): Promise<ScheduleRow | null> {
  // First the lock: a tick that is taking the place has then written its fetch, which the facts show.
  await store.schedules.lockSource(state.sourceId);
  const facts = await store.sourceStates.planFacts(
    state.sourceId,
    new Date(last.endedAt.getTime() - freshDays * dayMs),
  );
  const next =
    facts === null
      ? null
      : nextFetch({
          ...{ ...facts, lastSlotAt: facts.lastSlotAt?.toISOString() ?? null },
          ...{ lastFetchId: last.id, lastFetchAt: last.endedAt.toISOString() },
          ...{ state: livenessStateOf(state), unchanged: state.unchanged, bounds },
        });
  if (next === null) {
    await store.schedules.remove('source', state.sourceId);
    return null;
  }
  const place = sourcePlace(state.sourceId, new Date(next.at), next.why);
  await store.schedules.set(place);
  return place;
}

export function sourcePlace(sourceId: string, nextAt: Date, why: string): ScheduleRow {
  return {
    ...{ subjectKind: 'source', subjectId: sourceId, nextAt, why },
    ...{ trigger: 'scheduled', rank: sourceRank, policyId: null },
  };
}

/** The part of the state row that the liveness rules read. */
export function livenessStateOf(row: SourceState): LivenessState {
  const { liveness, strikes, failures, code, message } = row;
  return {
    ...{ liveness, strikes, failures, code, message, since: row.since.toISOString() },
    lastStrikeAt: row.lastStrikeAt?.toISOString() ?? null,
  };
}

/** The row with the liveness that the rules gave. */
export function withLiveness(row: SourceState, state: LivenessState): SourceState {
  return {
    ...row,
    ...state,
    since: new Date(state.since),
    lastStrikeAt: state.lastStrikeAt === null ? null : new Date(state.lastStrikeAt),
  };
}

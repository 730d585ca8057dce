import { fold } from '../domain/evidence/fold-text.js';
import type { Drift } from '../domain/source/drift.js';
import type { FetchBounds } from '../domain/source/fetch-plan.js';
import { livenessAfter } from '../domain/source/liveness.js';
import type { FetchFailure } from '../domain/source/liveness.js';
import type { FetchEffect, FetchRow } from './fetch.table.js';
import type { CorrectionNotice, ReadSnapshot, Snapshot } from './snapshot.table.js';
import { tellOfPassages, tellOfSource } from './source-news.js';
import { livenessStateOf, planSource, withLiveness } from './source-plan.js';
import type { SourceState } from './source-state.table.js';
import type { Source } from './source.table.js';
import type { Store } from './store.js';

/** What a fetch that gave text brought. */
export interface Brought {
  readonly snapshot: Snapshot;
  /** The newest one before, as today's extractor reads it; null for the first. */
  readonly latest: ReadSnapshot | null;
  readonly drift: Drift;
  /** The main text is another than that of `latest`. */
  readonly isOtherText: boolean;
  /** The page says something else than `latest`, or is the first; another extractor alone does not make it so. */
  readonly isOtherPage: boolean;
}

/** A fetch whose outcome is known; `before` is the state row as locked by this transaction. */
export interface SourceChange {
  readonly source: Source;
  readonly fetch: FetchRow;
  readonly before: SourceState;
  readonly brought: Brought | null;
  /** Null when it gave text. */
  readonly failure: FetchFailure | null;
  readonly bounds: FetchBounds;
  /** Ledger time. */
  readonly now: Date;
}

/** What becomes of the source: its state after the fetch, and what people and claims are concerned by. */
export interface SourceOutcome {
  readonly state: SourceState;
  readonly effects: readonly FetchEffect[];
}

/** Effects after which claims are checked. */
const concerning: readonly FetchEffect[] = ['text-changed', 'passage-changed', 'gone', 'corrected'];

export function outcomeOf(change: SourceChange): SourceOutcome {
  const { before, brought } = change;
  const state = stateAfter(change);
  const isGone = (row: SourceState): boolean => row.liveness === 'gone';
  const found: readonly (readonly [FetchEffect, boolean])[] = [
    ['text-changed', brought?.isOtherText === true],
    ['passage-changed', brought !== null && brought.drift.changes.length > 0],
    ['gone', isGone(state) && !isGone(before)],
    ['returned', isGone(before) && !isGone(state)],
    ['corrected', brought !== null && newCorrection(brought) !== null],
  ];
  return { state, effects: found.flatMap(([effect, isSo]) => (isSo ? [effect] : [])) };
}

/**
 * Writes what follows from a fetch that has been ended, in the caller's transaction: state of the source, states of its
 * passages, events, the job that asks for checks, and the next fetch.
 */
export async function recordOutcome(
  store: Store,
  change: SourceChange,
  { state, effects }: SourceOutcome,
): Promise<void> {
  const { fetch, brought, now } = change;
  await store.sourceStates.save(state);
  if (brought !== null) await savePassages(store, change.source.id, brought);
  for (const effect of effects) await tell[effect](store, change);
  if (effects.some((effect) => concerning.includes(effect)))
    await store.outbox.add('source.changed', fetch.id);
  await planSource(store, state, { id: fetch.id, endedAt: now }, change.bounds);
}

function stateAfter({ source, fetch, before, brought, failure, bounds, now }: SourceChange): SourceState {
  const rule = { now: now.toISOString(), strikeHours: bounds.strikeHours };
  const after = withLiveness(before, livenessAfter(livenessStateOf(before), failure, rule));
  // A capture that can be read, or cannot, says nothing of the source itself.
  const { liveness, since, strikes, lastStrikeAt } = source.readFrom === null ? after : before;
  const isNew = brought?.isOtherPage === true;
  return {
    ...{ ...after, liveness, since, strikes, lastStrikeAt, lastFetchedAt: now },
    lastReadAt: failure === null ? now : before.lastReadAt,
    changedAt: isNew ? now : before.changedAt,
    unchanged: isNew ? 0 : before.unchanged + (failure === null ? 1 : 0),
    lastSlotAt: fetch.slotAt ?? before.lastSlotAt,
  };
}

/** The notice that the snapshot carries and the one before did not; earlier versions did not look for any. */
function newCorrection({ snapshot, latest }: Brought): CorrectionNotice | null {
  const { correction } = snapshot;
  if (correction === null || latest === null || latest.size === null) return null;
  const folded = (notice: CorrectionNotice): string => fold(notice.text).text.trim();
  if (latest.correction !== null && folded(latest.correction) === folded(correction)) return null;
  return { text: correction.text, on: correction.on };
}

async function savePassages(store: Store, sourceId: string, { snapshot, drift }: Brought): Promise<void> {
  await store.passages.saveAll(
    drift.readings.map((reading) => ({
      ...{ ...reading, sourceId, snapshotId: snapshot.id },
      since: new Date(reading.since),
    })),
  );
}

const tell: Readonly<Record<FetchEffect, (store: Store, change: SourceChange) => Promise<void>>> = {
  'text-changed': () => Promise.resolve(),
  'passage-changed': async (store, { source, fetch, brought, now }) => {
    if (brought?.latest == null) return;
    const passages = brought.drift.changes;
    const data = { snapshotId: brought.snapshot.id, previousSnapshotId: brought.latest.id, passages };
    await tellOfPassages(store, { type: 'source.passage_changed', source, fetchId: fetch.id, data, now });
  },
  gone: async (store, { source, fetch, before, failure, now }) => {
    const since = await store.fetches.failingSince(source.id, before.lastReadAt);
    const data = {
      ...{ code: failure?.code ?? '', message: failure?.message ?? '' },
      ...{ since: (since ?? now).toISOString(), archivedSnapshotId: source.latestSnapshotId },
    };
    await tellOfSource(store, { type: 'source.gone', source, fetchId: fetch.id, data, now });
  },
  returned: async (store, { source, fetch, before, brought, now }) => {
    if (brought === null) return;
    const data = { snapshotId: brought.snapshot.id, goneSince: before.since.toISOString() };
    await tellOfSource(store, { type: 'source.returned', source, fetchId: fetch.id, data, now });
  },
  corrected: async (store, { source, fetch, brought, now }) => {
    const correction = brought === null ? null : newCorrection(brought);
    if (brought === null || correction === null) return;
    const data = { snapshotId: brought.snapshot.id, correction };
    await tellOfSource(store, { type: 'source.corrected', source, fetchId: fetch.id, data, now });
  },
};

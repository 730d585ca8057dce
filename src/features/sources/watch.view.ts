import type { FetchView, LeaningCitation, LeaningClaimView, WatchView } from './watch.dto.js';
import type { WatchService } from './watch.service.js';

type Watch = Awaited<ReturnType<WatchService['watch']>>;
type Fetch = Awaited<ReturnType<WatchService['fetch']>>;
type Leaning = Awaited<ReturnType<WatchService['claims']>>['items'][number];

export function toWatchView({ source, state, next, open }: Watch): WatchView {
  const { liveness, since, strikes, failures, code, message, unchanged, ...at } = state ?? unseen;
  return {
    ...{ sourceId: source.id, liveness, since: momentOf(since), strikes, failures, code, message, unchanged },
    lastFetchedAt: momentOf(at.lastFetchedAt),
    lastReadAt: momentOf(at.lastReadAt),
    changedAt: momentOf(at.changedAt),
    nextFetchAt: momentOf(next?.nextAt),
    nextFetchWhy: next?.why ?? null,
    openFetchId: open?.id ?? null,
    readFrom: source.readFrom,
  };
}

/** Before the first fetch. */
const unseen = {
  ...{ liveness: 'unknown' as const, since: null, strikes: 0, failures: 0, code: null, message: null },
  ...{ lastFetchedAt: null, lastReadAt: null, changedAt: null, unchanged: 0 },
};

export function toFetchView(row: Fetch): FetchView {
  const { id, sourceId, trigger, checkId, requestedBy, state, outcome, code, message, status, snapshotId } =
    row;
  return {
    ...{ id, sourceId, trigger, checkId, requestedBy, state, outcome, code, message, status, snapshotId },
    requestedAt: row.requestedAt.toISOString(),
    completedAt: momentOf(row.completedAt),
    effects: row.effects,
  };
}

export function toLeaningView({ claim, citations }: Leaning): LeaningClaimView {
  const { id, text, claimant, statedOn, deskId, status, label, ratingCode, ratingLabel } = claim;
  return {
    ...{ id, text, claimant, statedOn, deskId, status, assessment: label },
    rating: ratingCode === null ? null : { code: ratingCode, label: ratingLabel ?? ratingCode },
    citations: citations.map(toCitation),
  };
}

function toCitation({ citation, passage }: Leaning['citations'][number]): LeaningCitation {
  const { id, role, exact } = citation;
  if (passage === null)
    return { id, role, exact, state: null, layer: null, passage: null, since: null, snapshotId: null };
  const { state, layer, snapshotId } = passage;
  return {
    ...{ id, role, exact, state, layer, passage: passage.passage, snapshotId },
    since: momentOf(passage.since),
  };
}

function momentOf(date: Date | null | undefined): string | null {
  return date?.toISOString() ?? null;
}

import type { FetchView, LeaningCitation, LeaningClaimView, WatchView } from './watch.dto.js';
import type { WatchService } from './watch.service.js';

type Watch = Awaited<ReturnType<WatchService['watch']>>;
type Fetch = Awaited<ReturnType<WatchService['fetch']>>;
type Leaning = Awaited<ReturnType<WatchService['claims']>>['items'][number];

export function toWatchView({ source, state, next, open }: Watch): WatchView {
  return {
    sourceId: source.id,
    liveness: state?.liveness ?? 'unknown',
    since: momentOf(state?.since),
    ...{ strikes: state?.strikes ?? 0, failures: state?.failures ?? 0 },
    ...{ code: state?.code ?? null, message: state?.message ?? null },
    lastFetchedAt: momentOf(state?.lastFetchedAt),
    lastReadAt: momentOf(state?.lastReadAt),
    changedAt: momentOf(state?.changedAt),
    unchanged: state?.unchanged ?? 0,
    nextFetchAt: momentOf(next?.nextAt),
    nextFetchWhy: next?.why ?? null,
    openFetchId: open?.id ?? null,
    readFrom: source.readFrom,
  };
}

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
  return {
    ...{ id: citation.id, role: citation.role, exact: citation.exact },
    ...{ state: passage?.state ?? null, layer: passage?.layer ?? null, passage: passage?.passage ?? null },
    since: momentOf(passage?.since),
    snapshotId: passage?.snapshotId ?? null,
  };
}

function momentOf(date: Date | null | undefined): string | null {
  return date?.toISOString() ?? null;
}

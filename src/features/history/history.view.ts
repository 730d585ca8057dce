import { tell } from '../../domain/history/words.js';
import type { HistoryView, StandingView, TimelineEntry, TimelineStep } from './history.dto.js';
import type { History } from './history.service.js';

type Row = History['timeline'][number];

/** The history as people read it: how it stood, and one line for each step. */
export function toHistoryView(claimId: string, history: History): HistoryView {
  return {
    claimId,
    asOf: history.asOf.toISOString(),
    standing: history.standing === null ? null : toStanding(history.standing),
    timeline: history.timeline.map(toEntry),
  };
}

export function toStep(row: Row): TimelineStep {
  const { causeId } = row.details;
  return {
    ...toEntry(row),
    ...(typeof causeId === 'string' ? { causeId } : {}),
    details: row.details,
  };
}

function toEntry(row: Row): TimelineEntry {
  const { cause } = row.details;
  return {
    at: row.at.toISOString(),
    ...tell(row),
    ...(typeof cause === 'string' ? { cause } : {}),
    ...{ ref: row.ref, actorId: row.actorId },
  };
}

function toStanding(row: NonNullable<History['standing']>): StandingView {
  const { version, status, ratingCode, ratingLabel, verdictVersion, disagreement } = row;
  return {
    ...{ version, status, assessment: row.label },
    rating: ratingCode === null ? null : { code: ratingCode, label: ratingLabel ?? ratingCode },
    ...{ verdictVersion, disagreement, recordedAt: row.recordedAt.toISOString() },
  };
}

import type { History } from './history.service.js';
import type { HistoryView, StandingView, TimelineEntry } from './history.dto.js';

type Standing = History['standings'][number];

/** The history as people read it: how it stood, and one line for each step. */
export function toHistoryView(claimId: string, history: History): HistoryView {
  const entries = [
    ...history.assessments.map((row) => check(row)),
    ...history.verdicts.map((row) => verdict(row)),
    ...history.standings.map((row) => standing(row)),
  ];
  return {
    claimId,
    asOf: history.asOf.toISOString(),
    standing: history.standing === null ? null : toStanding(history.standing, history),
    // What caused a standing stands before it.
    timeline: entries
      .map((entry, i) => ({ entry, i }))
      .sort((a, b) => a.entry.at.localeCompare(b.entry.at) || a.i - b.i)
      .map(({ entry }) => entry),
  };
}

function toStanding(row: Standing, { verdicts }: History): StandingView {
  const rated = verdicts.find((each) => each.version === row.verdictVersion);
  return {
    version: row.version,
    status: row.status,
    assessment: row.label,
    rating:
      rated?.ratingCode == null
        ? null
        : { code: rated.ratingCode, label: rated.ratingLabel ?? rated.ratingCode },
    verdictVersion: row.verdictVersion,
    disagreement: row.disagreement,
    recordedAt: row.recordedAt.toISOString(),
  };
}

function standing(row: Standing): TimelineEntry {
  const label = row.label === null ? '' : `, assessment ${row.label}`;
  return {
    at: row.recordedAt.toISOString(),
    kind: 'standing',
    summary: `stands as ${row.status}${label}`,
    cause: row.cause,
    ref: String(row.version),
  };
}

function verdict(row: History['verdicts'][number]): TimelineEntry {
  const what =
    row.kind === 'withdrawn' ? 'verdict withdrawn' : `verdict published: ${row.ratingLabel ?? '?'}`;
  return {
    at: row.recordedAt.toISOString(),
    kind: 'verdict',
    summary: `${what} (${row.rationale})`,
    ref: String(row.version),
  };
}

function check(row: History['assessments'][number]): TimelineEntry {
  return {
    at: row.recordedAt.toISOString(),
    kind: 'check',
    summary: `check completed: ${row.label}`,
    ref: row.checkId,
  };
}

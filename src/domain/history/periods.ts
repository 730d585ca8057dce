import type { Status } from '../standing/view.js';
import type { Label } from '../finding.js';

/** A standing as history keeps it; times in milliseconds since 1970. */
export interface HeldStanding {
  readonly version: number;
  readonly status: Status;
  readonly label: Label | null;
  readonly verdictVersion: number | null;
  readonly ratingId: string | null;
  readonly at: number;
}

/** A claim changed desks: the version of the claim since which it belongs to `after`. */
export interface DeskMove {
  readonly version: number;
  readonly before: string;
  readonly after: string;
  readonly at: number;
}

/** How a claim stood at one desk, from `from` until just before `to` (null: until now). */
export interface HeldPeriod {
  readonly standingVersion: number;
  readonly claimVersion: number;
  readonly status: Status;
  readonly label: Label | null;
  readonly verdictVersion: number | null;
  readonly ratingId: string | null;
  readonly deskId: string;
  readonly from: number;
  readonly to: number | null;
}

/**
 * The periods that a claim's standings and moves between desks make, oldest first, without those of no length: whatever
 * began and ended in one millisecond held at no moment. `deskId` is the claim's desk today.
 */
export function periodsOf(
  standings: readonly HeldStanding[],
  moves: readonly DeskMove[],
  deskId: string,
): HeldPeriod[] {
  const begins = [...new Set([...standings, ...moves].map(({ at }) => at))].sort((a, b) => a - b);
  const firstDesk = moves[0]?.before ?? deskId;
  return begins.flatMap((from, i) => {
    const standing = lastBy(standings, from);
    if (standing === undefined) return [];
    const move = lastBy(moves, from);
    const { version, at: _, ...held } = standing;
    const to = begins[i + 1] ?? null;
    const desk = { claimVersion: move?.version ?? 1, deskId: move?.after ?? firstDesk };
    return [{ standingVersion: version, ...held, ...desk, from, to }];
  });
}

function lastBy<T extends { readonly at: number; readonly version: number }>(
  rows: readonly T[],
  moment: number,
): T | undefined {
  return rows.reduce<T | undefined>(
    (last, row) => (row.at <= moment && row.version > (last?.version ?? 0) ? row : last),
    undefined,
  );
}

import { isStatusLate } from '../domain/schedule/claim-plan.js';
import { planned } from './schedule-change.js';
import type { PlannedClaim } from './schedule-change.js';
import type { ScheduleRow } from './schedule.table.js';
import type { Store } from './store.js';

/** In words, by claim: how the schedule differs from what history and policies ask for. */
export async function placeDifferences(
  store: Store,
  claimIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const rows = await store.rebuilds.places(claimIds);
  const found = new Map<string, string>();
  for (const plan of await planned(store, claimIds)) {
    const words = [claimPlace(plan, rows), shelfLife(plan, rows, now)]
      .filter((each) => each !== '')
      .join('; ');
    if (words !== '') found.set(plan.row.id, words);
  }
  return found;
}

/** Where a check stands for the place, none ought to be there. */
function claimPlace({ row, place }: PlannedClaim, rows: readonly ScheduleRow[]): string {
  const is = rows.find((each) => each.subjectKind === 'claim' && each.subjectId === row.id);
  const [held, ought] = [inWords(is), inWords(place ?? undefined)];
  return held === ought ? '' : `its next check is ${held}, history says ${ought}`;
}

/** One that is over waits for the tick, or has done its work: either is right, unless the status shows that it has not. */
function shelfLife({ row, staleAt }: PlannedClaim, rows: readonly ScheduleRow[], now: Date): string {
  const isPast = staleAt !== null && staleAt <= now;
  if (isPast && !isStatusLate(row.status, staleAt.toISOString(), now.toISOString())) return '';
  const is = rows.find((each) => each.subjectKind === 'shelf-life' && each.subjectId === row.id);
  const [held, ought] = [is?.nextAt.toISOString() ?? 'none', staleAt?.toISOString() ?? 'none'];
  return held === ought ? '' : `the end of its shelf life is ${held}, history says ${ought}`;
}

function inWords(row: ScheduleRow | undefined): string {
  if (row === undefined) return 'none';
  const { nextAt, trigger, rank, policyId, why } = row;
  return `${nextAt.toISOString()} (${trigger}, rank ${rank}, policy ${policyId ?? 'none'}: ${why})`;
}

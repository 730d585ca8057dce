import { setImmediate as breathe } from 'node:timers/promises';
import { driftOf, readsOtherwise } from '../../domain/source/drift.js';
import type { CitedPassage, Drift, HeldPassage, PassageMatcher } from '../../domain/source/drift.js';
import type { CitedRow } from '../../persistence/passage.table.js';

/** Passages looked up before others get their turn: a page may be cited ten thousand times. */
const batch = 25;

export interface LookUp {
  readonly cited: readonly CitedRow[];
  readonly previous: PassageMatcher | null;
  readonly current: PassageMatcher;
  /** Ledger time. */
  readonly now: Date;
  readonly fetchId: string;
}

export const noDrift: Drift = { readings: [], changes: [] };

/** `driftOf` without holding up the process: it takes a millisecond a passage, more for those that have fallen. */
export async function lookUp({ cited, previous, current, now, fetchId }: LookUp): Promise<Drift> {
  const parts: Drift[] = [];
  for (let at = 0; at < cited.length; at += batch) {
    if (at > 0) await breathe();
    const citations = cited.slice(at, at + batch).map(toCited);
    parts.push(driftOf({ citations, previous, current, now: now.toISOString(), fetchId }));
  }
  return {
    readings: parts.flatMap(({ readings }) => readings),
    changes: parts.flatMap(({ changes }) => changes),
  };
}

/**
 * Whether a page whose main text is the same is to be kept nevertheless: a passage reads otherwise, or one that was not looked
 * up before is found beside the main text only now.
 */
export function isOtherEdition(
  { readings, changes }: Drift,
  cited: readonly CitedRow[],
  previous: PassageMatcher,
): boolean {
  if (changes.length > 0) return true;
  const rows = new Map(cited.map((row) => [row.citationId, row]));
  return readings.some((reading) => {
    const row = rows.get(reading.citationId);
    if (row === undefined) return false;
    const { before, selector } = toCited(row);
    if (before !== null) return readsOtherwise(before, reading);
    return reading.layer === 'other' && readsOtherwise(previous(selector), reading);
  });
}

function toCited(row: CitedRow): CitedPassage {
  const { citationId, claimId, exact, prefix, suffix } = row;
  return { citationId, claimId, selector: { exact, prefix, suffix }, before: heldOf(row) };
}

function heldOf({ state, layer, passage, fetchId, since }: CitedRow): HeldPassage | null {
  if (state === null || since === null) return null;
  return { state, layer, passage, fetchId, since: since.toISOString() };
}

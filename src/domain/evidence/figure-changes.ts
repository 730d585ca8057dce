import type { Change } from './wording-change.js';

/** One figure that reads otherwise; null on the side where there is none. */
export interface FigureChange {
  readonly from: string | null;
  readonly to: string | null;
}

/** The figures among the differences, each by itself: as many figures on both sides are read in pairs ("25.1 735.2", "21.7 715.2"). */
export function figureChanges(changes: readonly Change[]): FigureChange[] {
  return changes.filter((change) => change.kind === 'figure').flatMap(inPairs);
}

function inPairs({ from, to }: Change): FigureChange[] {
  const [before, after] = [from.split(' '), to.split(' ')];
  const isList = before.length > 1 && before.length === after.length;
  if (!isList || ![...before, ...after].every((word) => /\d/.test(word)))
    return [{ from: from || null, to: to || null }];
  return before.flatMap((word, i) => (word === after[i] ? [] : [{ from: word, to: after[i] ?? null }]));
}

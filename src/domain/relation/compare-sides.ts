import { sidesOf, type Sides } from './sides-of-verbs.js';
import type { Side } from './side.js';

/**
 * How the sides of what both claims tell stand: `straight` as in the other claim, `turned` round, `other-first` where one contest has
 * two winners, `none` where they are not to be compared.
 */
export interface SidesFound {
  readonly relation: 'straight' | 'turned' | 'other-first' | 'none';
  readonly pair: readonly [Sides, Sides] | null;
}

/** Compares who does what to whom; order in time, rank and size too. What tells most decides, contests before acts. */
export function sidesRelation(a: Side, b: Side): SidesFound {
  const [ours, theirs] = [sidesOf(a), sidesOf(b)];
  let best: SidesFound & { weight: number } = { relation: 'none', pair: null, weight: 0 };
  for (const one of ours) {
    for (const other of theirs) {
      if (one.name !== other.name || one.kind === 'mutual') continue;
      const found = standing(one, other);
      const weight = found.weight + (one.kind === 'contest' ? 0.5 : 0);
      if (found.weight > 0 && weight > best.weight)
        best = { relation: found.relation, pair: [one, other], weight };
    }
  }
  return { relation: best.relation, pair: best.pair };
}

function standing(a: Sides, b: Sides): { relation: SidesFound['relation']; weight: number } {
  const straight = both(shared(a.first, b.first), shared(a.second, b.second));
  const crossed = both(shared(a.first, b.second), shared(a.second, b.first));
  if (crossed > straight) return { relation: 'turned', weight: crossed };
  if (straight > 0) return { relation: 'straight', weight: straight };
  return hasTwoWinners(a, b) ? { relation: 'other-first', weight: 1 } : { relation: 'none', weight: 0 };
}

const wonByOne = new Set(['beat', 'kill', 'conquer', 'succeed']);

/** One race, election or match won by two who are named. */
function hasTwoWinners(a: Sides, b: Sides): boolean {
  const names = (keys: readonly string[]) => keys.filter((key) => key.startsWith('@'));
  const things = (keys: readonly string[]) => keys.filter((key) => !key.startsWith('@'));
  return (
    wonByOne.has(a.name) &&
    !a.isCounted &&
    !b.isCounted &&
    names(a.first).length > 0 &&
    names(b.first).length > 0 &&
    shared(names(a.first), names(b.first)) === 0 &&
    shared(things(a.second), things(b.second)) > 0
  );
}

/** Something must be shared on each side; names count four times. */
const both = (one: number, other: number) => (one > 0 && other > 0 ? one + other : 0);

function shared(one: readonly string[], other: readonly string[]): number {
  return one.reduce((sum, key) => sum + (other.includes(key) ? (key.startsWith('@') ? 4 : 1) : 0), 0);
}

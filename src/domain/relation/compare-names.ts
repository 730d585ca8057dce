import type { Name } from './names.js';
import type { Side } from './side.js';

/** Which names two claims share, and which stand in one of them only. */
export interface NameOverlap {
  /** As each claim has it. */
  readonly shared: readonly (readonly [Name, Name])[];
  readonly leftA: readonly Name[];
  readonly leftB: readonly Name[];
}

/** Pairs names. "Lee" is "Ann Lee"; "Mary Lee" is not. */
export function namesOverlap(a: Side, b: Side): NameOverlap {
  return {
    shared: a.names.flatMap((name) => {
      const other = b.names.find((each) => isSameName(name, each));
      return other === undefined ? [] : [[name, other] as const];
    }),
    leftA: left(a, b),
    leftB: left(b, a),
  };
}

/** Names of one side that the other has neither as a name nor as a word. */
function left(one: Side, other: Side): Name[] {
  const words = new Set(other.words.map(({ lower }) => lower));
  return one.names.filter(
    (name) =>
      !other.names.some((each) => isSameName(name, each)) && !name.keys.every((key) => words.has(key)),
  );
}

function isSameName(a: Name, b: Name): boolean {
  const [shorter, longer] = a.keys.length <= b.keys.length ? [a, b] : [b, a];
  if (shorter.keys.every((key) => longer.keys.includes(key))) return true;
  // initials: "J. Smith", "JFK"
  return isInitials(shorter.keys, longer.keys) || isInitials(longer.keys, shorter.keys);
}

function isInitials([only, ...more]: readonly string[], words: readonly string[]): boolean {
  return (
    more.length === 0 &&
    only !== undefined &&
    words.length > 2 &&
    only === words.map((word) => word[0]).join('')
  );
}

/** Whether a name stands as the place where something is. */
export const isPlace = ({ text }: Side, { start }: Name): boolean =>
  /\b(?:in|at|near|outside) (?:the )?(?:city of |town of )?$/iu.test(
    text.slice(Math.max(0, start - 24), start),
  );

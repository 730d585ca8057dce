import { minor } from './currency-tables.js';
import { sameMark, type Drawn } from './drawn.js';
import { lowerAt, type Token } from './tokens.js';

/** "more than 30 and less than 100": two bounds of one figure, read as one range; null where they are two figures. */
export function joinedBounds(tokens: readonly Token[], first: Drawn, second: Drawn): Drawn | null {
  if (!isLinked(tokens, first.tail, second.lead)) return null;
  const sides = sidesOf(first, second);
  if (sides === null || !isAlike(tokens, first, second)) return null;
  const { floor, ceiling } = sides;
  if (floor.low === null || ceiling.high === null || floor.low >= ceiling.high) return null;
  // a unit stands at the end of both ("at most 90 and at least 30 boats")
  const marked = second.unit !== null || second.currency !== null ? second : first;
  return {
    ...marked,
    value: null,
    hedge: 'between',
    low: floor.low,
    lowInclusive: floor.lowInclusive,
    high: ceiling.high,
    highInclusive: ceiling.highInclusive,
    precision: second.precision ?? first.precision,
    at: first.at,
    next: second.next,
    lead: first.lead,
    tail: second.tail,
  };
}

const links: ReadonlySet<string> = new Set([
  'and',
  'but',
  ',',
  ', and',
  ', but',
  'and also',
  'but also',
  'yet',
]);

function isLinked(tokens: readonly Token[], from: number, to: number): boolean {
  if (to <= from || to - from > 2) return false;
  const between =
    to - from === 1 ? lowerAt(tokens, from) : `${lowerAt(tokens, from)} ${lowerAt(tokens, from + 1)}`;
  return links.has(between);
}

const isFloor = ({ hedge }: Drawn) => hedge === 'over' || hedge === 'at-least';
const isCeiling = ({ hedge }: Drawn) => hedge === 'under' || hedge === 'at-most';

function sidesOf(first: Drawn, second: Drawn): { floor: Drawn; ceiling: Drawn } | null {
  if (isFloor(first) && isCeiling(second)) return { floor: first, ceiling: second };
  return isCeiling(first) && isFloor(second) ? { floor: second, ceiling: first } : null;
}

/** Of one kind, or one of them a bare number that takes the unit of the other; cents do not carry back. */
const isAlike = (tokens: readonly Token[], first: Drawn, second: Drawn) =>
  sameMark(first, second) ||
  (first.kind === 'number' &&
    first.unit === null &&
    carried.test(second.kind) &&
    !minor.has(lowerAt(tokens, second.next - 1)));

const carried = /^(?:measure|percent|money|age|temperature)$/u;

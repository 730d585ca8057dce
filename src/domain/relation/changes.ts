import { isFraction } from '../claim/stated-interval.js';
import type { Interval, Quantity } from '../claim/quantity-types.js';
import type { Figure } from './figure.js';

/** A word of change and where it stands. */
export interface Turn {
  readonly at: number;
  readonly sign: 1 | -1;
}

/** The part of a figure in a movement: "from 5 %", "to 6 %", "by 1 %". */
export function roleAt(text: string, { start, hedge }: Quantity): Figure['role'] {
  const reach = hedge === 'exact' ? 14 : 34;
  const before = text.slice(Math.max(0, start - reach), start);
  const found =
    /\b(from|to|by|at)\s+(?:a |an |the |only |just |exactly |record |about |around |some |almost |nearly |roughly |approximately |over |under |below |above |less than |more than |fewer than |at least |at most |up to |no more than |no less than |no fewer than |between |close to )*$/iu
      .exec(before)?.[1]
      ?.toLowerCase();
  if (found === 'from' || found === 'to' || found === 'by') return found;
  return 'none';
}

/**
 * A change in percent with its sign: "doubled" is +100, "fell by a third" −33.3, "fell to a third" −66.7, "lost 30 %" −30. Null for a
 * figure that is no change; fractions that are none become shares in percent.
 */
export function changeReading(
  text: string,
  quantity: Quantity,
  turns: readonly Turn[],
  plain: Figure,
): Figure | null {
  if (isOccasions(text, quantity)) return { ...plain, dimension: 'count' };
  const turn = comparedBehind(text, quantity.end) ?? turnBefore(text, quantity.start, turns);
  if (quantity.kind === 'multiplier') return factorChange(quantity, plain, turn);
  if (isFraction(quantity)) return fractionChange(quantity, plain, turn);
  return turn === null ? null : percentChange(text, quantity, turn, plain);
}

function percentChange(
  text: string,
  { kind, start, end }: Quantity,
  turn: Turn,
  plain: Figure,
): Figure | null {
  if (kind !== 'percent' && kind !== 'percentage-point') return null;
  if (plain.role === 'to' || plain.role === 'from') return null;
  // "rose above 4 %" names a level
  if (/\b(?:above|below|past|beyond)\b/iu.test(text.slice(turn.at, start))) return null;
  const isDirect =
    plain.role === 'by' || turn.at >= end || /^(?:\s|\p{L}|,)*$/u.test(text.slice(turn.at, start));
  if (!isDirect) return null;
  return {
    ...plain,
    dimension: kind === 'percent' ? 'change' : 'points',
    role: 'by',
    ...signed(plain, turn.sign),
  };
}

/** "scored twice": how often, not how many times as much. */
function isOccasions(text: string, { kind, text: figure, end }: Quantity): boolean {
  return (
    kind === 'multiplier' &&
    /^(?:once|twice|thrice|\S+ times)$/iu.test(figure) &&
    !/^ (?:as|the|its|their|his|her|\p{L}+er|more|that|what)\b/iu.test(text.slice(end, end + 14))
  );
}

/** "twofold", "doubled", "three times as many": the factor as a change; "halved" falls. */
function factorChange({ value, hedge }: Quantity, plain: Figure, turn: Turn | null): Figure {
  const isFall = turn?.sign === -1 && (value ?? 0) > 1;
  const change = (n: number) => (isFall ? 100 / n - 100 : (n - 1) * 100);
  return { ...plain, dimension: 'change', role: 'by', ...through(plain, change, hedge === 'exact') };
}

function fractionChange(quantity: Quantity, plain: Figure, turn: Turn | null): Figure {
  const isExact = quantity.hedge === 'exact';
  const percent = (n: number) => n * 100;
  if (turn === null || plain.role === 'from' || quantity.hedge === 'between')
    return { ...plain, dimension: 'percent', ...through(plain, percent, isExact) };
  const change = plain.role === 'to' ? (n: number) => n * 100 - 100 : (n: number) => turn.sign * n * 100;
  return { ...plain, dimension: 'change', role: 'by', ...through(plain, change, isExact) };
}

/** "15 % fewer than": the direction stands behind the figure. */
function comparedBehind(text: string, end: number): Turn | null {
  const word = /^ (more|higher|greater|larger|bigger|fewer|less|lower|smaller)\b/iu.exec(
    text.slice(end, end + 9),
  )?.[1];
  if (word === undefined) return null;
  return { at: end, sign: /^(?:fewer|less|lower|smaller)$/iu.test(word) ? -1 : 1 };
}

/** The last word of change before the place in the same sentence, no further than eight words away. */
function turnBefore(text: string, at: number, turns: readonly Turn[]): Turn | null {
  const turn = turns.filter((each) => each.at < at).at(-1);
  if (turn === undefined) return null;
  const between = text.slice(turn.at, at);
  return /[.;]\s/u.test(between) || between.split(/\s+/u).length > 9 ? null : turn;
}

function signed(figure: Figure, sign: 1 | -1): Pick<Figure, 'value'> & Interval {
  return through(figure, (n) => n * sign, false);
}

/** Through a monotone function; one that falls turns the bounds round. A factor or fraction in words is taken as rounded to one per cent. */
function through(
  figure: Figure,
  turn: (n: number) => number,
  isPoint: boolean,
): Pick<Figure, 'value'> & Interval {
  const at = (n: number | null) => (n === null ? null : turn(n));
  const value = at(figure.value);
  if (isPoint && value !== null)
    return { value, low: value - 0.5, high: value + 0.5, lowInclusive: true, highInclusive: false };
  const ends = { low: at(figure.low), high: at(figure.high) };
  if (turn(2) > turn(1))
    return { value, ...ends, lowInclusive: figure.lowInclusive, highInclusive: figure.highInclusive };
  return {
    value,
    low: ends.high,
    high: ends.low,
    lowInclusive: figure.highInclusive,
    highInclusive: figure.lowInclusive,
  };
}

import type { Figure } from './figure.js';
import { retyped } from './retype-figures.js';
import type { Side } from './side.js';

/** How two figures for one thing stand. */
export type FigureRelation = 'same' | 'overlapping' | 'apart';

export interface FigurePair {
  readonly a: Figure;
  readonly b: Figure;
  readonly relation: FigureRelation;
}

export interface FigureOverlap {
  readonly pairs: readonly FigurePair[];
  readonly leftA: readonly Figure[];
  readonly leftB: readonly Figure[];
}

/** Pairs the figures of two claims by dimension and part; where there is a choice, those nearest to each other. */
export function figuresOverlap(a: Side, b: Side): FigureOverlap {
  const [ours, theirs] = retyped(a, b);
  const one = withDifference(ours, theirs);
  const other = withDifference(theirs, ours);
  const candidates = one.flatMap((figure) =>
    other
      .filter((each) => isComparable(figure, each))
      .map((each) => ({ a: figure, b: each, relation: pairRelation(figure, each) })),
  );
  const order: readonly FigureRelation[] = ['same', 'overlapping', 'apart'];
  const pairs: FigurePair[] = [];
  const taken = new Set<Figure>();
  for (const relation of order) {
    for (const each of candidates) {
      if (each.relation !== relation || taken.has(each.a) || taken.has(each.b)) continue;
      pairs.push(each);
      taken.add(each.a).add(each.b);
    }
  }
  return {
    pairs,
    leftA: one.filter((figure) => !figure.isImplied && !taken.has(figure)),
    leftB: other.filter((figure) => !figure.isImplied && !taken.has(figure)),
  };
}

/** Where one claim gives two levels and the other the change between them, the levels give that change. */
function withDifference(own: readonly Figure[], others: readonly Figure[]): readonly Figure[] {
  const from = own.find(({ role }) => role === 'from');
  const to = own.find(({ role, dimension }) => role === 'to' && dimension === from?.dimension);
  if (from === undefined || to === undefined || from.value === null || to.value === null) return own;
  if (others.some(({ role, dimension }) => role === 'from' && dimension === from.dimension)) return own;
  const dimension = from.dimension === 'percent' ? 'points' : from.dimension;
  const level = others.find((each) => each.role === 'by' && each.dimension === dimension);
  const relative = others.find((each) => each.role === 'by' && each.dimension === 'change');
  if (level !== undefined) {
    const isSigned = dimension === 'points';
    const moved = isSigned ? to.value - from.value : Math.abs(to.value - from.value);
    return [
      ...own.filter((each) => each !== from && each !== to),
      derived(from, to, dimension, moved, spreadOf(from) + spreadOf(to)),
    ];
  }
  if (relative === undefined || from.value <= 0) return own;
  const change = (to.value / from.value - 1) * 100;
  const spread = ((spreadOf(from) + spreadOf(to)) / from.value) * 100;
  return [...own.filter((each) => each !== from && each !== to), derived(from, to, 'change', change, spread)];
}

function derived(from: Figure, to: Figure, dimension: string, value: number, spread: number): Figure {
  return {
    ...to,
    text: `${from.text} to ${to.text}`,
    dimension,
    isDerived: true,
    role: 'by',
    value,
    low: value - spread,
    high: value + spread,
    lowInclusive: true,
    highInclusive: true,
  };
}

const spreadOf = (figure: Figure) =>
  figure.high === null || figure.value === null ? 0 : figure.high - figure.value;

function isComparable(a: Figure, b: Figure): boolean {
  if (a.dimension !== b.dimension && !isBareMoney(a, b)) return false;
  if (a.per !== null && b.per !== null && a.per !== b.per) return false;
  return (
    a.role === b.role ||
    [a, b].some(({ role }) => role === 'none') ||
    (a.role !== 'by' && b.role !== 'by' && a.role !== 'from' && b.role !== 'from')
  );
}

/** Francs of no country are francs of any; dollars are not euros. */
function isBareMoney(a: Figure, b: Figure): boolean {
  const both = [a.dimension, b.dimension];
  return both.every((each) => each.startsWith('money:')) && both.includes('money:none');
}

/** A monthly sum said as a yearly one says less, a change less than its two levels; bounds far from each other are no bounds of one figure. */
function pairRelation(a: Figure, b: Figure): FigureRelation {
  const relation = figureRelation(a, b);
  if (relation === 'same' && (a.isDerived || b.isDerived)) return 'overlapping';
  if (relation === 'same')
    return a.statedPer === b.statedPer || a.per === null || b.per === null ? 'same' : 'overlapping';
  return relation === 'overlapping' && areFarBounds(a, b) ? 'apart' : relation;
}

/** From this factor on, "over 500" and "over 5,000" are not said of one figure. */
const farBounds = 5;

function areFarBounds(a: Figure, b: Figure): boolean {
  const isOpen = (figure: Figure) =>
    figure.hedge !== 'between' && (figure.low === null || figure.high === null);
  if (!isOpen(a) || !isOpen(b) || (a.low === null) !== (b.low === null)) return false;
  const [one, other] = [Math.abs(a.low ?? a.high ?? 0), Math.abs(b.low ?? b.high ?? 0)];
  return Math.max(one, other) >= farBounds * Math.min(one, other);
}

/** Two intervals for one thing: the same, with numbers in common, or apart. */
export function figureRelation(a: Figure, b: Figure): FigureRelation {
  if (isSameFigure(a, b)) return 'same';
  const low = Math.max(a.low ?? -Infinity, b.low ?? -Infinity);
  const high = Math.min(a.high ?? Infinity, b.high ?? Infinity);
  if (low > high * (1 + Math.sign(high) * 1e-9)) return 'apart';
  if (low < high) return 'overlapping';
  return holds(a, low) && holds(b, low) ? 'overlapping' : 'apart';
}

function holds(figure: Figure, point: number): boolean {
  const isAtLow = figure.low !== null && figure.low === point;
  const isAtHigh = figure.high !== null && figure.high === point;
  return !(isAtLow && figure.lowInclusive === false) && !(isAtHigh && figure.highInclusive === false);
}

function isSameFigure(a: Figure, b: Figure): boolean {
  if (a.hedge !== b.hedge) return false;
  if (a.value !== null && b.value !== null) return isNear(a.value, b.value);
  return isNear(a.low, b.low) && isNear(a.high, b.high);
}

/** Equal but for the rounding of binary fractions: conversions are exact. */
function isNear(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= 1e-6 * Math.max(1e-9, Math.abs(a), Math.abs(b));
}

const hedgeWords: Readonly<Record<Figure['hedge'], string>> = {
  almost: 'almost ',
  about: 'about ',
  over: 'over ',
  under: 'under ',
  'at-least': 'at least ',
  'at-most': 'at most ',
  between: '',
  exact: '',
};

/** A figure as said, with its hedge. */
export const printed = (figure: Figure): string => `${hedgeWords[figure.hedge]}${figure.text}`;

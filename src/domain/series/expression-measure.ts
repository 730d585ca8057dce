import type { Dimension } from '../claim/assertion.js';
import { unitName } from '../claim/convert-unit.js';
import type { Expression, FunctionName, Operator } from './expression.js';
import type { MeasureKind } from './observation.js';

/** What an expression, or a part of it, is counted in. */
export interface ExpressionMeasure {
  readonly dimension: Dimension;
  readonly unit: string | null;
  readonly currency: string | null;
  /** A change or difference already: it needs no period to be counted from. */
  readonly isChange: boolean;
  /** A price of one currency in another: "KZT per USD". */
  readonly rate: ExchangeRate | null;
  readonly isIndex: boolean;
  /** A number written in the expression: it multiplies what it stands beside and changes nothing else. */
  readonly isConstant: boolean;
}

export interface ExchangeRate {
  readonly currency: string;
  readonly per: string;
}

/** What of a series decides how it may be reckoned with. */
export interface TermMeasure {
  readonly unit: string | null;
  readonly currency: string | null;
  readonly measureKind: MeasureKind;
  readonly rate?: ExchangeRate | null;
}

export type Measured =
  | { readonly ok: true; readonly measure: ExpressionMeasure }
  | { readonly ok: false; readonly message: string };

/** The measure of an expression over these series, or why it means nothing. Never throws. */
export function measureOf(expression: Expression, terms: Readonly<Record<string, TermMeasure>>): Measured {
  switch (expression.kind) {
    case 'number':
      return { ok: true, measure: { ...plain, isConstant: true } };
    case 'term': {
      const term = Object.hasOwn(terms, expression.name) ? terms[expression.name] : undefined;
      return term === undefined
        ? refuse(`"${expression.name}" is bound to no series`)
        : { ok: true, measure: ofTerm(term) };
    }
    case 'negation':
      return measureOf(expression.of, terms);
    case 'operation':
      return ofOperation(expression, terms);
    case 'call': {
      const [first, second] = expression.args;
      if (first === undefined) return refuse('a function needs something to work on');
      return second === undefined
        ? one(first, terms, changes[expression.name])
        : both(first, second, terms, pairs[expression.name]);
    }
  }
}

/** The dimension that unit and currency of a series stand for. */
export function dimensionOf({ unit, currency }: Pick<TermMeasure, 'unit' | 'currency'>): Dimension {
  if (currency !== null) return 'money';
  if (unit === null || /^(?:number|persons?|people|count|index)$/i.test(unit)) return 'number';
  const name = unitName(unit);
  if (name === 'percentage point') return 'percentage-point';
  return /^(?:%|percent|per cent)$/i.test(name) ? 'percent' : 'measure';
}

const plain: ExpressionMeasure = {
  ...{ dimension: 'number', unit: null, currency: null },
  ...{ isChange: false, rate: null, isIndex: false, isConstant: false },
};

function ofTerm({ unit, currency, measureKind, rate = null }: TermMeasure): ExpressionMeasure {
  const dimension = dimensionOf({ unit, currency });
  return {
    ...{ dimension, unit: dimension === 'measure' ? unit : null, currency },
    ...{ isChange: measureKind === 'change', rate, isIndex: measureKind === 'index', isConstant: false },
  };
}

type Rule = (a: ExpressionMeasure, b: ExpressionMeasure) => Measured;

/** Sums and shares: of one kind only. What is counted in different things does not add up, whatever the digits. */
const alike: readonly (readonly [string, (a: ExpressionMeasure, b: ExpressionMeasure) => boolean])[] = [
  [
    'the currencies differ',
    (a, b) => a.dimension === 'money' && b.dimension === 'money' && a.currency !== b.currency,
  ],
  ['the dimensions differ', (a, b) => a.dimension !== b.dimension],
  [
    'the units differ',
    (a, b) => (a.unit === null) !== (b.unit === null) || unitName(a.unit ?? '') !== unitName(b.unit ?? ''),
  ],
  ['one is a change, the other is none', (a, b) => a.isChange !== b.isChange],
  ['prices of currencies are not of one kind', (a, b) => rateName(a) !== rateName(b)],
];

function unlike(a: ExpressionMeasure, b: ExpressionMeasure): string | null {
  const found = alike.find(([, holds]) => holds(a, b));
  return found === undefined ? null : `${found[0]} (${named(a)}, ${named(b)})`;
}

const plus: Rule = (a, b) => {
  const why =
    unlike(a, b) ??
    (a.isIndex || b.isIndex ? 'indices do not add up' : a.isChange ? 'rates of change do not add up' : null);
  return why === null ? { ok: true, measure: a } : refuse(why);
};

const minus: Rule = (a, b) => {
  const why = unlike(a, b);
  const dimension = a.dimension === 'percent' ? 'percentage-point' : a.dimension;
  return why === null ? { ok: true, measure: { ...a, dimension } } : refuse(why);
};

const times: Rule = (a, b) => {
  if (b.rate !== null && a.currency === b.rate.per) return money(b.rate.currency);
  if (a.rate !== null && b.currency === a.rate.per) return money(a.rate.currency);
  if (a.isConstant) return { ok: true, measure: b };
  if (b.isConstant) return { ok: true, measure: a };
  const part = percentageOf(a, b);
  if (part !== null) return { ok: true, measure: part === 'right' ? a : b };
  if (isCounted(a, b)) return { ok: true, measure: a };
  return isCounted(b, a)
    ? { ok: true, measure: b }
    : refuse(`${named(a)} times ${named(b)} is nothing a claim speaks of`);
};

/**
 * Which side of a product is a percentage of the other, and counts in hundredths. A multiple of a percentage is one still: 5 %
 * twice is 10 %.
 */
export function percentageOf(a: ExpressionMeasure, b: ExpressionMeasure): 'left' | 'right' | null {
  if (a.isConstant || b.isConstant) return null;
  if (b.dimension === 'percent' && !b.isChange) return 'right';
  return a.dimension === 'percent' && !a.isChange ? 'left' : null;
}

const over: Rule = (a, b) => {
  if (b.rate !== null && a.currency === b.rate.currency) return money(b.rate.per);
  if (isCount(b)) return { ok: true, measure: a };
  const why = unlike(a, b);
  return why === null ? { ok: true, measure: plain } : refuse(why);
};

const rules: Readonly<Record<Operator, Rule>> = { '+': plus, '-': minus, '*': times, '/': over };

const share: Rule = (a, b) => {
  const why = unlike(a, b);
  return why === null ? { ok: true, measure: { ...plain, dimension: 'percent' } } : refuse(why);
};

const mirror: Rule = (a, b) => {
  const why = unlike(a, b);
  return why === null ? { ok: true, measure: a } : refuse(why);
};

const none: Rule = () => refuse('this function takes one argument');
const pairs: Readonly<Record<FunctionName, Rule>> = { share, mirror, change: none, diff: none };

type Single = (a: ExpressionMeasure) => Measured;

const change: Single = (a) =>
  a.isChange
    ? refuse('it is a change already')
    : { ok: true, measure: { ...plain, dimension: 'percent', isChange: true } };

const diff: Single = (a) => {
  const dimension = a.dimension === 'percent' ? 'percentage-point' : a.dimension;
  return { ok: true, measure: { ...a, dimension, isChange: true } };
};

const two: Single = () => refuse('this function takes two arguments');
const changes: Readonly<Record<FunctionName, Single>> = { change, diff, share: two, mirror: two };

function one(a: Expression, terms: Readonly<Record<string, TermMeasure>>, rule: Single): Measured {
  const measured = measureOf(a, terms);
  return measured.ok ? rule(measured.measure) : measured;
}

/** What is reckoned from written numbers alone is one. */
function ofOperation(
  { operator, left, right }: Extract<Expression, { kind: 'operation' }>,
  terms: Readonly<Record<string, TermMeasure>>,
): Measured {
  return both(left, right, terms, (a, b) => {
    const found = isHundredthAgain(a, operator, right)
      ? refuse('a percentage is a hundredth already: leave out the division by 100')
      : rules[operator](a, b);
    return found.ok
      ? { ok: true, measure: { ...found.measure, isConstant: a.isConstant && b.isConstant } }
      : found;
  });
}

function isHundredthAgain(a: ExpressionMeasure, operator: Operator, right: Expression): boolean {
  return (
    operator === '/' && a.dimension === 'percent' && right.kind === 'number' && Number(right.value) === 100
  );
}

function both(
  a: Expression,
  b: Expression,
  terms: Readonly<Record<string, TermMeasure>>,
  rule: Rule,
): Measured {
  const [left, right] = [measureOf(a, terms), measureOf(b, terms)];
  if (!left.ok) return left;
  return right.ok ? rule(left.measure, right.measure) : right;
}

/** A count: dividing by it keeps the unit ("per person"). A price of currencies is none. */
function isCount({ dimension, rate, isIndex, isChange }: ExpressionMeasure): boolean {
  return dimension === 'number' && rate === null && !isIndex && !isChange;
}

/** So many times as a count says. */
function isCounted(a: ExpressionMeasure, count: ExpressionMeasure): boolean {
  return isCount(count) && !isRelative(a);
}

/** Rates of change and points: so many people times them is nothing. */
function isRelative({ dimension, isChange }: ExpressionMeasure): boolean {
  return dimension === 'percentage-point' || (dimension === 'percent' && isChange);
}

function money(currency: string): Measured {
  return { ok: true, measure: { ...plain, dimension: 'money', currency } };
}

function rateName({ rate }: ExpressionMeasure): string {
  return rate === null ? '' : `${rate.currency} per ${rate.per}`;
}

function named(a: ExpressionMeasure): string {
  return a.rate === null ? (a.currency ?? a.unit ?? a.dimension) : rateName(a);
}

function refuse(message: string): Measured {
  return { ok: false, message };
}

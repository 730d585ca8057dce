import { Decimal } from 'decimal.js';
import type { DayRange } from '../claim/assertion.js';
import type { Expression, FunctionName, Operator } from './expression.js';
import { dimensionOf, measureOf, percentageOf } from './expression-measure.js';
import type { TermMeasure } from './expression-measure.js';
import { levelOf, yearBefore } from './observation.js';
import type { Observation } from './observation.js';

/** The values of one edition of a series, as an expression takes them. */
export interface TermValues extends TermMeasure {
  readonly observations: readonly Observation[];
  /** What one unit of the values stands for. */
  readonly scale: number;
}

export type Terms = Readonly<Record<string, TermValues>>;

/** An observation that a figure rests on. */
export interface UsedObservation {
  readonly term: string;
  readonly observation: Observation;
}

/** Two series that should say the same, at one period. */
export interface Mirrored {
  readonly first: Decimal;
  readonly second: Decimal;
  readonly period: DayRange;
}

export type ExpressionFigure =
  | {
      readonly found: true;
      readonly value: Decimal;
      /** The arithmetic as people read it, without the result. */
      readonly shown: string;
      /** No arithmetic: one value as published. */
      readonly isPlain: boolean;
      readonly used: readonly UsedObservation[];
      readonly mirrored: readonly Mirrored[];
    }
  | { readonly found: false; readonly why: MissingFigure; readonly term: string | null };

export type MissingFigure = 'no-observation' | 'no-baseline' | 'baseline-not-positive' | 'division-by-zero';

export interface Moment {
  readonly period: DayRange;
  /** What a change is counted from; null: the same stretch a year earlier. */
  readonly baseline: DayRange | null;
  /** Which of two mirror series counts. */
  readonly side: 'first' | 'second';
}

/** The value of an expression for a period, in whole units, with its arithmetic and all that it rests on. Never throws. */
export function valueOf(expression: Expression, terms: Terms, moment: Moment): ExpressionFigure {
  switch (expression.kind) {
    case 'number':
      return {
        ...{ found: true, value: new Decimal(expression.value), shown: expression.value },
        ...{ isPlain: true, used: [], mirrored: [] },
      };
    case 'term':
      return termValue(expression.name, terms, moment);
    case 'negation':
      return mapped(
        valueOf(expression.of, terms, moment),
        (a) => a.negated(),
        (a) => `−${enclosed(a)}`,
      );
    case 'operation':
      return operation(expression, terms, moment);
    case 'call':
      return call(expression.name, expression.args, terms, moment);
  }
}

type Found = Extract<ExpressionFigure, { found: true }>;

function termValue(term: string, terms: Terms, { period }: Moment): ExpressionFigure {
  const values = Object.hasOwn(terms, term) ? terms[term] : undefined;
  const level = values === undefined ? null : levelOf(values.observations, period, values.measureKind);
  if (values === undefined || level === null || !level.found)
    return { found: false, why: 'no-observation', term };
  const unit = scaleNames[String(values.scale)] ?? (values.scale === 1 ? '' : `× ${values.scale}`);
  const shown = level.from.map((each) => new Decimal(each.value).toString()).join(' + ');
  const whole = level.from.length > 1 ? `(${shown})` : shown;
  return {
    ...{ found: true, value: level.value.times(values.scale) },
    shown: [whole, dimensionOf(values) === 'percent' ? '%' : unit].filter(Boolean).join(' '),
    isPlain: level.from.length === 1,
    used: level.from.map((observation) => ({ term, observation })),
    mirrored: [],
  };
}

const scaleNames: Readonly<Record<string, string>> = {
  '1000': 'thousand',
  '1000000': 'million',
  '1000000000': 'billion',
  '1000000000000': 'trillion',
};

const operators: Readonly<Record<Operator, (a: Decimal, b: Decimal) => Decimal>> = {
  '+': (a, b) => a.plus(b),
  '-': (a, b) => a.minus(b),
  '*': (a, b) => a.times(b),
  '/': (a, b) => a.div(b),
};

const signs: Readonly<Record<Operator, string>> = { '+': '+', '-': '−', '*': '×', '/': '/' };

function operation(
  { operator, left, right }: Extract<Expression, { kind: 'operation' }>,
  terms: Terms,
  moment: Moment,
): ExpressionFigure {
  const [a, b] = [valueOf(left, terms, moment), valueOf(right, terms, moment)];
  if (!a.found) return a;
  if (!b.found) return b;
  if (operator === '/' && b.value.isZero()) return { found: false, why: 'division-by-zero', term: null };
  const [x, y] = operator === '*' ? ofParts(a, left, b, right, terms) : [a.value, b.value];
  return joined(a, b, operators[operator](x, y), `${enclosed(a)} ${signs[operator]} ${enclosed(b)}`);
}

/** "20 % of": a percentage that something else is multiplied by counts in hundredths. */
function ofParts(a: Found, left: Expression, b: Found, right: Expression, terms: Terms): [Decimal, Decimal] {
  const [one, other] = [measureOf(left, terms), measureOf(right, terms)];
  const part = one.ok && other.ok ? percentageOf(one.measure, other.measure) : null;
  return [part === 'left' ? a.value.div(100) : a.value, part === 'right' ? b.value.div(100) : b.value];
}

function call(
  name: FunctionName,
  args: readonly Expression[],
  terms: Terms,
  moment: Moment,
): ExpressionFigure {
  const [first, second] = args;
  if (first === undefined) return { found: false, why: 'no-observation', term: null };
  if (name === 'change' || name === 'diff') return overTime(name, first, terms, moment);
  if (second === undefined) return { found: false, why: 'no-observation', term: null };
  const [a, b] = [valueOf(first, terms, moment), valueOf(second, terms, moment)];
  if (name === 'mirror') return mirrored(a, b, moment);
  if (!a.found) return a;
  if (!b.found) return b;
  if (b.value.isZero()) return { found: false, why: 'division-by-zero', term: null };
  return joined(a, b, a.value.div(b.value).times(100), `${enclosed(a)} / ${enclosed(b)} × 100`);
}

/** From the baseline, or a year earlier, into the period. A baseline of zero or less has no percentage. */
function overTime(name: 'change' | 'diff', of: Expression, terms: Terms, moment: Moment): ExpressionFigure {
  const { period, side } = moment;
  const earlier = moment.baseline ?? yearBefore(period);
  if (earlier === null) return { found: false, why: 'no-baseline', term: null };
  const after = valueOf(of, terms, { period, baseline: null, side });
  if (!after.found) return after;
  const before = valueOf(of, terms, { period: earlier, baseline: null, side });
  if (!before.found) return before.why === 'no-observation' ? { ...before, why: 'no-baseline' } : before;
  if (name === 'diff')
    return joined(before, after, after.value.minus(before.value), `${enclosed(after)} − ${enclosed(before)}`);
  if (before.value.lte(0)) return { found: false, why: 'baseline-not-positive', term: null };
  const value = after.value.div(before.value).minus(1).times(100);
  return joined(before, after, value, `${enclosed(after)} / ${enclosed(before)} − 1`);
}

/** The side that counts; where the other is there too, both are kept to be compared. */
function mirrored(a: ExpressionFigure, b: ExpressionFigure, { period, side }: Moment): ExpressionFigure {
  const [own, other] = side === 'first' ? [a, b] : [b, a];
  if (!own.found || !a.found || !b.found || !other.found) return own;
  const pair = { first: a.value, second: b.value, period };
  return { ...own, used: [...a.used, ...b.used], mirrored: [...a.mirrored, ...b.mirrored, pair] };
}

function joined(a: Found, b: Found, value: Decimal, shown: string): Found {
  const [used, pairs] = [
    [...a.used, ...b.used],
    [...a.mirrored, ...b.mirrored],
  ];
  return { found: true, value, shown, isPlain: false, used, mirrored: pairs };
}

function mapped(
  a: ExpressionFigure,
  turn: (a: Decimal) => Decimal,
  show: (a: Found) => string,
): ExpressionFigure {
  return a.found ? { ...a, value: turn(a.value), shown: show(a), isPlain: false } : a;
}

/** In parentheses where it is arithmetic itself. */
function enclosed({ shown, isPlain }: Found): string {
  return isPlain || /^\([^()]*\)(?: \w+)?$/.test(shown) ? shown : `(${shown})`;
}

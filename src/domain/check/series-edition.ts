import type { Assertion, DayRange, Dimension } from '../claim/assertion.js';
import { compare, type Observed } from '../claim/compare.js';
import { printFigure } from '../claim/print-figure.js';
import { labelOf } from '../evidence/passage-judgement.js';
import type { Label, Reason } from '../finding.js';
import type { Expression, FunctionName } from '../series/expression.js';
import { measureOf, type ExpressionMeasure } from '../series/expression-measure.js';
import {
  valueOf,
  type ExpressionFigure,
  type MissingFigure,
  type Moment,
} from '../series/expression-value.js';
import { cautious, disagreement, trapsOf, type Trap } from '../series/traps.js';
import type { Vintage } from '../series/vintage.js';
import type { BoundSeries } from './facts.js';

/** One edition of every series that an assertion is tested against. */
export interface Edition {
  readonly terms: Readonly<Record<string, { readonly series: BoundSeries; readonly vintage: Vintage }>>;
}

export interface Bound {
  readonly expression: Expression;
  /** As a person wrote it; null where the assertion is tied to one series. */
  readonly text: string | null;
}

export interface Judged {
  readonly label: Label;
  readonly reasons: readonly Reason[];
}

/** What one edition of the series says of an assertion, traps included. */
export function judgeByEdition(assertion: Assertion, bound: Bound, edition: Edition): Judged {
  const details = detailsOf(bound, edition);
  const none = (code: string, message: string): Judged => ({
    label: 'not-enough-evidence',
    reasons: [{ code, message, ...details }],
  });
  if (!settled.includes(assertion.kind))
    return none('series-cannot-settle', `No series settles a ${assertion.kind}.`);
  const period = periodOf(assertion);
  if (period === null) return none('period-missing', 'The claim names no period to look up.');
  const terms = termsOf(edition);
  const own = measureOf(bound.expression, terms);
  if (!own.ok) return none('expression-means-nothing', `The expression cannot be used: ${own.message}.`);
  const expression = askedOf(assertion, bound.expression, own.measure);
  const measured = measureOf(expression, terms);
  if (!measured.ok)
    return none('expression-means-nothing', `The expression cannot be used: ${measured.message}.`);
  const moment = { period, baseline: assertion.baseline };
  const figure = valueOf(expression, terms, { ...moment, side: 'first' });
  if (!figure.found) return none(figure.why, missing[figure.why]);
  if (!figure.value.abs().lte(largestFigure))
    return none('figure-out-of-range', 'The figure is larger than anything that is counted.');
  const title = titleOf(bound, edition);
  const judge = (each: Found): Judged =>
    judgeFigure(assertion, each, { measure: measured.measure, period, title });
  const { label, reasons } = judge(figure);
  const traps = [
    ...trapsOf(figure, terms, isOverTime(expression)),
    ...otherSide(expression, terms, moment, { figure, label, judge }),
  ];
  return {
    label: cautious(label, traps),
    reasons: [...reasons, ...traps.map((each) => each.reason)].map((each) => ({ ...each, ...details })),
  };
}

type Found = Extract<ExpressionFigure, { found: true }>;

/** Beyond it stands a slip in the data or a product of too many powers of ten; a double would end in Infinity. */
const largestFigure = 1e24;

/** Kinds that figures by period can settle. */
const settled: readonly Assertion['kind'][] = ['level', 'ratio', 'target', 'change'];

/** A claimed change is computed from levels: in percent, or as a difference where it is in points or in the series' own unit. */
function askedOf(assertion: Assertion, expression: Expression, { isChange }: ExpressionMeasure): Expression {
  if (assertion.kind !== 'change' || isChange) return expression;
  const name: FunctionName =
    assertion.dimension === 'percent' || assertion.dimension === null ? 'change' : 'diff';
  return { kind: 'call', name, args: [expression] };
}

function isOverTime(expression: Expression): boolean {
  switch (expression.kind) {
    case 'number':
    case 'term':
      return false;
    case 'negation':
      return isOverTime(expression.of);
    case 'operation':
      return isOverTime(expression.left) || isOverTime(expression.right);
    case 'call':
      return expression.name === 'change' || expression.name === 'diff' || expression.args.some(isOverTime);
  }
}

interface Seen {
  readonly measure: ExpressionMeasure;
  readonly period: DayRange;
  readonly title: string;
}

function judgeFigure(assertion: Assertion, figure: Found, { measure, period, title }: Seen): Judged {
  const dimension = dimensionSeen(assertion, measure);
  const value = figure.value.toNumber();
  const observed: Observed = {
    ...{ low: null, high: null, lowInclusive: null, highInclusive: null, precision: 0 },
    ...{ value, dimension, period, text: title },
    unit: dimension === 'measure' ? measure.unit : null,
    currency: dimension === 'money' ? measure.currency : null,
  };
  const shown = figure.isPlain
    ? null
    : `${figure.shown} = ${printFigure(value, { dimension, unit: observed.unit, currency: observed.currency })}`;
  const { outcome, reasons } = compare(
    { ...assertion, period },
    shown === null ? observed : { ...observed, shown },
  );
  return { label: labelOf(outcome), reasons };
}

/** A series of growth rates is in percent, whatever its unit is called. */
function dimensionSeen(assertion: Assertion, measure: ExpressionMeasure): Dimension {
  const isRate =
    assertion.kind === 'change' &&
    measure.isChange &&
    measure.dimension === 'number' &&
    assertion.dimension === 'percent';
  return isRate ? 'percent' : measure.dimension;
}

interface FirstSide {
  readonly figure: Found;
  readonly label: Label;
  readonly judge: (figure: Found) => Judged;
}

/** Whether the other of two mirror series that disagree would give another answer: then neither is one. */
function otherSide(
  expression: Expression,
  terms: ReturnType<typeof termsOf>,
  moment: Omit<Moment, 'side'>,
  { figure, label, judge }: FirstSide,
): Trap[] {
  if (!figure.mirrored.some((pair) => disagreement(pair) !== null)) return [];
  const other = valueOf(expression, terms, { ...moment, side: 'second' });
  if (!other.found) return [];
  const answer = judge(other);
  if (answer.label === label) return [];
  const message = `By the mirror series the answer would be ${answer.label}: ${answer.reasons[0]?.message ?? ''}`;
  return [
    { caution: 'leave-open', reason: { code: 'mirror-changes-answer', message, caution: 'leave-open' } },
  ];
}

function termsOf({ terms }: Edition) {
  return Object.fromEntries(
    Object.entries(terms).map(([name, { series, vintage }]) => {
      const { unit, currency, measureKind, scale, rate = null } = series;
      return [name, { unit, currency, measureKind, scale, rate, observations: vintage.observations }];
    }),
  );
}

/** A target without a period of its own is looked up in the year it falls due. */
function periodOf(assertion: Assertion): DayRange | null {
  const { period, dueOn } = assertion;
  if (period?.from && period.to) return period;
  if (assertion.kind !== 'target' || dueOn === null) return null;
  return { from: `${dueOn.slice(0, 4)}-01-01`, to: `${dueOn.slice(0, 4)}-12-31` };
}

const missing: Readonly<Record<MissingFigure, string>> = {
  'no-observation': 'The series has no value for this period.',
  'no-baseline': 'The series has no value for the period to count from.',
  'baseline-not-positive': 'The value to count from is not positive: there is no percentage.',
  'division-by-zero': 'The expression would divide by zero.',
};

function titleOf({ text }: Bound, { terms }: Edition): string {
  const named = Object.entries(terms).map(([name, { series, vintage }]) => {
    const edition = `${series.seriesTitle}, edition of ${vintage.publishedOn}`;
    return text === null ? edition : `${name}: ${edition}`;
  });
  return text === null ? named.join('; ') : `${text} (${named.join('; ')})`;
}

/** What every reason carries, so that programs find the data again. */
function detailsOf({ text }: Bound, { terms }: Edition): Readonly<Record<string, unknown>> {
  const named = Object.entries(terms).map(([name, { series, vintage }]) => ({
    ...{ name, seriesId: series.seriesId, vintageId: vintage.id, publishedOn: vintage.publishedOn },
  }));
  const [only] = named;
  return text === null
    ? { seriesId: only?.seriesId, vintageId: only?.vintageId }
    : { expression: text, terms: named };
}

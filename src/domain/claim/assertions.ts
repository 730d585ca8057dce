import type { Assertion, AssertionKind, Dimension } from './assertion.js';
import { attributionOf } from './attribution.js';
import { basisOf } from './basis.js';
import { changeWords, isForward } from './change-words.js';
import { changeTime, noTime, ownPeriod, timeOf, type ClauseTime } from './clause-periods.js';
import { clausesOf, type Clause } from './clauses.js';
import { roleOf, type FigureRole } from './figure-roles.js';
import { measureOf } from './measure.js';
import { isAsserted } from './asserted.js';
import { goesOn, pairedWith } from './listed.js';
import { namesIn } from './named.js';
import { isNegated } from './negation.js';
import type { Period, Quantity, QuantityKind, Span } from './quantity-types.js';
import { blank, statement } from './statement.js';
import { subjectOf } from './subject.js';
import { superlativeOf } from './superlatives.js';
import { contentWords } from './words.js';
import {
  changeBetween,
  changeFigure,
  levelFigure,
  pointsBetween,
  shareFigure,
  type StatedFigure,
} from './stated-interval.js';

/** What can be tested of a text, in the order of the text; a text without any figure or date gives one statement per sentence. */
export function assertionsOf(
  text: string,
  quantities: readonly Quantity[],
  periods: readonly Period[],
): Assertion[] {
  const found = clausesOf(text, quantities, periods).flatMap((clauses) => sentenceAssertions(text, clauses));
  return found.length > 0 ? found : [statement(text)];
}

function sentenceAssertions(text: string, clauses: readonly Clause[]): Assertion[] {
  const found: Assertion[] = [];
  let measure: string[] = [];
  let isFuture = false;
  let about: About = { subject: null, names: [], attribution: attributionIn(text, clauses) };
  // a clause without a period has that of the nearest clause before it, else of the first behind it
  let near = clauses.find((clause) => clause.periods.length > 0);
  for (const clause of clauses) {
    if (clause.periods.length > 0) near = clause;
    const fallback = near === undefined ? noTime : { ...timeOf(text, near, null), baseline: null };
    measure = measureOf(clause, measure);
    about = aboutOf(text, clause, about);
    // a participle goes on in the tense of its verb
    isFuture = isForward(clause.text) || isDuty(clause) || (clause.isDependent && isFuture);
    const own = clauseAssertions({ text, clause, measure, isFuture, fallback, about });
    const room = mostOfSentence - found.length;
    if (own.length > room) return [...found, ...own.slice(0, room), rest(text, clause, clauses)];
    found.push(...(own.length === 0 && clause.isIndependent ? [withoutFigure(text, [clause], about)] : own));
  }
  return found.length > 0 ? found : [withoutFigure(text, clauses, about)];
}

/** What the clauses of a sentence share unless they say otherwise. */
type About = Pick<Assertion, 'subject' | 'names' | 'attribution'>;

function attributionIn(text: string, clauses: readonly Clause[]): string | null {
  const [first, last] = [clauses[0], clauses.at(-1)];
  return first === undefined || last === undefined ? null : attributionOf(text.slice(first.start, last.end));
}

/** A clause without a subject is about what the one before is about. */
function aboutOf(text: string, clause: Clause, before: About): About {
  const own = namesIn(clause.text, clause.periods, clause.start);
  const subject = subjectOf(clause);
  if (subject !== null && !clause.isDependent) return { ...before, subject, names: own };
  return { ...before, names: [...new Set([...before.names, ...own])] };
}

/**
 * No sentence of prose has as many figures; what has is a list or a table, whose figures say nothing without its rows.
 * Each assertion also repeats its clause, so that what a list yields would grow with the square of its length.
 */
const mostOfSentence = 20;

/** Where a list goes on, one statement stands for it: the sentence must not count as judged by its first figures alone. */
function rest(text: string, from: Clause, clauses: readonly Clause[]): Assertion {
  const { start } = from;
  const end = clauses.at(-1)?.end ?? from.end;
  const said = text.slice(start, end);
  return { ...blank, kind: 'statement', text: said, start, end, measure: contentWords(said) };
}

/** "must fall by 2030": a duty with a day is a target, one without ("must be 18") is not. */
const isDuty = ({ text, periods }: Clause) =>
  /\b(?:must|should|has to|have to|needs? to)\b/iu.test(text) &&
  periods.some((period) => period.role === 'by');

interface ClauseReading {
  readonly text: string;
  readonly clause: Clause;
  readonly measure: readonly string[];
  readonly isFuture: boolean;
  readonly fallback: ClauseTime;
  readonly about: About;
}

function clauseAssertions(reading: ClauseReading): Assertion[] {
  const { clause } = reading;
  const words = changeWords(clause.text);
  const found: Assertion[] = [];
  let from: Quantity | null = null;
  let to: Quantity | null = null;
  let role: FigureRole | null = null;
  for (const quantity of clause.quantities) {
    if (!isAsserted(reading.text, clause, quantity)) continue;
    const before = clause.quantities[clause.quantities.indexOf(quantity) - 1];
    if (role === null || !goesOn(reading.text, before, quantity)) role = roleOf(clause, quantity, words);
    if (role.kind === 'from') from = quantity;
    if (role.kind === 'to') to = quantity;
    found.push(assertionFor(reading, quantity, role));
  }
  const move = from === null || to === null ? null : moveAssertion(reading, from, to);
  return [...(move === null ? [] : [move]), ...found, ...firstOfAll(reading)];
}

/** "the largest since 2008": the first rank, whatever else the clause says. */
function firstOfAll(reading: ClauseReading): Assertion[] {
  const { text, clause, isFuture, fallback } = reading;
  if (superlativeOf(clause) === null) return [];
  const time = clause.periods.length > 0 ? timeOf(text, clause, null) : fallback;
  return [
    {
      ...blank,
      ...reading.about,
      ...spanOf(clause),
      isNegated: isNegated(clause.text),
      kind: 'rank',
      dimension: 'ordinal',
      ...{ value: 1, low: 1, high: 1, lowInclusive: true, highInclusive: true, precision: 1 },
      measure: reading.measure,
      period: time.period,
      dueOn: isFuture ? time.dueOn : null,
    },
  ];
}

const dimensions: Readonly<Record<QuantityKind, Dimension>> = {
  number: 'number',
  percent: 'percent',
  'percentage-point': 'percentage-point',
  money: 'money',
  ordinal: 'ordinal',
  measure: 'measure',
  age: 'measure',
  temperature: 'measure',
  multiplier: 'number',
};

function assertionFor(reading: ClauseReading, quantity: Quantity, role: FigureRole): Assertion {
  const { clause } = reading;
  const shape = shapeOf(quantity, role);
  const own = timeOf(reading.text, clause, quantity);
  const base = clause.periods.length > 0 ? own : reading.fallback;
  const time = timeFor(shape.kind, role, clause, base);
  const isTarget = reading.isFuture && shape.kind !== 'rank' && role.kind !== 'from';
  return {
    ...blank,
    ...reading.about,
    ...spanOf(clause),
    isNegated: isNegated(clause.text),
    basis: shape.kind === 'change' ? basisOf(clause.text) : null,
    kind: isTarget ? 'target' : shape.kind,
    ...shape.figure,
    dimension: shape.dimension,
    unit: shape.dimension === 'percent' ? null : quantity.unit,
    currency: quantity.currency,
    measure: reading.measure,
    ...pairedWith(reading.text, clause, quantity, reading.about.names, reading.measure),
    direction: role.direction,
    period: endTime(reading, quantity, role, time),
    baseline: time.baseline,
    dueOn: isTarget || (reading.isFuture && shape.kind === 'rank') ? time.dueOn : null,
  };
}

/** "twice as many as in 2017" names what it compares with, as a change does; a level has no baseline. */
function timeFor(kind: AssertionKind, role: FigureRole, clause: Clause, base: ClauseTime): ClauseTime {
  if (kind === 'change') return changeTime(clause, base);
  return role.kind === 'times' ? base : { ...base, baseline: null };
}

/** The ends of a move: "from 5.2% to 4.8% between March and June" was 5.2 in March and 4.8 in June. */
function endTime(
  { clause }: ClauseReading,
  quantity: Quantity,
  role: FigureRole,
  time: ClauseTime,
): Assertion['period'] {
  if (role.kind !== 'from' && role.kind !== 'to') return time.period;
  const own = ownPeriod(clause, quantity);
  const isShared = own === null || (clause.periods.length < 2 && clause.quantities.length > 1);
  if (!isShared) return own;
  const move = changeTime(clause, time);
  if (role.kind === 'from') return move.baseline;
  return move.period;
}

interface Shape {
  readonly kind: AssertionKind;
  readonly dimension: Dimension;
  readonly figure: StatedFigure;
}

function shapeOf(quantity: Quantity, role: FigureRole): Shape {
  const dimension = dimensions[quantity.kind];
  switch (role.kind) {
    case 'rank':
      return { kind: 'rank', dimension: 'ordinal', figure: levelFigure(quantity) };
    case 'by': {
      const isShare = quantity.kind === 'multiplier' || (quantity.kind === 'number' && role.isShare);
      return {
        kind: 'change',
        dimension: isShare ? 'percent' : dimension,
        figure: changeFigure(quantity, role.direction === 'down' ? -1 : 1),
      };
    }
    case 'share':
      return { kind: 'ratio', dimension: 'percent', figure: shareFigure(quantity) };
    case 'times':
      return { kind: 'ratio', dimension: 'number', figure: levelFigure(quantity) };
    case 'from':
    case 'to':
    case 'level':
      return { kind: 'level', dimension, figure: levelFigure(quantity) };
  }
}

/** "from a to b": the change itself, in percent, or in points where a and b are shares. */
function moveAssertion(reading: ClauseReading, from: Quantity, to: Quantity): Assertion | null {
  const isAlike = from.kind === to.kind && from.unit === to.unit && from.currency === to.currency;
  if (!isAlike || reading.isFuture) return null;
  const isShare = from.kind === 'percent';
  const figure = isShare ? pointsBetween(from, to) : changeBetween(from, to);
  if (figure === null || figure.value === null || figure.value === 0) return null;
  const { period, baseline } = moveTime(reading, from, to);
  return {
    ...blank,
    ...reading.about,
    ...spanOf(reading.clause),
    isNegated: isNegated(reading.clause.text),
    kind: 'change',
    ...figure,
    dimension: isShare ? 'percentage-point' : 'percent',
    measure: reading.measure,
    direction: figure.value > 0 ? 'up' : 'down',
    period,
    baseline,
  };
}

/** Each end may have a period of its own ("from 9 in 2016 to 7 in 2018"). */
function moveTime({ text, clause, fallback }: ClauseReading, from: Quantity, to: Quantity): ClauseTime {
  const base = clause.periods.length > 0 ? timeOf(text, clause, to) : fallback;
  const start = clause.periods.length > 1 ? ownPeriod(clause, from) : null;
  if (start === null) return changeTime(clause, base);
  return changeTime(clause, { ...base, period: ownPeriod(clause, to) ?? base.period, baseline: start });
}

/** A sentence without a figure of its own: a promise with a day, a dated event, or a statement. */
function withoutFigure(text: string, clauses: readonly Clause[], about: About): Assertion {
  const [first, last] = [clauses[0], clauses.at(-1)];
  if (first === undefined || last === undefined) return statement(text);
  const whole: Clause = {
    text: text.slice(first.start, last.end),
    start: first.start,
    end: last.end,
    quantities: clauses.flatMap((clause) => clause.quantities),
    periods: clauses.flatMap((clause) => clause.periods),
    isDependent: false,
    isIndependent: true,
  };
  const base = {
    ...blank,
    ...about,
    ...spanOf(whole),
    isNegated: isNegated(whole.text),
    measure: measureOf(whole, []),
  };
  const time = timeOf(text, whole, null);
  if (time.period === null) return { ...base, kind: 'statement' };
  const isFuture = isForward(whole.text);
  const isPromise = isFuture && whole.periods.some((period) => period.role === 'by');
  return {
    ...base,
    kind: isPromise ? 'target' : 'event',
    period: time.period,
    dueOn: isFuture ? time.dueOn : null,
  };
}

const spanOf = ({ text, start, end }: Span): Span => ({ text, start, end });

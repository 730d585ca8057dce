import { Decimal } from 'decimal.js';
import { printPeriod } from '../claim/compare.js';
import type { Label, Reason } from '../finding.js';
import { currencyBreaks } from './currency-breaks.js';
import type { ExpressionFigure, Mirrored, TermValues, Terms, UsedObservation } from './expression-value.js';
import type { Observation } from './observation.js';
import { flagsOf } from './status-flags.js';
import type { StatusFlag } from './status-flags.js';

/** What a trap does to an answer: it is only told, or it leaves the answer open. */
export type Caution = 'tell' | 'leave-open';

export interface Trap {
  readonly reason: Reason;
  readonly caution: Caution;
}

type Figure = Extract<ExpressionFigure, { found: true }>;

/**
 * All that makes a figure less sure than its digits, in a fixed order; the table of docs/series.md. `isOverTime`: it compares
 * two periods.
 */
export function trapsOf(figure: Figure, terms: Terms, isOverTime: boolean): Trap[] {
  const byTerm = new Map<string, UsedObservation[]>();
  for (const each of figure.used) byTerm.set(each.term, [...(byTerm.get(each.term) ?? []), each]);
  const ofTerms = [...byTerm].flatMap(([name, used]) => {
    const term = terms[name];
    const observations = unique(used.map((each) => each.observation));
    return term === undefined ? [] : perTerm.flatMap((find) => find(observations, term, isOverTime));
  });
  return [...ofTerms, ...figure.mirrored.flatMap(mirrorTrap)];
}

/** A trap that leaves the answer open makes it not enough evidence; `conflicting` and that label stay. */
export function cautious(label: Label, traps: readonly Trap[]): Label {
  const isOpen = traps.some((each) => each.caution === 'leave-open');
  return isOpen && (label === 'supported' || label === 'refuted') ? 'not-enough-evidence' : label;
}

type Find = (used: readonly Observation[], term: TermValues, isOverTime: boolean) => Trap[];

const flagged: readonly {
  readonly flag: StatusFlag;
  readonly code: string;
  readonly says: string;
  readonly caution: Caution;
}[] = [
  { flag: 'p', code: 'provisional-value', says: 'is provisional', caution: 'tell' },
  { flag: 'e', code: 'estimated-value', says: 'is an estimate', caution: 'tell' },
  { flag: 'd', code: 'definition-differs', says: 'follows a definition of its own', caution: 'tell' },
  {
    flag: 'f',
    code: 'forecast-value',
    says: 'is a forecast, nothing that was observed',
    caution: 'leave-open',
  },
  {
    flag: 'u',
    code: 'unreliable-value',
    says: 'is marked as unreliable by its publisher',
    caution: 'leave-open',
  },
];

const statusTraps: Find = (used) =>
  flagged.flatMap(({ flag, code, says, caution }) => {
    const marked = used.filter((each) => flagsOf(each.status).has(flag));
    return marked.length === 0
      ? []
      : [
          trap(
            code,
            `The value for ${periodsOf(marked)} ${says} (status ${marked[0]?.status ?? ''}).`,
            caution,
          ),
        ];
  });

/** A break marked after the first period and up to the last one: what lies before it was counted otherwise. */
const breakTrap: Find = (used, { observations }, isOverTime) => {
  const [first, last] = [used[0], used.at(-1)];
  if (first === undefined || last === undefined) return [];
  const inside = observations.filter(
    (each) =>
      flagsOf(each.status).has('b') &&
      each.from <= last.from &&
      (isOverTime ? each.from > first.from : each.from >= first.from),
  );
  if (inside.length === 0) return [];
  const says = isOverTime ? 'between the periods compared' : 'at the period';
  return [
    trap(
      'break-in-series',
      `There is a break in the series ${says} (${periodsOf(inside)}).`,
      isOverTime ? 'leave-open' : 'tell',
    ),
  ];
};

const otherMeasure: Find = (used, term) => {
  const money = used.filter((each) => each.currency !== undefined && each.currency !== term.currency);
  const units = used.filter((each) => each.unit !== undefined);
  const said = (list: readonly Observation[], of: (each: Observation) => string | undefined): string =>
    `The value for ${periodsOf(list)} is in ${of(list[0] as Observation) ?? ''}, the series in ${term.currency ?? term.unit ?? 'no unit'}.`;
  return [
    ...(money.length > 0
      ? [
          trap(
            'currency-changed',
            said(money, (each) => each.currency),
            'leave-open',
          ),
        ]
      : []),
    ...(units.length > 0
      ? [
          trap(
            'unit-changed',
            said(units, (each) => each.unit),
            'leave-open',
          ),
        ]
      : []),
  ];
};

const devaluation: Find = (used, { currency, rate }, isOverTime) => {
  const [first, last] = [used[0], used.at(-1)];
  if (!isOverTime || first === undefined || last === undefined) return [];
  const known = currencyBreaks.filter(
    (each) => each.currency === currency && each.on > first.from && each.on <= last.to,
  );
  const told = known.map(({ on, says }) =>
    trap(
      'devaluation',
      `Between the periods compared, on ${on}, ${says}: amounts in ${currency ?? ''} before and after are not the same money.`,
      'tell',
    ),
  );
  const [before, after] = [new Decimal(first.value), new Decimal(last.value)];
  if (rate === null || rate === undefined || before.lte(0)) return told;
  const moved = after.div(before).minus(1).times(100);
  if (moved.abs().lt(devalued)) return told;
  const message = `The price of one ${rate.per} in ${rate.currency} moved by ${moved.toSignificantDigits(3).toString()} % between the periods compared.`;
  return [...told, trap('devaluation', message, 'tell')];
};

/** Per cent by which an exchange rate must have moved to be mentioned: more than rates of stable currencies do in a year. */
const devalued = 15;

/** Figures a thousand times apart are more often millions taken for thousands than news. */
const scaleSlip: Find = (used, { observations }) => {
  const slipped = used.filter((each) =>
    [...neighbours(each, observations), ...neighbours(each, used), ...ends(used)].some((other) =>
      isSlip(each, other),
    ),
  );
  if (slipped.length === 0) return [];
  const message = `The value for ${periodsOf(slipped)} and the one beside it, or the one compared with it, are about a thousand times apart: one of them may be in other units.`;
  return [trap('scale-slip', message, 'leave-open')];
};

/** The two figures that a change compares, or the first and last of a sum. */
function ends(used: readonly Observation[]): Observation[] {
  return [used[0], used.at(-1)].filter((each) => each !== undefined);
}

/** The nearest on either side that are of the same length: years may be missing between. */
function neighbours(each: Observation, observations: readonly Observation[]): Observation[] {
  let before: Observation | null = null;
  let after: Observation | null = null;
  for (const other of observations) {
    if (!isSameLength(each, other)) continue;
    if (other.to < each.from && (before === null || other.to > before.to)) before = other;
    if (other.from > each.to && (after === null || other.from < after.from)) after = other;
  }
  return [before, after].filter((other) => other !== null);
}

/** Months of 28 and 31 days are of one length. */
function isSameLength(a: Observation, b: Observation): boolean {
  const [x, y] = [a, b].map(({ from, to }) => Date.parse(to) - Date.parse(from) + day);
  return x !== undefined && y !== undefined && Math.abs(x - y) <= Math.max(x, y) / 8;
}

const day = 86_400_000;

/**
 * An edition whose figures are a thousand times those of the edition before: more of the periods in both than not. Null for
 * any other.
 */
export function slippedEdition(before: readonly Observation[], now: readonly Observation[]): Trap | null {
  const earlier = new Map(before.map((each) => [`${each.from} ${each.to}`, each]));
  const pairs = now.flatMap((each) => {
    const other = earlier.get(`${each.from} ${each.to}`);
    return other === undefined ? [] : [isSlip(each, other)];
  });
  if (pairs.filter(Boolean).length * 2 <= pairs.length) return null;
  const message =
    'The values of this edition and of the one before are about a thousand times apart: one of them may be in other units.';
  return trap('scale-slip', message, 'leave-open');
}

/** Counts below ten do jump: 2 cases, then 2,000. */
const smallest = 10;

function isSlip(a: Observation, b: Observation): boolean {
  const [x, y] = [new Decimal(a.value).abs(), new Decimal(b.value).abs()];
  const [low, high] = x.lt(y) ? [x, y] : [y, x];
  if (low.isZero() || (low.lt(smallest) && low.isInteger())) return false;
  const times = high.div(low);
  return [1e3, 1e6].some((step) => times.gte(step * 0.3) && times.lte(step * 3));
}

const perTerm: readonly Find[] = [statusTraps, breakTrap, otherMeasure, devaluation, scaleSlip];

/** Per cent of the larger one: mirror statistics of trade differ by about as much through freight and insurance alone. */
const mirrorTolerance = 10;

/** By how many per cent of the larger one two mirror series are apart; null where that is within what is usual. */
export function disagreement({ first, second }: Mirrored): Decimal | null {
  const larger = Decimal.max(first.abs(), second.abs());
  if (larger.isZero()) return null;
  const apart = first.minus(second).abs().div(larger).times(100);
  return apart.gt(mirrorTolerance) ? apart : null;
}

function mirrorTrap(pair: Mirrored): Trap[] {
  const apart = disagreement(pair);
  if (apart === null) return [];
  const [first, second] = [pair.first, pair.second].map((each) => each.toSignificantDigits(6).toString());
  const message = `The mirror series give ${first ?? ''} and ${second ?? ''} for ${printPeriod(pair.period)}: ${apart.toSignificantDigits(2).toString()} % apart.`;
  return [trap('mirror-disagrees', message, 'tell')];
}

function trap(code: string, message: string, caution: Caution): Trap {
  return { reason: { code, message, caution }, caution };
}

function unique(list: readonly Observation[]): Observation[] {
  const byPeriod = new Map(list.map((each) => [`${each.from} ${each.to}`, each]));
  return [...byPeriod.values()].sort((a, b) => a.from.localeCompare(b.from));
}

function periodsOf(list: readonly Observation[]): string {
  return list.map(printPeriod).join(', ');
}

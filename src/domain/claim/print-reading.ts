import type { Assertion, AssertionKind, DayRange } from './assertion.js';
import { printClaimed, printPeriod } from './compare.js';
import { daysIn } from './days.js';

const nouns: Readonly<Record<AssertionKind, string>> = {
  level: 'a level of',
  change: 'a change of',
  ratio: 'a ratio of',
  rank: 'rank',
  target: 'a target of',
  event: 'an event',
  statement: 'a statement, which passages and people can settle',
};

/**
 * How an assertion was read, in one line for a fact-checker: "a change of [45 %, 50 %) in 2018 against 2017, according to the
 * ministry". Names kind, interval, period, baseline, due day, negation and whose word it is.
 */
export function printReading(assertion: Assertion): string {
  const { kind, period, baseline, dueOn, isNegated, attribution } = assertion;
  const hasFigure = kind !== 'statement' && kind !== 'event' && !isBare(assertion);
  const parts = [
    hasFigure ? `${nouns[kind]} ${printClaimed(assertion, assertion)}` : nouns[kind].replace(/ of$/u, ''),
    period === null || dueOn !== null ? '' : ` in ${stretch(period)}`,
    baseline === null ? '' : ` against ${stretch(baseline)}`,
    dueOn === null ? '' : `, due ${dueOn}`,
    isNegated ? ', said not to be so' : '',
    attribution === null ? '' : `, by the word of ${attribution}`,
  ];
  return parts.join('');
}

const isBare = ({ value, low, high, direction }: Assertion) =>
  value === null && low === null && high === null && direction === null;

/** `2018`, `Q1 2018`, `2018-03`, else its days. */
function stretch(range: DayRange): string {
  const { from, to } = range;
  if (from === null || to === null || from.slice(0, 4) !== to.slice(0, 4) || !from.endsWith('-01'))
    return printPeriod(range);
  const [year, first, last] = [from.slice(0, 4), Number(from.slice(5, 7)), Number(to.slice(5, 7))];
  if (Number(to.slice(8)) !== daysIn(Number(year), last)) return printPeriod(range);
  if (last - first === 11) return year;
  if (last === first) return from.slice(0, 7);
  return last - first === 2 && first % 3 === 1 ? `Q${(first + 2) / 3} ${year}` : printPeriod(range);
}

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
    hasFigure ? figured(assertion) : nouns[kind].replace(/ of$/u, ''),
    period === null || dueOn !== null ? '' : during(period),
    baseline === null ? '' : ` against ${stretch(baseline)}`,
    dueOn === null ? '' : `, due ${dueOn}`,
    isNegated ? ', said not to be so' : '',
    attribution === null ? '' : `, by the word of ${attribution}`,
  ];
  return parts.join('');
}

/** "a change of [45 %, 50 %)"; where only the direction is said: "a rise", "a fall". */
function figured(assertion: Assertion): string {
  const { kind, value, low, high } = assertion;
  const claimed = printClaimed(assertion, assertion);
  return value === null && low === null && high === null ? claimed : `${nouns[kind]} ${claimed}`;
}

const isBare = ({ value, low, high, direction }: Assertion) =>
  value === null && low === null && high === null && direction === null;

/** " in 2018", " on 2018-06-09", " since 2015-01-01", " from … to …"; nothing for a period without days. */
function during(period: DayRange): string {
  const { from, to } = period;
  if (from === null && to === null) return '';
  if (from === to) return ` on ${from ?? ''}`;
  if (to === null) return ` since ${from ?? ''}`;
  if (from === null) return ` until ${to}`;
  const named = stretch(period);
  return named.includes(' to ') ? ` from ${named}` : ` in ${named}`;
}

/** How a stretch of so many whole months from that month on is called; null where it has no name. */
const names: Readonly<Record<number, (month: number, year: string) => string | null>> = {
  1: (month, year) => `${year}-${String(month).padStart(2, '0')}`,
  3: (month, year) => (month % 3 === 1 ? `Q${(month + 2) / 3} ${year}` : null),
  6: (month, year) => (month % 6 === 1 ? `H${(month + 5) / 6} ${year}` : null),
  12: (_month, year) => year,
};

/** `2018`, `H1 2018`, `Q1 2018`, `2018-03`, else its days. */
function stretch(range: DayRange): string {
  const { from, to } = range;
  if (from === null || to === null || from.slice(0, 4) !== to.slice(0, 4)) return printPeriod(range);
  const [year, first, last] = [from.slice(0, 4), Number(from.slice(5, 7)), Number(to.slice(5, 7))];
  const isWhole = from.endsWith('-01') && Number(to.slice(8)) === daysIn(Number(year), last);
  return (isWhole ? names[last - first + 1]?.(first, year) : null) ?? printPeriod(range);
}

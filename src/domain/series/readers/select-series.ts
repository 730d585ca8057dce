import type { Observation } from '../observation.js';
import { periodCode } from '../time-codes.js';
import type { Days } from '../time-codes.js';
import { SeveralSeries, UnreadableData, unreadable } from './data-table.js';
import type { DataProblem, DataRow, DataTable, OpenDimension, SeriesMapping } from './data-table.js';
import { isDecimal } from './figures.js';

/** One series of a data set. */
export interface SelectedSeries {
  /** In order of time. */
  readonly observations: readonly Observation[];
  /** Periods that the publisher lists without a figure. */
  readonly missing: number;
}

/**
 * The one series of a table that the selection leaves. All or nothing: a bad cell refuses the data.
 *
 * @throws SeveralSeries where dimensions stay open; UnreadableData for an unknown selection, bad periods or values, and a
 * period that stands twice.
 */
export function selectSeries(
  table: DataTable,
  select: NonNullable<SeriesMapping['select']> = {},
): SelectedSeries {
  const codesOf = distinctCodes(table.rows);
  const wanted = Object.entries(select).map(([id, given]) => ({
    id,
    code: resolve(table, codesOf, id, given),
  }));
  const rows = table.rows.filter((row) => wanted.every(({ id, code }) => row.codes[id] === code));
  const open = openDimensions(table, rows);
  if (open.length > 0) throw new SeveralSeries(open);
  const problems: DataProblem[] = [];
  const observations = rows.flatMap((row) => toObservation(row, problems));
  for (const each of repeats(observations)) problems.push(each);
  for (const each of splitYears(rows)) problems.push(each);
  if (problems.length > 0) throw new UnreadableData(problems);
  const figures = observations.flatMap(({ row: _row, ...each }) => each.observation ?? []);
  return { observations: [...figures].sort(byTime), missing: observations.length - figures.length };
}

function byTime(a: Observation, b: Observation): number {
  return a.from.localeCompare(b.from) || a.to.localeCompare(b.to);
}

function distinctCodes(rows: readonly DataRow[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const row of rows) {
    for (const [id, code] of Object.entries(row.codes)) {
      const codes = found.get(id) ?? new Set();
      found.set(id, codes.add(code));
    }
  }
  return found;
}

/** The code that a selection means: itself, or the one that it is the label of. */
function resolve(
  { labels }: DataTable,
  codesOf: ReadonlyMap<string, ReadonlySet<string>>,
  id: string,
  given: string,
): string {
  const codes = codesOf.get(id);
  if (codes === undefined)
    throw unreadable(
      `select.${id}`,
      `there is no such dimension; the data have ${listed([...codesOf.keys()])}`,
    );
  if (codes.has(given)) return given;
  const named = [...codes].filter((code) => labels[id]?.[code]?.toLowerCase() === given.toLowerCase());
  if (named.length === 1 && named[0] !== undefined) return named[0];
  throw unreadable(`select.${id}`, `"${given}" is none of ${listed([...codes])}`);
}

const mostListed = 20;

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  const more = names.length > mostListed ? ` and ${names.length - mostListed} more` : '';
  return names.slice(0, mostListed).join(', ') + more;
}

function openDimensions({ labels }: DataTable, rows: readonly DataRow[]): OpenDimension[] {
  return [...distinctCodes(rows)]
    .filter(([, codes]) => codes.size > 1)
    .map(([id, codes]) => ({
      id,
      codes: [...codes].map((code) => ({ code, label: labels[id]?.[code] ?? null })),
    }));
}

interface ReadRow {
  readonly row: DataRow;
  readonly observation: Observation | null;
}

/** Nothing where the row has a problem, which is added to the list. */
function toObservation(row: DataRow, problems: DataProblem[]): ReadRow[] {
  const days = row.days ?? periodCode(row.period);
  const found = checks.filter((check) => check.holds(row, days));
  problems.push(...found.map(({ part, say }) => ({ at: row.at, part, message: say(row) })));
  if (days === null || found.length > 0) return [];
  if (row.value === null) return [{ row, observation: null }];
  const { value, status, unit, scale, currency } = row;
  const said = {
    ...(status && { status }),
    ...(unit && { unit }),
    ...(scale && { scale }),
    ...(currency && { currency }),
  };
  return [{ row, observation: { from: days.from, to: days.to, value, ...said } }];
}

const longestValue = 60;
const longestText = 50;

/** Years that statistics speak of: what lies outside of them is a figure in the wrong column, or a placeholder. */
const [firstYear, lastYear] = [1500, 2200];

/** Above what any money or count comes to in units; times a scale it must stay a number. */
const largest = 1e24;

/** What cannot be read, and what can be read and is out of range. */
const checks: readonly {
  readonly part: 'period' | 'value' | 'status' | 'unit';
  readonly holds: (row: DataRow, days: Days | null) => boolean;
  readonly say: (row: DataRow) => string;
}[] = [
  {
    part: 'period',
    holds: (_, days) => days === null,
    say: ({ period }) =>
      `"${brief(period)}" is no period; write 2018, 2018-Q1, 2018-06, 2018-H1, 2018-W05 or 2018-06-30.`,
  },
  {
    part: 'period',
    holds: (_, days) => days !== null && (yearOf(days.from) < firstYear || yearOf(days.to) > lastYear),
    say: ({ period }) =>
      /^0000/.test(period)
        ? 'There is no year 0.'
        : `"${brief(period)}" does not lie in the years ${firstYear} to ${lastYear}.`,
  },
  {
    part: 'value',
    holds: ({ value }) => value !== null && !isDecimal(value),
    say: ({ value }) => `"${brief(value ?? '')}" is no decimal number.`,
  },
  {
    part: 'value',
    holds: ({ value }) =>
      value !== null &&
      isDecimal(value) &&
      (value.length > longestValue || Math.abs(Number(value)) > largest),
    say: () => `The number is out of range or longer than ${longestValue} characters.`,
  },
  {
    part: 'status',
    holds: ({ status }) => (status?.length ?? 0) > longestText,
    say: () => `The status is longer than ${longestText} characters.`,
  },
  {
    part: 'unit',
    holds: ({ unit }) => (unit?.length ?? 0) > 2 * longestText,
    say: () => `The unit is longer than ${2 * longestText} characters.`,
  },
];

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

/** "2009-10", "2010-11", "2011-12" and nothing else are years that begin in summer, not months. */
function splitYears(rows: readonly DataRow[]): DataProblem[] {
  const [first] = rows;
  const periods = new Set(rows.map(({ period }) => period.trim()));
  if (first === undefined || periods.size < 2 || ![...periods].every(isSplitYear)) return [];
  const message = `"${brief(first.period)}" may be a month or a year that runs into the next; write 2009-M10 or 2009-07-01/P1Y.`;
  return [{ at: first.at, part: 'period', message }];
}

function isSplitYear(period: string): boolean {
  const [, year, next] = /^(\d{4})-(\d{2})$/.exec(period) ?? [];
  return year !== undefined && (Number(year) + 1) % 100 === Number(next);
}

function repeats(read: readonly ReadRow[]): DataProblem[] {
  const first = new Map<string, string>();
  return read.flatMap(({ row, observation }) => {
    if (observation === null) return [];
    const key = `${observation.from} ${observation.to}`;
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, row.at);
    return earlier === undefined
      ? []
      : [{ at: row.at, part: 'period' as const, message: `The period stands in ${earlier} already.` }];
  });
}

function brief(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

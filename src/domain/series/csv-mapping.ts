import { daysIn, isDay, iso } from '../claim/days.js';
import type { Observation } from './observation.js';

/** What is wrong in one cell. Row 1 is the header; `column` is its name. */
export interface RowError {
  readonly row: number;
  readonly column: string;
  readonly message: string;
}

export interface MappedRows {
  readonly meta: {
    /** Data rows read, without blank ones. */
    readonly rows: number;
    /** Rows whose value is empty: periods that the publisher lists without a figure. */
    readonly missing: number;
    readonly from: string | null;
    readonly to: string | null;
  };
  /** In order of time. */
  readonly observations: readonly Observation[];
  /** Empty when the rows can be used; nothing of a file with errors should be. */
  readonly errors: readonly RowError[];
}

/** Reads the rows of a CSV file with the header `period,value` or `period,value,status`. Never throws. */
export function observationsFromRows(rows: readonly (readonly string[])[]): MappedRows {
  const header = (rows[0] ?? []).map((name, index) => tidy(index === 0 ? name.replace(/^\uFEFF/, '') : name));
  const headerError = checkHeader(header);
  if (headerError) return mapped([], 0, 0, [headerError]);
  const read = rows.slice(1).flatMap((cells, index) => {
    return cells.every((cell) => tidy(cell) === '') ? [] : [readRow(cells, index + 2, header.length)];
  });
  const observations = read.flatMap((each) => each.observation ?? []);
  const missing = read.filter((each) => each.observation === null && each.errors.length === 0).length;
  const errors = [...read.flatMap((each) => each.errors), ...repeats(read)];
  return mapped(observations, read.length, missing, errors);
}

/** The days of a period code (`2018`, `2018-Q1`, `2018Q1`, `2018-06`, `2018M06`, `2018-H1`, `2018-S1`, an ISO day), or null. */
export function periodCode(code: string): { from: string; to: string } | null {
  if (isDay(code)) return { from: code, to: code };
  const match = /^(\d{4})(?:-?([QHSM])(\d{1,2})|-(\d{2}))?$/.exec(code.toUpperCase());
  if (!match) return null;
  const [year, letter, number] = [Number(match[1]), match[2] ?? 'M', Number(match[3] ?? match[4])];
  if (match[3] === undefined && match[4] === undefined) return months(year, 1, 12);
  const length = monthsOf[letter] ?? 0;
  const first = (number - 1) * length + 1;
  return number >= 1 && first + length - 1 <= 12 ? months(year, first, length) : null;
}

const monthsOf: Readonly<Record<string, number>> = { M: 1, Q: 3, H: 6, S: 6 };

function months(year: number, first: number, count: number): { from: string; to: string } {
  const last = first + count - 1;
  return { from: iso(year, first, 1), to: iso(year, last, daysIn(year, last)) };
}

const columns: readonly string[] = ['period', 'value', 'status'];

function checkHeader(header: readonly string[]): RowError | null {
  const wanted = columns.slice(0, header.length === 3 ? 3 : 2);
  const wrong = wanted.findIndex((name, index) => header[index]?.toLowerCase() !== name);
  if (wrong < 0 && header.length === wanted.length) return null;
  const column = columns[Math.max(wrong, 0)] ?? 'period';
  return { row: 1, column, message: `The header must be "period,value" or "period,value,status".` };
}

interface ReadRow {
  readonly row: number;
  readonly observation: Observation | null;
  readonly errors: readonly RowError[];
}

function readRow(cells: readonly string[], row: number, width: number): ReadRow {
  const [code = '', value = '', status = ''] = cells.map(tidy);
  const period = periodCode(code);
  const errors: RowError[] = [];
  const wrong = (column: string, message: string) => errors.push({ row, column, message });
  if (cells.length > width)
    wrong('row', `${cells.length} cells under ${width} columns: is a comma unquoted?`);
  if (!period)
    wrong('period', `"${code}" is no period; write 2018, 2018-Q1, 2018-06, 2018-H1 or 2018-06-30.`);
  if (value !== '' && !decimal.test(value))
    wrong('value', `"${value}" is no decimal number; write 3170.5 without separators of thousands.`);
  if (!period || errors.length > 0 || value === '') return { row, observation: null, errors };
  return { row, observation: { ...period, value, ...(status === '' ? {} : { status }) }, errors };
}

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

function repeats(read: readonly ReadRow[]): RowError[] {
  const first = new Map<string, number>();
  return read.flatMap(({ row, observation }) => {
    if (!observation) return [];
    const key = `${observation.from} ${observation.to}`;
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, row);
    return earlier === undefined
      ? []
      : [{ row, column: 'period', message: `The period stands in row ${earlier} already.` }];
  });
}

function mapped(observations: Observation[], rows: number, missing: number, errors: RowError[]): MappedRows {
  const sorted = observations.sort((a, b) => a.from.localeCompare(b.from) || a.to.localeCompare(b.to));
  const to = sorted.reduce<string | null>(
    (last, each) => (last === null || each.to > last ? each.to : last),
    null,
  );
  return { meta: { rows, missing, from: sorted[0]?.from ?? null, to }, observations: sorted, errors };
}

function tidy(cell: string): string {
  return cell.trim();
}

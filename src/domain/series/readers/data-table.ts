import type { Days } from '../time-codes.js';

/** The formats that series are read from. */
export type SeriesFormat = 'csv' | 'sdmx-json' | 'sdmx-csv' | 'json-stat' | 'world-bank' | 'data-package';

export const seriesFormats: readonly SeriesFormat[] = [
  'csv',
  'sdmx-json',
  'sdmx-csv',
  'json-stat',
  'world-bank',
  'data-package',
];

/** What a reader has to be told where the data do not say it. */
export interface SeriesMapping {
  /** Sniffed when not given. */
  readonly delimiter?: string;
  readonly decimal?: '.' | ',';
  /** The names of columns; of JSON-stat and packages also that of the dimension or field with the periods. */
  readonly columns?: Partial<Record<ColumnRole, string>>;
  /** Columns that tell no series from another: notes, labels. */
  readonly ignore?: readonly string[];
  /** Which of several series: a code, or its label, by dimension. */
  readonly select?: Readonly<Record<string, string>>;
  /** Which resource of a data package, by name. */
  readonly resource?: string;
}

export type ColumnRole = 'period' | 'value' | 'status' | 'unit' | 'scale' | 'currency';

/** One cell of a data set, with all that is said of it. */
export interface DataRow {
  /** Codes by dimension, without time. */
  readonly codes: Readonly<Record<string, string>>;
  readonly period: string;
  /** The days of the period where the data give them. */
  readonly days?: Days;
  /** Null: no figure for this period. */
  readonly value: string | null;
  readonly status?: string;
  readonly unit?: string;
  /** What one unit of the value stands for, a decimal. */
  readonly scale?: string;
  readonly currency?: string;
  /** Where it stands: `row 3` or a JSON pointer. */
  readonly at: string;
}

/** What every reader makes of its format: cells under dimensions, one or many series. */
export interface DataTable {
  readonly title: string | null;
  /** The day the data say they came out. */
  readonly publishedOn: string | null;
  /** Label by code, by dimension. */
  readonly labels: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly rows: readonly DataRow[];
}

/** What is wrong at one place of the data. */
export interface DataProblem {
  readonly at: string;
  /** Which part of the row. */
  readonly part?: ColumnRole | 'row';
  readonly message: string;
}

/** The place for people: `row 3, column value`, or the pointer. */
export function placeOf({ at, part }: DataProblem): string {
  return part !== undefined && at.startsWith('row ') ? `${at}, column ${part}` : at;
}

/** The data are not what their format says; nothing of them is used. */
export class UnreadableData extends Error {
  override readonly name = 'UnreadableData';
  constructor(readonly problems: readonly DataProblem[]) {
    super(
      problems[0] === undefined
        ? 'the data cannot be read'
        : `${placeOf(problems[0])}: ${problems[0].message}`,
    );
  }
}

export function unreadable(at: string, message: string): UnreadableData {
  return new UnreadableData([{ at, message }]);
}

export interface OpenDimension {
  readonly id: string;
  readonly codes: readonly { readonly code: string; readonly label: string | null }[];
}

/** The data hold several series, and the selection leaves these dimensions open. */
export class SeveralSeries extends Error {
  override readonly name = 'SeveralSeries';
  constructor(readonly open: readonly OpenDimension[]) {
    super(`several series: ${open.map((each) => each.id).join(', ')} open`);
  }
}

/** Keeps memory in bounds, and the service from standing still: reading costs some 10 µs a cell. */
export const mostCells = 500_000;

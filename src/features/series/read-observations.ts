import { parse } from 'csv-parse/sync';
import { DomainError } from '../../domain/errors.js';
import type { FieldError } from '../../domain/errors.js';
import { observationsFromRows } from '../../domain/series/csv-mapping.js';
import type { MappedRows, RowError } from '../../domain/series/csv-mapping.js';
import type { Observation } from '../../domain/series/observation.js';

/** One value as a request gives it. */
export interface GivenObservation {
  /** `2018`, `2018-Q1`, `2018-06`, `2018-H1` or an ISO day. */
  readonly period: string;
  /** Text keeps all digits; an empty one is a period without a figure. */
  readonly value: string | number;
  readonly status?: string;
}

export interface GivenValues {
  readonly csv?: string;
  readonly observations?: readonly GivenObservation[];
}

/**
 * The observations of a request, in order of time. All or nothing: one bad cell refuses the vintage, for a vintage cannot be
 * mended afterwards.
 *
 * @throws DomainError `request/invalid` unless exactly one of both forms is there, and for a bad value among `observations`;
 * `series/bad-csv` naming row and column; `series/no-observations`.
 */
export function readObservations({ csv, observations }: GivenValues): readonly Observation[] {
  if ((csv === undefined) === (observations === undefined)) {
    const detail = 'give exactly one of csv and observations';
    throw new DomainError('request/invalid', `The values: ${detail}.`, [{ pointer: '/csv', detail }]);
  }
  const read = csv === undefined ? fromJson(observations ?? []) : fromCsv(csv);
  if (read.length === 0) throw new DomainError('series/no-observations', 'No row has a period and a value.');
  return read;
}

/** How many wrong cells are listed: a file read under the wrong header has one a row. */
const listedErrors = 50;

function fromCsv(text: string): readonly Observation[] {
  const { observations, errors } = mapped(rowsOf(text));
  if (errors.length > 0) throw badCsv(errors);
  return observations;
}

function rowsOf(text: string): string[][] {
  try {
    return parse(text, { bom: true, relax_column_count: true });
  } catch (error) {
    const { message, lines, column } = error as { message: string; lines?: number; column?: unknown };
    throw badCsv([
      { row: lines ?? 1, column: typeof column === 'string' ? column : columnAt(column), message },
    ]);
  }
}

function columnAt(index: unknown): string {
  return ['period', 'value', 'status'][typeof index === 'number' ? index : 0] ?? 'row';
}

function badCsv(errors: readonly RowError[]): DomainError {
  const fields = errors.slice(0, listedErrors).map(({ row, column, message }) => ({
    pointer: '/csv',
    detail: `row ${row}, column ${column}: ${brief(message)}`,
  }));
  const others = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return new DomainError('series/bad-csv', `${fields[0]?.detail ?? ''}${others}`, fields);
}

/** The same rules for both forms: JSON goes the way of a file with a header. */
function fromJson(given: readonly GivenObservation[]): readonly Observation[] {
  const rows = given.map(({ period, value, status }) => [period, String(value), status ?? '']);
  const { observations, errors } = mapped([['period', 'value', 'status'], ...rows]);
  if (errors.length > 0) {
    throw new DomainError(
      'request/invalid',
      'Some observations cannot be read.',
      errors.slice(0, listedErrors).map(toField),
    );
  }
  return observations;
}

function toField({ row, column, message }: RowError): FieldError {
  const own = message.replace(/stands in row (\d+)/, (_, n) => `stands in observation ${Number(n) - 2}`);
  return { pointer: `/observations/${row - 2}/${column}`, detail: brief(own) };
}

function mapped(rows: readonly (readonly string[])[]): Pick<MappedRows, 'observations' | 'errors'> {
  const { observations, errors } = observationsFromRows(rows);
  return { observations, errors: [...errors, ...rows.slice(1).flatMap(unstorable)] };
}

const longestValue = 60;
const longestStatus = 50;

/** What can be read and not be kept: PostgreSQL has no year 0, and no figure outgrows a double. */
function unstorable([period = '', value = '', status = '']: readonly string[], index: number): RowError[] {
  const wrong = (column: string, message: string) => ({ row: index + 2, column, message });
  const errors: RowError[] = [];
  if (period.trim().startsWith('0000')) errors.push(wrong('period', 'There is no year 0.'));
  if (value.trim().length > longestValue || Math.abs(Number(value)) === Infinity)
    errors.push(wrong('value', `The number is out of range or longer than ${longestValue} characters.`));
  if (status.trim().length > longestStatus)
    errors.push(wrong('status', `The status is longer than ${longestStatus} characters.`));
  return errors;
}

function brief(message: string): string {
  return message.length > 300 ? `${message.slice(0, 299)}…` : message;
}

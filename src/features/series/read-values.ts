import { createHash } from 'node:crypto';
import { DomainError } from '../../domain/errors.js';
import type { ErrorCode, FieldError } from '../../domain/errors.js';
import { SeveralSeries, UnreadableData, placeOf } from '../../domain/series/readers/data-table.js';
import type {
  DataProblem,
  DataTable,
  OpenDimension,
  SeriesFormat,
  SeriesMapping,
} from '../../domain/series/readers/data-table.js';
import type { Observation } from '../../domain/series/observation.js';
import { isNothing } from '../../domain/series/readers/figures.js';
import { readSeries } from '../../domain/series/readers/read-data.js';
import { selectSeries } from '../../domain/series/readers/select-series.js';
import { csvRows } from '../../platform/csv-rows.js';
import { jsonStatCube } from '../../platform/json-stat.js';

/** One value as a request gives it. */
export interface GivenObservation {
  /** `2018`, `2018-Q1`, `2018-06`, `2018-H1` or an ISO day. */
  readonly period: string;
  /** Text keeps all digits; an empty one is a period without a figure. */
  readonly value: string | number;
  readonly status?: string;
}

/** A data file with what it takes to read it. */
export interface GivenData {
  readonly text: string;
  readonly format: SeriesFormat | null;
  readonly mapping: SeriesMapping;
  readonly files: ReadonlyMap<string, string>;
  /** What was fetched, as it came; of what was handed in, the texts are it. */
  readonly bytes?: readonly Buffer[];
  /** The field of the request that the data came in. */
  readonly pointer: '/csv' | '/data' | '/url';
}

/** What a vintage is made of. */
export interface ReadValues {
  /** Null for values that the request lists. */
  readonly format: SeriesFormat | null;
  readonly mapping: SeriesMapping | null;
  readonly sha256: Buffer | null;
  /** The day the data say they came out. */
  readonly publishedOn: string | null;
  readonly title: string | null;
  /** In order of time, at least one. */
  readonly observations: readonly Observation[];
}

const readerTools = { csvRows, jsonStat: jsonStatCube };

/** More than a hundred years of weeks, or fifty of days. */
const mostObservations = 20_000;

/**
 * The one series that is in the data. All or nothing: one bad cell refuses the vintage, for it cannot be mended afterwards.
 *
 * @throws DomainError `series/bad-csv` or `series/bad-data` naming the place; `series/ambiguous` naming the dimensions that
 * are open; `series/no-observations`.
 */
export function readData(data: GivenData): ReadValues {
  const { pointer, bytes = [data.text, ...data.files.values()] } = data;
  const read = refusing(pointer, () => readSeries(data, readerTools));
  const { format, publishedOn, title, observations } = read;
  requireSome(observations, pointer);
  const hash = createHash('sha256');
  for (const each of bytes) hash.update(each);
  return { format, mapping: data.mapping, sha256: hash.digest(), publishedOn, title, observations };
}

/**
 * The observations that a request lists, in order of time.
 *
 * @throws DomainError `request/invalid` naming the values that cannot be read; `series/no-observations`.
 */
export function readListed(given: readonly GivenObservation[]): ReadValues {
  const rows = given.map(({ period, value, status = '' }, n) => ({
    ...{ codes: {}, period, at: `/observations/${n}` },
    value: isNothing(String(value)) ? null : String(value).trim(),
    ...(status.trim() !== '' && { status: status.trim() }),
  }));
  const table: DataTable = { title: null, publishedOn: null, labels: {}, rows };
  const { observations } = refusing('/observations', () => selectSeries(table));
  requireSome(observations, '/observations');
  return { format: null, mapping: null, sha256: null, publishedOn: null, title: null, observations };
}

function requireSome(observations: readonly Observation[], pointer: string): void {
  if (observations.length === 0)
    throw new DomainError('series/no-observations', 'No row has a period and a value.');
  if (observations.length <= mostObservations) return;
  const detail = `holds more than ${mostObservations} values`;
  throw new DomainError('series/bad-data', `The series ${detail}.`, [{ pointer, detail }]);
}

const codes: Readonly<Record<string, ErrorCode>> = {
  '/csv': 'series/bad-csv',
  '/observations': 'request/invalid',
};

/** Does work of a reader; what it finds wrong becomes a refusal that names the field of the request. */
export function refusing<T>(pointer: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof SeveralSeries) throw ambiguous(error.open);
    if (error instanceof UnreadableData) throw badData(pointer, error.problems);
    throw error;
  }
}

/** How many wrong cells are listed: a file read under the wrong header has one a row. */
const listedErrors = 50;

function badData(pointer: string, problems: readonly DataProblem[]): DomainError {
  const fields = problems.slice(0, listedErrors).map((each) => toField(pointer, each));
  const others = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return new DomainError(codes[pointer] ?? 'series/bad-data', `${fields[0]?.detail ?? ''}${others}`, fields);
}

function toField(pointer: string, problem: DataProblem): FieldError {
  const detail = brief(problem.message);
  if (pointer === '/observations') return { pointer: `${problem.at}/${problem.part ?? 'period'}`, detail };
  const [, part, name] = /^(select|columns)\.(.+)$/s.exec(problem.at) ?? [];
  if (part !== undefined) return { pointer: `/mapping/${part}/${escaped(name ?? '')}`, detail };
  return { pointer, detail: `${brief(placeOf(problem))}: ${detail}` };
}

/** How many codes of an open dimension are listed. */
const listedCodes = 60;

function ambiguous(open: readonly OpenDimension[]): DomainError {
  const fields = open.map(({ id, codes: all }) => {
    const names = all
      .slice(0, listedCodes)
      .map(({ code, label }) => (label === null || label === code ? code : `${code} (${label})`));
    const more = all.length > listedCodes ? ` and ${all.length - listedCodes} more` : '';
    return { pointer: `/mapping/select/${escaped(id)}`, detail: `one of ${names.join(', ')}${more}` };
  });
  const ids = open.map((each) => each.id).join(', ');
  return new DomainError('series/ambiguous', `The data hold several series; select one by ${ids}.`, fields);
}

/** As JSON pointers want it. */
function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function brief(message: string): string {
  return message.length > 300 ? `${message.slice(0, 299)}…` : message;
}

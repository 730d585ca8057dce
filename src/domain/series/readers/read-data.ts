import type { Observation } from '../observation.js';
import { delimiterOf, tableOfRows } from './csv.js';
import { unreadable } from './data-table.js';
import type { DataTable, SeriesFormat, SeriesMapping } from './data-table.js';
import { resourceOf, tableOfResource } from './data-package.js';
import { tableOfCube } from './json-stat.js';
import type { JsonStatCube } from './json-stat.js';
import { isObject, listIn, parseData } from './json.js';
import type { Json } from './json.js';
import { readSdmxCsv } from './sdmx-csv.js';
import { readSdmxJson } from './sdmx-json.js';
import { selectSeries } from './select-series.js';
import { readWorldBank } from './world-bank.js';

/** What the domain leaves to packages. */
export interface ReaderTools {
  /** @throws UnreadableData naming row and column. */
  readonly csvRows: (text: string, delimiter: string) => string[][];
  /** @throws UnreadableData */
  readonly jsonStat: (document: Json) => JsonStatCube;
}

export interface SeriesData {
  readonly text: string;
  /** Sniffed when null. */
  readonly format: SeriesFormat | null;
  readonly mapping: SeriesMapping;
  /** The files of a data package, by path. */
  readonly files: ReadonlyMap<string, string>;
}

/** One series as the data give it: every format ends here. */
export interface ReadSeries {
  readonly format: SeriesFormat;
  readonly title: string | null;
  readonly publishedOn: string | null;
  /** In order of time. */
  readonly observations: readonly Observation[];
  readonly missing: number;
}

/**
 * Reads one series out of data of any format.
 *
 * @throws UnreadableData, SeveralSeries
 */
export function readSeries(data: SeriesData, tools: ReaderTools): ReadSeries {
  const isTable = data.format === 'csv' || data.format === 'sdmx-csv';
  const document = !isTable && isJson(data.text) ? parseData(data.text) : null;
  const format = data.format ?? formatOf(data.text, document);
  const table = readers[format]({ ...data, document }, tools);
  const { observations, missing } = selectSeries(table, data.mapping.select);
  return { format, title: table.title, publishedOn: table.publishedOn, observations, missing };
}

/**
 * The format of data that do not name it.
 * @throws UnreadableData for JSON of no format that is known.
 */
export function sniffFormat(text: string): SeriesFormat {
  return formatOf(text, isJson(text) ? parseData(text) : null);
}

function formatOf(text: string, document: unknown): SeriesFormat {
  if (document === null) return isSdmxCsv(text) ? 'sdmx-csv' : 'csv';
  const found = jsonForms.find((form) => form.holds(document));
  if (found !== undefined) return found.format;
  throw unreadable(
    'the document',
    'this is neither SDMX-JSON, JSON-stat, a World Bank answer nor a data package',
  );
}

function isJson(text: string): boolean {
  return /^[\uFEFF\s]*[[{]/.test(text.slice(0, 1000));
}

/** The file that a data package needs beside its descriptor; null for none and for other formats. */
export function neededFile({ text, format, mapping }: SeriesData): string | null {
  if ((format ?? sniffFormat(text)) !== 'data-package') return null;
  return resourceOf(objectOf(parseData(text)), mapping).path;
}

const jsonForms: readonly {
  readonly format: SeriesFormat;
  readonly holds: (document: unknown) => boolean;
}[] = [
  { format: 'world-bank', holds: (each) => isWorldBank(listIn(each)[0]) },
  { format: 'data-package', holds: (each) => isObject(each) && Array.isArray(each['resources']) },
  {
    format: 'sdmx-json',
    holds: (each) =>
      isObject(each) && ('dataSets' in each || (isObject(each['data']) && 'dataSets' in each['data'])),
  },
  {
    format: 'json-stat',
    holds: (each) =>
      isObject(each) && ('class' in each || 'dataset' in each || ('dimension' in each && 'value' in each)),
  },
];

function isWorldBank(first: unknown): boolean {
  return isObject(first) && ('pages' in first || 'message' in first);
}

function isSdmxCsv(text: string): boolean {
  const header = /^.*/.exec(text.replace(/^\uFEFF/, '').slice(0, 10_000))?.[0] ?? '';
  return /\bTIME_PERIOD\b/.test(header) && /\bOBS_VALUE\b/.test(header);
}

/** Data with the JSON that they are; null for what is none. */
type Parsed = SeriesData & { readonly document: unknown };

const readers: Readonly<Record<SeriesFormat, (data: Parsed, tools: ReaderTools) => DataTable>> = {
  csv: ({ text, mapping }, tools) =>
    tableOfRows(csvRows(text, mapping, tools), { delimiter: delimiterOf(text), ...mapping }),
  'sdmx-csv': ({ text, mapping }, tools) => readSdmxCsv(csvRows(text, mapping, tools), mapping),
  'sdmx-json': ({ document }) => readSdmxJson(objectOf(document)),
  'world-bank': ({ document }) => readWorldBank(document),
  'json-stat': ({ document, mapping }, tools) =>
    tableOfCube(tools.jsonStat(objectOf(document)), mapping.columns),
  'data-package': readPackage,
};

function csvRows(text: string, { delimiter }: SeriesMapping, tools: ReaderTools): string[][] {
  return tools.csvRows(text, delimiter ?? delimiterOf(text));
}

function readPackage({ document, mapping, files }: Parsed, tools: ReaderTools): DataTable {
  const resource = resourceOf(objectOf(document), mapping);
  if (resource.rows !== null) return tableOfResource(resource, resource.rows, mapping);
  const file = files.get(resource.path ?? '');
  if (file === undefined) throw unreadable('/resources', `the file ${resource.path ?? ''} is not there`);
  const delimiter = mapping.delimiter ?? resource.delimiter ?? undefined;
  return tableOfResource(
    resource,
    csvRows(file, { ...mapping, ...(delimiter && { delimiter }) }, tools),
    mapping,
  );
}

function objectOf(document: unknown): Json {
  if (isObject(document)) return document;
  throw unreadable('the document', 'an object is expected');
}

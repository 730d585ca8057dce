import { tableOfRows } from './csv.js';
import { unreadable } from './data-table.js';
import type { ColumnRole, DataTable, SeriesMapping } from './data-table.js';
import { dayIn, isObject, listIn, nameIn, objectIn, textIn } from './json.js';
import type { Json } from './json.js';

/** A resource of a Frictionless data package: its rows, or the path of the file that holds them. */
export interface PackageResource {
  readonly name: string;
  /** Inline rows, the header first; null: in the file. */
  readonly rows: readonly (readonly string[])[] | null;
  /** Relative to the descriptor, nowhere else. */
  readonly path: string | null;
  readonly delimiter: string | null;
  readonly fields: readonly Json[];
  readonly missing: readonly string[];
  readonly title: string | null;
  readonly publishedOn: string | null;
}

/**
 * The resource to read. `resource` names it where there are several.
 *
 * @throws UnreadableData for no such resource, several paths, and a path that leaves the folder of the descriptor.
 */
export function resourceOf(document: Json, { resource }: SeriesMapping): PackageResource {
  const all = listIn(document['resources']).map(objectIn);
  const nameOf = (each: Json): string => textIn(each['name']) ?? '';
  const found = resource === undefined ? all : all.filter((each) => nameOf(each) === resource);
  const [chosen] = found;
  if (chosen === undefined || found.length > 1)
    throw unreadable(
      '/resources',
      `name one in mapping.resource: ${all.map(nameOf).join(', ') || 'there is none'}`,
    );
  const n = all.indexOf(chosen);
  const { schema, dialect } = { schema: objectIn(chosen['schema']), dialect: objectIn(chosen['dialect']) };
  const inline = 'data' in chosen ? inlineRows(chosen['data'], n) : null;
  return {
    name: nameOf(chosen),
    rows: inline,
    path: inline === null ? safePath(chosen['path'], n) : null,
    delimiter: textIn(dialect['delimiter']) ?? (dialect['delimiter'] === '\t' ? '\t' : null),
    fields: listIn(schema['fields']).map(objectIn),
    missing: listIn(schema['missingValues']).flatMap((each) => (typeof each === 'string' ? [each] : [])),
    title: nameIn(chosen['title']) ?? nameIn(document['title']),
    publishedOn: dayIn(document['created']),
  };
}

/** The rows of a resource as a data set. Fields of type year, yearmonth or date hold the periods, the one of numbers the values. */
export function tableOfResource(
  resource: PackageResource,
  rows: readonly (readonly string[])[],
  mapping: SeriesMapping,
): DataTable {
  const { fields, missing } = resource;
  const columns = { ...typedColumns(fields, mapping.columns?.period), ...mapping.columns };
  const value = fields.find((each) => each['name'] === columns.value);
  // The specification: a point, unless the field says otherwise.
  const mark = value === undefined ? undefined : textIn(value['decimalChar']) === ',' ? ',' : '.';
  const decimal = mapping.decimal ?? mark;
  const cleaned = rows.map((cells, i) =>
    i === 0 ? cells : cells.map((cell) => (missing.includes(cell) ? '' : cell)),
  );
  const table = tableOfRows(cleaned, { ...mapping, columns, ...(decimal !== undefined && { decimal }) });
  return { ...table, title: resource.title, publishedOn: resource.publishedOn };
}

/** Names that say what a field is, whatever its type. */
const [periodNames, valueNames] = [/^(?:time_?period|period|time|year|date)$/i, /^(?:obs_)?value$/i];

/**
 * What the types tell. One field of numbers is the value; one of integers where no other field can be. A field that is
 * called value is left to its name.
 */
function typedColumns(
  fields: readonly Json[],
  given: string | undefined,
): Partial<Record<ColumnRole, string>> {
  const ofType = (...types: string[]): string[] =>
    fields.filter((each) => types.includes(textIn(each['type']) ?? 'any')).map(nameOfField);
  const only = ([first, ...more]: readonly string[]): string | null =>
    first === undefined || more.length > 0 ? null : first;
  const period = given ?? only(ofType('year', 'yearmonth', 'date'));
  const isPeriod = (name: string): boolean => (period === null ? periodNames.test(name) : name === period);
  const figures = (...types: string[]): string[] => ofType(...types).filter((name) => !isPeriod(name));
  const [numbers, untyped] = [figures('number'), figures('any')];
  const integer = numbers.length > 0 || untyped.length > 0 ? null : only(figures('integer'));
  const isNamed = fields.some((each) => valueNames.test(nameOfField(each)));
  const value = isNamed ? null : (only(numbers) ?? integer);
  return { ...(period !== null && { period }), ...(value !== null && { value }) };
}

function nameOfField(field: Json): string {
  return textIn(field['name']) ?? '';
}

/** A path of the package's own folder: a descriptor that somebody sends must reach no other file and no other host. */
function safePath(given: unknown, n: number): string {
  const list = Array.isArray(given) ? listIn(given) : [given];
  const at = `/resources/${n}/path`;
  if (list.length !== 1 || typeof list[0] !== 'string') throw unreadable(at, 'one path is needed, or data');
  const [path] = list as [string];
  const parts = path.split('/');
  const isEscape =
    path === '' ||
    /^[/~]|[\\\0:?#%]/.test(path) ||
    parts.some((part) => part === '..' || part === '.' || part === '');
  if (isEscape) throw unreadable(at, `"${path.slice(0, 100)}" does not stay in the folder of the package`);
  return path;
}

/** Rows of arrays with a header, or of objects; text is taken as it is. */
function inlineRows(data: unknown, n: number): string[][] {
  const list = listIn(data);
  const at = `/resources/${n}/data`;
  if (list.length === 0) throw unreadable(at, 'data is a list of rows');
  if (list.every((row) => Array.isArray(row))) return list.map((row) => listIn(row).map(cellText));
  if (!list.every(isObject)) throw unreadable(at, 'rows are all lists or all objects');
  const names = [...new Set(list.flatMap((row) => Object.keys(row)))];
  return [names, ...list.map((row) => names.map((name) => cellText(row[name])))];
}

function cellText(cell: unknown): string {
  return typeof cell === 'string' ? cell : (textIn(cell) ?? '');
}

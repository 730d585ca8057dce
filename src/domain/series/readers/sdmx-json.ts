import { measureOf } from './csv.js';
import { mostCells, unreadable } from './data-table.js';
import type { DataRow, DataTable } from './data-table.js';
import { isNothing, powerOfTen } from './figures.js';
import { dayIn, isObject, listIn, nameIn, objectIn, textIn } from './json.js';
import type { Json } from './json.js';
import { attributesOf, codeOf, dimensionsOf, isTime } from './sdmx-structure.js';
import type { Component, Structure } from './sdmx-structure.js';

/**
 * SDMX-JSON 1 and 2: flat, time-series and cross-section data sets. What a later data set says of a cell replaces what an
 * earlier one said; one of action Delete takes cells away.
 *
 * @throws UnreadableData where keys or structures do not fit.
 */
export function readSdmxJson(document: Json): DataTable {
  const data = isObject(document['data']) ? document['data'] : document;
  const structures = isObject(data['structure']) ? [data['structure']] : listIn(data['structures']);
  const dataSets = listIn(data['dataSets']);
  if (structures.length === 0 || dataSets.length === 0)
    throw unreadable('the document', 'an SDMX-JSON data message has dataSets and a structure');
  const rows = new Map<string, DataRow>();
  const labels: Record<string, Record<string, string>> = {};
  dataSets.forEach((each, n) => {
    const dataSet = objectIn(each);
    const structure = structureOf(structures, dataSet, n);
    Object.assign(labels, labelsOf(structure));
    const isDelete = /^d(?:elete)?$/i.test(textIn(dataSet['action']) ?? '');
    for (const row of cellsOf(dataSet, structure, n)) {
      const key = `${JSON.stringify(row.codes)} ${row.period}`;
      if (isDelete) rows.delete(key);
      else rows.set(key, row);
      if (rows.size > mostCells) throw unreadable('the document', `more than ${mostCells} cells`);
    }
  });
  const header = objectIn(document['meta'] ?? document['header']);
  const first = objectIn(structures[0]);
  return {
    title: nameIn(first['name'] ?? first['names']),
    publishedOn: dayIn(header['prepared']),
    labels,
    rows: [...rows.values()],
  };
}

/** The structure that a data set names; SDMX-JSON 1 has one. */
function structureOf(structures: readonly unknown[], dataSet: Json, n: number): Structure {
  const index = dataSet['structure'] ?? 0;
  const found = typeof index === 'number' ? structures[index] : undefined;
  if (!isObject(found))
    throw unreadable(`/dataSets/${n}/structure`, `there is no structure ${textIn(index) ?? 'of that kind'}`);
  return { ...dimensionsOf(found, n), ...attributesOf(found) };
}

/** The dimension that tells several measures of one observation apart. */
const measureDimension = 'MEASURE';

function labelsOf({
  dataSet,
  series,
  observation,
  measures,
}: Structure): Record<string, Record<string, string>> {
  const named = measures.map(({ id, name }) => [id, name ?? id] as const);
  const labels = Object.fromEntries(
    [...dataSet, ...series, ...observation]
      .filter((each) => !isTime(each))
      .map(({ id, values }) => [
        id,
        Object.fromEntries(values.map((value) => [value.code, value.name ?? value.code])),
      ]),
  );
  return named.length > 1 ? { [measureDimension]: Object.fromEntries(named), ...labels } : labels;
}

/** Where a cell stands: the value that each dimension has there. */
interface Place {
  readonly at: string;
  readonly path: readonly { readonly dimension: Component; readonly index: number }[];
}

function* cellsOf(dataSet: Json, structure: Structure, n: number): Generator<DataRow> {
  const at = `/dataSets/${n}`;
  const fixed = structure.dataSet.map((dimension) => ({ dimension, index: 0 }));
  const whole = attributeTexts(structure.attributes.dataSet, listIn(dataSet['attributes']));
  const context = { structure, groups: objectIn(dataSet['dimensionGroupAttributes']) };
  for (const [key, each] of Object.entries(objectIn(dataSet['series']))) {
    const one = objectIn(each);
    const said = { ...whole, ...attributeTexts(structure.attributes.series, listIn(one['attributes'])) };
    const place = {
      at: `${at}/series/${key}`,
      path: [...fixed, ...pathOf(key, structure.series, `${at}/series`)],
    };
    yield* observationsOf(objectIn(one['observations']), structure.observation, { ...context, place, said });
  }
  const flat = objectIn(dataSet['observations']);
  const keys = Object.keys(flat);
  if (keys.length === 0) return;
  const dimensions = flatDimensions(keys[0] ?? '', structure, `${at}/observations`);
  yield* observationsOf(flat, dimensions, { ...context, place: { at, path: fixed }, said: whole });
}

/**
 * Keys of a flat data set run over the observation dimensions or, where the structure lists series dimensions as well, over
 * both: reading them by the observation dimensions alone would give every figure a wrong label.
 */
function flatDimensions(key: string, { series, observation }: Structure, at: string): readonly Component[] {
  const parts = key.split(':').length;
  if (parts === observation.length) return observation;
  if (parts === series.length + observation.length) return [...series, ...observation];
  throw unreadable(at, `the key "${key.slice(0, 40)}" has ${parts} parts, the structure other dimensions`);
}

function pathOf(key: string, dimensions: readonly Component[], at: string): Place['path'] {
  const parts = key.split(':');
  if (parts.length !== dimensions.length)
    throw unreadable(
      at,
      `the key "${key.slice(0, 40)}" has ${parts.length} parts for ${dimensions.length} dimensions`,
    );
  return dimensions.map((dimension, i) => {
    const index = Number(parts[i]);
    if (/^\d{1,7}$/.test(parts[i] ?? '') && index < dimension.values.length) return { dimension, index };
    throw unreadable(at, `the key "${key.slice(0, 40)}" names a value that ${dimension.id} does not have`);
  });
}

type Said = Readonly<Record<string, string>>;

interface Context {
  readonly structure: Structure;
  readonly groups: Json;
  readonly place: Place;
  readonly said: Said;
}

function* observationsOf(
  cells: Json,
  dimensions: readonly Component[],
  context: Context,
): Generator<DataRow> {
  const { structure, groups, place } = context;
  for (const [key, cell] of Object.entries(cells)) {
    const at = `${place.at}/observations/${key}`;
    const path = [...place.path, ...pathOf(key, dimensions, `${place.at}/observations`)];
    const list = Array.isArray(cell) ? listIn(cell) : [cell];
    const own = attributeTexts(structure.attributes.observation, list.slice(structure.measureCount));
    const said = { ...groupTexts(groups, structure, path), ...context.said, ...own };
    for (const { index, id } of structure.measures) {
      const row = toRow(path, list[index], said, at);
      yield structure.measures.length === 1
        ? row
        : { ...row, codes: { [measureDimension]: id, ...row.codes } };
    }
  }
}

function toRow(path: Place['path'], value: unknown, said: Said, at: string): DataRow {
  const time = path.find(({ dimension }) => isTime(dimension));
  const period = time?.dimension.values[time.index];
  if (period === undefined) throw unreadable(at, 'no dimension of the data is time');
  const codes: Record<string, string> = {};
  for (const { dimension, index } of path)
    if (dimension !== time?.dimension) codes[dimension.id] = codeOf(dimension, index);
  const of = (...ids: string[]): string | null =>
    ids.map((id) => said[id] ?? codes[id]).find(Boolean) ?? null;
  const status = of('OBS_STATUS', 'OBS_FLAG');
  return {
    ...{ codes, period: period.code, value: figureIn(value), at },
    ...(period.days !== null && { days: period.days }),
    ...(status !== null && { status }),
    ...measureOf(of('UNIT_MEASURE', 'UNIT'), powerOfTen(of('UNIT_MULT', 'UNIT_MULTIPLIER')), of('CURRENCY')),
  };
}

/** Null where the publisher writes that there is none: null, "NaN". */
function figureIn(value: unknown): string | null {
  const text = textIn(value);
  return text === null || isNothing(text) ? null : text;
}

/** By id: the code that an index points to, or what is written. */
function attributeTexts(attributes: readonly Component[], given: readonly unknown[]): Said {
  return Object.fromEntries(
    attributes.flatMap((attribute, i) => {
      const raw = given[i] ?? null;
      const index = Array.isArray(raw) ? (raw[0] as unknown) : raw;
      const isIndex =
        typeof index === 'number' && Number.isInteger(index) && attribute.values[index] !== undefined;
      const text = isIndex ? codeOf(attribute, index) : textIn(isObject(index) ? nameIn(index) : index);
      return text === null ? [] : [[attribute.id, text]];
    }),
  );
}

/** Attributes of groups of cells (SDMX-JSON 2): keys such as `0::1`, where an empty part stands for any value. */
function groupTexts(groups: Json, { attributes, groupDimensions }: Structure, path: Place['path']): Said {
  const indexOf = new Map(path.map(({ dimension, index }) => [dimension.id, index]));
  const texts: Record<string, string> = {};
  for (const [key, given] of Object.entries(groups)) {
    const parts = key.split(':');
    const isOurs = parts.every(
      (part, i) => part === '' || Number(part) === indexOf.get(groupDimensions[i] ?? ''),
    );
    if (isOurs) Object.assign(texts, attributeTexts(attributes.dimensionGroup, listIn(given)));
  }
  return texts;
}

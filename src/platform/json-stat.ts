import JSONstat from 'jsonstat-toolkit';
import type { JsonStatData } from 'jsonstat-toolkit';
import { mostCells, unreadable } from '../domain/series/readers/data-table.js';
import type { JsonStatCube } from '../domain/series/readers/json-stat.js';
import { isObject, listIn, objectIn, textIn } from '../domain/series/readers/json.js';
import type { Json } from '../domain/series/readers/json.js';

/**
 * A JSON-stat document (1 or 2; a collection or bundle of one data set too) as the package lays it out. Nothing is fetched.
 *
 * @throws UnreadableData where the package cannot read it, or it has more cells than anybody needs.
 */
export function jsonStatCube(document: Json): JsonStatCube {
  refuseHuge(document);
  const data = dataSetOf(document);
  const ids = data.id ?? [];
  return {
    ...{ label: data.label, updated: data.updated },
    dimensions: ids.map((id, n) => dimensionOf(data, id, n)),
    cells: reading(() => data.Data() ?? []).map(({ value, status }) => ({
      value: textIn(value),
      status: textIn(status),
    })),
  };
}

/** The package makes a list of all cells, also of those that a sparse document leaves out: look at the sizes first. */
function refuseHuge(document: Json): void {
  const sizes = [document, ...Object.values(document), ...listIn(objectIn(document['link'])['item'])]
    .filter(isObject)
    .flatMap((each) => [each['size'], objectIn(each['dimension'])['size']])
    .filter((size) => Array.isArray(size));
  for (const size of sizes) {
    const counts = listIn(size).map((count) => (typeof count === 'number' ? count : NaN));
    const cells = counts.reduce((product, count) => product * count, 1);
    if (!counts.every((count) => Number.isInteger(count) && count >= 0) || cells > mostCells)
      throw unreadable('/size', `the sizes must be whole numbers and make ${mostCells} cells at most`);
  }
}

function dataSetOf(document: Json): JsonStatData {
  const read = reading(() => {
    const all = JSONstat(document);
    return all.class === 'collection' || all.class === 'bundle' ? inCollection(all) : all;
  });
  if (read.class !== 'dataset' || (read.id ?? []).length === 0)
    throw unreadable('the document', 'there is no JSON-stat data set in it');
  return read;
}

function inCollection(all: JsonStatData): JsonStatData {
  const found = all.length === 1 ? all.Dataset(0) : null;
  if (found === null)
    throw unreadable('the document', `one data set is needed; the document has ${all.length}`);
  return found;
}

function dimensionOf(data: JsonStatData, id: string, n: number): JsonStatCube['dimensions'][number] {
  return reading(() => {
    const dimension = data.Dimension(n);
    const codes = dimension?.id ?? [];
    const categories = codes.map((code, i) => {
      const category = dimension?.Category(i) ?? null;
      const unit = category?.unit ?? {};
      return {
        ...{ code, label: category?.label ?? code },
        unit: textIn(unit['symbol']) ?? textIn(unit['label']) ?? textIn(unit['base']),
        multiplier: textIn(unit['multiplier']),
      };
    });
    return { id, role: dimension?.role ?? null, categories };
  });
}

/** The package throws whatever a malformed document makes it stumble over. */
function reading<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && error.name === 'UnreadableData') throw error;
    throw unreadable('the document', 'this is no JSON-stat that can be read');
  }
}

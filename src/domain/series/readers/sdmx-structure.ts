import type { Days } from '../time-codes.js';
import { unreadable } from './data-table.js';
import { dayIn, listIn, nameIn, objectIn, textIn } from './json.js';
import type { Json } from './json.js';

/** A dimension or attribute with its values. */
export interface Component {
  readonly id: string;
  readonly roles: readonly string[];
  readonly values: readonly {
    readonly code: string;
    readonly name: string | null;
    /** Of a period that gives its first and last day. */
    readonly days: Days | null;
  }[];
}

export interface Dimensions {
  readonly dataSet: readonly Component[];
  readonly series: readonly Component[];
  readonly observation: readonly Component[];
  /** Ids in the order in which keys of dimension groups name them. */
  readonly groupDimensions: readonly string[];
}

export interface Attributes {
  readonly attributes: Readonly<
    Record<'dataSet' | 'series' | 'observation' | 'dimensionGroup', readonly Component[]>
  >;
  /** How many measures stand before the attributes of an observation. */
  readonly measureCount: number;
  /** Those that are read: OBS_VALUE alone, or where there is none, all, each a series of its own. */
  readonly measures: readonly Measure[];
}

/** One of the figures of an observation. */
export interface Measure {
  readonly index: number;
  readonly id: string;
  readonly name: string | null;
}

export type Structure = Dimensions & Attributes;

/** @throws UnreadableData where a data set dimension has not one value. */
export function dimensionsOf(structure: Json, n: number): Dimensions {
  const given = objectIn(structure['dimensions']);
  const dataSet = componentsIn(given['dataSet']).filter((each) => each.values.length > 0);
  const several = dataSet.find((each) => each.values.length > 1);
  if (several !== undefined)
    throw unreadable(
      `/dataSets/${n}`,
      `the dimension ${several.id} holds for the whole data set and has several values`,
    );
  const [series, observation] = [componentsIn(given['series']), componentsIn(given['observation'])];
  const all = [...dataSet, ...series, ...observation];
  const positions = new Map(
    ['dataSet', 'series', 'observation'].flatMap((at) =>
      listIn(given[at]).map((each) => [
        String(objectIn(each)['id']),
        Number(objectIn(each)['keyPosition'] ?? NaN),
      ]),
    ),
  );
  const place = (id: string): number => positions.get(id) ?? NaN;
  const isPlaced = all.every(({ id }) => Number.isFinite(place(id)));
  const ids = all.map(({ id }) => id);
  return {
    ...{ dataSet, series, observation },
    groupDimensions: isPlaced ? [...ids].sort((a, b) => place(a) - place(b)) : ids,
  };
}

export function attributesOf(structure: Json): Attributes {
  const given = objectIn(structure['attributes']);
  const measures = listIn(objectIn(structure['measures'])['observation']).map(measureIn);
  const value = measures.find(({ id }) => id === 'OBS_VALUE');
  return {
    attributes: {
      dataSet: componentsIn(given['dataSet']),
      series: componentsIn(given['series']),
      observation: componentsIn(given['observation']),
      dimensionGroup: componentsIn(given['dimensionGroup']),
    },
    measureCount: Math.max(measures.length, 1),
    measures: value === undefined && measures.length > 0 ? measures : [value ?? measureIn({}, 0)],
  };
}

function measureIn(given: unknown, index: number): Measure {
  const one = objectIn(given);
  return { index, id: textIn(one['id']) ?? `${index}`, name: nameIn(one['name'] ?? one['names']) };
}

export function isTime({ id, roles }: Component): boolean {
  return id === 'TIME_PERIOD' || roles.some((role) => /^time(?:_period)?$/i.test(role));
}

export function codeOf({ values }: Component, index: number): string {
  return values[index]?.code ?? '';
}

function componentsIn(list: unknown): Component[] {
  return listIn(list).map((each) => {
    const one = objectIn(each);
    const roles = [...listIn(one['roles']), one['role']].flatMap((role) => textIn(role) ?? []);
    return { id: textIn(one['id']) ?? '', roles, values: listIn(one['values']).map(valueIn) };
  });
}

/** SDMX-JSON 2 writes uncoded values as `{value}` or bare. */
function valueIn(value: unknown): Component['values'][number] {
  const one = objectIn(value);
  const name = nameIn(one['name'] ?? one['names']);
  const code = textIn(one['id'] ?? one['value']) ?? textIn(value) ?? name ?? '';
  const [from, to] = [dayIn(one['start']), dayIn(one['end'])];
  return { code, name, days: from !== null && to !== null && from <= to ? { from, to } : null };
}

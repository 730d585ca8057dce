import { measureOf } from './csv.js';
import { unreadable } from './data-table.js';
import type { DataRow, DataTable, SeriesMapping } from './data-table.js';
import { powerOfTen } from './figures.js';
import { dayIn } from './json.js';

/** A JSON-stat data set as the toolkit lays it out: one cell for every combination, the last dimension fastest. */
export interface JsonStatCube {
  readonly label: string | null;
  readonly updated: string | null;
  readonly dimensions: readonly {
    readonly id: string;
    readonly role: string | null;
    readonly categories: readonly {
      readonly code: string;
      readonly label: string;
      readonly unit: string | null;
      /** A power of ten. */
      readonly multiplier: string | null;
    }[];
  }[];
  readonly cells: readonly { readonly value: string | null; readonly status: string | null }[];
}

/** Names that a dimension of time has where no role says so. */
const timeNames = /^(?:time|time_period|year|period|date)$/i;

/** @throws UnreadableData where no dimension is time, or cells are more or fewer than the dimensions make. */
export function tableOfCube(cube: JsonStatCube, columns: SeriesMapping['columns'] = {}): DataTable {
  const { dimensions, cells } = cube;
  const time = timeOf(dimensions, columns.period);
  const size = dimensions.reduce((product, each) => product * each.categories.length, 1);
  if (size !== cells.length)
    throw unreadable('/value', `${cells.length} cells where the dimensions make ${size}`);
  const rows: DataRow[] = [];
  const at = dimensions.map(() => 0);
  for (const [n, cell] of cells.entries()) {
    if (cell.value !== null || cell.status !== null) rows.push(toRow(dimensions, at, time, { ...cell, n }));
    advance(at, dimensions);
  }
  return { title: cube.label, publishedOn: dayIn(cube.updated), labels: labelsOf(dimensions, time), rows };
}

type Dimensions = JsonStatCube['dimensions'];

function timeOf(dimensions: Dimensions, name: string | undefined): number {
  const found =
    name === undefined
      ? [
          dimensions.findIndex((each) => each.role === 'time'),
          dimensions.findIndex((each) => timeNames.test(each.id)),
        ].find((index) => index >= 0)
      : dimensions.findIndex((each) => each.id === name);
  if (found !== undefined && found >= 0) return found;
  const ids = dimensions.map((each) => each.id).join(', ');
  throw unreadable('/role', `no dimension is said to be time; name it in columns.period: ${ids}`);
}

function toRow(
  dimensions: Dimensions,
  at: readonly number[],
  time: number,
  { value, status, n }: JsonStatCube['cells'][number] & { readonly n: number },
): DataRow {
  const chosen = dimensions.map((each, i) => ({ id: each.id, category: each.categories[at[i] ?? 0] }));
  const measured = chosen
    .map(({ category }) => category)
    .find((category) => category?.unit || category?.multiplier);
  const codes = chosen
    .filter((_, i) => i !== time)
    .map(({ id, category }) => [id, category?.code ?? ''] as const);
  return {
    codes: Object.fromEntries(codes),
    period: chosen[time]?.category?.code ?? '',
    ...{ value, at: `/value/${n}` },
    ...(status !== null && { status }),
    ...measureOf(measured?.unit, powerOfTen(measured?.multiplier)),
  };
}

function advance(at: number[], dimensions: Dimensions): void {
  for (let i = at.length - 1; i >= 0; i--) {
    at[i] = (at[i] ?? 0) + 1;
    if ((at[i] ?? 0) < (dimensions[i]?.categories.length ?? 0)) return;
    at[i] = 0;
  }
}

function labelsOf(dimensions: Dimensions, time: number): DataTable['labels'] {
  return Object.fromEntries(
    dimensions
      .filter((_, i) => i !== time)
      .map(({ id, categories }) => [
        id,
        Object.fromEntries(categories.map(({ code, label }) => [code, label])),
      ]),
  );
}

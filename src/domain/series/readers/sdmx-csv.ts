import { tableOfRows } from './csv.js';
import { unreadable } from './data-table.js';
import type { DataRow, DataTable, SeriesMapping } from './data-table.js';

/** Columns that say which data set a row belongs to, not which series. */
const about = ['DATAFLOW', 'STRUCTURE', 'STRUCTURE_ID', 'STRUCTURE_NAME', 'LAST UPDATE'];

/**
 * SDMX-CSV 1 and 2: dimensions stand before OBS_VALUE, attributes behind it; a cell may be `KZ: Kazakhstan`. Rows of action
 * D take earlier ones away.
 *
 * @throws UnreadableData
 */
export function readSdmxCsv(rows: readonly (readonly string[])[], mapping: SeriesMapping): DataTable {
  const full = (rows[0] ?? []).map((name) => name.replace(/^\uFEFF/, '').trim());
  const header = full.map((name) => codeOf(name));
  const value = header.indexOf('OBS_VALUE');
  if (value < 0 || !header.includes('TIME_PERIOD'))
    throw unreadable('row 1', 'SDMX-CSV has the columns TIME_PERIOD and OBS_VALUE.');
  const parted = rows
    .slice(1)
    .map((cells) => cells.map((cell, i) => (isLabelled(full, i) ? codeOf(cell) : cell)));
  const attributes = header.slice(value + 1);
  const ignore = [...about, 'ACTION', ...attributes, ...(mapping.ignore ?? [])];
  const columns = { period: 'TIME_PERIOD', value: 'OBS_VALUE', ...mapping.columns };
  const table = tableOfRows([header, ...parted], { ...mapping, columns, ignore }, value);
  const action = header.indexOf('ACTION');
  const kept = action < 0 ? table.rows : withoutDeleted(table.rows, rows, action);
  return {
    ...table,
    publishedOn: lastUpdate(header, rows[1]),
    labels: labelsOf(full, header, rows),
    rows: kept,
  };
}

/** `GEO: Geopolitical entity` heads cells such as `KZ: Kazakhstan`. */
function isLabelled(full: readonly string[], index: number): boolean {
  return (full[index] ?? '').includes(': ');
}

function codeOf(cell: string): string {
  const at = cell.indexOf(': ');
  return at > 0 && /^[\w@$-]+$/.test(cell.slice(0, at)) ? cell.slice(0, at) : cell.trim();
}

function labelsOf(
  full: readonly string[],
  header: readonly string[],
  rows: readonly (readonly string[])[],
): DataTable['labels'] {
  const labelled = header.map((id, index) => ({ id, index })).filter(({ index }) => isLabelled(full, index));
  return Object.fromEntries(
    labelled.map(({ id, index }) => [
      id,
      Object.fromEntries(rows.slice(1).map((cells) => parted(cells[index] ?? ''))),
    ]),
  );
}

function parted(cell: string): [string, string] {
  const code = codeOf(cell);
  return [code, cell === code ? code : cell.slice(code.length + 2).trim()];
}

function withoutDeleted(
  rows: readonly DataRow[],
  cells: readonly (readonly string[])[],
  action: number,
): DataRow[] {
  const kept = new Map<string, DataRow>();
  for (const row of rows) {
    const at = Number(/\d+/.exec(row.at)?.[0] ?? 0) - 1;
    const key = `${JSON.stringify(row.codes)} ${row.period}`;
    if (/^D(?:elete)?$/i.test((cells[at]?.[action] ?? '').trim())) kept.delete(key);
    else kept.set(key, row);
  }
  return [...kept.values()];
}

/** Eurostat's own column: `13/05/24 23:00:00`. */
function lastUpdate(header: readonly string[], first: readonly string[] | undefined): string | null {
  const cell = first?.[header.indexOf('LAST UPDATE')] ?? '';
  const [, day, month, year] = /^(\d{2})\/(\d{2})\/(\d{2})\b/.exec(cell) ?? [];
  return day === undefined ? null : `20${year ?? ''}-${month ?? ''}-${day}`;
}

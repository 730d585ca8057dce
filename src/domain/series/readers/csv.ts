import { mostCells, unreadable, UnreadableData } from './data-table.js';
import type { ColumnRole, DataProblem, DataRow, DataTable, SeriesMapping } from './data-table.js';
import { decimalMarkOf, isNothing, powerOfTen, readFigure } from './figures.js';
import type { DecimalMark } from './figures.js';
import { isNationalMoney, readUnit } from './unit-text.js';

/** The delimiter of a CSV text, told by its first line that is not blank: the one that parts it most often outside of quotes. */
export function delimiterOf(text: string): string {
  const lines = text.slice(0, 100_000).split(/[\r\n]/);
  const line = lines.find((each) => each.trim() !== '') ?? '';
  const bare = line.replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t', '|'].map((each) => [each, bare.split(each).length - 1] as const);
  const [best] = counts.sort((a, b) => b[1] - a[1]);
  return best !== undefined && best[1] > 0 ? best[0] : ',';
}

/** Names that a column may have without a mapping, in lower case; the first that is there counts. */
const usual: Readonly<Record<ColumnRole, readonly string[]>> = {
  period: ['period', 'time_period', 'time', 'year', 'date'],
  value: ['value', 'obs_value'],
  status: ['status', 'obs_status', 'obs_flag'],
  unit: ['unit', 'unit_measure'],
  scale: ['scale', 'unit_mult'],
  currency: ['currency'],
};

const columnRoles = Object.keys(usual) as ColumnRole[];

/** Which column is what, by index. */
interface Columns {
  readonly roles: Readonly<Partial<Record<ColumnRole, number>>>;
  /** The others, which tell series apart. */
  readonly dimensions: readonly { readonly id: string; readonly index: number }[];
}

/**
 * A table with a header as a data set: columns that are no role's and not ignored are dimensions; before column
 * `dimensionsBefore` a unit or currency tells series apart as well.
 *
 * @throws UnreadableData naming row and column.
 */
export function tableOfRows(
  rows: readonly (readonly string[])[],
  mapping: Pick<SeriesMapping, 'columns' | 'ignore' | 'decimal' | 'delimiter'>,
  dimensionsBefore = 0,
): DataTable {
  if (rows.length > mostCells) throw unreadable(`row ${mostCells}`, `more than ${mostCells} rows`);
  const header = (rows[0] ?? []).map((name) => name.replace(/^\uFEFF/, '').trim());
  const columns = columnsOf(header, mapping, dimensionsBefore);
  const body = rows
    .slice(1)
    .map((cells, i) => ({ cells, row: i + 2 }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const mark = markOf(
    body.map(({ cells }) => cells[columns.roles.value ?? -1] ?? ''),
    mapping,
  );
  const problems: DataProblem[] = [];
  const read = body.flatMap(({ cells, row }) => readRow(cells, row, { columns, header, mark }, problems));
  if (problems.length > 0) throw new UnreadableData(problems);
  return { title: null, publishedOn: null, labels: {}, rows: read };
}

function columnsOf(
  header: readonly string[],
  { columns = {}, ignore = [] }: SeriesMapping,
  dimensionsBefore: number,
): Columns {
  const twice = header.find((name, i) => name !== '' && !ignore.includes(name) && header.indexOf(name) < i);
  if (twice !== undefined)
    throw unreadable('row 1', `two columns are called "${twice}": which is meant cannot be told`);
  const lower = header.map((name) => name.toLowerCase());
  const roles: Partial<Record<ColumnRole, number>> = {};
  for (const role of columnRoles) {
    const index = roleIndex(role, columns[role], header, lower);
    if (index >= 0) roles[role] = index;
  }
  const said = Object.values(roles).filter(
    (index) => index >= dimensionsBefore || index === roles.period || index === roles.value,
  );
  const taken = new Set([...said, ...ignore.map((name) => header.indexOf(name))]);
  const dimensions = header.map((id, index) => ({ id, index })).filter(({ index }) => !taken.has(index));
  const part = dimensions.find(({ id }) => partOfYear.test(id));
  if (part !== undefined)
    throw unreadable(
      'row 1',
      `column "${part.id}" names a part of the year: write the whole period in one column ("2018-Q4"), or name it in "ignore"`,
    );
  return { roles, dimensions };
}

/** Beside a column of years the value is not the year's. */
const partOfYear = /^(?:half|half-?year|semester|quarter|qtr|month|week|day)s?$/i;

function roleIndex(
  role: ColumnRole,
  given: string | undefined,
  header: readonly string[],
  lower: readonly string[],
): number {
  if (given !== undefined) {
    if (header.includes(given)) return header.indexOf(given);
    throw unreadable(`columns.${role}`, `there is no column "${given}"; the header is ${header.join(', ')}`);
  }
  const found = usual[role].map((name) => lower.indexOf(name)).find((index) => index >= 0) ?? -1;
  if (found < 0 && (role === 'period' || role === 'value'))
    throw unreadable(
      `row 1, column ${role}`,
      'The header must name the columns "period" and "value", or the mapping say which columns they are.',
    );
  return found;
}

function markOf(values: readonly string[], { decimal, delimiter }: SeriesMapping): NonNullable<DecimalMark> {
  const found = decimal === undefined ? decimalMarkOf(values, delimiter) : { mark: decimal, isSure: true };
  if (found !== null) return found;
  throw unreadable(
    'column value',
    'Whether the comma or point is a decimal mark or parts thousands cannot be told ("3,170"); say "decimal" in the mapping.',
  );
}

interface Reading {
  readonly columns: Columns;
  readonly header: readonly string[];
  readonly mark: NonNullable<DecimalMark>;
}

function readRow(
  cells: readonly string[],
  row: number,
  { columns, header, mark }: Reading,
  problems: DataProblem[],
): DataRow[] {
  const { roles, dimensions } = columns;
  const cell = (role: ColumnRole): string => (cells[roles[role] ?? -1] ?? '').trim();
  if (cells.length > header.length)
    problems.push({
      at: `row ${row}`,
      part: 'row',
      message: `${cells.length} cells under ${header.length} columns: is a comma unquoted?`,
    });
  const figure = readFigure(cell('value'), mark.mark, mark.isSure);
  if (figure === null)
    problems.push({
      at: `row ${row}`,
      part: 'value',
      message: `"${cell('value').slice(0, 60)}" is no decimal number; write 3170.5 without separators of thousands, its unit or power of ten in a column of its own.`,
    });
  const status = cell('status') || figure?.status;
  if (status && /^[+-]?\d[\d.,]*$/.test(status))
    problems.push({
      ...{ at: `row ${row}`, part: 'status' },
      message: `"${status.slice(0, 60)}" is a number and no status: is a comma unquoted?`,
    });
  if (figure === null || cells.length > header.length) return [];
  return [
    {
      codes: Object.fromEntries(dimensions.map(({ id, index }) => [id, (cells[index] ?? '').trim()])),
      ...{ period: cell('period'), value: figure.value, at: `row ${row}` },
      ...(status && !isNothing(status) && { status }),
      ...measureOf(cell('unit'), scaleIn(cell('scale'), header[roles.scale ?? -1]), cell('currency')),
    },
  ];
}

/**
 * Unit, scale and currency as a cell's surroundings say them; "million EUR" is a power of ten and a currency.
 *
 * @throws UnreadableData for a currency that is none, and for two powers of ten that differ.
 */
export function measureOf(
  unit: string | null | undefined,
  scale: string | null | undefined,
  currency?: string | null,
): Pick<DataRow, 'unit' | 'scale' | 'currency'> {
  const [said, money] = [readUnit(unit), readUnit(currency)];
  requireCurrency(money.unit);
  const powers = new Set([said.scale, money.scale, scale === '1' ? null : scale].filter(Boolean));
  if (powers.size > 1)
    throw unreadable(
      'column unit',
      `the unit and the scale say different powers of ten (${[...powers].join(', ')})`,
    );
  const power = [...powers][0] ?? scale;
  const code = money.currency ?? said.currency;
  return {
    ...(said.unit !== null && { unit: said.unit }),
    ...(power && { scale: power }),
    ...(code !== null && { currency: code }),
  };
}

function requireCurrency(left: string | null): void {
  if (left !== null && !isNationalMoney(left))
    throw unreadable(
      'column currency',
      `"${left.slice(0, 40)}" is no currency; write its ISO code, such as EUR`,
    );
}

/** SDMX writes the power of ten (`6`), a column of one's own the number itself (`1000000`) or its name. */
function scaleIn(cell: string, name: string | undefined): string | null {
  if (name?.toLowerCase() === 'unit_mult') return powerOfTen(cell);
  const number = cell.replace(/[ \u00A0\u202F',](?=\d{3}(?!\d))/g, '').replace(/\.0+$/, '');
  if (/^10{0,15}$/.test(number)) return number;
  return /^-?\d/.test(number) ? refuseScale(cell) : powerOfTen(cell);
}

function refuseScale(cell: string): never {
  throw unreadable('column scale', `"${cell.slice(0, 40)}" is no power of ten; write 1000000`);
}

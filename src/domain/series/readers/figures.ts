import { unreadable } from './data-table.js';

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/** How publishers write that there is no figure. */
const nothing = new Set([
  '',
  ':',
  '.',
  '..',
  '...',
  '-',
  '–',
  '—',
  'na',
  'n/a',
  'n.a.',
  'nan',
  'null',
  'none',
]);

export function isNothing(cell: string): boolean {
  return nothing.has(cell.trim().toLowerCase());
}

/** Whether the text is a decimal as Stet keeps one. */
export function isDecimal(text: string): boolean {
  return decimal.test(text);
}

export interface ReadFigure {
  /** Null: no figure. */
  readonly value: string | null;
  /** Flags that stood behind the figure ("3170.5 p"). */
  readonly status: string | null;
}

/**
 * A cell as a decimal; null where it is none. `mark` is the decimal mark. Groups of three are closed up where they are set
 * apart by spaces or apostrophes, and by the other mark only where the caller was told which mark is which.
 */
export function readFigure(cell: string, mark: '.' | ',', isTold: boolean): ReadFigure | null {
  if (cell.length > longestCell) return null;
  const { body, status } = parted(cell);
  if (isNothing(body)) return { value: null, status };
  if (status !== null && !isFlags(status)) return null;
  const value = asDecimal(body, mark, isTold);
  return value === null ? null : { value, status: status?.toLowerCase() ?? null };
}

/** The figure with a minus that is one, and what stands behind it. */
function parted(cell: string): { body: string; status: string | null } {
  const [, body = '', status] = /^(.*?)(?:\s+([a-z]{1,3}))?$/i.exec(cell.trim()) ?? [];
  return { body: body.replace(/^[\u2212\u2013](?=.)/, '-'), status: status ?? null };
}

/**
 * Flags as offices set them behind a figure: small letters in the order of the alphabet. What may be a magnitude, a currency or
 * a unit ("bn", "m", "eur", "B") is none: a figure in billions must not be read as one in ones.
 */
function isFlags(text: string): boolean {
  if (/^[PER]$|^(?:fin|def|rev|est|prv)$/.test(text)) return true;
  const isSorted = [...text].sort().join('') === text && new Set(text).size === text.length;
  return /^[bcdefinprsuz]+$/.test(text) && isSorted && !otherThings.has(text);
}

const otherThings = new Set(['bn', 'cr', 'in', 'ft', 'dz', 'pu']);

function asDecimal(text: string, mark: '.' | ',', isTold: boolean): string | null {
  const spaces = ` \u00A0\u202F\u2009'’`;
  const other = mark === ',' ? '.' : ',';
  const closed = closeGroups(text, isTold ? spaces + other : spaces, mark);
  if (mark === ',' && closed.includes('.')) return null;
  const value = mark === ',' ? closed.replace(',', '.') : closed;
  return decimal.test(value) ? value : null;
}

const longestCell = 100;

function closeGroups(text: string, separators: string, mark: '.' | ','): string {
  const [whole = '', ...rest] = text.split(mark);
  const digits = whole.replace(/^[+-]/, '');
  const separator = [...digits].find((char) => separators.includes(char));
  if (separator === undefined) return text;
  const groups = digits.split(separator);
  const isGrouped = groups.every((group, i) => (i === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(group));
  return isGrouped
    ? [whole.slice(0, whole.length - digits.length) + groups.join(''), ...rest].join(mark)
    : text;
}

/** A decimal mark, and whether it is beyond doubt; null: "3,170" may be three thousand or three, and nothing tells. */
export type DecimalMark = { readonly mark: '.' | ','; readonly isSure: boolean } | null;

/**
 * What the values of a column tell of their decimal mark. Where semicolons part the columns, a comma is somebody's decimal
 * mark, and points in front of three digits may part thousands.
 */
export function decimalMarkOf(cells: readonly string[], delimiter?: string): DecimalMark {
  const written = cells
    .filter((cell) => cell.length <= longestCell)
    .map((cell) => parted(cell).body)
    .filter((cell) => !isNothing(cell));
  if (written.some((cell) => /,\d{3}\.\d/.test(cell))) return { mark: '.', isSure: true };
  if (written.some((cell) => /\.\d{3},\d/.test(cell))) return { mark: ',', isSure: true };
  const commas = written.filter((cell) => cell.includes(','));
  const points = written.filter((cell) => cell.includes('.'));
  if (commas.length === 0)
    return delimiter === ';' &&
      points.length > 0 &&
      points.every((cell) => /^[+-]?\d{1,3}(?:\.\d{3})+$/.test(cell))
      ? null
      : { mark: '.', isSure: false };
  if (commas.length < written.filter((cell) => /[.,]/.test(cell)).length) return null;
  return commas.every((cell) => /^[+-]?\d{1,3}(?:,\d{3})+$/.test(cell)) ? null : { mark: ',', isSure: false };
}

/**
 * `6`, `Millions` or `6: Millions`, as UNIT_MULT gives it: a power of ten as a decimal, `1` for 0; null where nothing is said.
 *
 * @throws UnreadableData for what is no power: a scale that is passed over makes every figure wrong.
 */
export function powerOfTen(text: string | null | undefined): string | null {
  if (text === null || text === undefined || isNothing(text) || text === '_Z') return null;
  const code = text.trim().split(':')[0] ?? '';
  const power = /^-?\d{1,2}(?:\.0+)?$/.test(code) ? Number(code) : powerNamed(code);
  if (power === null || power < -12 || power > 15)
    throw unreadable('the power of ten', `"${text.slice(0, 40)}" is none; write 6 or Millions`);
  return power >= 0 ? `1${'0'.repeat(power)}` : `0.${'0'.repeat(-power - 1)}1`;
}

/** The power of ten that a word names: thousand, Millions, mio; null for other words. */
export function powerNamed(word: string): number | null {
  return named.get(word.toLowerCase().replace(/s$/, '')) ?? named.get(word.toLowerCase()) ?? null;
}

const named: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ...{ unit: 0, one: 0, ten: 1, hundred: 2 },
    ...{ thousand: 3, ths: 3, tsd: 3, thous: 3, millier: 3 },
    ...{ million: 6, mio: 6, mln: 6, mn: 6, millionen: 6 },
    ...{ billion: 9, bn: 9, bln: 9, mrd: 9, milliarde: 9, milliard: 9, milliarden: 9 },
    ...{ trillion: 12, tn: 12, trn: 12 },
  }),
);

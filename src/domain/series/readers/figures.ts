import { codes } from '../../claim/currency-tables.js';

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
  const [, body = '', flags] = /^(.*?)(?:\s+([a-z]{1,3}))?$/i.exec(cell.trim()) ?? [];
  const status = flags?.toLowerCase() ?? null;
  if (isNothing(body)) return { value: null, status };
  const value = asDecimal(body.replace(/^[\u2212\u2013]/, '-'), mark, isTold);
  return value === null ? null : { value, status };
}

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

/** What the values of a column tell of their decimal mark. */
export function decimalMarkOf(cells: readonly string[]): DecimalMark {
  const written = cells.filter((cell) => cell.length <= longestCell && !isNothing(cell));
  if (written.some((cell) => /,\d{3}\.\d/.test(cell))) return { mark: '.', isSure: true };
  if (written.some((cell) => /\.\d{3},\d/.test(cell))) return { mark: ',', isSure: true };
  const commas = written.filter((cell) => cell.includes(','));
  if (commas.length === 0) return { mark: '.', isSure: false };
  if (commas.length < written.filter((cell) => /[.,]/.test(cell)).length) return null;
  return commas.every((cell) => /^[+-]?\d{1,3}(?:,\d{3})+$/.test(cell.trim()))
    ? null
    : { mark: ',', isSure: false };
}

/** The currency that a unit names by its ISO code, where it is nothing else. */
export function currencyIn(unit: string | null | undefined): string | null {
  return unit !== null && unit !== undefined && codes.has(unit.toUpperCase()) && /^[A-Za-z]{3}$/.test(unit)
    ? unit.toUpperCase()
    : null;
}

/** `6` or `Millions`, as UNIT_MULT gives it: a power of ten as a decimal; null for 0 and for what is no power. */
export function powerOfTen(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  const power = /^-?\d{1,2}$/.test(text) ? Number(text) : (named[text.toLowerCase().replace(/s$/, '')] ?? 0);
  if (power === 0) return null;
  return power > 0 ? `1${'0'.repeat(power)}` : `0.${'0'.repeat(-power - 1)}1`;
}

const named: Readonly<Record<string, number>> = {
  ten: 1,
  hundred: 2,
  thousand: 3,
  million: 6,
  billion: 9,
  trillion: 12,
};

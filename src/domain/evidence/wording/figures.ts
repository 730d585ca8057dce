import { ordinalWords, scaleLetters, scaleWords, smallWords, tensWords } from '../../claim/number-words.js';
import { foldedAt, isCapital, textAt, type Token } from './tokens.js';

/** What a figure counts: a span of years (a year, a decade, a century), a month, a day of the month, a share, a place in an order, or plainly a number. */
export type FigureKind = 'years' | 'month' | 'day' | 'percent' | 'ordinal' | 'number';

export type Bound = 'over' | 'under' | 'about';

export interface Figure {
  readonly kind: FigureKind;
  /** Lowest and highest value; the same but for decades and centuries. */
  readonly low: number;
  readonly high: number;
  /** What the words before it make of it: "over 90", "fewer than 90", "about 90". */
  readonly bound?: Bound;
}

export interface ReadFigure {
  readonly figure: Figure;
  /** How many tokens it takes. */
  readonly length: number;
}

/** Reads the figure that begins at a token, in digits or in letters; null where none does. Coarser than the quantities of a claim: no unit, no currency. */
export function figureAt(tokens: readonly Token[], at: number): ReadFigure | null {
  const token = tokens[at];
  if (!token) return null;
  if (/^\.?\d/.test(token.text)) return digitsAt(tokens, at, token);
  if (!/^\p{L}/u.test(token.text)) return null;
  return monthAt(tokens, at) ?? spelledAt(tokens, at);
}

const figure = (kind: FigureKind, value: number, length: number): ReadFigure => ({
  figure: { kind, low: value, high: value },
  length,
});

const months = new Map(
  'january february march april may june july august september october november december'
    .split(' ')
    .flatMap((name, index) => [[name, index + 1] as const, [name.slice(0, 3), index + 1] as const]),
);

/** Short forms, "May" and "March" only with a day or a year beside them; all only with a capital. */
function monthAt(tokens: readonly Token[], at: number): ReadFigure | null {
  const name = foldedAt(tokens, at);
  const month = isCapital(tokens[at]) ? months.get(name) : undefined;
  if (month === undefined) return null;
  const isDated = [at - 1, at + 1].some((beside) => /^\d/.test(textAt(tokens, beside)));
  return (name.length < 4 || name === 'march') && !isDated ? null : figure('month', month, 1);
}

function digitsAt(tokens: readonly Token[], at: number, token: Token): ReadFigure {
  const value = Number(token.text.replaceAll(',', ''));
  const after = foldedAt(tokens, at + 1);
  if (/^(?:st|nd|rd|th)$/.test(after)) return ordinalOf(tokens, at, value, 2);
  if (after === '%' || after === 'percent') return figure('percent', value, 2);
  if (after === 'per' && foldedAt(tokens, at + 2) === 'cent') return figure('percent', value, 3);
  if (/^\d{2}0$|^\d{3}0$/.test(token.text) && after === 's') return decade(value);
  return dateAt(tokens, at, value) ?? countAt(token, value, scaleAfter(tokens, at), after);
}

function dateAt(tokens: readonly Token[], at: number, value: number): ReadFigure | null {
  const season = seasonEnd(tokens, at);
  if (season !== null) return figure('years', season, 1);
  return isDay(tokens, at, value) ? figure('day', value, 1) : null;
}

function countAt(token: Token, value: number, scale: number | undefined, after: string): ReadFigure {
  if (scale !== undefined) return figure('number', value * scale, 2);
  const isYear = /^1\d{3}$|^20\d\d$/.test(token.text) && !isUnit(after);
  return figure(isYear ? 'years' : 'number', value, 1);
}

/** "3 million", "3bn", "2.1m"; "30m" may be metres. */
function scaleAfter(tokens: readonly Token[], at: number): number | undefined {
  const [token, next] = [tokens[at], tokens[at + 1]];
  if (!token || !next) return undefined;
  const isLetter = next.start === token.end && (next.text !== 'm' || token.text.includes('.'));
  return scaleWords.get(next.folded) ?? (isLetter ? scaleLetters.get(next.text) : undefined);
}

const isUnit = (word: string) =>
  /^(?:m|km|ft|mi|kg|meters?|metres?|feet|miles?|people|students|acres|hectares)$/.test(word);

/** "the 1940s", "the 1900s". */
function decade(value: number): ReadFigure {
  const high = value + (value % 100 === 0 ? 99 : 9);
  return { figure: { kind: 'years', low: value, high }, length: 2 };
}

/** The "07" of "2006-07". */
function seasonEnd(tokens: readonly Token[], at: number): number | null {
  const [year, dash, end] = [textAt(tokens, at - 2), textAt(tokens, at - 1), textAt(tokens, at)];
  if (!/^(?:1\d|20)\d\d$/.test(year) || !/^[-\u2013]$/.test(dash) || !/^\d\d$/.test(end)) return null;
  const full = Math.floor(Number(year) / 100) * 100 + Number(end);
  return full > Number(year) ? full : full + 100;
}

/** "April 26", "26 April", "26th of April": a month stands beside it. */
function isDay(tokens: readonly Token[], at: number, value: number): boolean {
  if (!Number.isInteger(value) || value < 1 || value > 31) return false;
  const isMonth = (index: number) => months.has(foldedAt(tokens, index)) && isCapital(tokens[index]);
  return isMonth(at - 1) || isMonth(foldedAt(tokens, at + 1) === 'of' ? at + 2 : at + 1);
}

function ordinalOf(tokens: readonly Token[], at: number, value: number, length: number): ReadFigure {
  const joint = textAt(tokens, at + length) === '-' ? 1 : 0;
  if (/^centur/.test(foldedAt(tokens, at + length + joint))) {
    const century = { kind: 'years', low: value * 100 - 99, high: value * 100 } as const;
    return { figure: century, length: length + joint + 1 };
  }
  const isDate = isDay(tokens, at, value) || isDay(tokens, at + length - 1, value);
  return figure(isDate ? 'day' : 'ordinal', value, length);
}

/** "twice" is two times. */
const timesWords = new Map(Object.entries({ once: 1, twice: 2, thrice: 3, double: 2, triple: 3 }));

function spelledAt(tokens: readonly Token[], at: number): ReadFigure | null {
  const word = foldedAt(tokens, at);
  const ordinal = ordinalWords.get(word);
  if (ordinal !== undefined) return ordinalOf(tokens, at, ordinal, 1);
  const times = timesWords.get(word);
  if (times !== undefined) return figure('number', times, 1);
  const tens = tensWords.get(word);
  if (tens !== undefined) return tensAt(tokens, at, tens);
  const isOne = /^an?$/.test(word) && scaleWords.has(foldedAt(tokens, at + 1));
  const value = isOne ? 1 : smallWords.get(word);
  return value === undefined ? null : scaled(tokens, at, value, 1);
}

/** "thirty-five", "twenty-first". */
function tensAt(tokens: readonly Token[], at: number, tens: number): ReadFigure {
  const next = textAt(tokens, at + 1) === '-' ? at + 2 : at + 1;
  const ordinal = ordinalWords.get(foldedAt(tokens, next)) ?? Infinity;
  if (ordinal < 10) return ordinalOf(tokens, at, tens + ordinal, next + 1 - at);
  const unit = smallWords.get(foldedAt(tokens, next)) ?? 0;
  return unit > 0 && unit < 10 ? scaled(tokens, at, tens + unit, next + 1 - at) : scaled(tokens, at, tens, 1);
}

/** "three hundred thousand" */
function scaled(tokens: readonly Token[], at: number, value: number, length: number): ReadFigure {
  const scale = scaleWords.get(foldedAt(tokens, at + length));
  return scale === undefined
    ? figure('number', value, length)
    : scaled(tokens, at, value * scale, length + 1);
}

const boundWords: ReadonlyMap<string, Bound> = new Map([
  ...'over more above exceeding least'.split(' ').map((word) => [word, 'over'] as const),
  ...'under less fewer below most'.split(' ').map((word) => [word, 'under'] as const),
  ...'about around approximately roughly some circa c nearly almost'
    .split(' ')
    .map((word) => [word, 'about'] as const),
]);

/** The figure with what the function words before it make of it. A month or a day is never rounded. */
export function bounded(read: Figure, before: readonly string[]): Figure {
  if (read.kind === 'month' || read.kind === 'day') return read;
  const bound = before
    .slice(-3)
    .flatMap((word) => boundWords.get(word) ?? [])
    .at(-1);
  return bound === undefined ? read : { ...read, bound };
}

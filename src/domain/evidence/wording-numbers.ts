import { months, scales } from './wording-tables.js';
import type { Token } from './wording-token.js';

/** The parts of a day in figures: `2019-05-14` and `14/05/2019` as `14 May 2019`; null for none, and for one that reads two ways. */
export function writtenDay(text: string): readonly Pick<Token, 'stem' | 'figure' | 'date'>[] | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (iso !== null) return partsOf(iso[1], iso[2], iso[3]);
  if (slashed === null) return null;
  const [, one = '', other = '', year] = slashed;
  // Where both could be the month, the figures stay what they are.
  if (Number(one) <= 12 && Number(other) <= 12 && Number(one) !== Number(other))
    return [one, other, year ?? ''].map(figurePart);
  return Number(one) > 12 ? partsOf(year, other, one) : partsOf(year, one, other);
}

function partsOf(year = '', month = '', day = ''): readonly Pick<Token, 'stem' | 'figure' | 'date'>[] {
  const name = months[Number(month) - 1];
  const middle = name === undefined ? figurePart(month) : { stem: name, figure: null, date: name };
  return [figurePart(day), middle, figurePart(year)];
}

function figurePart(text: string): Pick<Token, 'stem' | 'figure' | 'date'> {
  const figure = String(Number(text));
  return { stem: figure, figure, date: null };
}

/** `9:30` as `9.30`, its other spelling; null for another figure. */
export function timeOfDay(text: string): string | null {
  return /^\d{1,2}:\d{2}$/.test(text) ? canonicalNumber(text.replace(':', '.')) : null;
}

/** Separators off, decimal point on, no trailing zeros: "1,234.50", "1 234,5" and "1'234.5" are one figure. */
export function canonicalNumber(text: string): string {
  let digits = text.replace(/[ ']/g, '');
  const marks = digits.match(/[.,]/g) ?? [];
  const last = marks.at(-1) ?? '';
  const isMixed = new Set(marks).size > 1;
  const isGrouped = marks.length > 1 && !isMixed;
  const isThousands = last === ',' && /^\d{1,3}(,\d{3})+$/.test(digits);
  if (isGrouped || isThousands) digits = digits.replace(/[.,]/g, '');
  else if (last !== '') {
    const at = digits.lastIndexOf(last);
    digits = `${digits.slice(0, at).replace(/[.,]/g, '')}.${digits.slice(at + 1)}`;
  }
  return digits.includes('.') ? digits.replace(/0+$/, '').replace(/\.$/, '') : digits;
}

/**
 * "3" "million", "twenty" "one", "a" "thousand", "two" "thirds" and "one hundred" "and" "twenty" each become one figure; "minus" is a
 * sign before one, and the day of a date is no ordinal ("May 4th").
 */
export function joinFigures(tokens: readonly Token[]): readonly Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const [beforeIt, previous] = [joined.at(-2), joined.at(-1)];
    const sum = beforeIt === undefined || previous?.stem !== 'and' ? null : hundredsAnd(beforeIt, token);
    if (sum !== null) joined.pop();
    const first = joined.at(-1);
    const figure = sum ?? (first === undefined ? null : combine(first, token, beforeIt));
    if (first === undefined || figure === null) joined.push(token);
    else joined[joined.length - 1] = { ...first, end: token.end, stem: figure, figure };
  }
  return joined.map((token, index) => dayOfMonth(token, joined[index - 1], joined[index + 1]));
}

function dayOfMonth(token: Token, previous: Token | undefined, next: Token | undefined): Token {
  const day = /^(\d{1,2})th$/.exec(token.figure ?? '')?.[1];
  const isDay = [previous, next].some((one) => months.includes(one?.date ?? ''));
  return day !== undefined && isDay && /^\d/.test(token.text) ? { ...token, stem: day, figure: day } : token;
}

/** "One hundred" and "twenty", both in letters. */
function hundredsAnd(hundreds: Token, { text, figure }: Token): string | null {
  const [left, right] = [Number(hundreds.figure ?? Number.NaN), Number(figure ?? Number.NaN)];
  const isWritten = /^\p{L}/u.test(hundreds.text) && /^\p{L}/u.test(text);
  return isWritten && left >= 100 && left % 100 === 0 && right > 0 && right < 100
    ? String(left + right)
    : null;
}

const parts: ReadonlyMap<string, number> = new Map(
  'halves thirds quarters fifths sixths sevenths eighths ninths tenths'
    .split(' ')
    .map((word, i) => [word, i + 2]),
);

function combine(previous: Token, token: Token, beforeIt: Token | undefined): string | null {
  const word = token.text.toLowerCase();
  const left = Number(previous.figure ?? Number.NaN);
  if (Number.isNaN(left)) return combineWord(previous.text.toLowerCase(), token, beforeIt);
  const part = parts.get(word);
  if (part !== undefined && Number.isInteger(left) && left < part) return `${left}/${part}`;
  const scale =
    scales.get(word) ?? scales.get(word.replace(/s$/, '')) ?? moneyScale(previous, token, beforeIt);
  if (scale !== undefined) return String(Number((left * scale).toPrecision(12)));
  const isTens = /ty$/i.test(previous.text) && left >= 20 && left < 100;
  return isTens ? tensAnd(left, token) : null;
}

/** What makes a figure with the word before it: "a thousand", "minus 4". */
function combineWord(previous: string, token: Token, beforeIt: Token | undefined): string | null {
  if (previous === 'a' || previous === 'an') {
    const scale = scales.get(token.text.toLowerCase());
    return scale === undefined ? null : String(scale);
  }
  const isSign =
    previous === 'minus' && /^\d/.test(token.figure ?? '') && (beforeIt?.figure ?? null) === null;
  return isSign ? `-${token.figure ?? ''}` : null;
}

/** "Twenty" and "one", "twenty" and "first". */
function tensAnd(tens: number, { figure }: Token): string | null {
  const [, digit, ordinalEnd = ''] = /^([1-9])(th)?$/.exec(figure ?? '') ?? [];
  return digit === undefined ? null : `${tens + Number(digit)}${ordinalEnd}`;
}

/** "€2.4m", "$30k": only behind a sum of money, for "m" is a metre elsewhere. */
function moneyScale(previous: Token, token: Token, beforeIt: Token | undefined): number | undefined {
  const isSum = beforeIt !== undefined && /^[$€£¥]$/.test(beforeIt.text) && beforeIt.end === previous.start;
  if (!isSum || token.start !== previous.end) return undefined;
  return { m: 1e6, k: 1e3, b: 1e9 }[token.text.toLowerCase()];
}

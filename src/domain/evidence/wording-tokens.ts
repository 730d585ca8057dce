import { stemOf } from './stem.js';
import { foreignDates } from './wording-languages.js';
import { canonicalNumber, joinFigures, timeOfDay, writtenDay } from './wording-numbers.js';
import type { Token } from './wording-token.js';
import { months, smallNumbers, units, weekdays, wordFigures } from './wording-tables.js';

export type { Token } from './wording-token.js';

/** Words and figures in order. Figures come in one form whatever their separators, scale words or spelling. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(tokenPattern)) {
    const isInitial = initial.test(text.slice(Math.max(0, match.index - 4), match.index));
    const isNegative =
      match.index > 0 &&
      text[match.index - 1] === '-' &&
      minusBefore.test(text.slice(Math.max(0, match.index - 2), match.index));
    for (const token of readToken(match[0], match.index, isInitial, isNegative)) tokens.push(token);
  }
  return joinFigures(tokens);
}

const tokenPattern =
  /(?=\d)(?<![\d/.-])(?:\d{4}-\d{2}-\d{2}|\d{1,2}\/\d{1,2}\/\d{4})(?![\d/-])|(?=\d)(?<![\d.,:])\d{1,2}[:.]\d{2}(?= ?[ap]\.?m(?!\p{L}))|\d{1,3}(?:[ ']\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?(?![\p{L}\d]|[.,]\d)|\d+(?:[.,]\d+)*|[Pp]er cent(?!\p{L})|[Pp]ercentage points?(?!\p{L})|(?:[Dd]egrees? |° ?)(?:Celsius|Fahrenheit|[CF])(?!\p{L})|(?=[A-Z]{1,2}\$)(?<![\p{L}\d])(?:US|AU?|CA?|NZ|HK|S)\$|(?<!\p{L})(?:\p{L}\.){2,}|[\p{L}\p{M}]+(?:'[\p{L}]+)*|[%$€£¥°<>]/gu;
const initial = /^$|[.!?:]['")]* +['"(]*$|^['"( ]+$/;
/** A minus that is neither a dash nor a hyphen. */
const minusBefore = /^(?:-|[\s(:]-)$/;
const ordinal = /^(\d+)(?:st|nd|rd|th)$/;

function readToken(text: string, start: number, isInitial: boolean, isNegative: boolean): readonly Token[] {
  const lower = text.toLowerCase().replace('per cent', 'percent');
  const base = { text, start, end: start + text.length, isInitial };
  if (/^\d/.test(text)) return readDigits(base, lower, isNegative ? '-' : '');
  const contracted = /(?:n't|not)$/.test(lower) ? /^(.+?)n't$|^(can)not$/.exec(lower) : null;
  if (contracted !== null) {
    const verb = contracted[2] ?? contractions.get(lower) ?? contracted[1] ?? '';
    return [word(base, verb), word({ ...base, start: base.end }, 'not')];
  }
  return [word(base, lower)];
}

function readDigits(
  base: Pick<Token, 'text' | 'start' | 'end' | 'isInitial'>,
  lower: string,
  sign: string,
): readonly Token[] {
  const day = writtenDay(lower);
  if (day !== null) return day.map((part) => ({ ...base, ...part, unit: null }));
  const nth = ordinal.exec(lower)?.[1];
  const figure = sign + (nth === undefined ? (timeOfDay(lower) ?? canonicalNumber(lower)) : `${nth}th`);
  return [{ ...base, stem: figure, figure, unit: null, date: null }];
}

const contractions: ReadonlyMap<string, string> = new Map([
  ["won't", 'will'],
  ["can't", 'can'],
  ["shan't", 'shall'],
]);

function word(base: Pick<Token, 'text' | 'start' | 'end' | 'isInitial'>, lower: string): Token {
  let reading = readings.get(lower);
  if (reading === undefined) {
    if (readings.size >= mostReadings) readings.clear();
    reading = readWord(lower);
    readings.set(lower, reading);
  }
  const { text, start, end, isInitial } = base;
  const { stem, figure, unit } = reading;
  const isDate = reading.date !== null && (text[0] !== lower[0] || foreignDates.has(lower));
  const date = isDate ? reading.date : null;
  return { text, stem, start, end, figure, unit, date, isInitial };
}

type Reading = Pick<Token, 'stem' | 'figure' | 'unit' | 'date'>;

/** Words read before, for a page has the same ones again and again. */
const readings = new Map<string, Reading>();
const mostReadings = 10_000;
/** What is longer is no word with an ending. */
const longestWord = 64;

function readWord(lower: string): Reading {
  const special = specialOf(lower);
  if (special !== null) return special;
  const stem = lower.length > longestWord ? lower : stemOf(lower);
  const small = smallNumbers.get(lower);
  const figure =
    small === undefined ? (wordFigures.get(lower) ?? wordFigures.get(stem) ?? null) : String(small);
  const unit = units.get(stem) ?? null;
  return { stem: figure ?? unit ?? stem, figure, unit, date: dates.get(lower) ?? null };
}

/** Units of several words, and abbreviations with their points. */
function specialOf(lower: string): Reading | null {
  const unit = (name: string): Reading => ({ stem: name, figure: null, unit: name, date: null });
  if (lower.startsWith('percentage point')) return unit('percentage-point');
  const degrees = /^(?:degrees? |° ?)([cf])/.exec(lower);
  if (degrees !== null) return unit(degrees[1] === 'c' ? 'celsius' : 'fahrenheit');
  if (lower.endsWith('$') && lower.length > 1) return unit(units.get(lower) ?? lower);
  return lower.includes('.')
    ? { stem: lower.replaceAll('.', ''), figure: null, unit: null, date: null }
    : null;
}

const dates: ReadonlyMap<string, string> = new Map([
  ...[...months, ...weekdays].flatMap((name) => [[name, name] as const, [name.slice(0, 3), name] as const]),
  ['sept', 'september'] as const,
  ...foreignDates,
]);

import { stemOf } from './stem.js';
import { months, scales, smallNumbers, units, weekdays, wordFigures } from './wording-tables.js';

/** A word or figure of a folded text. */
export interface Token {
  /** As written. */
  readonly text: string;
  /** Lower case, without ending: what is compared. */
  readonly stem: string;
  readonly start: number;
  readonly end: number;
  /** Canonical value: `1234.5`, `3th`, `1/2`, `2x`; null for a word. */
  readonly figure: string | null;
  readonly unit: string | null;
  /** Full lower-case name of a month or weekday. */
  readonly date: string | null;
  /** First word of a sentence: its capital says nothing. */
  readonly isInitial: boolean;
}

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
  /\d{1,3}(?:[ ']\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?(?![\p{L}\d]|[.,]\d)|\d+(?:[.,]\d+)*|[Pp]er cent(?!\p{L})|[Pp]ercentage points?(?!\p{L})|(?:[Dd]egrees? |° ?)(?:Celsius|Fahrenheit|[CF])(?!\p{L})|(?<!\p{L})(?:\p{L}\.){2,}|[\p{L}\p{M}]+(?:'[\p{L}]+)*|[%$€£¥°<>]/gu;
const initial = /^$|[.!?:]['")]* +['"(]*$|^['"( ]+$/;
/** A minus that is neither a dash nor a hyphen. */
const minusBefore = /^(?:-|[\s(:]-)$/;
const ordinal = /^(\d+)(?:st|nd|rd|th)$/;

function readToken(text: string, start: number, isInitial: boolean, isNegative: boolean): readonly Token[] {
  const lower = text.toLowerCase().replace('per cent', 'percent');
  const base = { text, start, end: start + text.length, isInitial };
  if (/^\d/.test(text)) {
    const sign = isNegative ? '-' : '';
    const figure =
      sign + (ordinal.test(lower) ? `${ordinal.exec(lower)?.[1] ?? ''}th` : canonicalNumber(lower));
    return [{ text, stem: figure, start, end: base.end, figure, unit: null, date: null, isInitial }];
  }
  const contracted = /(?:n't|not)$/.test(lower) ? /^(.+?)n't$|^(can)not$/.exec(lower) : null;
  if (contracted !== null) {
    const verb = contracted[2] ?? contractions.get(lower) ?? contracted[1] ?? '';
    return [word(base, verb), word({ ...base, start: base.end }, 'not')];
  }
  return [word(base, lower)];
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
  const date = reading.date === null || text[0] === lower[0] ? null : reading.date;
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
  return lower.includes('.')
    ? { stem: lower.replaceAll('.', ''), figure: null, unit: null, date: null }
    : null;
}

const dates: ReadonlyMap<string, string> = new Map([
  ...[...months, ...weekdays].flatMap((name) => [[name, name] as const, [name.slice(0, 3), name] as const]),
  ['sept', 'september'] as const,
]);

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

/** "3" "million", "twenty" "one" and "twenty" "first" each become one figure. */
function joinFigures(tokens: readonly Token[]): readonly Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const previous = joined.at(-1);
    const figure = previous === undefined ? null : combine(previous, token, joined.at(-2));
    if (previous === undefined || figure === null) joined.push(token);
    else joined[joined.length - 1] = { ...previous, end: token.end, stem: figure, figure };
  }
  return joined;
}

function combine(previous: Token, token: Token, beforeIt: Token | undefined): string | null {
  const left = Number(previous.figure ?? Number.NaN);
  if (Number.isNaN(left)) return null;
  const word = token.text.toLowerCase();
  const scale =
    scales.get(word) ?? scales.get(word.replace(/s$/, '')) ?? moneyScale(previous, token, beforeIt);
  if (scale !== undefined) return String(Number((left * scale).toPrecision(12)));
  const isTens = /ty$/i.test(previous.text) && left >= 20 && left < 100;
  return isTens ? tensAnd(left, token) : null;
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

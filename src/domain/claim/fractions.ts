import type { ReadOptions } from './cardinal.js';
import { over } from './decimals.js';
import { fraction, type Numeral } from './numeral.js';
import { denominators, scaleWords, smallWords, tensWords } from './number-words.js';
import { readNamedFraction, readOver } from './named-fractions.js';
import { isGluedAt, isHyphenAt, isNumberAt, lowerAt, textAt, type Token } from './tokens.js';

/** Reads "a third", "three-quarters", "half a million", "one in five", "1/4" that begins at the token, or null. */
export function readFraction(tokens: readonly Token[], at: number): Numeral | null {
  if (isNumberAt(tokens, at) && !makesShare(lowerAt(tokens, at + 1))) return null;
  return readShort(tokens, at) ?? readNamedFraction(tokens, at, whole) ?? readOver(tokens, at, whole);
}

/** What behind a figure in digits can make a share of it. */
const makesShare = (word: string) =>
  denominators.has(word) || tensWords.has(word) || /^(?:[/\u2010\u2011-]|in|out|over)$/u.test(word);

/** How a number is read that may hold "and". */
export const whole: ReadOptions = {
  and: true,
  isShareAt: (tokens, at) => properFraction(tokens, at) !== null,
};

/** What behind "and" is a share of its own ("a hundred and three quarters"), or null; "a hundred and thirty fifths" has none. */
function properFraction(tokens: readonly Token[], at: number): Numeral | null {
  const share = readShort(tokens, at) ?? readNamedFraction(tokens, at, { and: false });
  return share !== null && (!share.isFraction || share.value < 1) ? share : null;
}

const readShort = (tokens: readonly Token[], at: number): Numeral | null =>
  readSlash(tokens, at) ?? readOneIn(tokens, at) ?? readHalf(tokens, at) ?? readQuarterOf(tokens, at);

const short = /^\d{1,3}$/u;

function readSlash(tokens: readonly Token[], at: number): Numeral | null {
  const isSlash = textAt(tokens, at + 1) === '/' && isGluedAt(tokens, at + 1) && isGluedAt(tokens, at + 2);
  if (!isSlash || textAt(tokens, at + 3) === '/') return null;
  const [top, under] = [textAt(tokens, at), textAt(tokens, at + 2)];
  if (!short.test(top) || !short.test(under)) return null;
  const [a, b] = [Number(top), Number(under)];
  // "9/11" is a day
  if (a === 9 && b === 11) return null;
  return a > 0 && a < b ? fraction(over(a, b), at + 3) : null;
}

/** Denominators that a rate is spoken in; "12 in six boxes" and "3 in 2018" are none. */
const roundDenominators = new Set([
  2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 100, 200, 250, 500, 1000, 10000, 100000, 1e6,
]);
const notCounted =
  /^(?:percent|per|pct|minutes?|hours?|days?|weeks?|months?|years?|seconds?|metres?|meters?|km|kilometres?|miles?|games?|matches|[%°$€£])$/u;

function readOneIn(tokens: readonly Token[], at: number): Numeral | null {
  const top = plain(tokens, at);
  if (top === null || top.value < 1 || top.value > 99) return null;
  const link = lowerAt(tokens, top.next);
  const isOutOf = link === 'out' && lowerAt(tokens, top.next + 1) === 'of';
  if (!isOutOf && link !== 'in') return null;
  const under = plain(tokens, top.next + (isOutOf ? 2 : 1));
  if (under === null || !isRate(top, under, isOutOf) || notCounted.test(lowerAt(tokens, under.next)))
    return null;
  return fraction(over(top.value, under.value), under.next);
}

/** "won four in 10": two different hands of writing are two figures, but for "one in 5,000". */
const isRate = (top: Plain, under: Plain, isOutOf: boolean) =>
  top.value < under.value &&
  isRound(under.value) &&
  (isOutOf || top.inWords === under.inWords || (top.value === 1 && under.value >= 20));

const isRound = (value: number) => roundDenominators.has(value) || (value % 1000 === 0 && value <= 1e7);

interface Plain {
  readonly value: number;
  readonly next: number;
  readonly inWords: boolean;
}

/** "five", "100", "a hundred", "five hundred": the short numbers that rates are spoken in. */
function plain(tokens: readonly Token[], at: number): Plain | null {
  const token = tokens[at];
  if (token === undefined) return null;
  if (token.kind === 'number') {
    const value = Number(token.text.replaceAll(',', ''));
    return Number.isInteger(value) ? { value, next: at + 1, inWords: false } : null;
  }
  const small = token.lower === 'a' ? 1 : smallWords.get(token.lower);
  const scale = scaleWords.get(lowerAt(tokens, at + 1)) ?? 12;
  if (small !== undefined && scale !== 12) return { value: small * scale, next: at + 2, inWords: true };
  const value = token.lower === 'a' ? undefined : (small ?? roundTens.get(token.lower));
  return value === undefined ? null : { value, next: at + 1, inWords: true };
}

const roundTens: ReadonlyMap<string, number> = new Map([
  ['twenty', 20],
  ['fifty', 50],
]);

const halfIsNoFigure =
  /^(?:first|second|the|this|that|other|better|latter|opening|top|bottom|upper|lower|one's|each|final|1st|2nd)$/u;

/** "half", "half a million", "half of", "half as many". */
function readHalf(tokens: readonly Token[], at: number): Numeral | null {
  const half = lowerAt(tokens, at) === 'a' ? at + 1 : at;
  if (lowerAt(tokens, half) !== 'half') return null;
  const next = half + 1;
  const isJoined = isHyphenAt(tokens, next);
  const article = isJoined || /^an?$/u.test(lowerAt(tokens, next)) ? next + 1 : next;
  const scale = scaleWords.get(lowerAt(tokens, article));
  if (scale !== undefined) return { ...fraction(scale / 2, article + 1), isFraction: false, scale };
  if (!isHalfFigure(tokens, at, next)) return null;
  // "half a percentage point", "half an hour": the article stands between number and unit
  return fraction(0.5, !isJoined && isUnitWord.test(lowerAt(tokens, article)) ? article : next);
}

/** Not "the second half", "half-empty". */
function isHalfFigure(tokens: readonly Token[], at: number, next: number): boolean {
  if (isHyphenAt(tokens, next) && isGluedAt(tokens, next)) return false;
  const before = lowerAt(tokens, at - 1);
  return !halfIsNoFigure.test(before) || (before === 'the' && lowerAt(tokens, next) === 'of');
}

/** "quarter million" without an article. */
function readQuarterOf(tokens: readonly Token[], at: number): Numeral | null {
  const scale = scaleWords.get(lowerAt(tokens, at + 1));
  if (lowerAt(tokens, at) !== 'quarter' || scale === undefined || scale < 1000) return null;
  return { ...fraction(scale / 4, at + 2), isFraction: false, scale };
}

const isUnitWord =
  /^(?:percentage|per|percent|hour|mile|kilometre|kilometer|metre|meter|tonne|ton|degree|kilo|litre|liter|acre)$/u;

import { readParts, valueOf, type Parts, type ReadOptions } from './cardinal.js';
import { plus, times } from './decimals.js';
import { readFraction, whole } from './fractions.js';
import type { Numeral } from './numeral.js';
import { scaleWords } from './number-words.js';
import { isHyphenAt, lowerAt, textAt, type Token } from './tokens.js';

/** Reads the number that begins at the token, or null. A sign is the caller's business. */
export function readNumeral(
  tokens: readonly Token[],
  at: number,
  options: ReadOptions = whole,
): Numeral | null {
  return readFraction(tokens, at) ?? readCardinal(tokens, at, { ...whole, ...options, isSpoken: true });
}

function readCardinal(tokens: readonly Token[], at: number, options: ReadOptions): Numeral | null {
  const parts = readParts(tokens, at, options);
  if (parts === null) return null;
  addHalf(tokens, parts);
  const value = valueOf(parts);
  if (!Number.isFinite(value) || value > 1e21) return null;
  return restated(tokens, {
    value,
    next: parts.next,
    precision: parts.precision === null ? null : times(parts.precision, parts.scale),
    inWords: parts.words,
    scale: parts.scale,
    isFraction: false,
    hasGroups: parts.hasGroups,
  });
}

/** "forty-five (45)", "45 (forty-five)": the brackets say the number again. */
function restated(tokens: readonly Token[], numeral: Numeral): Numeral {
  const { next } = numeral;
  if (textAt(tokens, next) !== '(') return numeral;
  const again = readParts(tokens, next + 1, { and: true });
  const isAgain =
    again !== null &&
    again.words !== numeral.inWords &&
    textAt(tokens, again.next) === ')' &&
    valueOf(again) === numeral.value;
  return isAgain
    ? { ...numeral, precision: numeral.precision ?? again.precision, next: again.next + 1 }
    : numeral;
}

/** "two and a half million", "three and a quarter", "one million and a half": the share is of the last step. */
function addHalf(tokens: readonly Token[], parts: Parts): void {
  if (lowerAt(tokens, parts.next) !== 'and') return;
  const isLarge = parts.current === null;
  const share = shareAfter(tokens, parts.next + 1, isLarge);
  if (share === null || (!parts.words && !isLarge && lowerAt(tokens, parts.next + 1) !== 'a')) return;
  parts.next = share.next;
  parts.precision = null;
  parts.total = plus(
    plus(parts.total, parts.current ?? 0),
    times(isLarge && share.value < 1 ? parts.lastScale : 1, share.value),
  );
  parts.current = null;
  const scale = scaleWords.get(lowerAt(tokens, parts.next)) ?? 0;
  if (isLarge || scale < 100) return;
  parts.total = times(parts.total, scale);
  parts.scale = times(parts.scale, scale);
  parts.next += 1;
}

const simpleShares: ReadonlyMap<string, number> = new Map([
  ['half', 0.5],
  ['quarter', 0.25],
]);

interface Share {
  readonly value: number;
  readonly next: number;
}

/** The share behind "and"; behind a scale only one that is said of it ("a half"), or a smaller sum ("a half million"). */
function shareAfter(tokens: readonly Token[], at: number, isLarge: boolean): Share | null {
  const simple = lowerAt(tokens, at) === 'a' ? simpleShares.get(lowerAt(tokens, at + 1)) : undefined;
  const isOfScale = scaleWords.has(lowerAt(tokens, at + 2));
  if (simple !== undefined && !(isLarge && isOfScale)) return { value: simple, next: at + 2 };
  const share = readFraction(tokens, at);
  if (share === null) return null;
  if (!isLarge) return share.isFraction ? share : null;
  return !share.isFraction || isOfNothing(tokens, share.next) ? share : null;
}

/** "six million and two thirds" is said of the million; "… and two thirds of the seats" is not. */
const isOfNothing = (tokens: readonly Token[], at: number) =>
  tokens[at] === undefined || (tokens[at].kind === 'symbol' && !isHyphenAt(tokens, at));

import { Decimal } from 'decimal.js';
import { denominators, scaleWords, smallWords, vaguePlurals } from './number-words.js';
import type { Numeral } from './numerals.js';
import { isNumberAt, lowerAt, textAt, type Token } from './tokens.js';

/** Reads "a third", "three-quarters", "half a million", "one in five", "1/4" that begins at the token, or null. */
export function readFraction(tokens: readonly Token[], at: number): Numeral | null {
  return (
    readSlash(tokens, at) ??
    readOneIn(tokens, at) ??
    readHalf(tokens, at) ??
    readQuarterOf(tokens, at) ??
    readNamed(tokens, at)
  );
}

/** Reads "dozens", "hundreds of thousands": the bound that they give, or null. */
export function readVague(tokens: readonly Token[], at: number): { low: number; next: number } | null {
  const first = vaguePlurals.get(lowerAt(tokens, at));
  if (first === undefined || isNumberAt(tokens, at - 1)) return null;
  let [low, next] = [2 * first, at + 1];
  // "tens of millions": two words at most, for a chain of them means nothing
  for (let links = 0; links < 2; links += 1) {
    const second = vaguePlurals.get(lowerAt(tokens, next + 1));
    if (lowerAt(tokens, next) !== 'of' || second === undefined) break;
    [low, next] = [low * second, next + 2];
  }
  // "scores" are points unless they count something
  if (lowerAt(tokens, at) === 'scores' && lowerAt(tokens, next) !== 'of') return null;
  return { low, next };
}

const fraction = (value: Decimal | number, next: number): Numeral => ({
  value: new Decimal(value).toNumber(),
  next,
  precision: null,
  inWords: true,
  scale: 1,
  isFraction: true,
  hasGroups: false,
});

const hyphen = /^[-‐‑]$/u;

function readSlash(tokens: readonly Token[], at: number): Numeral | null {
  const [over, slash, under] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (
    over?.kind !== 'number' ||
    slash?.text !== '/' ||
    !slash.glued ||
    under?.kind !== 'number' ||
    !under.glued
  )
    return null;
  if (!/^\d{1,3}$/u.test(over.text) || !/^\d{1,3}$/u.test(under.text)) return null;
  const [a, b] = [Number(over.text), Number(under.text)];
  return a > 0 && a < b && textAt(tokens, at + 3) !== '/' ? fraction(new Decimal(a).div(b), at + 3) : null;
}

/** Denominators that a rate is spoken in; "12 in six boxes" and "3 in 2018" are none. */
const roundDenominators = new Set([
  2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 100, 200, 250, 500, 1000, 10000, 100000, 1e6,
]);
const notCounted =
  /^(?:percent|per|pct|minutes?|hours?|days?|weeks?|months?|years?|seconds?|metres?|meters?|km|kilometres?|miles?|games?|matches)$/u;

function readOneIn(tokens: readonly Token[], at: number): Numeral | null {
  const over = plain(tokens, at);
  if (over === null || over.value < 1 || over.value > 99) return null;
  const isOutOf = lowerAt(tokens, over.next) === 'out' && lowerAt(tokens, over.next + 1) === 'of';
  if (!isOutOf && lowerAt(tokens, over.next) !== 'in') return null;
  const under = plain(tokens, over.next + (isOutOf ? 2 : 1));
  if (under === null || over.value >= under.value || !roundDenominators.has(under.value)) return null;
  const after = tokens[under.next];
  if (after !== undefined && (notCounted.test(after.lower) || /^[%°$€£]$/u.test(after.text))) return null;
  // "won four in 10": two different hands of writing are two figures
  if (!isOutOf && over.inWords !== under.inWords) return null;
  return fraction(new Decimal(over.value).div(under.value), under.next);
}

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
  const tens = token.lower === 'twenty' ? 20 : token.lower === 'fifty' ? 50 : undefined;
  const scale = scaleWords.get(lowerAt(tokens, at + 1));
  if (small !== undefined && scale !== undefined && scale !== 12)
    return { value: small * scale, next: at + 2, inWords: true };
  if (token.lower === 'a') return null;
  const value = small ?? tens;
  return value === undefined ? null : { value, next: at + 1, inWords: true };
}

const halfIsNoFigure =
  /^(?:first|second|the|this|that|other|better|latter|opening|top|bottom|upper|lower|one's|each|final|1st|2nd)$/u;

/** "half", "half a million", "half of", "half as many". */
function readHalf(tokens: readonly Token[], at: number): Numeral | null {
  const isAHalf = lowerAt(tokens, at) === 'a' && lowerAt(tokens, at + 1) === 'half';
  const half = isAHalf ? at + 1 : at;
  if (lowerAt(tokens, half) !== 'half') return null;
  let next = half + 1;
  const article = /^an?$/u.test(lowerAt(tokens, next)) || hyphen.test(textAt(tokens, next)) ? next + 1 : next;
  const scale = scaleWords.get(lowerAt(tokens, article));
  if (scale !== undefined) {
    const value = new Decimal(scale).div(2);
    return { ...fraction(value, article + 1), isFraction: false, scale };
  }
  const before = lowerAt(tokens, at - 1);
  if (halfIsNoFigure.test(before) && lowerAt(tokens, next) !== 'of') return null;
  if (halfIsNoFigure.test(before) && before !== 'the') return null;
  const after = tokens[next];
  if (after !== undefined && hyphen.test(after.text) && after.glued) return null;
  // "half a percentage point", "half an hour": the article stands between number and unit
  if (article > next && !hyphen.test(textAt(tokens, next)) && isUnitWord.test(lowerAt(tokens, article)))
    next = article;
  return fraction(0.5, next);
}

/** "quarter million" without an article. */
function readQuarterOf(tokens: readonly Token[], at: number): Numeral | null {
  const scale = scaleWords.get(lowerAt(tokens, at + 1));
  if (lowerAt(tokens, at) !== 'quarter' || scale === undefined || scale < 1000) return null;
  return { ...fraction(new Decimal(scale).div(4), at + 2), isFraction: false, scale };
}

const isUnitWord =
  /^(?:percentage|per|percent|hour|mile|kilometre|kilometer|metre|meter|tonne|ton|degree|kilo|litre|liter|acre)$/u;

/** After these a "third" or "quarter" is a share; before any other word it is an order ("a third term"). */
const shareFollows =
  /^(?:of|in|to|from|since|on|more|less|fewer|higher|lower|larger|smaller|went|goes|go|is|are|was|were|have|had|has|said|say|over|by|between|and|or|that|than|as|compared|during|at|last|this|while|but|after|before|each|were|voted|live|lived|came|come|believe|think)$/u;

function readNamed(tokens: readonly Token[], at: number): Numeral | null {
  const over = tokens[at];
  if (over === undefined) return null;
  const isArticle = over.lower === 'a';
  const numerator = isArticle
    ? 1
    : (smallWords.get(over.lower) ?? (/^\d{1,2}$/u.test(over.text) ? Number(over.text) : undefined));
  if (numerator === undefined || numerator === 0) return null;
  const joined = hyphen.test(textAt(tokens, at + 1)) ? at + 2 : at + 1;
  const word = lowerAt(tokens, joined);
  const under = denominators.get(word);
  if (under === undefined || (under === 2 && numerator !== 1 && word !== 'halves')) return null;
  if (isArticle && !isShare(tokens, joined)) return null;
  // "two fifth places" is an order; "one third of", "two-thirds", "one-third more" are shares
  if (!isArticle && numerator > 1 && !/s$|halves/u.test(word)) return null;
  const scale = scaleWords.get(lowerAt(tokens, joined + 1));
  const value = new Decimal(numerator).div(under);
  if (scale !== undefined && scale >= 1000)
    return { ...fraction(value.times(scale), joined + 2), isFraction: false, scale };
  return fraction(value, joined + 1);
}

function isShare(tokens: readonly Token[], at: number): boolean {
  const after = tokens[at + 1];
  if (after === undefined || after.kind !== 'word') return !hyphen.test(after?.text ?? '');
  return shareFollows.test(after.lower) || scaleWords.has(after.lower);
}

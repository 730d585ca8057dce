import { Decimal } from 'decimal.js';
import { readFraction } from './fractions.js';
import { fractionBehind, letterScale } from './figure-tails.js';
import type { Numeral } from './numeral.js';
import { scaleWords, smallWords, tensWords, vulgarFractions } from './number-words.js';
import { isNumberAt, isTightHyphenAt, lowerAt, textAt, type Token } from './tokens.js';

/** `and: false` keeps "two hundred and three hundred" apart where "and" joins the ends of a range. */
export interface ReadOptions {
  readonly and: boolean;
}

/** Reads the number that begins at the token, or null. A sign is the caller's business. */
export function readNumeral(
  tokens: readonly Token[],
  at: number,
  options: ReadOptions = { and: true },
): Numeral | null {
  return readFraction(tokens, at) ?? readCardinal(tokens, at, options);
}

/** "1,204.5", "18,5", "17 000", "12,34,567" as a decimal, or null where the marks make no number ("192.168.1.2"). */
function readDigits(raw: string): Decimal | null {
  const text = raw.replace(/[ \u00a0\u2009\u202f]/gu, '');
  if (/^\d+$/u.test(text) || /^\d*\.\d+$/u.test(text)) return new Decimal(text);
  if (/^\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?$/u.test(text)) return new Decimal(text.replaceAll(',', ''));
  if (/^\d+,\d+$/u.test(text)) return new Decimal(text.replace(',', '.'));
  if (/^\d{1,3}(?:\.\d{3})+,\d+$/u.test(text)) return new Decimal(text.replaceAll('.', '').replace(',', '.'));
  if (/^\d{1,3}(?:\.\d{3}){2,}$/u.test(text)) return new Decimal(text.replaceAll('.', ''));
  return null;
}

/** Every digit counts below 1,000; above, all to the last that is not zero, at least two (DESIGN 5.7). */
function precisionOf(raw: string, value: Decimal): Decimal {
  const decimals = value.decimalPlaces();
  const written = /[.,](\d+)$/u.exec(raw.replace(/[ \u00a0\u2009\u202f]/gu, ''));
  const places = value.abs().lt(1000) && written !== null ? (written[1] ?? '').length : decimals;
  if (places > 0 || value.abs().lt(1000)) return new Decimal(10).pow(-places);
  const digits = value.abs().toFixed(0);
  const significant = Math.max(2, digits.replace(/0+$/u, '').length);
  return new Decimal(10).pow(digits.length - significant);
}

interface Parts {
  total: Decimal;
  current: Decimal | null;
  lastScale: number;
  scale: Decimal;
  next: number;
  words: boolean;
  precision: Decimal | null;
  hasGroups: boolean;
}

function readCardinal(tokens: readonly Token[], at: number, options: ReadOptions): Numeral | null {
  const parts = start(tokens, at);
  if (parts === null) return null;
  while (step(tokens, parts, options)) {
    // each step takes at least one token
  }
  addHalf(tokens, parts);
  const value = parts.total.plus(parts.current ?? 0);
  if (!value.isFinite() || value.gt(1e21)) return null;
  return {
    value: value.toNumber(),
    next: parts.next,
    precision: parts.precision === null ? null : parts.precision.times(parts.scale).toNumber(),
    inWords: parts.words,
    scale: parts.scale.toNumber(),
    isFraction: false,
    hasGroups: parts.hasGroups,
  };
}

const fresh = { total: new Decimal(0), lastScale: Infinity, scale: new Decimal(1), hasGroups: false };

function start(tokens: readonly Token[], at: number): Parts | null {
  const token = tokens[at];
  if (token === undefined) return null;
  if (token.kind === 'number') return startDigits(tokens, at, token);
  const vulgar = vulgarFractions.get(token.text);
  if (vulgar !== undefined) {
    return { ...fresh, current: new Decimal(vulgar), next: at + 1, words: true, precision: null };
  }
  const small = smallWords.get(token.lower) ?? tensWords.get(token.lower);
  if (small !== undefined) {
    return { ...fresh, current: new Decimal(small), next: at + 1, words: true, precision: null };
  }
  // "a hundred", "a dozen", "hundred thousand": the article belongs to the number
  const scaleAt = token.lower === 'a' ? at + 1 : at;
  const word = lowerAt(tokens, scaleAt);
  if (!scaleWords.has(word) || (word.endsWith('s') && word !== 'dozens') || word.length < 4) return null;
  return { ...fresh, current: new Decimal(1), next: scaleAt, words: true, precision: null };
}

function startDigits(tokens: readonly Token[], at: number, token: Token): Parts | null {
  let value = token.text.length > 40 ? null : readDigits(token.text);
  if (value === null) return null;
  let next = at + 1;
  const precision = precisionOf(token.text, value);
  const hasGroups = /\d[ ,\u00a0\u2009\u202f]\d{3}/u.test(token.text);
  const vulgar = vulgarFractions.get(textAt(tokens, next));
  if (vulgar !== undefined) [value, next] = [value.plus(vulgar), next + 1];
  const slash = fractionBehind(tokens, next);
  if (slash !== null && value.lt(1000)) [value, next] = [value.plus(slash), next + 3];
  return { ...fresh, current: value, next, words: false, precision, hasGroups };
}

/** Takes one more word into the number; false where it ends. */
function step(tokens: readonly Token[], parts: Parts, options: ReadOptions): boolean {
  const token = tokens[parts.next];
  if (token === undefined) return false;
  if (token.kind === 'symbol') return stepHyphen(tokens, parts);
  if (token.kind !== 'word') return false;
  if (token.lower === 'and') return options.and && stepAnd(tokens, parts);
  if (token.lower === 'point' && parts.words) return stepPoint(tokens, parts);
  return stepScale(tokens, parts, token) || stepSmall(parts, token);
}

function stepScale(tokens: readonly Token[], parts: Parts, token: Token): boolean {
  const scale = scaleWords.get(token.lower) ?? letterScale(tokens, parts.next);
  if (scale === undefined || !multiply(parts, scale)) return false;
  parts.scale = parts.scale.times(scale);
  parts.next += 1;
  return true;
}

function multiply(parts: Parts, scale: number): boolean {
  const { current, total } = parts;
  if (current === null) {
    // "4.5 lakh crore": one scale on the other
    if (scale === 100 || total.isZero() || total.gt(1e15)) return false;
    parts.total = total.times(scale);
  } else if (scale === 100) {
    if (current.gte(100)) return false;
    parts.current = current.times(100);
  } else {
    if (scale >= parts.lastScale && !total.isZero()) return false;
    parts.total = total.plus(current.times(scale));
    parts.current = null;
    parts.lastScale = scale;
  }
  return true;
}

function stepSmall(parts: Parts, token: Token): boolean {
  if (!parts.words && parts.scale.eq(1)) return false;
  const value = tensWords.get(token.lower) ?? smallWords.get(token.lower) ?? 0;
  if (value === 0 || !hasRoomFor(parts, value)) return false;
  parts.current = (parts.current ?? new Decimal(0)).plus(value);
  parts.words = true;
  parts.next += 1;
  return true;
}

/** "forty" takes a "one", "four hundred" a "one" or "forty"; behind a scale a new group begins. */
function hasRoomFor({ current, total, lastScale }: Parts, value: number): boolean {
  if (current === null) return !total.isZero() && lastScale > 100;
  if (current.isZero() && total.isZero()) return false;
  const room = current.mod(100);
  return room.isZero() || (value < 10 && room.gte(20) && room.mod(10).isZero());
}

/** "forty-one", "half-million": a hyphen joins only where it is tight on both sides. */
function stepHyphen(tokens: readonly Token[], parts: Parts): boolean {
  const after = tokens[parts.next + 1];
  if (after?.kind !== 'word' || !isTightHyphenAt(tokens, parts.next)) return false;
  const trial: Parts = { ...parts, next: parts.next + 1 };
  const isJoined = scaleWords.has(after.lower) ? stepScale(tokens, trial, after) : stepSmall(trial, after);
  if (isJoined) Object.assign(parts, trial);
  return isJoined;
}

/** "three hundred and two": what follows must be smaller than the last step, and no share of its own. */
function stepAnd(tokens: readonly Token[], parts: Parts): boolean {
  // plain figures take no words in: "14,000 and two"
  if (!parts.words && parts.scale.eq(1)) return false;
  const floor = roomBehindAnd(parts);
  if (floor === 0 || !canFollowAnd(tokens, parts)) return false;
  // no further "and" inside: a chain of them would be read once per link
  const rest = readCardinal(tokens, parts.next + 1, { and: false });
  if (rest === null || rest.value >= floor || rest.value === 0) return false;
  parts.current = (parts.current ?? new Decimal(0)).plus(rest.value);
  parts.next = rest.next;
  return true;
}

function roomBehindAnd({ current, lastScale }: Parts): number {
  if (current !== null) return current.gte(100) && current.mod(100).isZero() ? 100 : 0;
  return Number.isFinite(lastScale) && lastScale !== 12 ? lastScale : 0;
}

function canFollowAnd(tokens: readonly Token[], parts: Parts): boolean {
  const after = lowerAt(tokens, parts.next + 1);
  if (readFraction(tokens, parts.next + 1) !== null) return false;
  // "3 million and 40 dead" counts two things
  if (isNumberAt(tokens, parts.next + 1))
    return parts.words || parts.current !== null || parts.lastScale <= 1000;
  return smallWords.has(after) || tensWords.has(after);
}

/** "two point one". */
function stepPoint(tokens: readonly Token[], parts: Parts): boolean {
  let digits = '';
  let next = parts.next + 1;
  for (; ; next += 1) {
    const digit = smallWords.get(lowerAt(tokens, next));
    if (digit === undefined || digits.length > 8) break;
    digits += String(digit);
  }
  if (digits === '' || parts.current === null || !parts.total.isZero()) return false;
  parts.current = parts.current.plus(`0.${digits}`);
  parts.precision = new Decimal(10).pow(-digits.length);
  parts.next = next;
  return true;
}

/** "two and a half million", "three and a quarter", "one million and a half": the share is of the last step. */
function addHalf(tokens: readonly Token[], parts: Parts): void {
  if (lowerAt(tokens, parts.next) !== 'and') return;
  const isLarge = parts.current === null;
  const share = shareAfter(tokens, parts.next + 1, isLarge);
  if (share === null || (!parts.words && !isLarge && lowerAt(tokens, parts.next + 1) !== 'a')) return;
  parts.next = share.next;
  parts.precision = null;
  parts.total = parts.total
    .plus(parts.current ?? 0)
    .plus(new Decimal(isLarge && share.value < 1 ? parts.lastScale : 1).times(share.value));
  parts.current = null;
  const scale = scaleWords.get(lowerAt(tokens, parts.next)) ?? 0;
  if (isLarge || scale < 100) return;
  parts.total = parts.total.times(scale);
  parts.scale = parts.scale.times(scale);
  parts.next += 1;
}

const simpleShares: ReadonlyMap<string, number> = new Map([
  ['half', 0.5],
  ['quarter', 0.25],
]);

/** The share behind "and"; behind a scale only "a half" and "a quarter" are said of it, or a smaller sum ("a half million"). */
function shareAfter(
  tokens: readonly Token[],
  at: number,
  isLarge: boolean,
): { value: number; next: number } | null {
  const simple = lowerAt(tokens, at) === 'a' ? simpleShares.get(lowerAt(tokens, at + 1)) : undefined;
  const isOfScale = scaleWords.has(lowerAt(tokens, at + 2));
  if (simple !== undefined && !(isLarge && isOfScale)) return { value: simple, next: at + 2 };
  const share = readFraction(tokens, at);
  if (share === null || (isLarge && share.isFraction)) return null;
  return share.isFraction || isLarge ? share : null;
}

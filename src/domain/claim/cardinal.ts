import { plus, tenTo, times } from './decimals.js';
import { readDigits } from './digits.js';
import { exponentBehind } from './exponents.js';
import { fractionBehind, letterScale } from './figure-tails.js';
import { scaleWords, smallWords, tensWords, vulgarFractions } from './number-words.js';
import { isHyphenAt, isNumberAt, isTightHyphenAt, isWordAt, lowerAt, textAt, type Token } from './tokens.js';

export interface ReadOptions {
  /** `false` keeps "two hundred and three hundred" apart where "and" joins the ends of a range. */
  readonly and: boolean;
  /** The index of a token that the number may not take. */
  readonly limit?: number;
  /** Whether a share of its own stands at the token, which "and" then does not join ("a hundred and three quarters"). */
  readonly isShareAt?: (tokens: readonly Token[], at: number) => boolean;
  /** Takes no scale: the "fifty" of "two hundred and fifty thousand". */
  readonly isGroup?: boolean;
  /** Also reads "one twenty two" as it is spoken, for 122. */
  readonly isSpoken?: boolean;
}

/** A number on the way: the value so far is `total` plus `current`. */
export interface Parts {
  total: number;
  current: number | null;
  lastScale: number;
  scale: number;
  next: number;
  words: boolean;
  precision: number | null;
  hasGroups: boolean;
}

/** Takes all the steps of the number that begins at the token, or gives null. */
export function readParts(tokens: readonly Token[], at: number, options: ReadOptions): Parts | null {
  const parts = start(tokens, at);
  if (parts === null) return null;
  const limit = options.limit ?? Infinity;
  while (parts.next < limit && step(tokens, parts, options)) {
    // each step takes at least one token
  }
  return parts;
}

export const valueOf = (parts: Parts): number => plus(parts.total, parts.current ?? 0);

function start(tokens: readonly Token[], at: number): Parts | null {
  const token = tokens[at];
  if (token === undefined) return null;
  if (token.kind === 'number') return startDigits(tokens, at, token);
  const vulgar = vulgarFractions.get(token.text);
  if (vulgar !== undefined) return inWords(vulgar, at + 1);
  const small = smallWords.get(token.lower) ?? tensWords.get(token.lower);
  if (small !== undefined) return inWords(small, at + 1);
  if (token.lower === 'point') return startPoint(tokens, at);
  // "a hundred", "a dozen", "hundred thousand": the article belongs to the number
  const scaleAt = token.lower === 'a' ? at + 1 : at;
  const word = lowerAt(tokens, scaleAt);
  if (!scaleWords.has(word) || (word.endsWith('s') && word !== 'dozens') || word.length < 4) return null;
  return inWords(1, scaleAt);
}

const inWords = (value: number, next: number): Parts => ({
  total: 0,
  current: value,
  lastScale: Infinity,
  scale: 1,
  next,
  words: true,
  precision: null,
  hasGroups: false,
});

function startDigits(tokens: readonly Token[], at: number, token: Token): Parts | null {
  const digits = readDigits(token.text);
  if (digits === null) return null;
  const parts: Parts = {
    total: 0,
    current: digits.value,
    lastScale: Infinity,
    scale: 1,
    next: at + 1,
    words: false,
    precision: digits.precision,
    hasGroups: digits.hasGroups,
  };
  addTail(tokens, parts, digits.value);
  return parts;
}

/** "2½", "2 1/4", "1.3e6", "6.2 × 10^4", "one point five" with the first figure in digits. */
function addTail(tokens: readonly Token[], parts: Parts, value: number): void {
  const vulgar = vulgarFractions.get(textAt(tokens, parts.next));
  if (vulgar !== undefined) {
    parts.current = plus(value, vulgar);
    parts.next += 1;
  }
  const slash = value < 1000 ? fractionBehind(tokens, parts.next) : null;
  if (slash !== null) {
    parts.current = plus(parts.current ?? 0, slash);
    parts.next += 3;
  }
  const raised = exponentBehind(tokens, parts.next, value, parts.precision);
  if (raised !== null) Object.assign(parts, raised);
}

/** "point seven" at the beginning, or behind a word that is no article: "at this point 7 people" is none. */
const beforePoint = /^(?:is|was|of|by|to|than|equals|with|about|minus|negative|)$/u;

function startPoint(tokens: readonly Token[], at: number): Parts | null {
  if (!beforePoint.test(lowerAt(tokens, at - 1))) return null;
  const parts = { ...inWords(0, at), precision: null };
  if (/^\d{1,9}$/u.test(textAt(tokens, at + 1)))
    return { ...parts, ...decimals(0, textAt(tokens, at + 1), at + 2) };
  return stepPoint(tokens, parts) ? parts : null;
}

/** Takes one more word into the number; false where it ends. */
function step(tokens: readonly Token[], parts: Parts, options: ReadOptions): boolean {
  const token = tokens[parts.next];
  if (token === undefined) return false;
  if (token.kind === 'symbol') return stepHyphen(tokens, parts);
  if (token.kind !== 'word') return false;
  if (token.lower === 'and') return options.and && stepAnd(tokens, parts, options);
  if (token.lower === 'point') return stepPoint(tokens, parts);
  return (
    (options.isGroup !== true && stepScale(tokens, parts, token)) ||
    stepSmall(parts, token) ||
    (options.isSpoken === true && stepSpoken(tokens, parts, token))
  );
}

function stepScale(tokens: readonly Token[], parts: Parts, token: Token): boolean {
  const scale = scaleWords.get(token.lower) ?? letterScale(tokens, parts.next);
  if (scale === undefined || !multiply(parts, scale)) return false;
  parts.scale = times(parts.scale, scale);
  parts.next += 1;
  return true;
}

/** Multiplies the number so far, or the part behind its last scale; false where the scale does not fit there. */
export function multiply(parts: Parts, scale: number): boolean {
  const { current, total } = parts;
  if (current === null) {
    // "4.5 lakh crore": one scale on the other
    if (scale === 100 || total === 0 || total > 1e15) return false;
    parts.total = times(total, scale);
  } else if (scale === 100) {
    if (current >= 100 && parts.words) return false;
    if (current >= 1000) return false;
    parts.current = times(current, 100);
  } else {
    if (scale >= parts.lastScale && total !== 0) return false;
    parts.total = plus(total, times(current, scale));
    parts.current = null;
    parts.lastScale = scale;
  }
  return true;
}

function stepSmall(parts: Parts, token: Token): boolean {
  if (!parts.words && parts.scale === 1) return false;
  const value = tensWords.get(token.lower) ?? smallWords.get(token.lower) ?? 0;
  if (value === 0 || !hasRoomFor(parts, value)) return false;
  parts.current = plus(parts.current ?? 0, value);
  parts.words = true;
  parts.next += 1;
  return true;
}

/** "forty" takes a "one", "four hundred" a "one" or "forty"; behind a scale a new group begins. */
export function hasRoomFor({ current, total, lastScale }: Parts, value: number): boolean {
  if (current === null) return total !== 0 && lastScale > 100;
  if (current === 0 && total === 0) return false;
  const room = current % 100;
  return room === 0 || (value < 10 && room >= 20 && room % 10 === 0);
}

const clock = /^(?:at|until|till|before|after|by|since|past|nineteen|twenty)$/u;

/** "one twenty two": the hundred is left out; not in a time of day ("at four thirty"), nor before "-mile". */
function stepSpoken(tokens: readonly Token[], parts: Parts, token: Token): boolean {
  const { current, total, next } = parts;
  const tens = tensWords.get(token.lower);
  if (
    tens === undefined ||
    current === null ||
    current < 1 ||
    current > 9 ||
    total !== 0 ||
    parts.scale !== 1
  )
    return false;
  const isOpen = isHyphenAt(tokens, next + 1) && !smallWords.has(lowerAt(tokens, next + 2));
  if (isOpen || !isWordAt(tokens, next - 1) || clock.test(lowerAt(tokens, next - 2))) return false;
  parts.current = current * 100 + tens;
  parts.next += 1;
  return true;
}

/** "forty-one", "half-million", and "forty - one" where the text has spaces around every mark. */
function stepHyphen(tokens: readonly Token[], parts: Parts): boolean {
  const after = tokens[parts.next + 1];
  if (after?.kind !== 'word') return false;
  const trial: Parts = { ...parts, next: parts.next + 1 };
  if (!isTightHyphenAt(tokens, parts.next)) {
    const isSpaced =
      textAt(tokens, parts.next) === '-' && !after.glued && (smallWords.get(after.lower) ?? 10) < 10;
    if (!isSpaced || tensWords.get(lowerAt(tokens, parts.next - 1)) === undefined) return false;
  }
  const isJoined = scaleWords.has(after.lower) ? stepScale(tokens, trial, after) : stepSmall(trial, after);
  if (isJoined) Object.assign(parts, trial);
  return isJoined;
}

/** "three hundred and two": what follows must be smaller than the last step, and no share of its own. */
function stepAnd(tokens: readonly Token[], parts: Parts, options: ReadOptions): boolean {
  // plain figures take no words in: "14,000 and two"
  if (!parts.words && parts.scale === 1) return false;
  const floor = roomBehindAnd(parts);
  if (floor === 0 || !canFollowAnd(tokens, parts, options)) return false;
  // no further "and" inside: a chain of them would be read once per link
  const rest = readParts(tokens, parts.next + 1, { and: false });
  const found = rest !== null && valueOf(rest) < floor ? rest : groupBehind(tokens, parts, floor);
  const value = found === null ? 0 : valueOf(found);
  if (found === null || value === 0) return false;
  parts.current = plus(parts.current ?? 0, value);
  parts.next = found.next;
  return true;
}

/** "two hundred and fifty thousand": the scale is of all that stands before it; "two hundred and three hundred" are two. */
function groupBehind(tokens: readonly Token[], parts: Parts, floor: number): Parts | null {
  if (floor !== 100 || isNumberAt(tokens, parts.next + 1)) return null;
  const group = readParts(tokens, parts.next + 1, { and: false, isGroup: true });
  if (group === null || valueOf(group) >= 100) return null;
  return (scaleWords.get(lowerAt(tokens, group.next)) ?? 0) >= 1000 ? group : null;
}

function roomBehindAnd({ current, lastScale }: Parts): number {
  if (current !== null) return current >= 100 && current % 100 === 0 ? 100 : 0;
  return Number.isFinite(lastScale) && lastScale !== 12 ? lastScale : 0;
}

function canFollowAnd(tokens: readonly Token[], parts: Parts, { isShareAt }: ReadOptions): boolean {
  const at = parts.next + 1;
  if (isShareAt?.(tokens, at) === true) return false;
  // "3 million and 40 dead" counts two things
  if (isNumberAt(tokens, at)) return parts.words || parts.current !== null || parts.lastScale <= 1000;
  const after = lowerAt(tokens, at);
  return smallWords.has(after) || tensWords.has(after);
}

/** "two point one", "nought point eleven", "1 point 5". */
function stepPoint(tokens: readonly Token[], parts: Parts): boolean {
  const { current, total, next } = parts;
  if (current === null || total !== 0 || !Number.isInteger(current)) return false;
  const digits = parts.words ? wordDigits(tokens, next + 1) : figureDigits(tokens, next + 1);
  if (digits === null) return false;
  Object.assign(parts, decimals(current, digits.text, digits.next));
  return true;
}

const decimals = (whole: number, digits: string, next: number) => ({
  current: plus(whole, Number(`0.${digits}`)),
  precision: tenTo(-digits.length),
  next,
});

interface SpokenDigits {
  readonly text: string;
  readonly next: number;
}

const figureDigits = (tokens: readonly Token[], at: number): SpokenDigits | null =>
  /^\d{1,4}$/u.test(textAt(tokens, at)) ? { text: textAt(tokens, at), next: at + 1 } : null;

/** "zero eight", "eleven", "seventy-one": the digits behind the point. */
function wordDigits(tokens: readonly Token[], at: number): SpokenDigits | null {
  const tens = tensWords.get(lowerAt(tokens, at));
  if (tens !== undefined) {
    const unitAt = isHyphenAt(tokens, at + 1) ? at + 2 : at + 1;
    const unit = smallWords.get(lowerAt(tokens, unitAt)) ?? 0;
    return unit > 0 && unit < 10
      ? { text: String(tens + unit), next: unitAt + 1 }
      : { text: String(tens), next: at + 1 };
  }
  let [text, next] = ['', at];
  for (; text.length <= 8; next += 1) {
    const digit = smallWords.get(lowerAt(tokens, next));
    if (digit === undefined) break;
    text += String(digit);
  }
  return text === '' ? null : { text, next };
}

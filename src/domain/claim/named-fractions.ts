import { readParts, valueOf, type Parts, type ReadOptions } from './cardinal.js';
import { over, times } from './decimals.js';
import { fraction, type Numeral } from './numeral.js';
import { denominators, ordinalWords, scaleWords, tensWords } from './number-words.js';
import { isHyphenAt, isTightHyphenAt, isWordAt, lowerAt, textAt, type Token } from './tokens.js';

/** After these a "third" or "quarter" is a share; before any other word it is an order ("a third term"). */
const shareFollows =
  /^(?:of|in|to|from|since|on|more|less|fewer|higher|lower|larger|smaller|went|goes|go|is|are|was|were|have|had|has|said|say|over|by|between|and|or|that|than|as|compared|during|at|last|this|while|but|after|before|each|were|voted|live|lived|came|come|believe|think)$/u;

/** Reads "a third", "three-quarters", "twenty-three fifths", "a hundred trillionths". */
export function readNamedFraction(
  tokens: readonly Token[],
  at: number,
  options: ReadOptions,
): Numeral | null {
  const top = articleAt(tokens, at) ?? numeratorAt(tokens, at, options);
  if (top === null) return null;
  const under = denominatorAt(tokens, top.next);
  if (under === null || !agrees(top.value, under)) return null;
  if (top.isArticle && !isShare(tokens, under.next - 1)) return null;
  const value = over(top.value, under.value);
  // "three quarters million", "a quarter of a million"
  const isOf = lowerAt(tokens, under.next) === 'of' && lowerAt(tokens, under.next + 1) === 'a';
  const scaleAt = isOf ? under.next + 2 : under.next;
  const scale = scaleWords.get(lowerAt(tokens, scaleAt)) ?? 1;
  return scale >= 1000
    ? { ...fraction(times(value, scale), scaleAt + 1), isFraction: false, scale }
    : fraction(value, under.next);
}

interface Numerator {
  readonly value: number;
  /** Where the denominator begins. */
  readonly next: number;
  readonly isArticle: boolean;
}

function articleAt(tokens: readonly Token[], at: number): Numerator | null {
  if (!/^an?$/u.test(lowerAt(tokens, at))) return null;
  return denominatorAt(tokens, at + 1) === null ? null : { value: 1, next: at + 1, isArticle: true };
}

function numeratorAt(tokens: readonly Token[], at: number, options: ReadOptions): Numerator | null {
  const parts = numeratorParts(tokens, at, options);
  const value = parts === null ? 0 : valueOf(parts);
  if (parts === null || !Number.isInteger(value) || value === 0) return null;
  const isJoined = isHyphenAt(tokens, parts.next) && isWordAt(tokens, parts.next + 1);
  return { value, next: isJoined ? parts.next + 1 : parts.next, isArticle: false };
}

function numeratorParts(tokens: readonly Token[], at: number, options: ReadOptions): Parts | null {
  const isFigure = tokens[at]?.kind === 'number';
  if (isFigure && !/^\d{1,2}$/u.test(textAt(tokens, at))) return null;
  const parts = readParts(tokens, at, options);
  if (parts === null) return null;
  if (isFigure) return parts.next === at + 1 ? parts : null;
  return isCompound(tokens, at, parts.next)
    ? readParts(tokens, at, { ...options, limit: parts.next - 1 })
    : parts;
}

/** "one hundred thirty-fifths" are a hundred of them, also without the hyphen; "a hundred and thirty fifths" are 130. */
function isCompound(tokens: readonly Token[], at: number, next: number): boolean {
  if (!tensWords.has(lowerAt(tokens, next - 1)) || next - at < 2) return false;
  const unitAt = isTightHyphenAt(tokens, next) ? next + 1 : next;
  const isOpen = unitAt > next || lowerAt(tokens, next - 2) !== 'and';
  return isOpen && unitOrdinal(lowerAt(tokens, unitAt)) !== null;
}

function unitOrdinal(word: string): number | null {
  const value = ordinalWords.get(word) ?? ordinalWords.get(word.replace(/s$/u, ''));
  return value !== undefined && value < 10 ? value : null;
}

interface Denominator {
  readonly value: number;
  readonly next: number;
  readonly word: string;
}

/** "thirds", "hundredths", "twenty-firsts". */
function denominatorAt(tokens: readonly Token[], at: number): Denominator | null {
  const word = lowerAt(tokens, at);
  const tens = tensWords.get(word);
  if (tens === undefined) {
    const value = denominators.get(word);
    return value === undefined ? null : { value, next: at + 1, word };
  }
  const unitAt = isHyphenAt(tokens, at + 1) ? at + 2 : at + 1;
  const unit = unitOrdinal(lowerAt(tokens, unitAt));
  return unit === null ? null : { value: tens + unit, next: unitAt + 1, word: lowerAt(tokens, unitAt) };
}

/** "two fifth places" is an order, "five quarters" are three months each; "one third", "two-thirds", "three halves" are shares. */
function agrees(numerator: number, { word }: Denominator): boolean {
  if (numerator === 1) return word !== 'halves';
  return word.endsWith('s') && (word !== 'quarters' || numerator === 3);
}

function isShare(tokens: readonly Token[], at: number): boolean {
  const after = tokens[at + 1];
  if (after === undefined || after.kind !== 'word') return !isHyphenAt(tokens, at + 1);
  return shareFollows.test(after.lower) || scaleWords.has(after.lower);
}

/** "1 over three", "one over twenty" as one divides, with nothing counted behind it. */
export function readOver(tokens: readonly Token[], at: number, options: ReadOptions): Numeral | null {
  const top = readParts(tokens, at, options);
  if (top === null || lowerAt(tokens, top.next) !== 'over') return null;
  const under = readParts(tokens, top.next + 1, options);
  if (under === null || !endsPhrase(tokens, under.next)) return null;
  const [a, b] = [valueOf(top), valueOf(under)];
  return Number.isInteger(a) && Number.isInteger(b) && a > 0 && b > 1
    ? fraction(over(a, b), under.next)
    : null;
}

const endsPhrase = (tokens: readonly Token[], at: number) => /^[.,;:?!)]?$/u.test(textAt(tokens, at));

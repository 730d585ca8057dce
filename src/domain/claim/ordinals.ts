import { hasRoomFor, multiply, readParts, valueOf, type Parts } from './cardinal.js';
import { plus } from './decimals.js';
import { readFraction, whole } from './fractions.js';
import { ordinalWords, scaleWords, smallWords, tensWords } from './number-words.js';
import {
  beginsSentence,
  isCapitalised,
  isTightHyphenAt,
  isWordAt,
  lowerAt,
  textAt,
  type Token,
} from './tokens.js';

/** An ordinal at the token; `value` is null where an ordinal word stands in a name or means no order. */
export interface Ordinal {
  readonly value: number | null;
  readonly next: number;
}

/** Reads "second", "21st", "twenty-first", or null where no ordinal begins. */
export function readOrdinal(tokens: readonly Token[], at: number): Ordinal | null {
  const token = tokens[at];
  if (token === undefined) return null;
  if (token.kind === 'number') return suffixed(tokens, at, token);
  const word = token.kind === 'word' ? spelled(tokens, at, token) : null;
  if (word === null || readFraction(tokens, at) !== null) return null;
  return isOrder(tokens, at, word.next) ? word : { value: null, next: word.next };
}

function suffixed(tokens: readonly Token[], at: number, token: Token): Ordinal | null {
  const suffix = tokens[at + 1];
  if (suffix?.glued !== true || !/^(?:st|nd|rd|th)$/u.test(suffix.lower) || !/^\d[\d,]*$/u.test(token.text))
    return null;
  const value = Number(token.text.replaceAll(',', ''));
  return isOrder(tokens, at, at + 2) ? { value, next: at + 2 } : { value: null, next: at + 2 };
}

/** "second", "twenty-first", "one hundred and fifth", "two hundredth", "a trillionth". */
function spelled(tokens: readonly Token[], at: number, token: Token): Ordinal | null {
  const value = ordinalWords.get(token.lower);
  if (value !== undefined) return { value, next: at + 1 };
  if (!beginsCardinal(tokens, at)) return null;
  if (token.lower === 'a' && ordinalWords.has(lowerAt(tokens, at + 1))) return null;
  const parts = readParts(tokens, at, whole);
  return parts?.words === true ? ordinalBehind(tokens, parts) : null;
}

const beginsCardinal = (tokens: readonly Token[], at: number) => {
  const word = lowerAt(tokens, at);
  return (
    tensWords.has(word) ||
    smallWords.has(word) ||
    scaleWords.has(word) ||
    (word === 'a' && scaleWords.has(lowerAt(tokens, at + 1)))
  );
};

/** The ordinal word that ends a number: it fits in like a number word of its size, or multiplies like its scale. */
function ordinalBehind(tokens: readonly Token[], parts: Parts): Ordinal | null {
  const isTight = isTightHyphenAt(tokens, parts.next);
  const isAnd = lowerAt(tokens, parts.next) === 'and' && valueOf(parts) >= 100;
  const at = isTight || isAnd ? parts.next + 1 : parts.next;
  const last = ordinalWords.get(lowerAt(tokens, at));
  // "twenty first-year students" are twenty
  if (last === undefined || (!isTight && isTightHyphenAt(tokens, at + 1))) return null;
  const total = { ...parts };
  if (last >= 100) return multiply(total, last) ? { value: valueOf(total), next: at + 1 } : null;
  return hasRoomFor(parts, last) ? { value: plus(valueOf(parts), last), next: at + 1 } : null;
}

/** Not in "a second of silence", "at first", "First of all,", "the Second World War", "the 19th century". */
function isOrder(tokens: readonly Token[], at: number, next: number): boolean {
  const after = lowerAt(tokens, next);
  if (/^(?:century|centuries|cent)$/u.test(after) || isNameOrAdverb(tokens, at, next)) return false;
  const word = lowerAt(tokens, at);
  if (word === 'second') return isSecondInOrder(tokens, at, next);
  if (word !== 'first') return true;
  return lowerAt(tokens, at - 1) !== 'at' && !(after === 'of' && lowerAt(tokens, next + 1) === 'all');
}

/** "the Third Reich" in mid-sentence, "Second, …" at its beginning. */
function isNameOrAdverb(tokens: readonly Token[], at: number, next: number): boolean {
  if (!isCapitalised(tokens[at])) return false;
  return beginsSentence(tokens, at) ? textAt(tokens, next) === ',' : isCapitalised(tokens[next]);
}

const perSecond = /^(?:per|every|each|split|one)$/u;
const afterMoment =
  /^(?:of|later|ago|and|or|before|after|too|in|to|per|behind|ahead|faster|slower|is|was|by|when|while)$/u;

function isSecondInOrder(tokens: readonly Token[], at: number, next: number): boolean {
  const before = lowerAt(tokens, at - 1);
  if (perSecond.test(before)) return false;
  return before !== 'a' || (isWordAt(tokens, next) && !afterMoment.test(lowerAt(tokens, next)));
}

import {
  adjectives,
  ambiguousWords,
  beforeSign,
  codes,
  minor,
  otherCodes,
  signs,
  words,
} from './currency-tables.js';
import { isGluedAt, isNumberAt, lowerAt, textAt, type Token } from './tokens.js';

/** A currency at some tokens; `next` is the index after them. `factor` is 0.01 for cents and pence. */
export interface CurrencyMark {
  /** ISO 4217; null where the word alone names no one currency ("pesos"). */
  readonly code: string | null;
  readonly ambiguous: boolean;
  readonly next: number;
  readonly factor: number;
  /** Multiplies: the M of "MEUR". */
  readonly scale: number;
}

const mark = (code: string | null, next: number, ambiguous = false, factor = 1, scale = 1): CurrencyMark => ({
  code,
  next,
  ambiguous,
  factor,
  scale,
});
const ambiguousSigns = new Set(['$', '£', '¥', '₨']);

/** A currency in front of a figure: "$", "US$", "HK$", "USD", "Rs.", "MEUR". */
export function currencyBefore(tokens: readonly Token[], at: number): CurrencyMark | null {
  const first = tokens[at];
  if (first === undefined || first.kind === 'number') return null;
  const sign = signs.get(first.text);
  if (sign !== undefined) return mark(sign, at + 1, ambiguousSigns.has(first.text));
  const signed = signedBy(tokens, at);
  if (signed !== null) return signed;
  const code = codeOf(first);
  if (code !== null) return { ...code, next: signs.has(textAt(tokens, at + 1)) ? at + 2 : at + 1 };
  if (!/^(?:rs|re)$/u.test(first.lower)) return null;
  return mark('INR', textAt(tokens, at + 1) === '.' ? at + 2 : at + 1, true);
}

/** "US$", "HK$". */
function signedBy(tokens: readonly Token[], at: number): CurrencyMark | null {
  const [letters, sign] = [tokens[at], tokens[at + 1]];
  const code = beforeSign.get(lowerAt(tokens, at));
  if (code === undefined || letters === undefined || sign?.text !== '$') return null;
  return isPrefix(letters, sign) ? mark(code, at + 2) : null;
}

/** "a $5 fine" is no A$: one letter must be a capital and tight. */
const isPrefix = (letters: Token, sign: Token) =>
  letters.text.length > 1 || (sign.glued && /^[A-Z]$/u.test(letters.text));

/** A currency behind a figure: "dollars", "Kenyan shillings", "€", "EUR", "US$". */
export function currencyAfter(tokens: readonly Token[], at: number): CurrencyMark | null {
  const first = tokens[at];
  if (first === undefined) return null;
  const sign = signs.get(first.text);
  // "10 $ 5": a sign with a figure hanging on it belongs to that figure
  if (sign !== undefined && !isNumberAt(tokens, at + 1))
    return mark(sign, at + 1, ambiguousSigns.has(first.text));
  if (first.kind !== 'word') return null;
  const signed = isGluedAt(tokens, at + 1) ? signedBy(tokens, at) : null;
  if (signed !== null) return signed;
  const code = codeOf(first);
  if (code !== null) return { ...code, next: at + 1 };
  return minorUnit(tokens, at) ?? adjectiveAndWord(tokens, at) ?? bareWord(tokens, at);
}

function codeOf(token: Token): CurrencyMark | null {
  if (codes.has(token.text)) return mark(token.text, 0);
  const other = otherCodes.get(token.text);
  if (other !== undefined) return mark(other, 0);
  if (/^M[A-Z]{3}$/u.test(token.text) && codes.has(token.text.slice(1)))
    return mark(token.text.slice(1), 0, false, 1, 1e6);
  // small letters only where no word looks the same
  return /^(?:usd|eur|gbp|rmb|inr|jpy)$/u.test(token.lower)
    ? mark(token.lower === 'rmb' ? 'CNY' : token.text.toUpperCase(), 0)
    : null;
}

function minorUnit(tokens: readonly Token[], at: number): CurrencyMark | null {
  const code = minor.get(lowerAt(tokens, at));
  return code === undefined ? null : mark(code, at + 1, true, 0.01);
}

const singular = (word: string) =>
  word in words
    ? word
    : word.endsWith('ies')
      ? word.slice(0, -3) + 'y'
      : word.endsWith('ys')
        ? word.slice(0, -1)
        : word.replace(/s$/u, '');

function adjectiveAndWord(tokens: readonly Token[], at: number): CurrencyMark | null {
  for (const length of [2, 1]) {
    const phrase = tokens
      .slice(at, at + length)
      .map((token) => token.lower)
      .join(' ');
    const noun = tokens[at + length];
    const code =
      Object.hasOwn(adjectives, phrase) && noun !== undefined
        ? adjectives[phrase]?.[singular(noun.lower)]
        : undefined;
    if (code !== undefined) return mark(code, at + length + 1);
  }
  return null;
}

function bareWord(tokens: readonly Token[], at: number): CurrencyMark | null {
  const word = singular(lowerAt(tokens, at));
  if (!Object.hasOwn(words, word) || /^(?:real|sol|sum|som|crown|colon|sterling)$/u.test(word)) return null;
  const next = word === 'pound' && lowerAt(tokens, at + 1) === 'sterling' ? at + 2 : at + 1;
  return mark(words[word] ?? null, next, ambiguousWords.has(word) && next === at + 1);
}

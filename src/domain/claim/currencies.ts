import { adjectives, issuerStarts, joinedNames } from './currency-names.js';
import {
  ambiguousWords,
  beforeSign,
  codes,
  leadingWords,
  minor,
  otherCodes,
  signs,
  smallCodes,
  words,
} from './currency-tables.js';
import { scaleWords } from './number-words.js';
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
  if (first.lower !== 'rs' && first.lower !== 're') return leadingName(tokens, at);
  return rupees(tokens, at);
}

const rupees = (tokens: readonly Token[], at: number): CurrencyMark =>
  mark('INR', textAt(tokens, at + 1) === '.' && isNumberAt(tokens, at + 2) ? at + 2 : at + 1, true);

const leadingName = (tokens: readonly Token[], at: number) =>
  egyptian(tokens, at) ?? (isNumberAt(tokens, at - 1) ? null : namedBefore(tokens, at));

/** "Naira 40 billion", "Malaysian ringgit 42": only names that are nothing else, and before a figure in digits. */
function namedBefore(tokens: readonly Token[], at: number): CurrencyMark | null {
  const isAdjective = !leadingWords.has(lowerAt(tokens, at)) && leadingWords.has(lowerAt(tokens, at + 1));
  const found = isAdjective ? adjectiveAndWord(tokens, at) : bareLeading(tokens, at);
  return found !== null && isNumberAt(tokens, found.next) ? found : null;
}

const bareLeading = (tokens: readonly Token[], at: number) =>
  leadingWords.has(lowerAt(tokens, at)) ? bareWord(tokens, at) : null;

/** "US$", "HK$". */
function signedBy(tokens: readonly Token[], at: number): CurrencyMark | null {
  const [letters, sign] = [tokens[at], tokens[at + 1]];
  const code = beforeSign.get(lowerAt(tokens, at));
  if (code === undefined || letters === undefined || sign?.text !== '$') return null;
  return isPrefix(letters, sign, tokens[at + 2]) ? mark(code, at + 2) : null;
}

/** "a $5 fine" is no A$: one letter must be a capital and tight, but for the "c $ 5" of texts with spaces around every mark. */
const isPrefix = (letters: Token, sign: Token, figure: Token | undefined) =>
  letters.text.length > 1 ||
  (sign.glued && /^[A-Z]$/u.test(letters.text)) ||
  (!sign.glued && figure?.glued === false && letters.lower === 'c');

/** A currency behind a figure: "dollars", "Kenyan shillings", "€", "EUR", "US$". */
export function currencyAfter(tokens: readonly Token[], at: number): CurrencyMark | null {
  const first = tokens[at];
  if (first === undefined) return null;
  const sign = signs.get(first.text);
  // "10 $ 5": a sign with a figure hanging on it belongs to that figure
  if (sign !== undefined && !isNumberAt(tokens, at + 1))
    return mark(sign, at + 1, ambiguousSigns.has(first.text));
  if (first.text === '¢') return minorUnit(tokens, at);
  return first.kind === 'word' ? wordAfter(tokens, at, first) : null;
}

function wordAfter(tokens: readonly Token[], at: number, first: Token): CurrencyMark | null {
  if (first.lower === 'rs') return rupees(tokens, at);
  const signed = isGluedAt(tokens, at + 1) ? signedBy(tokens, at) : null;
  if (signed !== null) return signed;
  const code = codeOf(first);
  if (code !== null) return scaledCode(tokens, at + 1, code);
  return (
    minorUnit(tokens, at) ??
    adjectiveAndWord(tokens, at) ??
    bareWord(tokens, at) ??
    joinedWord(tokens, at) ??
    egyptian(tokens, at)
  );
}

/** "75 USD million": the scale behind the code. */
function scaledCode(tokens: readonly Token[], at: number, code: CurrencyMark): CurrencyMark {
  const word = lowerAt(tokens, at);
  const scale =
    word.length > 1 && /^(?:mi|bi|tri|ml|bl|tl|mn|bn|tn|cr|la)/u.test(word)
      ? scaleWords.get(word)
      : undefined;
  return scale === undefined ? { ...code, next: at } : { ...code, next: at + 1, scale: code.scale * scale };
}

function codeOf(token: Token): CurrencyMark | null {
  if (codes.has(token.text)) return mark(token.text, 0);
  const other = otherCodes.get(token.text);
  if (other !== undefined) return mark(other, 0);
  if (token.text.length === 4 && token.text.startsWith('M') && codes.has(token.text.slice(1)))
    return mark(token.text.slice(1), 0, false, 1, 1e6);
  // small letters only where no word looks the same
  return smallCodes.has(token.lower)
    ? mark(token.lower === 'rmb' ? 'CNY' : token.text.toUpperCase(), 0)
    : null;
}

function minorUnit(tokens: readonly Token[], at: number): CurrencyMark | null {
  const part = minor.get(lowerAt(tokens, at));
  return part === undefined ? null : mark(part.currency, at + 1, true, part.factor);
}

const singular = (word: string) =>
  Object.hasOwn(words, word)
    ? word
    : word.endsWith('ies')
      ? word.slice(0, -3) + 'y'
      : word.endsWith('ys')
        ? word.slice(0, -1)
        : word.endsWith('s')
          ? word.slice(0, -1)
          : word;

/** The longest issuer has four words ("bosnia and herzegovina", "central african cfa" three). */
const longestIssuer = 4;

/** "Kenyan shillings", "Trinidad and Tobago dollars". */
function adjectiveAndWord(tokens: readonly Token[], at: number): CurrencyMark | null {
  let phrase = lowerAt(tokens, at);
  if (!issuerStarts.has(phrase)) return null;
  for (let length = 1; length <= longestIssuer; length += 1) {
    const nouns = adjectives.get(phrase);
    const word = lowerAt(tokens, at + length);
    const code = nouns?.get(word) ?? nouns?.get(singular(word));
    if (code !== undefined) return mark(code, at + length + 1);
    phrase += ` ${word}`;
  }
  return null;
}

function joinedWord(tokens: readonly Token[], at: number): CurrencyMark | null {
  const word = lowerAt(tokens, at);
  const code = word.length < 7 ? undefined : (joinedNames.get(word) ?? joinedNames.get(singular(word)));
  return code === undefined ? null : mark(code, at + 1);
}

/** "L.E.", as the pound is written in Egypt. */
function egyptian(tokens: readonly Token[], at: number): CurrencyMark | null {
  const isWritten =
    lowerAt(tokens, at) === 'l' &&
    textAt(tokens, at + 1) === '.' &&
    lowerAt(tokens, at + 2) === 'e' &&
    isGluedAt(tokens, at + 2);
  return isWritten ? mark('EGP', textAt(tokens, at + 3) === '.' ? at + 4 : at + 3) : null;
}

const onlyWithIssuer: ReadonlySet<string> = new Set('real sol sum som crown colon sterling'.split(' '));

function bareWord(tokens: readonly Token[], at: number): CurrencyMark | null {
  const word = singular(lowerAt(tokens, at));
  if (!Object.hasOwn(words, word) || onlyWithIssuer.has(word)) return null;
  const next = word === 'pound' && lowerAt(tokens, at + 1) === 'sterling' ? at + 2 : at + 1;
  return mark(words[word] ?? null, next, ambiguousWords.has(word) && next === at + 1);
}

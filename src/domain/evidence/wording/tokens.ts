import { placeOf } from './kin.js';
import { foldWord } from './roots.js';

/** A word, a figure with its separators, or a sign that matters. */
export interface Token {
  /** As written. */
  readonly text: string;
  readonly folded: string;
  /** Comma, colon, bracket, long dash: a new clause begins. */
  readonly isBreak: boolean;
  /** Offsets in the text, UTF-16; `end` exclusive. */
  readonly start: number;
  readonly end: number;
}

/** A comma counts thousands only before three digits; a figure glued to letters ("1996and") stands alone, a letter before a point does not ("M.7"). */
const tokenPattern =
  /\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?|(?<![\p{L}\d])\.\d+|(?:\p{Lu}\.){2,}|\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*|[%,;:()[\]\u2013\u2014.-]/gu;

/** The tokens of a text in order; two words that name one place ("New Zealand") are one. */
export function tokensOf(text: string): Token[] {
  const tokens = [...text.matchAll(tokenPattern)].map(({ 0: each, index }) => ({
    text: each,
    folded: foldWord(/^(?:\p{Lu}\.){2}/u.test(each) ? each.replaceAll('.', '') : each),
    isBreak: /^[,;:()[\]\u2014]$/u.test(each),
    start: index,
    end: index + each.length,
  }));
  return joinPlaces(tokens, text);
}

function joinPlaces(tokens: readonly Token[], text: string): Token[] {
  const joined: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const [token, next] = [tokens[at], tokens[at + 1]];
    if (!token) break;
    const folded = next ? `${token.folded} ${next.folded.replace(/'s?$/, '')}` : '';
    const isPlace = next !== undefined && isCapital(next) && placeOf(folded) !== null;
    const both = isPlace
      ? { ...token, text: text.slice(token.start, next.end), folded, end: next.end }
      : token;
    joined.push(both);
    if (isPlace) at += 1;
  }
  return joined;
}

/** Whether a token begins with a capital. */
export function isCapital(token: Token | undefined): boolean {
  return token !== undefined && /^\p{Lu}/u.test(token.text);
}

/** The token's text in small letters without accents; empty beyond the text. */
export function foldedAt(tokens: readonly Token[], at: number): string {
  return tokens[at]?.folded ?? '';
}

/** The token as written; empty beyond the text. */
export function textAt(tokens: readonly Token[], at: number): string {
  return tokens[at]?.text ?? '';
}

/** The pieces of a text that the grammars of quantities and periods read. */

export interface Token {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  readonly kind: 'number' | 'word' | 'symbol' | 'mask';
  /** No white space before it: the "bn" of "3bn", the "52" of "B-52". */
  readonly glued: boolean;
}

/**
 * One alternative per kind. Addresses and file names come first: a figure inside them says nothing. A blank groups
 * digits only in front of exactly three ("17 000"). No alternative nests a repetition over the same characters, so one pass is linear.
 */
const piece =
  /(?:https?:\/\/|www\.)\S+|[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,]\d+)*|(?<![\w.])\.\d+|\p{L}[\p{L}\p{M}]*(?:['’][\p{L}\p{M}]+)*|\S/gu;

/** The tokens of the text in order; offsets are UTF-16. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let last = -1;
  for (const match of text.matchAll(piece)) {
    const start = match.index;
    const raw = match[0];
    tokens.push({
      text: raw,
      lower: raw.toLowerCase().replace('’', "'"),
      start,
      end: start + raw.length,
      kind: kindOf(raw),
      glued: start === last,
    });
    last = start + raw.length;
  }
  return tokens;
}

function kindOf(raw: string): Token['kind'] {
  if (/^\.?\d/u.test(raw)) return 'number';
  if (/^(?:https?:|www\.)/iu.test(raw)) return 'mask';
  return /^\p{L}/u.test(raw) ? 'word' : 'symbol';
}

/** What stands at an index; an empty string where the text has ended. */
export const lowerAt = (tokens: readonly Token[], index: number): string => tokens[index]?.lower ?? '';
export const textAt = (tokens: readonly Token[], index: number): string => tokens[index]?.text ?? '';
export const isGluedAt = (tokens: readonly Token[], index: number): boolean => tokens[index]?.glued === true;
export const isNumberAt = (tokens: readonly Token[], index: number): boolean =>
  tokens[index]?.kind === 'number';
export const isWordAt = (tokens: readonly Token[], index: number): boolean => tokens[index]?.kind === 'word';
export const isHyphenAt = (tokens: readonly Token[], index: number): boolean =>
  /^[-\u2010\u2011]$/u.test(textAt(tokens, index));
/** A hyphen with nothing but letters or figures on both sides. */
export const isTightHyphenAt = (tokens: readonly Token[], index: number): boolean =>
  isHyphenAt(tokens, index) && isGluedAt(tokens, index) && isGluedAt(tokens, index + 1);

export function isCapitalised(token: Token | undefined): boolean {
  return token?.kind === 'word' && /^\p{Lu}/u.test(token.text);
}

/** Whether a sentence begins with this token, as far as the token before it tells. */
export function beginsSentence(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  return before === undefined || /^[.!?:“”"‘(–—]$/u.test(before.text);
}

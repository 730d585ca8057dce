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
 * One pattern per kind, each tried where a character of its kind stands. Addresses and file names come first: a figure inside them says nothing. A
 * blank groups digits only in front of exactly three ("17 000"). None nests a repetition over the same characters, so one pass is linear.
 */
const address = /(?:https?:\/\/|www\.)\S+/uy;
const digits =
  /[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,]\d+)*|(?<![\w.])\.\d+/uy;
const word = /\p{L}[\p{L}\p{M}]*(?:['’][\p{L}\p{M}]+)*/uy;
const mark = /\S/uy;

/** The tokens of the text in order; offsets are UTF-16. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let last = -1;
  for (let start = 0; start < text.length;) {
    const kind = kindAt(text, start);
    if (kind === 'blank') {
      start += 1;
      continue;
    }
    const piece = pieceAt(text, start, kind);
    const end = start + piece.raw.length;
    tokens.push({
      text: piece.raw,
      lower: piece.raw.toLowerCase().replace('’', "'"),
      start,
      end,
      kind: piece.kind,
      glued: start === last,
    });
    last = end;
    start = end;
  }
  return tokens;
}

type Opening = 'blank' | 'letter' | 'digit' | 'mark' | 'other';

/** What a piece begins with; the letters and blanks of English need no pattern. */
function kindAt(text: string, at: number): Opening {
  const code = text.charCodeAt(at);
  if (isSmallLetter(code | 0x20)) return 'letter';
  if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) return 'blank';
  if (isDigit(code)) return 'digit';
  if (code < 0x80) return code === 0x2e && isDigit(text.charCodeAt(at + 1)) ? 'digit' : 'mark';
  return /\s/u.test(text.charAt(at)) ? 'blank' : 'other';
}

const isSmallLetter = (code: number) => code >= 0x61 && code <= 0x7a;
const isDigit = (code: number) => code >= 0x30 && code <= 0x39;

interface Piece {
  readonly raw: string;
  readonly kind: Token['kind'];
}

function pieceAt(text: string, start: number, opening: Opening): Piece {
  switch (opening) {
    case 'letter':
      return (wordStarts(text, start) ? taken(address, text, start, 'mask') : null) ?? wordAt(text, start);
    case 'digit':
      return taken(digits, text, start, 'number') ?? { raw: text.charAt(start), kind: 'symbol' };
    case 'mark':
      return { raw: text.charAt(start), kind: 'symbol' };
    case 'blank':
    case 'other':
      return (
        taken(word, text, start, 'word') ??
        taken(mark, text, start, 'symbol') ?? { raw: text.charAt(start), kind: 'symbol' }
      );
  }
}

const wordStarts = (text: string, at: number) => text.startsWith('http', at) || text.startsWith('www.', at);

/** Plain letters are walked over; only at an apostrophe or a letter beyond them the pattern has to decide. */
function wordAt(text: string, start: number): Piece {
  let end = start + 1;
  while (isSmallLetter(text.charCodeAt(end) | 0x20)) end += 1;
  const code = text.charCodeAt(end);
  if (code === 0x27 || code >= 0x80) {
    const piece = taken(word, text, start, 'word');
    if (piece !== null) return piece;
  }
  return { raw: text.slice(start, end), kind: 'word' };
}

function taken(pattern: RegExp, text: string, at: number, kind: Token['kind']): Piece | null {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match === null ? null : { raw: match[0], kind };
}

/** What stands at an index; an empty string where the text has ended. */
export const lowerAt = (tokens: readonly Token[], index: number): string => tokens[index]?.lower ?? '';
export const textAt = (tokens: readonly Token[], index: number): string => tokens[index]?.text ?? '';
export const isGluedAt = (tokens: readonly Token[], index: number): boolean => tokens[index]?.glued === true;
export const isNumberAt = (tokens: readonly Token[], index: number): boolean =>
  tokens[index]?.kind === 'number';
export const isWordAt = (tokens: readonly Token[], index: number): boolean => tokens[index]?.kind === 'word';
export const isHyphenAt = (tokens: readonly Token[], index: number): boolean => {
  const text = textAt(tokens, index);
  return text === '-' || text === '\u2010' || text === '\u2011';
};
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

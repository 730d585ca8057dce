import { issuerStarts } from './currency-names.js';
import { beforeSign, codes, leadingWords, otherCodes, signs, smallCodes } from './currency-tables.js';
import { isMultiplierWord } from './multipliers.js';
import {
  denominators,
  ordinalWords,
  scaleWords,
  smallWords,
  tensWords,
  vaguePlurals,
  vulgarFractions,
} from './number-words.js';
import { lowerAt, textAt, type Token } from './tokens.js';

const wordStarters: ReadonlySet<string> = new Set([
  ...[smallWords, tensWords, scaleWords, ordinalWords, vaguePlurals, beforeSign].flatMap((words) => [
    ...words.keys(),
  ]),
  ...[
    'half',
    'quarter',
    'few',
    'several',
    'couple',
    'pair',
    'single',
    'minus',
    'negative',
    'point',
    'rs',
    're',
    'l',
  ],
  ...['percent', 'percents', 'per', 'pct', 'percentage', 'percentages'],
  ...smallCodes,
  ...leadingWords,
]);
const behindArticle: ReadonlySet<string> = new Set([
  ...[tensWords, scaleWords, denominators].flatMap((words) => [...words.keys()]),
  ...['half', 'few', 'quarter', 'couple', 'pair', 'single'],
]);
const symbolStarters: ReadonlySet<string> = new Set([
  ...signs.keys(),
  ...vulgarFractions.keys(),
  '-',
  '−',
  '–',
  '%',
]);

/** Whether a quantity can begin at the token at all: most words of a text need no closer look. */
export function canBegin(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined || token.kind === 'mask') return false;
  if (token.kind === 'number' || symbolStarters.has(token.text)) return true;
  if (token.kind === 'symbol') return false;
  if (token.lower === 'a' || token.lower === 'an')
    return behindArticle.has(lowerAt(tokens, at + 1)) || textAt(tokens, at + 1) === '$';
  return wordStarters.has(token.lower) || isMultiplierWord(token.lower) || isCurrency(tokens, at, token);
}

function isCurrency(tokens: readonly Token[], at: number, { text, lower }: Token): boolean {
  if (text.length < 2 || text.length > 4) return isIssuer(tokens, at, lower);
  return (
    codes.has(text) ||
    otherCodes.has(text) ||
    (text.length === 4 && codes.has(text.slice(1))) ||
    isIssuer(tokens, at, lower)
  );
}

/** "Malaysian ringgit 42". */
const isIssuer = (tokens: readonly Token[], at: number, lower: string) =>
  issuerStarts.has(lower) && leadingWords.has(lowerAt(tokens, at + 1));

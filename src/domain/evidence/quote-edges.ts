import type { Change } from './wording-change.js';
import { hedges, negations } from './wording-tables.js';
import { tokensOf } from './wording-tokens.js';
import type { Token } from './wording-tokens.js';
import type { Needle } from './quote-needle.js';
import type { Place } from './quote-place.js';

/**
 * What turned a quotation that still stands word for word: a negation, or a hedge of the figure it begins with, that came or went
 * right before it ("nearly" before "30 ships"). Only a quotation with a prefix knows what stood there; else there is nothing to tell.
 */
export function edgeChanges(text: string, needle: Needle, place: Place): readonly Change[] {
  if (needle.prefix === '') return [];
  const then = tokensOf(needle.prefix).slice(-looksAt);
  const now = tokensOf(text.slice(Math.max(0, place.start - reach), place.start)).slice(-looksAt);
  const isFigure = tokensOf(needle.exact)[0]?.figure != null;
  const [came, went] = [gained(then, now, isFigure), gained(now, then, isFigure)];
  return came.length + went.length === 0 ? [] : [changeOf(went, came)];
}

/** Words and characters before the quotation that are looked at. */
const looksAt = 5;
const reach = 60;

/** Words between the last one of `before` and the quotation, where all they do is to deny or to hedge it. */
function gained(before: readonly Token[], after: readonly Token[], isFigure: boolean): readonly Token[] {
  const last = before.at(-1)?.stem;
  const at = after.map((token) => token.stem).lastIndexOf(last ?? '');
  const words = at === -1 ? [] : after.slice(at + 1);
  const isDenial = words.length === 1 && words.every(isNegation);
  return isDenial || (isFigure && isHedge(words)) ? words : [];
}

function isNegation({ stem, text }: Token): boolean {
  return negations.has(stem) || negations.has(text.toLowerCase());
}

function isHedge(words: readonly Token[]): boolean {
  const phrase = words.map(({ text }) => text.toLowerCase()).join(' ');
  return hedges.some(([hedge, bound]) => hedge === phrase && bound !== 'exact');
}

function changeOf(went: readonly Token[], came: readonly Token[]): Change {
  const kind = [...went, ...came].some(isNegation) ? 'negation' : 'hedge';
  return { kind, from: wordsOf(went), to: wordsOf(came) };
}

function wordsOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join(' ');
}

import { foldedAt, textAt, type Token } from './tokens.js';

/** The tokens from the first "is a" or "was the" to the next preposition, bracket or clause, as [from, to): what the sentence says its subject is. */
export function definitionIn(tokens: readonly Token[]): readonly [number, number] {
  const article = tokens.findIndex(
    (token, at) =>
      /^(?:an?|the|one)$/.test(token.folded) && /^(?:is|was|are|were)$/.test(foldedAt(tokens, at - 1)),
  );
  if (article < 0) return [0, 0];
  const end = tokens.findIndex(
    (token, at) => at > article && (token.isBreak || definitionEnds.test(token.folded)),
  );
  return [article + 1, end < 0 ? tokens.length : end];
}

const definitionEnds =
  /^(?:of|in|on|at|for|from|by|with|to|as|that|which|who|where|when|and|but|or|located|based|founded|established|born|built|\.)$/;

export type Life = 'birth' | 'death';

/** Tokens of brackets behind a name that hold the dates of a life: "(1734-1802)", "(born 7 June 1900)". */
export function livesIn(tokens: readonly Token[]): ReadonlyMap<number, Life> {
  const lives = new Map<number, Life>();
  let open = -1;
  tokens.forEach(({ text }, at) => {
    if (text === '(') open = /^\p{L}/u.test(textAt(tokens, at - 1)) ? at : -1;
    if (text !== ')' || open < 0) return;
    markLife(lives, tokens, open, at);
    open = -1;
  });
  return lives;
}

const isYear = (text: string) => /^(?:1\d{3}|20\d\d|[1-9]\d\d)$/.test(text);
const isDash = (text: string) => /^[-\u2013\u2014]$/.test(text);

function markLife(lives: Map<number, Life>, tokens: readonly Token[], open: number, close: number): void {
  const inside = tokens
    .slice(open, close)
    .map(({ text, folded }, index) => ({ text, folded, at: open + index }));
  const years = inside.filter(({ text }) => isYear(text));
  const [first, last] = [years[0]?.at ?? close, years.at(-1)?.at ?? open];
  const dash = inside.find(({ text, at }) => isDash(text) && at > first && at < last)?.at;
  const isBorn = inside.some(({ folded }) => folded === 'born');
  if (years.length === 0 || (dash === undefined && !isBorn)) return;
  for (const { at } of inside) lives.set(at, dash !== undefined && at > dash ? 'death' : 'birth');
}

import { isOnlyClose, type ChangeWord, type Direction } from './change-words.js';
import type { Clause } from './clauses.js';
import type { Quantity } from './quantity-types.js';
import { isFraction } from './stated-interval.js';

/** What a figure does in its clause: the size of a change, one of its ends, a share, an order, or simply how much. */
export interface FigureRole {
  readonly kind: 'by' | 'from' | 'to' | 'share' | 'times' | 'rank' | 'level';
  readonly direction: Direction | null;
  /** A fraction in words or a factor, which counts in percent. */
  readonly isShare: boolean;
}

/** The role of a figure; `words` are the words of change in its clause. */
export function roleOf(clause: Clause, quantity: Quantity, words: readonly ChangeWord[]): FigureRole {
  if (quantity.kind === 'ordinal') return { kind: 'rank', direction: null, isShare: false };
  if (quantity.kind === 'multiplier') return multiplierRole(clause, quantity, words);
  const isShare = quantity.kind === 'percent' || isFraction(quantity);
  const context = contextOf(clause, quantity);
  const change = changeRole(context, quantity, changeBefore(context, quantity, words), isShare);
  if (change !== null) return { ...change, isShare };
  const behind = changeBehind(context, words);
  const isSize = isShare || quantity.kind === 'percentage-point' || context.isBeforeNoun;
  if (behind !== null && isSize) return { kind: 'by', direction: behind, isShare };
  return { kind: isShare && isShareOf(context, quantity) ? 'share' : 'level', direction: null, isShare };
}

function changeRole(
  context: Context,
  quantity: Quantity,
  change: ChangeWord | null,
  isShare: boolean,
): Pick<FigureRole, 'kind' | 'direction'> | null {
  if (change === null) return null;
  const { direction } = change;
  if (context.link === 'from' || context.link === 'to') return { kind: context.link, direction };
  return isSizeOf(context, quantity, change, isShare) ? { kind: 'by', direction } : null;
}

/** "doubled" and "a tenfold increase" are changes; "twice as many" compares. */
function multiplierRole(clause: Clause, quantity: Quantity, words: readonly ChangeWord[]): FigureRole {
  const isVerb = /(?:ed|ing|es|double|triple|treble|quadruple|halve)$/iu.test(quantity.text);
  const near = words.find(
    (word) =>
      Math.abs(word.start + clause.start - quantity.end) < 16 ||
      Math.abs(quantity.start - word.end - clause.start) < 16,
  );
  const isFold = near !== undefined && /fold$/iu.test(quantity.text);
  const isDown = (quantity.value ?? 1) < 1 || (isFold && near.direction === 'down');
  if (isVerb || isFold) return { kind: 'by', direction: isDown ? 'down' : 'up', isShare: true };
  return { kind: 'times', direction: null, isShare: false };
}

interface Context {
  /** The text of the clause before and behind the figure, hedge words taken off. */
  readonly before: string;
  readonly after: string;
  readonly link: string;
  /** "a 5% rise": an article stands before the figure. */
  readonly isBeforeNoun: boolean;
}

const hedgeTail =
  /(?:\b(?:almost|nearly|just|under|over|about|around|some|roughly|approximately|close to|more than|less than|fewer than|slightly|well|above|below|at least|at most|up to|no more than|no less than|no fewer than|an estimated|a record|a total of|only|as much as|as many as|another|a further|an?|the|in excess of|upwards of)\s+){0,4}$/iu;

function contextOf(clause: Clause, quantity: Quantity): Context {
  const full = clause.text.slice(0, quantity.start - clause.start).slice(-120);
  const tail = hedgeTail.exec(full);
  const before = full.slice(0, tail?.index ?? full.length).trimEnd();
  return {
    before,
    after: clause.text.slice(quantity.end - clause.start, quantity.end - clause.start + 60),
    link: /(?:^|\s)(from|to|by|of|at|than|with|and)$/iu.exec(before)?.[1]?.toLowerCase() ?? '',
    isBeforeNoun: /\ban?\s+(?:\p{L}+\s+){0,2}$/iu.test(full),
  };
}

/** How far behind its verb a figure may stand, in characters. */
const reach = { linked: 90, close: 28 };

/** The word of change that governs the figure: before it in the clause, near enough for how it is linked. */
function changeBefore(
  { link, before }: Context,
  quantity: Quantity,
  words: readonly ChangeWord[],
): ChangeWord | null {
  // `before` ends where the hedges begin; the distance is counted from there
  const governing = words.findLast((word) =>
    before
      .slice(-reach.linked - word.word.length)
      .toLowerCase()
      .includes(word.word),
  );
  if (governing === undefined) return null;
  const at = before.toLowerCase().lastIndexOf(governing.word);
  const distance = before.length - at - governing.word.length;
  const isLinked = /^(?:from|to|by|of)$/u.test(link);
  if (isOnlyClose(governing.word) && distance > (isLinked ? 50 : 2)) return null;
  return distance <= (isLinked ? reach.linked : reach.close) ? governing : null;
}

const relative = /^(?:percent|percentage-point)$/u;
const absoluteVerb =
  /^(?:rise|rises|rose|risen|fall|falls|fell|fallen|grow|grew|grown|increase|increased|decrease|decreased|decline|declined|drop|dropped|climb|climbed|slip|slipped|gained|up|down|dipped|jumped)$/u;
const copula = /\b(?:is|was|were|are|reached|stood|hit|came|averaged|remained|stands)\b[^,]{0,20}$/iu;

function isSizeOf(
  { link, before }: Context,
  quantity: Quantity,
  change: ChangeWord,
  isShare: boolean,
): boolean {
  if (link === 'by') return true;
  const isRelative = isShare || relative.test(quantity.kind);
  const tail = before.slice(before.toLowerCase().lastIndexOf(change.word) + change.word.length);
  if (link === 'of') return isOfNoun(tail, change.word, isRelative);
  if (link !== '') return false;
  if (changeNoun.test(change.word)) return isRelative && (tail.trim() === '' || copula.test(tail));
  if (copula.test(tail)) return false;
  return isRelative || (absoluteVerb.test(change.word) && /^\s*(?:\p{L}+ly)?\s*$/u.test(tail));
}

const changeNoun = /^(?:growth|contraction|expansion|increase|decline)$/u;
const sizedNoun = /^(?:growth|increase|rise|fall|drop|decline|reduction|decrease)s?$/u;

/** "an increase of 5%", "growth in exports of 5%". */
const isOfNoun = (tail: string, word: string, isRelative: boolean) =>
  /^\s*(?:of|rate of)$/iu.test(tail) ||
  (isRelative && sizedNoun.test(word) && /^[^,]{0,60}\sof$/iu.test(tail));

const behindFigure =
  /^[\s-]*(?:(?:year-on-year|annual|quarterly|monthly|further|sharp|average|real)\s+)?(\p{L}+)(\s+than)?/u;
const comparatives: readonly {
  readonly words: RegExp;
  readonly alone: RegExp;
  readonly direction: Direction;
}[] = [
  { words: /^(?:more|higher|larger|bigger|above|longer|faster)$/u, alone: /^higher$/u, direction: 'up' },
  {
    words: /^(?:less|lower|fewer|smaller|below|shorter|slower)$/u,
    alone: /^(?:lower|below)$/u,
    direction: 'down',
  },
];
const nounBehind =
  /^(?:rise|growth|increase|fall|drop|decline|decrease|reduction|cut|jump|surge|gain|slump|contraction|expansion|hike|improvement|dip|plunge)$/u;

/** "a 5% rise", "5% higher", "5% more than": the word of change stands behind. */
function changeBehind({ after }: Context, words: readonly ChangeWord[]): Direction | null {
  const match = behindFigure.exec(after);
  const word = match?.[1]?.toLowerCase() ?? '';
  const comparative = comparatives.find((row) => row.words.test(word));
  if (comparative !== undefined) {
    return match?.[2] !== undefined || comparative.alone.test(word) ? comparative.direction : null;
  }
  return nounBehind.test(word) ? (words.find((found) => found.word === word)?.direction ?? null) : null;
}

/** "45% of loans", "one in five adults", "a third of the homes"; "3.1% of GDP" is a share too. */
function isShareOf({ after }: Context, quantity: Quantity): boolean {
  return /^\s+of\b/iu.test(after) || (quantity.kind === 'number' && / (?:in|out of) /iu.test(quantity.text));
}

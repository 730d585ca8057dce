import { Decimal } from 'decimal.js';
import type { Hedge, Interval } from './quantity-types.js';
import { isGluedAt, lowerAt, textAt, type Token } from './tokens.js';

export interface HedgeMark {
  readonly hedge: Hedge;
  /** Index of its first token when it stands before the figure, of the token after it when behind. */
  readonly index: number;
}

/** What a figure means for a claim whose words say no more than this (eval GUIDELINE; almost and about are a tenth wide). */
export function intervalOf(hedge: Hedge, value: number): Interval {
  const nine = new Decimal(value).times('0.9').toNumber();
  const eleven = new Decimal(value).times('1.1').toNumber();
  const [low, high] = value < 0 ? [eleven, nine] : [nine, eleven];
  switch (hedge) {
    case 'almost':
      // short of x means nearer to zero
      return value < 0 ? between(value, nine, false, true) : between(nine, value, true, false);
    case 'about':
      return between(low, high, true, true);
    case 'over':
      return between(value, null, false, null);
    case 'at-least':
      return between(value, null, true, null);
    case 'under':
      return between(null, value, null, false);
    case 'at-most':
      return between(null, value, null, true);
    case 'between':
    case 'exact':
      return between(null, null, null, null);
  }
}

export const between = (
  low: number | null,
  high: number | null,
  lowInclusive: boolean | null,
  highInclusive: boolean | null,
): Interval => ({ low, high, lowInclusive, highInclusive });

const phrases = (hedge: Hedge, lines: string): [string, Hedge][] =>
  lines.split(', ').map((line) => [line, hedge]);

/** Longest first when looked up; a longer one ("no more than") always wins over its tail ("more than"). */
const before: ReadonlyMap<string, Hedge> = new Map([
  ...phrases(
    'almost',
    'almost, nearly, just under, just below, a little under, slightly under, slightly less than, just short of, close on, not quite, virtually',
  ),
  ...phrases(
    'about',
    'about, around, some, roughly, approximately, close to, circa, approx, an estimated, estimated at, in the region of, in the order of',
  ),
  ...phrases(
    'over',
    'over, more than, above, exceeding, exceed, exceeds, exceeded, topped, topping, tops, surpassed, surpassing, surpass, surpasses, in excess of, upwards of, upward of',
  ),
  ...phrases(
    'over',
    'slightly more than, well over, just over, just above, well above, a little over, slightly over, greater than, higher than, larger than, bigger than, older than, longer than',
  ),
  ...phrases(
    'at-least',
    'at least, no fewer than, no less than, not less than, not fewer than, a minimum of, minimum of, more than or equal to, greater than or equal to, equal to or more than',
  ),
  ...phrases(
    'at-least',
    'equal to or greater than, bigger or equal than, higher or equal than, no lower than, no smaller than',
  ),
  ...phrases(
    'under',
    'under, less than, fewer than, below, well under, well below, lower than, smaller than, younger than, shorter than',
  ),
  ...phrases(
    'at-most',
    'at most, up to, no more than, not more than, may not exceed, must not exceed, cannot exceed, not exceed, not exceeding, a maximum of, maximum of, as many as, as much as',
  ),
  ...phrases(
    'at-most',
    'less than or equal to, equal to or less than, smaller or equal than, lower or equal than, no higher than, no greater than, not over, at the most',
  ),
]);
const longest = 5;

/** Behind the figure. "and" alone is none: "5 and over". */
const behind: ReadonlyMap<string, Hedge> = new Map([
  ...phrases(
    'at-least',
    'or more, or greater, or higher, or above, or over, or older, or longer, or better, and above, and over, and older, and more, and up, or bigger, at least',
  ),
  ...phrases('at-most', 'or less, or fewer, or lower, or below, or under, or younger, or shorter, at most'),
  ...phrases('about', 'or so'),
]);

/** Hedge words that end right before the token, or null. `isPlain` says when "over" or "about" is only a preposition. */
export function hedgeBefore(tokens: readonly Token[], at: number, figure: HedgedFigure): HedgeMark | null {
  for (let length = Math.min(longest, at); length > 0; length -= 1) {
    const phrase = tokens
      .slice(at - length, at)
      .map((token) => token.lower)
      .join(' ');
    const hedge = before.get(phrase);
    if (hedge === undefined) continue;
    return isPreposition(tokens, at - length, phrase, figure) ? null : { hedge, index: at - length };
  }
  return symbolBefore(tokens, at);
}

export function hedgeBehind(tokens: readonly Token[], at: number): HedgeMark | null {
  if (textAt(tokens, at) === '+' && isGluedAt(tokens, at) && tokens[at + 1]?.kind !== 'number') {
    return { hedge: 'at-least', index: at + 1 };
  }
  const hedge = behind.get(`${lowerAt(tokens, at)} ${lowerAt(tokens, at + 1)}`);
  return hedge === undefined ? null : { hedge, index: at + 2 };
}

const signsBefore: Readonly<Record<string, Hedge>> = {
  '<': 'under',
  '>': 'over',
  '≤': 'at-most',
  '≥': 'at-least',
  '~': 'about',
  '≈': 'about',
};

function symbolBefore(tokens: readonly Token[], at: number): HedgeMark | null {
  const last = textAt(tokens, at - 1);
  const first = textAt(tokens, at - 2);
  if (last === '=' && (first === '<' || first === '>'))
    return { hedge: first === '<' ? 'at-most' : 'at-least', index: at - 2 };
  const hedge = Object.hasOwn(signsBefore, last) ? signsBefore[last] : undefined;
  return hedge === undefined ? null : { hedge, index: at - 1 };
}

/** What the figure behind a possible hedge looks like. */
export interface HedgedFigure {
  /** A short count in words, without unit: "two passes", "three bridges". */
  readonly isSmallCount: boolean;
  readonly isDuration: boolean;
}

const spoken =
  /^(?:spoke|speak|speaks|speaking|spoken|talk|talks|talked|talking|ask|asks|asked|learn|learned|learnt|know|knows|knew|write|writes|wrote|written|think|thinks|thought|worry|worried|complain|complained|warn|warned|concern|concerned|concerns|story|stories|book|books|question|questions|film|films|report|reports|reported|information|argue|argued|hear|heard|joke|joked|debate|debated|all|what|how|read|tell|told|dream|dreamed|lied|wrong|something|nothing|anything|details|documentary|series)$/u;
const moved =
  /^(?:travel|travels|travelled|traveled|flew|fly|flies|flying|pass|passed|cross|crossed|jump|jumped|walk|walked|drive|drove|climb|climbed|ride|rode|run|ran|fought|fight|fights|dispute|disputes|row|control|concern|concerns|rule|ruled|rules|presided|preside|victory|victories|win|wins|lead|bridge|bridges|sanctions|fears|anger|arrested|charged|sued|suspended|looked|spread|spans|scattered|triumph)$/u;
const wentUp =
  /^(?:go|goes|went|gone|going|move|moved|moves|push|pushed|climbed|shot|jumped|edged|crept|add|adds|added|live|lives|lived|catch|catching|made|close|opened|stand|stood|stands|ended)$/u;

const ofBeing = /^(?:of|in|with|for|by|to|at|were|was|is|are|has|have|had|)$/u;
const ofLasting = /^(?:for|after|of|was|is|were|are|lasted|took|takes|last|take|been|just|spent)$/u;
const livingNear = /^(?:lives?|lived|stands?|stood|lies|lay|built|sits|sat)$/u;

type IsPreposition = (previous: string, figure: HedgedFigure) => boolean;
const onlySmall: IsPreposition = (_previous, figure) => figure.isSmallCount;

/** "spoke about three bridges", "travelled over two passes", "went up to 5%": where the word goes with the verb before it. */
const prepositions: ReadonlyMap<string, IsPreposition> = new Map([
  ['about', (previous) => spoken.test(previous)],
  ['around', (previous, figure) => figure.isSmallCount && !ofBeing.test(previous)],
  ['over', isOverPlain],
  ['above', onlySmall],
  ['below', onlySmall],
  ['under', onlySmall],
  ['up to', (previous) => wentUp.test(previous)],
  ['close to', (previous, figure) => figure.isSmallCount && livingNear.test(previous)],
  ['some', (previous, figure) => figure.isSmallCount && /^(?:in|of|the|by)$/u.test(previous)],
]);

function isOverPlain(previous: string, figure: HedgedFigure): boolean {
  if (figure.isDuration) return !ofLasting.test(previous);
  return moved.test(previous) || (figure.isSmallCount && /^\p{L}+(?:ed|ing)$/u.test(previous));
}

const isPreposition = (tokens: readonly Token[], at: number, phrase: string, figure: HedgedFigure) =>
  prepositions.get(phrase)?.(lowerAt(tokens, at - 1), figure) ?? false;

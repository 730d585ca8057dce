import { times } from './decimals.js';
import { hedgesBefore, hedgesBehind } from './hedge-words.js';
import type { Hedge, Interval } from './quantity-types.js';
import { smallWords, tensWords } from './number-words.js';
import { isGluedAt, isNumberAt, isTightHyphenAt, lowerAt, textAt, type Token } from './tokens.js';

export interface HedgeMark {
  readonly hedge: Hedge;
  /** Index of its first token when it stands before the figure, of the token after it when behind. */
  readonly index: number;
}

/** How wide the words are that name no bound of their own. */
export interface HedgeWidths {
  /** "almost x" is from here times x up to x, without x. */
  readonly almostLow: number;
  /** "about x" is from here … */
  readonly aboutLow: number;
  /** … to here, times x, both included. */
  readonly aboutHigh: number;
  /** "hundreds" are at least so many hundred. */
  readonly vaguePluralTimes: number;
}

/**
 * The one table of widths. A tenth: in news "almost 50 %" is written of 45 to 49.9, and "about 50 %" of what rounds to it within a step of five;
 * a plural is more than one, so at least two. Every other word names its own bound and needs no width.
 */
export const hedgeWidths: HedgeWidths = {
  almostLow: 0.9,
  aboutLow: 0.9,
  aboutHigh: 1.1,
  vaguePluralTimes: 2,
};

/** What a figure means for a claim whose words say no more than this. */
export function intervalOf(hedge: Hedge, value: number, widths: HedgeWidths = hedgeWidths): Interval {
  switch (hedge) {
    case 'almost': {
      // short of x means nearer to zero
      const near = times(value, widths.almostLow);
      return value < 0 ? between(value, near, false, true) : between(near, value, true, false);
    }
    case 'about': {
      const [a, b] = [times(value, widths.aboutLow), times(value, widths.aboutHigh)];
      return between(Math.min(a, b), Math.max(a, b), true, true);
    }
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

interface Phrase {
  readonly words: readonly string[];
  readonly line: string;
  readonly hedge: Hedge;
}

/** By their last word, which stands right before the figure; longest first, so that "no more than" wins over "more than". */
const byLast: ReadonlyMap<string, readonly Phrase[]> = indexed();

function indexed(): ReadonlyMap<string, readonly Phrase[]> {
  const index = new Map<string, Phrase[]>();
  for (const [line, hedge] of hedgesBefore) {
    const words = line.split(' ');
    const last = words.at(-1) ?? '';
    const list = (index.get(last) ?? []).filter((phrase) => phrase.line !== line);
    index.set(
      last,
      [...list, { words, line, hedge }].sort((a, b) => b.words.length - a.words.length),
    );
  }
  return index;
}

/** Hedge words that end right before the token, or null. `isPlain` says when "over" or "about" is only a preposition. */
export function hedgeBefore(tokens: readonly Token[], at: number, figure: HedgedFigure): HedgeMark | null {
  for (const { words, line, hedge } of byLast.get(lowerAt(tokens, at - 1)) ?? []) {
    const from = at - words.length;
    if (from < 0 || !words.every((word, index) => lowerAt(tokens, from + index) === word)) continue;
    return isPreposition(tokens, from, line, figure) ? null : { hedge, index: from };
  }
  return symbolBefore(tokens, at);
}

export function hedgeBehind(tokens: readonly Token[], at: number): HedgeMark | null {
  if (textAt(tokens, at) === '+' && isGluedAt(tokens, at) && tokens[at + 1]?.kind !== 'number') {
    return { hedge: 'at-least', index: at + 1 };
  }
  if (isTightHyphenAt(tokens, at) && lowerAt(tokens, at + 1) === 'plus')
    return { hedge: 'at-least', index: at + 2 };
  const hedge = hedgesBehind.get(`${lowerAt(tokens, at)} ${lowerAt(tokens, at + 1)}`);
  return hedge === undefined || isNext(tokens, at + 2) ? null : { hedge, index: at + 2 };
}

/** "20 and less than 30", "20 and under 40": the words are of the next figure. */
const isNext = (tokens: readonly Token[], at: number) =>
  lowerAt(tokens, at) === 'than' ||
  isNumberAt(tokens, at) ||
  smallWords.has(lowerAt(tokens, at)) ||
  tensWords.has(lowerAt(tokens, at));

/** "more than 500 or equal to it": the bound itself is included after all. */
export function orEqual(tokens: readonly Token[], at: number, mark: HedgeMark): HedgeMark {
  const isEqual = lowerAt(tokens, at) === 'or' && /^equals?$/u.test(lowerAt(tokens, at + 1));
  const closed = isEqual ? included[mark.hedge] : undefined;
  return closed === undefined ? mark : { hedge: closed, index: mark.index };
}

const included: Partial<Record<Hedge, Hedge>> = { over: 'at-least', under: 'at-most' };

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
  // "=>" is an arrow
  if (last === '>' && first === '=' && isGluedAt(tokens, at - 1)) return null;
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

/** "twice as many as 40" is no bound. */
const compares = /^(?:twice|thrice|times|half|double|triple|third|quarter|\p{L}+fold)$/u;

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
  ['as many as', (previous) => compares.test(previous)],
  ['as much as', (previous) => compares.test(previous)],
  ['close to', (previous, figure) => figure.isSmallCount && livingNear.test(previous)],
  ['some', (previous, figure) => figure.isSmallCount && /^(?:in|of|the|by)$/u.test(previous)],
]);

function isOverPlain(previous: string, figure: HedgedFigure): boolean {
  if (figure.isDuration) return !ofLasting.test(previous);
  return moved.test(previous) || (figure.isSmallCount && /^\p{L}+(?:ed|ing)$/u.test(previous));
}

const isPreposition = (tokens: readonly Token[], at: number, phrase: string, figure: HedgedFigure) =>
  prepositions.get(phrase)?.(lowerAt(tokens, at - 1), figure) ?? false;

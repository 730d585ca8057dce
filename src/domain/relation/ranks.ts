import type { Quantity } from '../claim/quantity-types.js';
import type { Figure } from './figure.js';
import { superlatives } from './stop-words.js';
import type { Word } from './words.js';

/** "the largest" is rank 1 of its order, unless an ordinal stands before it; "one of the largest" gives none. */
export function impliedRanks(
  text: string,
  words: readonly Word[],
  quantities: readonly Quantity[],
): Figure[] {
  return words.flatMap((word) => {
    if (isWin(text, word)) return [rankOne(word)];
    const name = word.lower.replaceAll(' ', '_');
    const before = text.slice(Math.max(0, word.start - 24), word.start);
    const hasOrdinal = quantities.some(
      ({ kind, start, end }) =>
        kind === 'ordinal' && end <= word.start && word.start - end < 3 && start < word.start,
    );
    if (
      !superlatives.has(name) ||
      hasOrdinal ||
      /\b(?:one|two|three|some|many) of (?:the|its|their) (?:\S+ )?$/iu.test(before)
    )
      return [];
    return /(?:\b(?:the|its|their|as|is|was)|'s?) $/iu.test(before) ? [rankOne(word)] : [];
  });
}

/** "Most pupils" are more than half of them, "a minority" fewer. */
export function impliedShares(text: string): Figure[] {
  return [
    ...text.matchAll(/\b(?:most (?:of )?(?:the |its |their )?\p{Ll}{2,}s\b|majority of|minority of)/giu),
  ].map((match) => {
    const isMinority = /^min/iu.test(match[0]);
    const word = { text: match[0], start: match.index, end: match.index + match[0].length };
    const bounds = isMinority
      ? { low: null, high: 50, lowInclusive: null, highInclusive: false, hedge: 'under' as const }
      : { low: 50, high: null, lowInclusive: false, highInclusive: null, hedge: 'over' as const };
    return { ...rankOne(word), ...bounds, value: 50, dimension: 'percent' };
  });
}

/** "won the race", "the winner of the race": came first. Not "won 12 medals", nor over somebody. */
function isWin(text: string, word: Word): boolean {
  return (
    /^(?:won|wins?|winning|winners?)$/u.test(word.lower) &&
    !/^[^.;]{0,40}(?:\d|\bover\b|\bagainst\b)/u.test(text.slice(word.end, word.end + 20))
  );
}

function rankOne({ text, start, end }: Pick<Word, 'text' | 'start' | 'end'>): Figure {
  return {
    text,
    start,
    end,
    dimension: 'rank',
    value: 1,
    hedge: 'exact',
    low: 1,
    high: 1,
    lowInclusive: true,
    highInclusive: true,
    role: 'none',
    per: null,
    statedPer: null,
    factor: 1,
    isImplied: true,
    isDerived: false,
  };
}

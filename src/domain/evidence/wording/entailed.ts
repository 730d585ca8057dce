import { betweenYears, differenceOf, fitsYears, sumOf, type Derivation } from './arithmetic.js';
import { saysSame } from './likeness.js';
import type { Figure } from './figures.js';
import type { Word } from './read-words.js';

/** How many counts of one sentence are added up at most. */
const mostTerms = 4;

/**
 * What a passage says of a figure of the claim that it does not write out: a year inside its range, a sum of its counts, the years
 * between two of its years, a difference where the claim compares. Null where none of these fits.
 */
export function entailed(claim: readonly Word[], at: number, words: readonly Word[]): Derivation | null {
  const figure = claim[at]?.figure;
  if (!figure || figure.low !== figure.high) return null;
  if (figure.kind === 'years') return withinRange(figure, words);
  if (figure.kind !== 'number') return null;
  const noun = claim[at + 1];
  if (isSpan(claim, at)) return yearsBetween(figure.low, words);
  if (!noun || noun.form === 'figure') return null;
  if (isCompared(noun)) return apart(figure.low, words);
  return added(figure.low, noun, words);
}

/** Pairs of figures that stand side by side as "1937 to 1941", "between 1937 and 1941". */
function ranges(words: readonly Word[]): readonly (readonly [Figure, Figure])[] {
  return words.flatMap((word, at) => {
    const next = words[at + 1];
    const isYears = word.figure?.kind === 'years' && next?.figure?.kind === 'years';
    if (!isYears || !word.figure || !next.figure || next.figure.low <= word.figure.low) return [];
    const isJoined = next.before.some((each) => /^(?:to|until|till|through|[-\u2013])$/.test(each));
    const isBetween = next.before.includes('and') && word.before.includes('between');
    return isJoined || isBetween ? [[word.figure, next.figure] as const] : [];
  });
}

function withinRange({ low }: Figure, words: readonly Word[]): Derivation | null {
  for (const [from, to] of ranges(words)) {
    const between = betweenYears(low, from.low, to.low);
    if (between) return between;
  }
  return null;
}

/** "47 years", "aged 47", "four-year term". */
function isSpan(claim: readonly Word[], at: number): boolean {
  const [before, after] = [claim[at - 1], claim[at + 1]];
  return after?.folded === 'years' || after?.folded === 'year' || /^aged?$/.test(before?.folded ?? '');
}

function yearsBetween(years: number, words: readonly Word[]): Derivation | null {
  const lives = words.flatMap(({ figure, life }) => (figure?.kind === 'years' && life ? [figure.low] : []));
  const [birth, death] = [lives[0], lives.at(-1)];
  const life =
    lives.length > 1 && birth !== undefined && death !== undefined ? fitsYears(years, birth, death) : null;
  if (life) return life;
  for (const [from, to] of ranges(words)) {
    const fit = fitsYears(years, from.low, to.low);
    if (fit) return fit;
  }
  return null;
}

/** "12 more lamps than": by how much two counts differ. */
function isCompared({ folded, before }: Word): boolean {
  return (
    before.some((word) => /^(?:more|fewer|less)$/.test(word)) ||
    /^(?:ahead|behind|older|younger)$/.test(folded)
  );
}

function apart(value: number, words: readonly Word[]): Derivation | null {
  const counts = countsOf(words).map(({ figure }) => figure);
  for (const [index, a] of counts.entries()) {
    for (const b of counts.slice(index + 1)) {
      const difference = differenceOf(a, b);
      if (difference.value.eq(value)) return difference;
    }
  }
  return null;
}

/** Neighbouring counts of a sentence whose sum is the figure, and behind which the claim's noun stands. */
function added(value: number, noun: Word, words: readonly Word[]): Derivation | null {
  const counts = countsOf(words);
  for (let first = 0; first < counts.length; first += 1) {
    for (let length = 2; length <= mostTerms && first + length <= counts.length; length += 1) {
      const terms = counts.slice(first, first + length);
      const last = terms.at(-1)?.at ?? 0;
      const isOfNoun = words.slice(terms[0]?.at ?? 0, last + 4).some((word) => saysSame(noun, word));
      const sum = sumOf(terms.map(({ figure }) => figure));
      if (isOfNoun && sum.value.eq(value)) return sum;
    }
  }
  return null;
}

function countsOf(words: readonly Word[]): readonly { figure: number; at: number }[] {
  return words.flatMap(({ figure }, at) => (figure?.kind === 'number' ? [{ figure: figure.low, at }] : []));
}

import type { Derivation } from './arithmetic.js';
import { entailed } from './entailed.js';
import { saysSame } from './likeness.js';
import { negations, readWords, type Word } from './read-words.js';

/** A sentence of the evidence with the title of the page it stands on: who "he" and "the company" are. */
export interface TitledPassage {
  /** Index of the evidence text it comes from. */
  readonly evidence: number;
  readonly text: string;
  readonly title: readonly Word[];
  readonly words: readonly Word[];
}

/** What of a claim the passages have, word by word. */
export interface Cover {
  readonly claim: readonly Word[];
  readonly passages: readonly TitledPassage[];
  /** Per passage and word of the claim: the places in the passage that say the same. */
  readonly places: readonly (readonly (readonly number[])[])[];
  /** Per word of the claim: whether a passage or a title has it, or it follows from one. */
  readonly covered: readonly boolean[];
  /** Figures of the claim that follow from figures of a passage. */
  readonly derived: readonly Derived[];
  /** Share of the claim's words that is covered, by weight, 0 to 1. */
  readonly share: number;
}

export interface Derived {
  readonly claimed: Word;
  readonly derivation: Derivation;
  readonly passage: TitledPassage;
}

/** Compares the words of a claim with those of the passages. */
export function coverOf(claim: readonly Word[], passages: readonly TitledPassage[]): Cover {
  const places = passages.map(({ words }) =>
    claim.map((word) => words.flatMap((other, at) => (saysSame(word, other) ? [at] : []))),
  );
  const isTold = claim.map(
    (word, at) =>
      places.some((each) => (each[at]?.length ?? 0) > 0) ||
      passages.some(
        ({ title, text }) => title.some((other) => saysSame(word, other)) || isSpelledOut(word, text),
      ),
  );
  const derived = claim.flatMap((_, at) => (isTold[at] === true ? [] : derivedFrom(claim, at, passages)));
  const covered = claim.map(
    (word, at) => isTold[at] === true || derived.some(({ claimed }) => claimed === word),
  );
  const all = claim.reduce((sum, word) => sum + weightOf(word), 0);
  const got = claim.reduce((sum, word, at) => sum + (covered[at] === true ? weightOf(word) : 0), 0);
  return { claim, passages, places, covered, derived, share: all === 0 ? 0 : got / all };
}

/** The first passage the figure follows from. */
function derivedFrom(claim: readonly Word[], at: number, passages: readonly TitledPassage[]): Derived[] {
  const claimed = claim[at];
  for (const passage of passages) {
    const derivation = entailed(claim, at, passage.words);
    if (claimed && derivation) return [{ claimed, derivation, passage }];
  }
  return [];
}

/** "MVP" where the passage has "most valuable player", "NUM" for "National Union of Mineworkers"; two letters are met by chance. */
function isSpelledOut(word: Word, text: string): boolean {
  if (!/^\p{Lu}{3,7}$/u.test(word.text)) return false;
  const all = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [all, all.filter((each) => /^[\p{Lu}\p{N}]/u.test(each))].some((words) =>
    initialsOf(words).includes(word.text),
  );
}

function initialsOf(words: readonly string[]): string {
  return words
    .map((each) => (/^[IVX]+$/.test(each) ? each : each.charAt(0)))
    .join('')
    .toUpperCase();
}

/** Figures and names tell facts apart; small numbers in letters and short words hardly do; negations are compared by themselves. */
export function weightOf(word: Word): number {
  if (negations.has(word.folded)) return 0;
  if (word.form === 'figure' && !/\d/.test(word.text)) return word.figure?.kind === 'month' ? 2 : 1;
  if (word.form !== 'word') return 2;
  return word.folded.length < 4 ? 0.5 : 1;
}

/** A title is short, begins with a capital or a figure, and a colon ends it. */
const titlePattern = /^([\p{Lu}\p{N}"'“(][^:]{0,150}|[^:\s]{1,40}):\s+(?=\S)/u;

/** "The operator said: …" tells who speaks, not of what. */
const telling = /\b(?:said|says|told|tells|added|reported|wrote|stated|according to|correction)\b/iu;

/** Splits "Title: sentence"; the title is empty where there is none. */
export function readTitled(text: string, evidence: number): TitledPassage {
  const match = titlePattern.exec(text);
  const title = match?.[1] ?? '';
  if (!match || telling.test(title)) return { evidence, text, title: [], words: readWords(text) };
  return { evidence, text, title: readWords(title), words: readWords(text.slice(match[0].length)) };
}

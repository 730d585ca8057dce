import { modalityOf, type Modality } from './modality.js';
import { negationsIn } from './negation.js';
import { foldPhrases } from './phrases.js';
import { isPastForm } from './root.js';
import { isPhrase, isTelling, rootOfJoined } from './wording.js';

/** A word that says something, with the clause it stands in. */
export interface SaidWord {
  readonly root: string;
  readonly at: number;
  /** Written with a capital, and not only because it opens the sentence. */
  readonly isName: boolean;
  readonly clause: number;
  readonly isNegated: boolean;
  /** By its ending or the word before it, as far as that tells. */
  readonly isVerb: boolean;
  /** The preposition right before it and its articles, or an empty text. */
  readonly led: string;
}

export interface SaidClause {
  readonly text: string;
  readonly modality: Modality;
}

/** A sentence by its words and clauses. */
export interface Saying {
  /** With its phrases folded. */
  readonly text: string;
  readonly words: readonly SaidWord[];
  readonly clauses: readonly SaidClause[];
}

/** Figures in words, to be compared with those in digits; ordinals too. */
const numerals: ReadonlyMap<string, string> = new Map(
  'one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, index) => [word, String(index + 1)] as const),
);
const ordinals = /^(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))$/u;

const clauseBreak =
  /[;:]\s|,?\s(?:but|while|whereas|although|though|however|because)\s|,\s(?:and|or|which|who|whose|where|when|so)\s|\s[–—]\s/giu;

const dates =
  /\b(?:(?:early|late|mid)[- ])?(?:(?:January|February|March|April|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b|(?<=\d )May\b|(?<=\b(?:in|since|by|until|of|early|late|mid|last) )May\b|May(?= \d)|(?:1[5-9]|20)\d\d(?![\d,]))/gu;
const dayBesideMonth = /\b\d{1,2}(?:st|nd|rd|th)?(?= \ufffc)|(?<=\ufffc+ )\d{1,2}\b(?!,\d{3})/gu;

/** "the end of 2018", "the start of May": part of the date. */
const edges =
  /\b(?:the )?(?:(?:first|second|third|fourth|last) (?:quarter|half)|end|start|beginning|middle|close|turn) of (?=(?:the (?:year|month|week|decade|century)|last|next|this|January|February|March|April|May|June|July|August|September|October|November|December|\d{4})\b)/giu;

/** A text without its dates, as long as before: times are compared as periods. */
export function withoutDates(text: string): string {
  const bare = text.replace(edges, (match) => ' '.repeat(match.length));
  const marked = bare.replace(dates, (match) => '\ufffc'.repeat(match.length));
  return marked.replace(dayBesideMonth, (match) => ' '.repeat(match.length)).replaceAll('\ufffc', ' ');
}

/** Reads a sentence. Never throws. */
export function sayingOf(sentence: string): Saying {
  const text = withoutDates(foldPhrases(sentence));
  const breaks = [0, ...[...text.matchAll(clauseBreak)].map((match) => match.index + 1), text.length];
  const words: SaidWord[] = [];
  const clauses: SaidClause[] = [];
  breaks.slice(1).forEach((end, clause) => {
    const start = breaks[clause] ?? 0;
    const said = text.slice(start, end);
    const negations = negationsIn(text, start, end);
    clauses.push({ text: said, modality: modalityOf(said) });
    words.push(...wordsOf(text, start, said, clause, negations));
  });
  return { text, words, clauses };
}

function wordsOf(
  text: string,
  start: number,
  said: string,
  clause: number,
  negations: readonly number[],
): SaidWord[] {
  const found = [...said.matchAll(/\d[\d.,]*\d|\d+|\p{L}[\p{L}\p{M}]*(?:['’\-‐‑]\p{L}[\p{L}\p{M}]*)*/gu)];
  return found.flatMap((match) =>
    partsOf(match[0], start + match.index).flatMap(([word, at]) => {
      const root = rootIn(word);
      if (root === null) return [];
      const isName = /^\p{Lu}/u.test(word) && !isOpening(text, at);
      const isNegated = negations.filter((each) => each < at).length % 2 === 1;
      const isVerb =
        !isName && (/(?:ed|ing)$/u.test(word) || verbal.test(text.slice(Math.max(0, at - 20), at)));
      return [
        { root, at, isName, clause, isNegated, isVerb: isVerb || isPastForm(word), led: ledBy(text, at) },
      ];
    }),
  );
}

/** A hyphened word that the lexicon does not hold is read by its parts. */
function partsOf(word: string, at: number): (readonly [string, number])[] {
  if (!/[-‐‑]/u.test(word) || isPhrase(word.toLowerCase())) return [[word, at]];
  return [...word.matchAll(/[^-‐‑]+/gu)].map((part) => [part[0], at + part.index] as const);
}

function rootIn(word: string): string | null {
  const lower = word.toLowerCase().replaceAll('’', "'");
  if (/^\d/u.test(lower)) return lower.replaceAll(',', '');
  const numeral = numerals.get(lower);
  if (numeral !== undefined) return numeral;
  if (ordinals.test(lower)) return lower;
  const bare = lower.replace(/'s?$|n't$/u, '');
  return isTelling(bare) ? rootOfJoined(bare) : null;
}

function isOpening(text: string, at: number): boolean {
  return /^\W*$|[.!?:]["'”’)]*\s+["'“‘(]*$/u.test(text.slice(0, at));
}

const verbal =
  /\b(?:was|were|is|are|be|been|being|has|have|had|to|will|would|did|does|do|not|must|may|can|could|should|shall|who|which) $/iu;

const leading =
  /\b(in|at|on|near|of|from|to|by|for|with|against|over|between|under|than|into|as)(?: (?:the|an?|its|his|her|their|women['’]s|men['’]s))?(?: \p{Lu}[\p{L}'’-]*){0,2} $/u;

function ledBy(text: string, at: number): string {
  return leading.exec(text.slice(Math.max(0, at - 60), at))?.[1]?.toLowerCase() ?? '';
}

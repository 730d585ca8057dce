import type { Assertion } from '../../claim/assertion.js';
import { topicOf } from '../align.js';
import { clauseAt } from '../clause.js';
import { observeSentence, type Observation } from '../observe.js';
import type { ReadDocument, Sentence } from '../read-document.js';
import { rootOfJoined } from '../saying/wording.js';

/** One of several things that a claim counts together or holds against each other: by its words, or by a year. */
export interface Part {
  readonly words: readonly string[];
  readonly year: string | null;
}

/** The plain levels that a document gives for one of the parts; `common` are the words that all parts share. */
export function levelsOf(
  claim: Assertion,
  common: readonly string[],
  parts: readonly Part[],
  part: Part,
  document: ReadDocument,
): Observation[] {
  // the sides of a comparison stand behind prepositions of their own
  const text = claim.text.replace(/\b(?:to|from|against|than|over|by)\b/gu, ' ');
  const topic = { ...topicOf(claim), text, isRelative: false };
  const seen = document.sentences
    .filter(({ words }) => [...common, ...part.words].some((word) => words.has(word)))
    .flatMap((sentence) => {
      const named = parts.filter((each) => each === part || isNamedIn(sentence, each));
      const words = [...common, ...named.flatMap((each) => each.words)];
      return observeSentence({ ...topic, words }, document, sentence);
    })
    .filter(isPlainLevel);
  if (part.year !== null) return seen.filter(({ observed }) => isYear(observed.period, part.year));
  return seen.filter((each) => partAt(each, parts) === part);
}

const isNamedIn = ({ words }: Sentence, part: Part) =>
  part.words.length > 0 && part.words.every((word) => words.has(word));

function isPlainLevel({ alignment, kind, observed }: Observation): boolean {
  const isLevel = kind === 'level' || kind === 'ratio' || kind === 'target';
  return (
    alignment.strength !== 'none' &&
    isLevel &&
    observed.value !== null &&
    observed.low === null &&
    observed.high === null
  );
}

const isYear = (period: Observation['observed']['period'], year: string | null) =>
  period !== null && period.from === `${year ?? ''}-01-01` && period.to === `${year ?? ''}-12-31`;

/** Which of the parts a figure is of: the one named in its clause, or else nearest before it. */
function partAt({ sentence, observed }: Observation, parts: readonly Part[]): Part | null {
  const figure = sentence.quantities.find((each) => each.value !== null && each.value === observed.value);
  if (figure === undefined) return null;
  const clause = clauseAt(sentence, figure.start);
  const inside = parts.filter((part) => placesOf(sentence, part, clause.start, clause.end).length > 0);
  if (inside.length === 1) return inside[0] ?? null;
  const before = parts.map((part) => placesOf(sentence, part, 0, figure.start).at(-1) ?? -1);
  const nearest = Math.max(...before);
  return nearest < 0 ? null : (parts[before.indexOf(nearest)] ?? null);
}

function placesOf({ text }: Sentence, part: Part, from: number, to: number): number[] {
  const roots = new Set(part.words.map(rootOfJoined));
  return [...text.slice(from, to).matchAll(/\p{L}[\p{L}\p{M}]*/gu)]
    .filter((match) => roots.has(rootOfJoined(match[0].toLowerCase())))
    .map((match) => from + match.index);
}

/** Whether the figures can be set off against each other. */
export function areAlike(a: Observation, b: Observation): boolean {
  const [one, other] = [a.observed, b.observed];
  return one.dimension === other.dimension && one.unit === other.unit && one.currency === other.currency;
}

/** Whether figures are told of exactly the claim's thing, so that what follows from them may refute. */
export const areFirm = (seen: readonly Observation[]) =>
  seen.every((each) => each.alignment.strength === 'strong' && each.reservation === null);

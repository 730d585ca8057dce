import { countryRows, exonymRows, kindsInNames, titles } from './name-tables.js';
import type { Word } from './words.js';

/** A name as a run of capitalised words. */
export interface Name {
  /** Its words, lower case, without titles and accents; one word where a table knows it under several spellings. */
  readonly keys: readonly string[];
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly isCountry: boolean;
  /** Where the words stand that make the name; titles and kinds ("President", "Bridge") inside it are words like others. */
  readonly wordStarts: readonly number[];
}

/**
 * The names of a text. A capital at the start of a sentence counts where `known` says that the word is a name, or where another
 * capitalised word follows it.
 */
export function namesOf(text: string, words: readonly Word[], known: ReadonlySet<string>): Name[] {
  const names: Name[] = [];
  for (let at = 0; at < words.length;) {
    const run = runAt(text, words, at, known);
    const name = run.length === 0 ? null : nameOf(text, run);
    if (name !== null) names.push(...name);
    at += Math.max(1, run.length);
  }
  return names;
}

/** Lower-case words that stand with a capital inside a sentence, or that a table knows. */
export function surelyNames(words: readonly Word[]): string[] {
  return words.flatMap((word, index) => {
    if (!word.isCapital) return [];
    const isSure = !word.isInitial || canonical.has(keyOf(word.lower)) || isFullName(words, index);
    return isSure ? [word.lower.replace(/'s?$/u, '')] : [];
  });
}

/** "Ann Lee said": two capitals in a row, the first no title, preposition or the like. */
function isFullName(words: readonly Word[], index: number): boolean {
  const [word, next] = [words[index], words[index + 1]];
  return (
    word !== undefined &&
    next?.isCapital === true &&
    next.start - word.end === 1 &&
    !leading.has(word.lower) &&
    !titleWords.has(word.lower)
  );
}

/** Words that begin a sentence before a name and belong to no name. */
const leading = new Set(
  'the a an in on at by for from to of with after before since until during between both neither only no all some many most every each under over about around when while if as but and or not his her its their our this that these those according however former fewer more less'.split(
    ' ',
  ),
);
const titleWords = new Set(titles.split(' '));
const kindWords = new Set(kindsInNames.split(' '));

function runAt(
  text: string,
  words: readonly Word[],
  from: number,
  known: ReadonlySet<string>,
): readonly Word[] {
  let at = from;
  for (; at < words.length && at - from < 12; at += 1) {
    const [word, before] = [words[at], words[at - 1]];
    if (word === undefined || !isNameWord(words, at, known)) break;
    // a possessive ends a name: "China's Ministry of Trade" is two
    if (at > from && (before === undefined || !/^[ -]$/u.test(text.slice(before.end, word.start)))) break;
    if (at > from && before !== undefined && /'s?$/u.test(before.text)) break;
  }
  return words.slice(from, at);
}

function isNameWord(words: readonly Word[], at: number, known: ReadonlySet<string>): boolean {
  const word = words[at];
  if (word === undefined || !word.isCapital || (word.lower === 'i' && !word.isInitial)) return false;
  // "GDP" is a word in capitals, no name
  if (word.concepts.length > 1 && word.text === word.text.toUpperCase()) return false;
  if (!word.isInitial)
    return !/^(?:january|february|march|april|may|june|july|august|september|october|november|december|\p{L}+day)$/u.test(
      word.lower,
    );
  if (leading.has(word.lower)) return false;
  return known.has(word.lower.replace(/'s?$/u, '')) || isFullName(words, at) || isTitled(words, at);
}

function isTitled(words: readonly Word[], at: number): boolean {
  return titleWords.has(words[at]?.lower ?? '') && words[at + 1]?.isCapital === true;
}

function nameOf(text: string, run: readonly Word[]): Name[] | null {
  const first = run[0];
  const last = run.at(-1);
  if (first === undefined || last === undefined) return null;
  const base = {
    text: text.slice(first.start, last.end).replace(/'s?$/u, ''),
    start: first.start,
    end: last.end,
  };
  const keys = run.map((word) => keyOf(word.lower));
  const whole = canonical.get(keys.join('_'));
  const wordStarts = run.map(({ start }) => start);
  if (whole !== undefined) return [{ ...base, keys: [whole], isCountry: countries.has(whole), wordStarts }];
  const own = run.filter(({ lower }) => !titleWords.has(keyOf(lower)) && !kindWords.has(keyOf(lower)));
  // only titles and kinds: "the Ministry", "Parliament" are words like others
  if (own.length === 0) return null;
  const named = own.map(({ lower }) => canonical.get(keyOf(lower)) ?? keyOf(lower));
  const isCountry = named.length === 1 && countries.has(named[0] ?? '');
  return [{ ...base, keys: named, isCountry, wordStarts: own.map(({ start }) => start) }];
}

/** Without possessive and accents; a hyphen or space is an underscore. */
function keyOf(lower: string): string {
  return lower
    .replace(/'s?$/u, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll('ß', 'ss')
    .replace(/[ -]+/gu, '_');
}

const canonical: ReadonlyMap<string, string> = new Map(
  [...countryRows, ...exonymRows].flatMap((row) => {
    const spellings = row.split(' ');
    return spellings.map((each) => [each, spellings[0] ?? each] as const);
  }),
);
const countries: ReadonlySet<string> = new Set(countryRows.map((row) => row.split(' ')[0] ?? ''));

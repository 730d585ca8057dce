import { smallWords, tensWords } from './number-words.js';
import type { Numeral } from './numeral.js';
import { isHyphenAt, isWordAt, lowerAt, type Token } from './tokens.js';

/** Verbs that multiply by themselves; the infinitive ("will double") only behind a helping word, for "a double room". */
const verbs: ReadonlyMap<string, number> = new Map([
  ['doubled', 2],
  ['doubles', 2],
  ['doubling', 2],
  ['tripled', 3],
  ['triples', 3],
  ['tripling', 3],
  ['trebled', 3],
  ['trebling', 3],
  ['quadrupled', 4],
  ['quadrupling', 4],
  ['quintupled', 5],
  ['halved', 0.5],
  ['halves', 0.5],
  ['halving', 0.5],
  ['twice', 2],
  ['thrice', 3],
]);
const infinitives: ReadonlyMap<string, number> = new Map([
  ['double', 2],
  ['triple', 3],
  ['treble', 3],
  ['quadruple', 4],
  ['halve', 0.5],
]);
const helping = /^(?:to|will|would|could|may|might|should|shall|can|nearly|almost|than|about|roughly|not)$/u;
const compared = /^(?:the|that|what|as|its|their|his|her|this|last|those|or)$/u;
/** What follows "three times" when it compares; otherwise it counts occasions. */
const timesOf =
  /^(?:as|more|higher|greater|larger|bigger|faster|the|that|its|what|less|fewer|lower|smaller|longer|likelier|their|his|better|worse|stronger)$/u;

/** "doubled", "twice", "tenfold", "three times as" (`numeral` is what is read there, if any): the factor, or null. */
export function readMultiplier(
  tokens: readonly Token[],
  at: number,
  numeral: Numeral | null,
): { value: number; next: number } | null {
  const value = isWordAt(tokens, at) ? wordFactor(tokens, at) : null;
  if (value !== null) return { value, next: at + 1 };
  return numeral === null ? null : readTimes(tokens, numeral);
}

/** Whether the word multiplies by itself, in some places at least. */
export const isMultiplierWord = (word: string): boolean =>
  verbs.has(word) || infinitives.has(word) || word.endsWith('fold');

function wordFactor(tokens: readonly Token[], at: number): number | null {
  const [before, word, after] = [lowerAt(tokens, at - 1), lowerAt(tokens, at), lowerAt(tokens, at + 1)];
  // "two halves" are no halving
  if (word === 'halves' && /^(?:two|both|the)$/u.test(before)) return null;
  const factor = verbs.get(word) ?? foldOf(word);
  if (factor !== null && factor !== undefined) return factor;
  const isMultiplying = helping.test(before) || compared.test(after);
  return isMultiplying && !isHyphenAt(tokens, at + 1) ? (infinitives.get(word) ?? null) : null;
}

function foldOf(word: string): number | null {
  if (!word.endsWith('fold') || word.length < 7) return null;
  const stem = word.slice(0, -4);
  return (
    smallWords.get(stem) ??
    tensWords.get(stem) ??
    (stem === 'hundred' ? 100 : stem === 'thousand' ? 1000 : null)
  );
}

function readTimes(tokens: readonly Token[], numeral: Numeral): { value: number; next: number } | null {
  const joined = isHyphenAt(tokens, numeral.next) ? numeral.next + 1 : numeral.next;
  if (lowerAt(tokens, joined) === 'fold') return { value: numeral.value, next: joined + 1 };
  if (lowerAt(tokens, numeral.next) !== 'times') return null;
  return timesOf.test(lowerAt(tokens, numeral.next + 1))
    ? { value: numeral.value, next: numeral.next + 1 }
    : null;
}

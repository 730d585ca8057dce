import { Decimal } from 'decimal.js';
import type { Assertion } from '../../claim/assertion.js';
import { printFigure } from '../../claim/print-figure.js';
import { topicOf } from '../align.js';
import type { Observation } from '../observe.js';
import type { PassageJudgement } from '../passage-judgement.js';
import type { ReadDocument } from '../read-document.js';
import { significantWords } from '../vocabulary.js';
import { areAlike, levelsOf, type Part } from './levels.js';
import { judgeReckoned } from './reckoned.js';

/**
 * Judges "A and B together …" and "in 2018 and 2019 together …" by the sum of the parts. Null where the claim is of no sum, and
 * where a passage gives a sum itself; a figure of one part alone settles nothing.
 */
export function judgeSum(assertion: Assertion, document: ReadDocument): PassageJudgement | null {
  if (assertion.kind !== 'level' || !together.test(assertion.text)) return null;
  const parts = partsOf(assertion.text);
  const isSummed = document.sentences.some(({ text }) => together.test(text));
  if (parts.length < 2) return jointly.test(assertion.text) && !isSummed ? open : null;
  return sumJudgement(assertion, parts, document) ?? (isSummed ? null : open);
}

/** What is said of several at once, whoever they are, is not said of each. */
const jointly = /\b(?:together|combined|jointly|between them)\b/iu;

const open: PassageJudgement = {
  label: 'not-enough-evidence',
  reasons: [
    { code: 'parts-missing', message: 'The claim is of a sum; the document does not give all its parts.' },
  ],
  start: null,
  end: null,
};

function sumJudgement(
  assertion: Assertion,
  parts: readonly Part[],
  document: ReadDocument,
): PassageJudgement | null {
  const ofParts = new Set(parts.flatMap((part) => part.words));
  const common = topicOf(assertion).words.filter((word) => !ofParts.has(word));
  const found = parts.map((part) => levelsOf(assertion, common, parts, part, document)[0]);
  const levels = found.flatMap((each) => each ?? []);
  const [first] = levels;
  if (first === undefined || levels.length < parts.length) return null;
  if (!levels.every((each) => areAlike(first, each) && isSameTime(first, each, parts))) return null;
  return judgeReckoned(assertion, levels, sumOf(first, levels));
}

const together =
  /\b(?:together|combined|altogether|in total|in all|jointly|between them|taken together|a total of|in (?:the )?(?:two|three|four|five) years)\b/iu;

function sumOf(first: Observation, levels: readonly Observation[]) {
  const { dimension, unit, currency } = first.observed;
  const value = levels.reduce((sum, each) => sum.plus(each.observed.value ?? 0), new Decimal(0)).toNumber();
  const print = (n: number | null) => printFigure(n ?? 0, first.observed);
  const shown = `${levels.map((each) => print(each.observed.value)).join(' + ')} = ${print(value)}`;
  return { value, dimension, unit, currency, shown };
}

/** Parts that are no years are counted for one time. */
function isSameTime(a: Observation, b: Observation, parts: readonly Part[]): boolean {
  if (parts.some((part) => part.year !== null)) return true;
  const [one, other] = [a.observed.period, b.observed.period];
  if (a.sentence === b.sentence && (one === null || other === null)) return true;
  return one?.from === other?.from && one?.to === other?.to;
}

const year = '(?:19|20)\\d\\d';
const years = new RegExp(`\\b(?:(between|from) )?(${year}(?:, ${year})*),? (and|to) (${year})\\b`, 'u');
const name = "(?:\\p{L}[\\p{L}\\p{M}’'-]*)";
const names = new RegExp(
  `((?:${name}(?: ${name}){0,2}, ){0,6}${name}(?: ${name}){0,2}),? and (${name}(?: ${name}){0,2})`,
  'gu',
);

/** What is named with "and": years, or names, or the words beside it. */
function partsOf(text: string): Part[] {
  const match = years.exec(text);
  if (match !== null) return yearsOf(match);
  return [...text.matchAll(names)]
    .flatMap((found) => namedParts(found[1] ?? '', found[2] ?? ''))
    .slice(0, mostParts);
}

const mostParts = 8;

function yearsOf([, stretch, before = '', link, last = '']: RegExpExecArray): Part[] {
  const listed = [...(before.match(/\d{4}/gu) ?? []), last].map(Number);
  const [from = 0, to = 0] = [listed[0], listed.at(-1)];
  const isStretch = link === 'to' || (stretch !== undefined && listed.length === 2);
  const all = isStretch
    ? Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
    : listed;
  return all.slice(0, mostParts).map((each) => ({ words: [], year: String(each) }));
}

/** Names with a capital whole; other things by the word right beside "and" or the commas. */
function namedParts(before: string, last: string): Part[] {
  const items = [...before.split(', '), last];
  const words = items.map((item, index) => {
    const capital = /\p{Lu}[\p{L}’'-]*(?: \p{Lu}[\p{L}’'-]*)*/u.exec(item)?.[0];
    const list = item.split(' ');
    return capital ?? (index === items.length - 1 ? (list[0] ?? '') : (list.at(-1) ?? ''));
  });
  return words
    .map((each) => ({ words: significantWords(each), year: null }))
    .filter((part) => part.words.length > 0);
}

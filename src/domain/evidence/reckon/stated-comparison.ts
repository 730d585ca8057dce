import { significantWords } from '../vocabulary.js';
import type { Part } from './levels.js';

/** What a claim holds against what, and by how much. */
export interface StatedComparison {
  readonly left: Part;
  readonly right: Part;
  /** 1 where the left is said to be more. */
  readonly sign: 1 | -1;
  readonly measure: 'order' | 'difference' | 'percent' | 'ratio';
  /** The words that compare. */
  readonly word: string;
}

const more =
  'more|higher|larger|bigger|greater|taller|longer|heavier|wider|deeper|hotter|warmer|richer|faster|stronger|costlier|dearer|more expensive|older';
const less =
  'fewer|less|lower|smaller|shorter|lighter|narrower|shallower|colder|cooler|poorer|slower|weaker|cheaper|less expensive|younger';

/** "more than 500" is a hedge and compares with nothing. */
const hedged =
  '[$€£¥]|\\d|(?:an? |one |two |three )?(?:half|third|quarter|fifth|tenth|dozen|hundred|thousand|million|billion|trillion)|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|doubled?|tripled?|twice|halved|expected|planned|usual|ever|before|previously|thought)\\b|a year\\b|the (?:year|previous|month|average)\\b';

/** "… more residents than B", "… higher in 2016 than in 2006". */
const than = new RegExp(
  `\\b(${more}|${less})\\b((?: (?!than\\b)[\\p{L}\\d’'-]+){0,10}?) than (?!${hedged})(.{1,80})$`,
  'iu',
);
/** "… twice as many residents as B", "three times as high in 2018 as in 2016", "three times the size of B". */
const asMany =
  /\b(?:twice|double|half|[\p{L}\d.]+ times) (?:as \p{L}+((?: (?!as\b)[\p{L}\d’'-]+){0,6}?) as|(?:that|the (?:size|number|amount|level|price|value|height|length|population|figure)) (?:of|for|in)) (.{1,80})$/iu;
/** "A exceeds B", "A outnumber B": more without a word for it. */
const exceeding =
  /\b(?:exceed(?:s|ed)?|outnumber(?:s|ed)?|surpass(?:es|ed)?|outstrip(?:s|ped)?|outsold|outspent)((?:)) ((?:those|that|the)? ?.{1,80})$/iu;

/** The comparison that a claim states, or null. */
export function comparisonIn(claim: string): StatedComparison | null {
  const text = claim.replace(/[.\s]+$/u, '');
  const match = than.exec(text);
  if (match !== null) {
    const [, word = '', mid = '', right = ''] = match;
    const sign = new RegExp(`^(?:${less})$`, 'iu').test(word) ? -1 : 1;
    return comparison(text.slice(0, match.index), {
      word,
      mid,
      right,
      sign,
      measure: measureOf(text.slice(0, match.index)),
    });
  }
  const times = asMany.exec(text);
  if (times !== null)
    return comparison(text.slice(0, times.index), {
      word: 'times',
      mid: times[1] ?? '',
      right: times[2] ?? '',
      sign: 1,
      measure: 'ratio',
    });
  const above = exceeding.exec(text);
  return above === null
    ? null
    : comparison(text.slice(0, above.index), {
        word: above[0].split(' ')[0] ?? '',
        mid: '',
        right: above[2] ?? '',
        sign: 1,
        measure: 'order',
      });
}

/** What stands right before the word: "14 metres taller", "20 % more", "three times more". */
function measureOf(before: string): StatedComparison['measure'] {
  const tail = before.slice(-40);
  if (/(?:%|per ?cent)\s*$/iu.test(tail)) return 'percent';
  if (/\btimes\s*$/iu.test(tail)) return 'ratio';
  return /(?:\d[\d.,]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|billion))(?: \p{L}+){0,2}\s*$/iu.test(
    tail,
  )
    ? 'difference'
    : 'order';
}

interface Pieces {
  readonly word: string;
  readonly mid: string;
  readonly right: string;
  readonly sign: 1 | -1;
  readonly measure: StatedComparison['measure'];
}

function comparison(
  before: string,
  { word, mid, right: raw, sign, measure }: Pieces,
): StatedComparison | null {
  const right = (raw.split(/[,;]/u)[0] ?? '').replace(/^(?:that|those) (?:of|in|from) /iu, '');
  const left = leftOf(before, mid, right);
  if (left === null) return null;
  return { left: left.left, right: left.right, sign, measure, word };
}

const year = /\b(?:19|20)\d\d\b/u;

/** The two sides, each of the kind that the right one is of: a year, a place behind the same preposition, a name, a word. */
function leftOf(before: string, mid: string, right: string): { left: Part; right: Part } | null {
  if (/^(?:in |it (?:was|had been) in |during )?(?:19|20)\d\d$/u.test(right))
    return yearsOf(before, mid, right);
  const bare = right
    .replace(/^(?:the|an?|its|their|our) /iu, '')
    .replace(year, '')
    .replace(/\s(?:did|does|do|has|had|was|were|is|are)(?:\s.*)?$/iu, '');
  // "more women than men applied": one word against one, what follows is said of both
  const isWords = mid.trim() !== '' && /^\p{Ll}/u.test(bare) && !leadingPreposition.test(bare);
  const [own, other] = isWords
    ? [mid.trim().split(' ').at(-1) ?? '', bare.split(' ')[0] ?? '']
    : [sideBefore(before, mid, bare), bare];
  const [left, opposite] = [significantWords(own), significantWords(other)];
  const sides = [
    left.filter((word) => !opposite.includes(word)),
    opposite.filter((word) => !left.includes(word)),
  ] as const;
  if (sides.some((words) => words.length === 0)) return null;
  return { left: { words: sides[0], year: null }, right: { words: sides[1], year: null } };
}

function yearsOf(before: string, mid: string, right: string): { left: Part; right: Part } | null {
  const [late, early] = [year.exec(right)?.[0], (year.exec(mid) ?? year.exec(before))?.[0]];
  return early === undefined || late === undefined
    ? null
    : { left: { words: [], year: early }, right: { words: [], year: late } };
}

const leadingPreposition = /^(in|at|among|for|to|from|on) /iu;

const capital = "\\p{Lu}[\\p{L}’'-]*(?: (?:of |de |la )?\\p{Lu}[\\p{L}’'-]*){0,3}";

function sideBefore(before: string, mid: string, right: string): string {
  const preposition = leadingPreposition.exec(right)?.[1];
  if (preposition !== undefined) {
    const same = new RegExp(`\\b${preposition} (?:the )?(${capital}|\\p{L}+)`, 'iu');
    return (same.exec(mid) ?? same.exec(before))?.[1] ?? '';
  }
  const name = new RegExp(capital, 'u').exec(before.replace(/^(?:The|In|A|An|At|On|Its) /u, ''))?.[0];
  if (/^(?:the )?\p{Lu}/u.test(right)) return name ?? '';
  return before.split(/\b(?:was|were|is|are|had|has|have|cost|rose|sold)\b/iu)[0] ?? '';
}

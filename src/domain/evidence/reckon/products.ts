import { Decimal } from 'decimal.js';
import type { Assertion } from '../../claim/assertion.js';
import { compare, samePeriod } from '../../claim/compare.js';
import { printFigure, type FigureUnit } from '../../claim/print-figure.js';
import type { Quantity } from '../../claim/quantity-types.js';
import { topicOf } from '../align.js';
import { labelOf, type PassageJudgement } from '../passage-judgement.js';
import { onlyPeriod, type ReadDocument, type Sentence } from '../read-document.js';
import { likeness, rootOfJoined } from '../saying/wording.js';

const rate = /^ (?:per|an?|for (?:each|every)|each|every) (\p{L}+)/u;
const apiece = /^,? (?:each|apiece)\b/u;

/** Judges a total by a rate and the count it is for: yield and area, price and number sold. Null for other claims and where one is missing. */
export function judgeProduct(assertion: Assertion, document: ReadDocument): PassageJudgement | null {
  const topic = topicOf(assertion);
  const isTotal =
    assertion.kind === 'level' && topic.frame.per === null && topic.frame.negations.length === 0;
  if (!isTotal) return null;
  for (const sentence of document.sentences) {
    const pair = rateAndCount(sentence);
    if (
      pair === null ||
      sentence.frame.isForecast !== topic.frame.isForecast ||
      sentence.frame.negations.length > 0
    )
      continue;
    if (
      !topic.words.every((word) => isSaid(word, sentence)) ||
      !samePeriod(assertion.period, onlyPeriod(sentence))
    )
      continue;
    const found = judge(assertion, sentence, pair);
    if (found !== null) return found;
  }
  return null;
}

interface RateAndCount {
  readonly rate: Quantity;
  readonly count: Quantity;
}

function rateAndCount({ text, quantities }: Sentence): RateAndCount | null {
  const plain = quantities.filter(({ value, hedge }) => value !== null && hedge === 'exact');
  for (const each of plain) {
    const behind = text.slice(each.end);
    const noun = rate.exec(behind)?.[1] ?? / per (\p{L}+)$/u.exec(each.unit ?? '')?.[1];
    const others = plain.filter((other) => other !== each && other.kind !== 'percent');
    const count = noun === undefined ? undefined : others.find((other) => isCountOf(other, text, noun));
    if (count !== undefined) return { rate: each, count };
    const [only] = others.filter(({ kind }) => kind === 'number');
    if (apiece.test(behind) && only !== undefined && others.length === 1) return { rate: each, count: only };
  }
  return null;
}

function isCountOf({ unit, end }: Quantity, text: string, noun: string): boolean {
  const root = rootOfJoined(noun.toLowerCase());
  const next = /^ (?:\p{L}+ )?(\p{L}+)/u.exec(text.slice(end));
  const said = [unit, ...(next?.[0].trim().split(' ') ?? [])];
  return said.some((word) => word !== null && rootOfJoined(word.toLowerCase()) === root);
}

const total =
  /^(?:earn|revenue|income|take|bring|cost|spend|pay|worth|total|altogether|sum|sale|produce|production|output|yield|receive|turnover)$/u;

function isSaid(word: string, sentence: Sentence): boolean {
  if (total.test(word) || sentence.words.has(word)) return true;
  return [...sentence.words].some((each) => likeness(rootOfJoined(word), rootOfJoined(each)) === 'same');
}

function judge(
  assertion: Assertion,
  sentence: Sentence,
  { rate: per, count }: RateAndCount,
): PassageJudgement | null {
  const [a, b] = [new Decimal(per.value ?? 0), new Decimal(count.value ?? 0)];
  const value = a.times(b);
  const as: FigureUnit = {
    dimension: assertion.dimension,
    unit: per.unit?.replace(/ per .*$/u, '') ?? null,
    currency: per.currency,
  };
  if (assertion.currency !== as.currency || (assertion.unit !== null && assertion.unit !== as.unit))
    return null;
  const precision = b
    .times(per.precision ?? 0)
    .plus(a.times(count.precision ?? 0))
    .toNumber();
  const { outcome, reasons } = compare(
    { ...assertion, period: null },
    {
      ...{ low: null, high: null, lowInclusive: null, highInclusive: null, period: null },
      ...{
        value: value.toNumber(),
        precision,
        dimension: assertion.dimension,
        unit: as.unit,
        currency: as.currency,
      },
      text: sentence.text,
      shown: `${a.toString()} × ${b.toString()} = ${printFigure(value.toNumber(), as)}`,
    },
  );
  return { label: labelOf(outcome), reasons, start: sentence.start, end: sentence.end };
}

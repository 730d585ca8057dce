import { Decimal } from 'decimal.js';
import type { Assertion } from '../../claim/assertion.js';
import { printFigure } from '../../claim/print-figure.js';
import type { Reason } from '../../finding.js';
import { topicOf } from '../align.js';
import type { Observation } from '../observe.js';
import type { PassageJudgement } from '../passage-judgement.js';
import type { ReadDocument } from '../read-document.js';
import { significantWords } from '../vocabulary.js';
import { areAlike, areFirm, levelsOf } from './levels.js';
import { comparisonIn, type StatedComparison } from './stated-comparison.js';
import { judgeReckoned } from './reckoned.js';

/**
 * Judges "A has more … than B", "twice as many in 2018 as in 2016", "A is 14 metres taller than B" by the levels of both. Null for
 * other claims, and where a level is missing.
 */
export function judgeComparison(assertion: Assertion, document: ReadDocument): PassageJudgement | null {
  const stated = comparisonIn(assertion.text);
  if (stated === null) return null;
  const parts = [stated.left, stated.right];
  const ofParts = new Set(parts.flatMap((part) => part.words));
  const common = commonWords(assertion, stated).filter((word) => !ofParts.has(word));
  const [left, right] = parts.map((part) => levelsOf(assertion, common, parts, part, document));
  for (const a of left ?? [])
    for (const b of right ?? [])
      if (areAlike(a, b) && a !== b && isSameTime(a, b, stated)) return judgePair(assertion, stated, a, b);
  return assertion.value === null || document.sentences.some(({ text }) => comparing.test(text))
    ? null
    : open;
}

const comparing = /\b(?:than|as (?:many|much|high|large|big)|times|twice|double)\b/iu;

const open: PassageJudgement = {
  label: 'not-enough-evidence',
  reasons: [
    { code: 'parts-missing', message: 'The claim compares two figures; the document does not give both.' },
  ],
  start: null,
  end: null,
};

function commonWords(assertion: Assertion, stated: StatedComparison): readonly string[] {
  const comparing = new Set(significantWords(stated.word));
  const { words } = topicOf(assertion);
  const isHeight = /^(?:higher|lower)/iu.test(stated.word) && /met(?:re|er)|foot/u.test(assertion.unit ?? '');
  const word = isHeight ? 'taller' : stated.word;
  const extent = extents.find(([pattern]) => pattern.test(word))?.[1] ?? [];
  return [...words, ...extent].filter(
    (word) => !comparing.has(word) && !/^(?:many|much|large|big|great|times?)$/u.test(word),
  );
}

/** The extent that a word compares by. */
const extents: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^taller/iu, significantWords('height')],
  [/^(?:longer|shorter)/iu, significantWords('length')],
  [/^(?:wider|narrower)/iu, significantWords('width')],
  [/^(?:deeper|shallower)/iu, significantWords('depth')],
  [/^(?:cheaper|dearer|costlier|more expensive|less expensive)/iu, significantWords('price')],
];

/** Two things are compared at one time; years are compared with each other. */
function isSameTime(a: Observation, b: Observation, { left }: StatedComparison): boolean {
  if (left.year !== null) return true;
  const [one, other] = [a.observed.period, b.observed.period];
  return (
    (one?.from === other?.from && one?.to === other?.to) ||
    (a.sentence === b.sentence && (one === null || other === null))
  );
}

function judgePair(
  assertion: Assertion,
  stated: StatedComparison,
  a: Observation,
  b: Observation,
): PassageJudgement | null {
  if (stated.measure === 'order') return judgeOrder(stated, a, b);
  if (assertion.value === null || (b.observed.value ?? 0) <= 0) return null;
  // "three times as many" may be read as 200 % more
  const isPercent = stated.measure === 'ratio' && assertion.dimension === 'percent';
  return judgeReckoned(
    asPlain(assertion),
    [a, b],
    reckon(isPercent ? 'percent' : stated.measure, stated.sign, a, b),
  );
}

/** What the first is beside the second, with the sum shown. */
function reckon(measure: 'ratio' | 'percent' | 'difference', sign: 1 | -1, a: Observation, b: Observation) {
  const [x, y] = [new Decimal(a.observed.value ?? 0), new Decimal(b.observed.value ?? 0)];
  const print = (n: Decimal) => printFigure(n.toNumber(), a.observed);
  const plain = { unit: null, currency: null };
  if (measure === 'ratio') {
    const value = x.div(y);
    const shown = `${print(x)} / ${print(y)} = ${value.toSignificantDigits(3).toString()}`;
    return { ...plain, value: value.toNumber(), dimension: 'number' as const, shown };
  }
  if (measure === 'percent') {
    const value = x.div(y).minus(1).times(100).times(sign);
    const shown = `${print(x)} / ${print(y)} − 1 = ${value.toSignificantDigits(3).toString()} %`;
    return { ...plain, value: value.toNumber(), dimension: 'percent' as const, shown };
  }
  const { dimension, unit, currency } = a.observed;
  const shown = `${print(x)} − ${print(y)} = ${print(x.minus(y))}`;
  const as = dimension === 'percent' ? ('percentage-point' as const) : dimension;
  return { value: x.minus(y).times(sign).toNumber(), dimension: as, unit, currency, shown };
}

/** The figure of a comparison is judged as a level: its direction is in the order of the two. */
function asPlain(assertion: Assertion): Assertion {
  const isDown = assertion.value !== null && assertion.value < 0;
  if (!isDown) return { ...assertion, kind: 'level', direction: null };
  const { low, high, lowInclusive, highInclusive, value } = assertion;
  return {
    ...assertion,
    kind: 'level',
    direction: null,
    value: value === null ? null : -value,
    low: high === null ? null : -high,
    high: low === null ? null : -low,
    lowInclusive: highInclusive,
    highInclusive: lowInclusive,
  };
}

function judgeOrder(stated: StatedComparison, a: Observation, b: Observation): PassageJudgement {
  const [x, y] = [new Decimal(a.observed.value ?? 0), new Decimal(b.observed.value ?? 0)];
  const difference = x.minus(y).times(stated.sign);
  const room = new Decimal(a.observed.precision).plus(b.observed.precision).div(2);
  const isNear = !x.eq(y) && difference.abs().lt(room);
  const holds = difference.gt(0);
  const reason: Reason = {
    code: isNear ? 'borderline' : holds ? 'order-agrees' : 'order-differs',
    message: `The evidence gives ${printFigure(x.toNumber(), a.observed)} against ${printFigure(y.toNumber(), b.observed)}; the claim needs the first to be ${stated.sign > 0 ? 'more' : 'less'}.`,
    passage: a.sentence.text,
  };
  const isOpen = isNear || (!holds && !areFirm([a, b]));
  const sentences = [a.sentence, b.sentence];
  return {
    label: isOpen ? 'not-enough-evidence' : holds ? 'supported' : 'refuted',
    reasons: [reason],
    start: Math.min(...sentences.map((each) => each.start)),
    end: Math.max(...sentences.map((each) => each.end)),
  };
}

import type { Assertion, AssertionKind, DayRange } from '../claim/assertion.js';
import type { Observed } from '../claim/compare.js';
import type { Interval, Quantity } from '../claim/quantity-types.js';
import { yearBefore } from '../series/observation.js';
import { align, extraWords, type Alignment, type Topic } from './align.js';
import { figureOf } from './clause.js';
import { reservedBy } from './figure-context.js';
import { onlyPeriod, type ReadDocument, type Sentence } from './read-document.js';
import { toldFigures } from './told-figures.js';

/** A figure of a document that speaks of the claim's topic. */
export interface Observation {
  readonly observed: Observed;
  readonly kind: AssertionKind;
  readonly baseline: DayRange | null;
  readonly dueOn: string | null;
  readonly alignment: Alignment;
  /** Why the figure may not refute when taken by itself, or null. */
  readonly reservation: string | null;
  /** Words said with it that the claim has not: where two figures differ in them, they are not of one thing. */
  readonly extra: readonly string[];
  readonly sentence: Sentence;
  /** Where its period comes from: its own words, the sentence before it, or nowhere. */
  readonly periodFrom: 'stated' | 'sentence-before' | 'none';
}

/** The figures of the sentences that share a word with the topic, each with how well it fits. */
export function observe(topic: Topic, document: ReadDocument): Observation[] {
  const near = document.sentences.filter((each) => topic.words.some((word) => each.words.has(word)));
  return near.flatMap((sentence) => observeSentence(topic, document, sentence));
}

/** The same for one sentence. */
export function observeSentence(topic: Topic, document: ReadDocument, sentence: Sentence): Observation[] {
  return [...sentence.assertions, ...toldFigures(sentence)]
    .filter(
      (part) => part.value !== null || part.low !== null || part.high !== null || part.direction !== null,
    )
    .filter((part) => !isRetracted(sentence, part))
    .map((part) => observationOf(topic, document, sentence, part));
}

function observationOf(
  topic: Topic,
  document: ReadDocument,
  sentence: Sentence,
  part: Assertion,
): Observation {
  const { period, periodFrom } = periodOf(document, sentence, part);
  return {
    kind: part.kind,
    baseline: part.baseline,
    dueOn: part.dueOn,
    alignment: align(topic, document, sentence, part),
    reservation: reservedBy(topic.text, sentence, part),
    extra: extraWords(topic, sentence, part),
    sentence,
    periodFrom,
    observed: {
      value: part.value,
      ...boundsOf(part),
      precision: part.precision ?? 0,
      dimension: part.dimension,
      unit: part.unit,
      currency: part.currency,
      period,
      text: sentence.text,
    },
  };
}

/** The bounds of a hedged figure; "rose" alone is anything above zero; a plain figure has none. */
function boundsOf(part: Assertion): Interval {
  const { low, high, lowInclusive, highInclusive } = part;
  if (part.value === null && low === null && high === null) {
    return part.direction === 'up'
      ? { low: 0, high: null, lowInclusive: false, highInclusive: null }
      : { low: null, high: 0, lowInclusive: null, highInclusive: false };
  }
  const isPlain = part.hedge === 'exact' && part.value !== null;
  return isPlain
    ? { low: null, high: null, lowInclusive: null, highInclusive: null }
    : { low, high, lowInclusive, highInclusive };
}

/** A figure's own period or, in a sentence that names none, the one the sentence before it speaks of. */
function periodOf(
  document: ReadDocument,
  sentence: Sentence,
  part: Assertion,
): Pick<Observation, 'periodFrom'> & { period: DayRange | null } {
  const relative = relativePeriod(sentence, part);
  if (relative) return { period: relative, periodFrom: 'stated' };
  if (part.period && (part.period.from !== null || part.period.to !== null))
    return { period: part.period, periodFrom: 'stated' };
  const own = onlyPeriod(sentence);
  if (own) return { period: own, periodFrom: 'stated' };
  const before = document.sentences[sentence.index - 1];
  const told = sentence.periods.length === 0 && before ? onlyPeriod(before) : null;
  return told ? { period: told, periodFrom: 'sentence-before' } : { period: null, periodFrom: 'none' };
}

const yearEarlier =
  /\b(?:same (?:period|quarter|month|half|time|months)(?: of| in)? (?:last year|the previous year|the year before|a year (?:ago|earlier|before))|a year (?:earlier|ago|before)|the (?:previous|prior|preceding) year|the year before|a year previously)\b/iu;

/** "… against 371.8 million in the same period last year": a year before the period that the sentence names first. */
function relativePeriod(sentence: Sentence, part: Assertion): DayRange | null {
  const figure = figureOf(sentence, part);
  if (part.kind === 'change' || figure === undefined || yearEarlierFigure(sentence) !== figure) return null;
  const named = sentence.assertions.find(
    (each) => each !== part && each.period?.from && each.period.to && figureOf(sentence, each) !== figure,
  );
  return named?.period ? yearBefore(named.period) : null;
}

/** The figure that "a year earlier" is said of: the nearest, counting a break between clauses for a long way. */
function yearEarlierFigure({ text, quantities }: Sentence): Quantity | null {
  const phrase = yearEarlier.exec(text);
  if (phrase === null) return null;
  const [from, to] = [phrase.index, phrase.index + phrase[0].length];
  const levels = quantities.filter((each) => each.kind !== 'percent' && each.value !== null);
  const distances = levels.map((each) => {
    const between = each.end <= from ? text.slice(each.end, from) : text.slice(to, each.start);
    return between.length + (between.match(/[;,]/gu)?.length ?? 0) * breakLength;
  });
  const nearest = levels[distances.indexOf(Math.min(...distances))] ?? null;
  // "Compared with the same period last year, turnover rose to 543 million": nothing is said of that period itself.
  const isYardstick = /\b(?:compared (?:with|to)|relative to|than|over|on|from)(?: in)?(?: the)? $/iu.test(
    text.slice(0, from),
  );
  return isYardstick && !/^ ?[–—:(-] ?$/u.test(text.slice(to, nearest?.start ?? to)) ? null : nearest;
}

const breakLength = 100;

/** "… and not 46 %, as reported earlier": a figure that the sentence takes back. */
function isRetracted(sentence: Sentence, part: Assertion): boolean {
  const before = sentence.text.slice(Math.max(0, part.start - 40), part.start + 1);
  const figure = figureOf(sentence, part);
  const ahead = figure ? sentence.text.slice(Math.max(0, figure.start - 30), figure.start) : before;
  return /\b(?:not|instead of|rather than|wrongly|erroneously|earlier (?:said|stated|reported|gave)|previously (?:said|stated|reported|gave))\b[^,;]{0,20}$/iu.test(
    ahead,
  );
}

import type { Reason } from '../finding.js';
import { printed } from './compare-figures.js';
import { narrowerBy } from './compare-meaning.js';
import { weightOf } from './compare-words.js';
import type { Comparison } from './comparison.js';
import { isOneField } from './fields.js';
import { called, haveOwnWords, reason, said, sameThing } from './rule.js';
import type { Side } from './side.js';
import { standsFor } from './words.js';

/** No name but a country's, and no word that says what it is about. */
export function nothingShared({ topic, likeness, words, names, a, b }: Comparison): readonly Reason[] | null {
  if (topic >= 1 || likeness >= sameThing || (names.shared.length > 0 && isOneField(a, b))) return null;
  const shared = [...words.shared.map(([one]) => one.word.text), ...names.shared.map(({ text }) => text)];
  const message =
    shared.length === 0
      ? 'The claims share no name and no word that says what they are about.'
      : `The claims share only ${shared.join(', ')}, which does not make one topic.`;
  return reason('no-common-topic', message, a.text, b.text);
}

/** From this share of both claims on, they may say one thing. */
const oneSaying = 0.4;

/** A thing in common, and something else said of it. */
export function otherThing({
  coverage,
  likeness,
  a,
  b,
  untoldA,
  untoldB,
  names,
}: Comparison): readonly Reason[] | null {
  if (coverage >= sameThing && likeness >= oneSaying) return null;
  return reason(
    'asserts-something-else',
    'The claims share a thing or topic and say something else of it.',
    said(untoldA) || called(names.leftA) || a.text,
    said(untoldB) || called(names.leftB) || b.text,
  );
}

/** "The same for all" against "more than others". */
export function sameAndMore({ a, b, coverage, time }: Comparison): readonly Reason[] | null {
  const isAgainst = (one: Side, other: Side) =>
    saysSame(one) && !saysMore(one) && saysMore(other) && !saysSame(other);
  if (coverage < sameThing || time === 'apart' || !(isAgainst(a, b) || isAgainst(b, a))) return null;
  if (a.polarity.isNegative || b.polarity.isNegative) return null;
  return reason(
    'same-against-more',
    'One claim says that they are equal, the other that one has more.',
    a.text,
    b.text,
  );
}

const saysSame = ({ words }: Side) => words.some((word) => standsFor(word, 'same'));
const saysMore = ({ text }: Side) =>
  /\b(?:more|less|fewer|\p{L}+er)\b[^.;\d]{0,40}\bthan\b(?! \d)/iu.test(text);

/** A denial holds for all that is within what it denies: its own words must be in the other claim, not the other way round. */
export function negated({
  a,
  b,
  opposition,
  time,
  untoldA,
  untoldB,
  names,
}: Comparison): readonly Reason[] | null {
  if (a.polarity.isNegative === b.polarity.isNegative || opposition !== null) return null;
  const isFirst = a.polarity.isNegative;
  const no = isFirst ? a : b;
  const untold = (isFirst ? untoldA : untoldB).filter(({ word }) => word.start >= no.polarity.speakerEnd);
  const isNarrower = time === (isFirst ? 'inside' : 'around');
  if (isNarrower && !no.polarity.isAtNoTime) return null;
  const left = (isFirst ? names.leftA : names.leftB).filter(({ start }) => start >= no.polarity.speakerEnd);
  if (weightOf(untold) >= 1 || left.length > 0) return null;
  const message = 'One claim says that it is so, the other that it is not.';
  return reason('negated', message, a.polarity.said || a.text, b.polarity.said || b.text);
}

/** Plan or forecast against what happened. */
export function otherOutcome({ a, b }: Comparison): readonly Reason[] | null {
  if (a.isForecast === b.isForecast) return null;
  const message = 'One claim is a plan or forecast, the other tells what happened.';
  return reason('forecast-and-outcome', message, a.text, b.text);
}

/** Youth unemployment is not unemployment. */
export function otherGroup({ untoldA, untoldB }: Comparison): readonly Reason[] | null {
  const [one, other] = [narrowerBy(untoldA), narrowerBy(untoldB)];
  if (one.length + other.length === 0) return null;
  return reason('other-group', 'One claim speaks of a narrower group or measure.', said(one), said(other));
}

/** Rose against fell, approved against rejected. */
export function opposed(comparison: Comparison): readonly Reason[] | null {
  const { a, b, opposition, sides } = comparison;
  if (opposition === null || haveOwnWords(comparison)) return null;
  // "A beat B" and "B lost to A": the sides have told it
  const isTold =
    sides.relation === 'straight' && sides.pair?.some(({ word }) => opposition.words.includes(word));
  if (isTold === true) return null;
  if (a.polarity.isNegative !== b.polarity.isNegative) return null;
  return reason('opposite', 'The claims say the opposite of the same thing.', opposition.a, opposition.b);
}

/** One word in place of another in the same surroundings, neither a known synonym: another product, group or act. */
export function exchangedWord({ exchanged }: Comparison): readonly Reason[] | null {
  if (exchanged === null) return null;
  const [one, other] = exchanged;
  return reason(
    'word-exchanged',
    'One word stands in place of another, and they do not mean the same.',
    one,
    other,
  );
}

/** Each has words of its own, and no figure shows that they mean the same. */
export function otherWords(comparison: Comparison): readonly Reason[] | null {
  const { figures, untoldA, untoldB } = comparison;
  const isShown = figures.pairs.length > 0 && figures.pairs.every(({ relation }) => relation === 'same');
  if (isShown || !haveOwnWords(comparison)) return null;
  return reason('other-words', 'The claims differ in what they say of it.', said(untoldA), said(untoldB));
}

/** A denial that is narrower than what the other says. */
export function otherDenial({ a, b, opposition }: Comparison): readonly Reason[] | null {
  if (a.polarity.isNegative === b.polarity.isNegative || opposition?.isFirm === true) return null;
  const message = 'One claim denies something else or less than the other says.';
  return reason('other-denial', message, a.polarity.said, b.polarity.said);
}

/** From this weight on, what one claim says beyond the other makes it another assertion. */
const muchMore = 2.5;

/** One claim gives what the other leaves out. */
export function lessSaid({ figures, untoldA, untoldB, names }: Comparison): readonly Reason[] | null {
  const [moreA, moreB] = [figures.leftA, figures.leftB].map((each) => each.map(printed).join(', '));
  if (moreA || moreB) {
    const message = 'One claim gives a figure that the other leaves out.';
    return reason('figure-in-one-only', message, moreA ?? '', moreB ?? '');
  }
  const weight = (items: typeof untoldA, left: typeof names.leftA) => weightOf(items) + 1.5 * left.length;
  if (Math.max(weight(untoldA, names.leftA), weight(untoldB, names.leftB)) < muchMore) return null;
  const message = 'One claim says more of it than the other.';
  return reason(
    'says-less',
    message,
    said(untoldA) || called(names.leftA),
    said(untoldB) || called(names.leftB),
  );
}

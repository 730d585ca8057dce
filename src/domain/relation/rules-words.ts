import type { Reason } from '../finding.js';
import { printed } from './compare-figures.js';
import { narrowerBy } from './compare-meaning.js';
import { weightOf } from './compare-words.js';
import type { Comparison } from './comparison.js';
import { isOneField } from './fields.js';
import { called, haveOwnWords, reason, said, sameThing } from './rule.js';
import type { Name } from './names.js';
import type { Item, Side } from './side.js';
import { standsFor } from './words.js';

/** From this share of both claims on, even words of any news make one matter. */
const oneMatter = 0.6;

/** No name but a country's, and no word that says what it is about. */
export function nothingShared(comparison: Comparison): readonly Reason[] | null {
  if (haveTopic(comparison)) return null;
  const { words, names, a, b } = comparison;
  const shared = [...words.shared.map(([one]) => one.word.text), ...names.shared.map(([{ text }]) => text)];
  const message =
    shared.length === 0
      ? 'The claims share no name and no word that says what they are about.'
      : `The claims share only ${shared.join(', ')}, which does not make one topic.`;
  return reason('no-common-topic', message, a.text, b.text);
}

/** Words of topic; or one word and a country, one word of one field, nearly the same words, or one word in place of another. */
function haveTopic({ topic, likeness, names, exchanged, haveOtherNamesOnly, a, b }: Comparison): boolean {
  const hasCountry = names.shared.some(([{ isCountry }]) => isCountry);
  return (
    topic >= 1 ||
    likeness >= oneMatter ||
    haveOtherNamesOnly ||
    (exchanged !== null && likeness >= oneSaying) ||
    (hasCountry && topic > 0) ||
    ((hasCountry || topic > 0) && isOneField(a, b))
  );
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

const saysSame = ({ words, text }: Side) =>
  words.some((word) => standsFor(word, 'same')) || /\bas \p{L}+ as\b(?! (?:an? )?\d)/u.test(text);
const saysMore = ({ text }: Side) =>
  /\b(?:more|less|fewer|\p{L}+er)\b[^.;\d]{0,40}\bthan\b(?! \d)/iu.test(text);

/** A denial holds for all that is within what it denies: its own words must be in the other claim, not the other way round. */
export function negated(comparison: Comparison): readonly Reason[] | null {
  const { a, b, opposition } = comparison;
  if (a.polarity.isNegative === b.polarity.isNegative || opposition !== null) return null;
  const denial = denialOf(comparison);
  if (denial.isNarrower || deniesMore(denial) || deniesAnother(denial)) return null;
  const message = 'One claim says that it is so, the other that it is not.';
  return reason('negated', message, a.polarity.said || a.text, b.polarity.said || b.text);
}

/** The claim that says no, seen from the one that says yes. */
interface Denial {
  readonly no: Side;
  /** It speaks of a shorter time than the other. */
  readonly isNarrower: boolean;
  readonly untold: readonly Item[];
  readonly left: readonly Item[];
  readonly names: readonly Name[];
  readonly otherUntold: readonly Item[];
}

function denialOf({ a, b, time, untoldA, untoldB, words, names }: Comparison): Denial {
  const isAtNoTime = a.polarity.isAtNoTime || b.polarity.isAtNoTime;
  if (a.polarity.isNegative)
    return {
      no: a,
      isNarrower: time === 'inside' && !isAtNoTime,
      untold: untoldA,
      left: words.leftA,
      names: names.leftA,
      otherUntold: untoldB,
    };
  return {
    no: b,
    isNarrower: time === 'around' && !isAtNoTime,
    untold: untoldB,
    left: words.leftB,
    names: names.leftB,
    otherUntold: untoldA,
  };
}

/** Who denies ("the minister denied that") is no part of what is denied; of "neither A nor B" one name is enough. */
function deniesMore({ no, untold, names }: Denial): boolean {
  const { speakerEnd, said: words } = no.polarity;
  const isList = /\b(?:neither|nor)\b/iu.test(words) && names.length < no.names.length;
  const own = weightOf(untold.filter(({ word }) => word.start >= speakerEnd));
  return own >= 1 || (!isList && names.some(({ start }) => start >= speakerEnd));
}

/** The denied verb is not in the other claim, which has one of its own: "could not use", "closed". */
function deniesAnother({ no, left, otherUntold }: Denial): boolean {
  const head = no.items.find(({ word }) => word.start >= no.polarity.deniedFrom);
  return head !== undefined && left.includes(head) && weightOf(otherUntold) >= 1;
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

import type { Reason } from '../finding.js';
import { isPlace } from './compare-names.js';
import { weightOf } from './compare-words.js';
import type { Comparison } from './comparison.js';
import type { Name } from './names.js';
import { isHeldByOne } from './once-only.js';
import { called, haveOwnWords, reason, sameThing } from './rule.js';
import type { Side } from './side.js';

/** "A, not B" against B. */
export function nameDenied({ a, b, coverage }: Comparison): readonly Reason[] | null {
  const denied = deniedIn(a, b) ?? deniedIn(b, a);
  if (denied === undefined || coverage < sameThing) return null;
  const message = `One claim names ${denied}, the other says that it was not ${denied}.`;
  return reason('name-denied', message, a.text, b.text);
}

function deniedIn(one: Side, other: Side): string | undefined {
  return one.polarity.denied.find((denied) => {
    const words = denied.toLowerCase().split(/[ -]/u);
    return other.names.some(({ keys }) => keys.some((key) => words.includes(key)));
  });
}

/** "Only A" against somebody else. */
export function namedAsOnlyOne({ a, b, names, time }: Comparison): readonly Reason[] | null {
  const isBeside = (only: Side, other: Side, left: readonly Name[]) =>
    only.polarity.isExclusive && !only.polarity.isNegative && !other.polarity.isNegative && left.length > 0;
  if (time === 'apart' || !(isBeside(a, b, names.leftB) || isBeside(b, a, names.leftA))) return null;
  const message = 'One claim says that nobody else did; the other names somebody else.';
  return reason('named-as-only-one', message, called(a.names), called(b.names));
}

/** Two names for what one alone can be or do. */
export function anotherHolder({ a, b, names, time, untoldA, untoldB }: Comparison): readonly Reason[] | null {
  if (!areExchanged(names) || time === 'apart' || time === 'crossing') return null;
  if (a.polarity.isNegative || b.polarity.isNegative) return null;
  if (!isHeldByOne(a, b) || weightOf(untoldA) + weightOf(untoldB) >= 1) return null;
  const message = 'Only one can be it or have done it, and the claims name different ones.';
  return reason('another-holder', message, called(names.leftA), called(names.leftB));
}

/** What happened on one day to the same persons did not happen in two places. */
export function otherPlace(comparison: Comparison): readonly Reason[] | null {
  const { a, b, names, time, figures } = comparison;
  if (time !== 'equal' || a.time?.isDay !== true || !areExchanged(names)) return null;
  const isMeasured = figures.pairs.length + figures.leftA.length + figures.leftB.length > 0;
  const arePlaces =
    names.leftA.every((name) => isPlace(a, name)) && names.leftB.every((name) => isPlace(b, name));
  const isOneEvent = names.shared.length >= 2 && !haveOwnWords(comparison) && !isMeasured;
  if (!arePlaces || !isOneEvent) return null;
  const message = 'The same event on the same day is put in two places.';
  return reason('other-place-of-one-event', message, called(names.leftA), called(names.leftB));
}

/** Different persons, places or bodies where only that differs: another thing. */
export function otherName({ names }: Comparison): readonly Reason[] | null {
  if (!areExchanged(names)) return null;
  const message = 'The claims name different persons, places or bodies.';
  return reason('other-name', message, called(names.leftA), called(names.leftB));
}

const areExchanged = ({ leftA, leftB }: Comparison['names']) => leftA.length > 0 && leftB.length > 0;

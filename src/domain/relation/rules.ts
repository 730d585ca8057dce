import type { Rule } from './rule.js';
import {
  figuresApart,
  figuresOverlapping,
  otherCurrency,
  otherMeasure,
  turnedRate,
} from './rules-figures.js';
import { anotherHolder, namedAsOnlyOne, nameDenied, otherName, otherPlace } from './rules-names.js';
import { turnedAct, turnedContest, twoWinners } from './rules-sides.js';
import { coarserDate, otherDate, otherTime } from './rules-time.js';
import {
  exchangedWord,
  lessSaid,
  negated,
  nothingShared,
  opposed,
  otherDenial,
  otherGroup,
  otherOutcome,
  otherThing,
  otherWords,
  sameAndMore,
} from './rules-words.js';

/** In order: the first that holds decides; where none does, the claims are the same. */
export const rules: readonly Rule[] = [
  { relation: 'unrelated', holds: nothingShared },
  { relation: 'contradicts', holds: nameDenied },
  { relation: 'contradicts', holds: turnedRate },
  { relation: 'contradicts', holds: sameAndMore },
  { relation: 'contradicts', holds: turnedContest },
  { relation: 'related', holds: otherThing },
  { relation: 'related', holds: turnedAct },
  { relation: 'contradicts', holds: namedAsOnlyOne },
  { relation: 'contradicts', holds: twoWinners },
  { relation: 'contradicts', holds: anotherHolder },
  { relation: 'contradicts', holds: otherPlace },
  { relation: 'related', holds: otherName },
  { relation: 'contradicts', holds: otherDate },
  { relation: 'related', holds: otherTime },
  { relation: 'contradicts', holds: negated },
  { relation: 'related', holds: otherOutcome },
  { relation: 'related', holds: otherGroup },
  { relation: 'contradicts', holds: opposed },
  { relation: 'related', holds: exchangedWord },
  { relation: 'contradicts', holds: figuresApart },
  { relation: 'contradicts', holds: otherCurrency },
  { relation: 'related', holds: otherMeasure },
  { relation: 'related', holds: otherWords },
  { relation: 'related', holds: otherDenial },
  { relation: 'variant', holds: figuresOverlapping },
  { relation: 'variant', holds: coarserDate },
  { relation: 'variant', holds: lessSaid },
];

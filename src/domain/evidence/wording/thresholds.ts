import type { Contrast } from './contrast.js';
import { isPlaceName, type Respect } from './likeness.js';

/** From which frame and share of the clause on a contrast counts. */
interface Threshold {
  readonly frame: number;
  readonly clauseShare: number;
}

const figures: Threshold = { frame: 0.4, clauseShare: 0.3 };

/** A count is of whatever the whole clause says: a word of it that the passage has not may be what the figures differ by. */
const counts: Threshold = { frame: 0.4, clauseShare: 0.6 };

/**
 * Set by measurement on claims with the passages that decide them, and on true claims with one of several passages alone, where any
 * "refuted" is wrong: with these, about one in twenty-five of those is.
 */
const thresholds: Readonly<Record<Respect, Threshold>> = {
  years: figures,
  number: counts,
  month: { frame: 0.3, clauseShare: 0.2 },
  day: figures,
  percent: counts,
  ordinal: figures,
  bound: figures,
  place: figures,
  opposite: { frame: 0.3, clauseShare: 0 },
  act: { frame: 0.9, clauseShare: 0.3 },
  kind: { frame: 0.4, clauseShare: 0 },
  name: { frame: 0.6, clauseShare: 0.5 },
};

/** An opposite that the claim has elsewhere needs more around it. */
const usedFrame = 0.8;

/** Whether a contrast says that claim and passage cannot both be true. */
export function isDecisive(contrast: Contrast): boolean {
  const { respect, frame, clauseShare } = contrast;
  const threshold = thresholds[respect];
  if (contrast.isDefining && /^(?:opposite|kind|place)$/.test(respect)) return true;
  if (contrast.isOneDate && frame >= threshold.frame) return true;
  return frame >= threshold.frame && clauseShare >= threshold.clauseShare && stands(contrast);
}

/** A name right beside a word both have needs that much around it when nothing else binds the two. */
const nameFrame = 1;

function isInPlace(how: Pick<Contrast, 'isAdjacent' | 'isSameWay' | 'isOneName'>, frame: number): boolean {
  return how.isOneName || (how.isAdjacent && (how.isSameWay || frame >= nameFrame));
}

/** Names, places and words that the claim has elsewhere too must also stand in the very place of the claim's. */
function stands({ respect, claimed, frame, ...how }: Contrast): boolean {
  if (respect === 'name') return !how.isUsed && isInPlace(how, frame);
  if (respect === 'place') return isPlaceName(claimed) ? how.isSameWay && !how.isUsed : how.isOfSame;
  return !how.isUsed || (/^(?:opposite|act)$/.test(respect) && how.isAdjacent && frame >= usedFrame);
}

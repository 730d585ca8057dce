import type { Hedge, Interval } from '../claim/quantity-types.js';

/** A figure of a claim in the base unit of its dimension, ready to be compared. */
export interface Figure extends Interval {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** What can be compared: `count`, `percent`, `change`, `points`, `rank`, `score`, `length`, `money:EUR` … */
  readonly dimension: string;
  readonly value: number | null;
  readonly hedge: Hedge;
  /** The figure's part in a movement. */
  readonly role: 'from' | 'to' | 'by' | 'none';
  /** `year`, `month`, `week`, `day`, `head` … where it is given per something. */
  readonly per: string | null;
  /** As written where it is converted to a year: `month`, `week`, `day`; else like `per`. */
  readonly statedPer: string | null;
  /** How many of the base unit of its dimension make the unit it is written in; 1 without a unit. */
  readonly factor: number;
  /** Not a figure of the text: the rank that "the largest" gives. */
  readonly isImplied: boolean;
  /** The change that two levels of the text make. */
  readonly isDerived: boolean;
}

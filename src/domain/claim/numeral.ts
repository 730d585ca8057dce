/** A number as it is written; `next` is the index of the token after it. */
export interface Numeral {
  readonly value: number;
  readonly next: number;
  /** One unit of the last digit (DESIGN 5.7), null where it was written in words only. */
  readonly precision: number | null;
  readonly inWords: boolean;
  /** The product of the scale words and letters in it: 1e9 for "3bn", 1 without. It carries back over a range. */
  readonly scale: number;
  readonly isFraction: boolean;
  readonly hasGroups: boolean;
}

/** A share without scale or written precision. */
export const fraction = (value: number, next: number): Numeral => ({
  value,
  next,
  precision: null,
  inWords: true,
  scale: 1,
  isFraction: true,
  hasGroups: false,
});

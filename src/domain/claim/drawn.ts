import type { Amount } from './amount.js';
import { between } from './hedges.js';
import type { Hedge, Interval, Quantity } from './quantity-types.js';
import { isNumberAt, type Token } from './tokens.js';

/** A quantity before its text is cut out; `at` and `next` are indexes of tokens. */
export interface Drawn extends Interval {
  readonly kind: Quantity['kind'];
  readonly value: number | null;
  readonly unit: string | null;
  readonly currency: string | null;
  readonly ambiguous: boolean;
  readonly hedge: Hedge;
  readonly precision: number | null;
  readonly at: number;
  readonly next: number;
  /** Where its hedge words begin, and where those behind it end; `at` and `next` where there are none. */
  readonly lead: number;
  readonly tail: number;
}

/** An exact quantity without unit. */
export const bare = (kind: Quantity['kind'], value: number | null, at: number, next: number): Drawn => ({
  kind,
  value,
  unit: null,
  currency: null,
  ambiguous: false,
  hedge: 'exact',
  precision: null,
  at,
  next,
  lead: at,
  tail: next,
  ...between(null, null, null, null),
});

/** The token of the number itself, behind sign and currency. */
export function firstFigure(tokens: readonly Token[], amount: Pick<Amount, 'at' | 'next'>): number {
  for (let at = amount.at; at < amount.next; at += 1) if (isNumberAt(tokens, at)) return at;
  return amount.at;
}

/** "aged 31", "the age of 31", "aged over 65". */
export function isAged(tokens: readonly Token[], at: number, amount: Amount): boolean {
  if (amount.value > 130 || amount.numeral.isFraction) return false;
  const words = tokens
    .slice(Math.max(0, at - 4), at)
    .map((token) => token.lower)
    .join(' ');
  return /(?:^| )aged(?: (?:over|under|about|around|between|at least|up to|just|nearly|almost))?$|(?:^| )age of$/u.test(
    words,
  );
}

/** Whether two figures are counted in the same thing. */
export const sameMark = (a: Drawn, b: Drawn): boolean =>
  a.kind === b.kind && a.unit === b.unit && a.currency === b.currency;

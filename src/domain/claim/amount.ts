import { over, times } from './decimals.js';
import { currencyBefore, type CurrencyMark } from './currencies.js';
import { wordCodes } from './currency-tables.js';
import { readMark } from './marks.js';
import type { Numeral } from './numeral.js';
import type { ReadOptions } from './cardinal.js';
import { readNumeral } from './numerals.js';
import type { QuantityKind } from './quantity-types.js';
import { textAt, type Token } from './tokens.js';

/** A figure with its sign, currency, scale and unit; the indexes are of tokens. */
export interface Amount {
  readonly kind: QuantityKind;
  readonly value: number;
  readonly unit: string | null;
  readonly currency: string | null;
  readonly ambiguous: boolean;
  readonly precision: number | null;
  readonly at: number;
  readonly next: number;
  readonly numeral: Numeral;
  /** A unit, currency or % stands at this figure itself. */
  readonly hasMark: boolean;
}

const minusSign = /^[-−–]$/u;

/** Reads the amount that begins at the token (sign or currency first, if any), or null; `known` is what `readNumeral` gave at the same token. */
export function readAmount(
  tokens: readonly Token[],
  at: number,
  options?: ReadOptions,
  known?: Numeral | null,
): Amount | null {
  const sign = readSign(tokens, at);
  const currency = currencyBefore(tokens, sign.next);
  const numberAt = currency?.next ?? sign.next;
  const inner = currency === null ? { factor: 1, next: numberAt } : readSign(tokens, numberAt);
  const numeral = known !== undefined && inner.next === at ? known : readNumeral(tokens, inner.next, options);
  if (numeral === null || isWordCode(tokens, sign.next, currency, numeral)) return null;
  // a word before a figure is only a currency when the figure follows at once
  const mark = readMark(tokens, numeral, currency);
  const factor = mark.factor * sign.factor * inner.factor;
  return {
    kind: mark.kind,
    value: times(numeral.value, factor),
    unit: mark.unit,
    currency: mark.currency,
    ambiguous: mark.ambiguous,
    precision: numeral.precision === null ? null : times(numeral.precision, Math.abs(factor)),
    at,
    next: mark.next,
    numeral,
    hasMark: mark.kind !== 'number',
  };
}

/** "TOP 10", "ALL 12", "COP26": a code that is a word as well needs a sum behind it. */
const isWordCode = (tokens: readonly Token[], at: number, currency: CurrencyMark | null, numeral: Numeral) =>
  currency !== null &&
  wordCodes.has(textAt(tokens, at)) &&
  numeral.scale < 1000 &&
  numeral.value < 1000 &&
  Number.isInteger(numeral.value);

const opens = /^[([=<>]$/u;
/** Behind these a hyphen between blanks is a minus. */
const beforeMinus = /^(?:is|was|to|at|of|by|than|equals|between|=|)$/u;

function readSign(tokens: readonly Token[], at: number): { factor: 1 | -1; next: number } {
  const [token, after, before] = [tokens[at], tokens[at + 1], tokens[at - 1]];
  if (token === undefined || after === undefined) return { factor: 1, next: at };
  if (token.lower === 'minus' || token.lower === 'negative') return { factor: -1, next: at + 1 };
  if (!minusSign.test(token.text)) return { factor: 1, next: at };
  return isMinus(token, after, before) ? { factor: -1, next: at + 1 } : { factor: 1, next: at };
}

function isMinus(sign: Token, figure: Token, before: Token | undefined): boolean {
  if (!figure.glued) return !sign.glued && beforeMinus.test(before?.lower ?? '');
  // "75 -300 mm" is a range with a blank too many
  return before?.kind !== 'number' && (!sign.glued || opens.test(before?.text ?? ''));
}

/** The amount counted in what the other end of a range is counted in ("2 and 3 million", "USD 2.5-3bn"), or null where they do not fit. */
export function alike(amount: Amount, other: Amount): Amount | null {
  if (amount.hasMark) {
    const isSame =
      amount.kind === other.kind &&
      amount.unit === other.unit &&
      (amount.currency === other.currency || other.currency === null);
    if (isSame || !other.hasMark) return amount;
    return null;
  }
  if (amount.unit !== null && amount.unit !== other.unit) return null;
  const { kind, unit, currency, ambiguous } = other;
  const factor = other.numeral.value === 0 ? 1 : Math.abs(over(other.value, other.numeral.value));
  return {
    ...amount,
    kind,
    unit,
    currency,
    ambiguous,
    value: times(amount.value, kind === 'percentage-point' || kind === 'money' ? factor : 1),
  };
}

/** The scale of the right end goes back to a left end that has none of its own ("2 to 3 million"). */
export function withScaleOf(amount: Amount, right: Amount): Amount {
  const coefficient = Math.abs(right.numeral.value / right.numeral.scale);
  if (amount.numeral.scale !== 1 || right.numeral.scale === 1 || Math.abs(amount.value) > coefficient)
    return amount;
  const scale = right.numeral.scale;
  return {
    ...amount,
    value: times(amount.value, scale),
    precision: amount.precision === null ? null : times(amount.precision, scale),
  };
}

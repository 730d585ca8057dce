import { power, times } from './decimals.js';
import { isGluedAt, lowerAt, textAt, type Token } from './tokens.js';

/** What a power behind a figure makes of it; `next` is the index of the token after it. */
export interface Raised {
  readonly current: number;
  readonly precision: number | null;
  readonly next: number;
}

/** Reads the power behind a figure ("e6" of "1.3e6", "^-1" of "2^-1", "x10^-4"), or null where there is none. */
export function exponentBehind(
  tokens: readonly Token[],
  at: number,
  value: number,
  precision: number | null,
): Raised | null {
  const text = textAt(tokens, at);
  if (text === 'e' || text === 'E')
    return isGluedAt(tokens, at) ? byTens(tokens, at + 1, value, precision) : null;
  if (text === '^') {
    const exponent = isGluedAt(tokens, at) ? wholeAt(tokens, at + 1) : null;
    return exponent === null ? null : checked(power(value, exponent.value), null, exponent.next);
  }
  const isTen = /^[x×*]$/u.test(text) && textAt(tokens, at + 1) === '10' && textAt(tokens, at + 2) === '^';
  return isTen ? byTens(tokens, at + 3, value, precision) : null;
}

function byTens(
  tokens: readonly Token[],
  at: number,
  value: number,
  precision: number | null,
): Raised | null {
  const exponent = wholeAt(tokens, at);
  if (exponent === null) return null;
  const factor = power(10, exponent.value);
  return checked(times(value, factor), precision === null ? null : times(precision, factor), exponent.next);
}

/** No figure of a text is meant to be larger or smaller. */
const mostTens = 21;

const checked = (current: number, precision: number | null, next: number): Raised | null =>
  Number.isFinite(current) && Math.abs(current) < 10 ** mostTens ? { current, precision, next } : null;

/** "23", "+23", "-1", "--1" (two signs cancel): a whole exponent that hangs on what stands before it. */
function wholeAt(tokens: readonly Token[], at: number): { value: number; next: number } | null {
  let [sign, next] = [1, at];
  while (next < at + 2 && /^[-+−]$/u.test(lowerAt(tokens, next)) && isGluedAt(tokens, next)) {
    if (lowerAt(tokens, next) !== '+') sign = -sign;
    next += 1;
  }
  const digits = textAt(tokens, next);
  return /^\d{1,3}$/u.test(digits) && isGluedAt(tokens, next)
    ? { value: sign * Number(digits), next: next + 1 }
    : null;
}

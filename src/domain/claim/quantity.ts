import { readAmount, type Amount } from './amount.js';
import { isCounted } from './counted.js';
import { bare, firstFigure, isAged, type Drawn } from './drawn.js';
import { readVague } from './fractions.js';
import { between, hedgeBefore, hedgeBehind, intervalOf } from './hedges.js';
import { readMultiplier } from './multipliers.js';
import { isInName } from './names.js';
import { readOrdinal } from './ordinals.js';
import type { Period, Quantity } from './quantity-types.js';
import { readRange } from './ranges.js';
import { scoreAfter } from './scores.js';
import { lowerAt, tokenize, type Token } from './tokens.js';

/** The quantities of a text, sorted, never overlapping each other or the periods (found first, so that years are no numbers). */
export function findQuantities(text: string, periods: readonly Period[]): Quantity[] {
  const tokens = masked(tokenize(text), periods);
  const found: Quantity[] = [];
  for (let at = 0; at < tokens.length;) {
    const hit = readAt(tokens, at);
    if (hit === null) {
      at += 1;
      continue;
    }
    if (hit.drawn !== null) found.push(quantityOf(text, tokens, hit.drawn));
    at = Math.max(hit.next, at + 1);
  }
  return found;
}

/** What is read at a token: the quantity, or nothing but the tokens to pass over (names, times, scores). */
interface Hit {
  readonly drawn: Drawn | null;
  readonly next: number;
}

function masked(tokens: Token[], periods: readonly Period[]): Token[] {
  let index = 0;
  return tokens.map((token) => {
    while (index < periods.length && (periods[index]?.end ?? 0) <= token.start) index += 1;
    const period = periods[index];
    return period !== undefined && token.end > period.start
      ? { ...token, kind: 'mask', text: '\u0000', lower: '\u0000' }
      : token;
  });
}

function readAt(tokens: readonly Token[], at: number): Hit | null {
  const token = tokens[at];
  if (token === undefined || token.kind === 'mask') return null;
  const multiplier = readMultiplier(tokens, at);
  if (multiplier !== null) return simple(tokens, at, multiplier.next, 'multiplier', multiplier.value);
  const vague = readVague(tokens, at);
  if (vague !== null) {
    return {
      drawn: {
        ...bare('number', null, at, vague.next),
        hedge: 'at-least',
        ...between(vague.low, null, true, null),
      },
      next: vague.next,
    };
  }
  const ordinal = readOrdinal(tokens, at);
  if (ordinal !== null) {
    return ordinal.value === null
      ? { drawn: null, next: ordinal.next }
      : simple(tokens, at, ordinal.next, 'ordinal', ordinal.value);
  }
  return readFigure(tokens, at);
}

function simple(
  tokens: readonly Token[],
  at: number,
  next: number,
  kind: Quantity['kind'],
  value: number,
): Hit {
  const hedge =
    kind === 'ordinal' ? null : hedgeBefore(tokens, at, { isSmallCount: false, isDuration: false });
  const drawn = bare(kind, value, at, next);
  return {
    drawn: hedge === null ? drawn : { ...drawn, hedge: hedge.hedge, ...intervalOf(hedge.hedge, value) },
    next,
  };
}

function readFigure(tokens: readonly Token[], at: number): Hit | null {
  const isBetween = lowerAt(tokens, at - 1) === 'between';
  const first = readAmount(tokens, at, { and: !isBetween });
  if (first === null) return null;
  const score = scoreAfter(tokens, first);
  if (score !== null) return { drawn: null, next: score };
  const range = readRange(tokens, first, isBetween);
  if (range !== null) return { drawn: range, next: range.next };
  const whole = isBetween ? (readAmount(tokens, at) ?? first) : first;
  return { drawn: isFigure(tokens, whole) ? hedged(tokens, whole) : null, next: whole.next };
}

/** A currency in front settles it; else names ("B-52") and pronouns ("one") are none. */
function isFigure(tokens: readonly Token[], amount: Amount): boolean {
  const start = firstFigure(tokens, amount);
  const hasPrefix = amount.kind === 'money' && start > amount.at;
  return (hasPrefix || !isInName(tokens, start)) && isCounted(tokens, amount);
}

function hedged(tokens: readonly Token[], amount: Amount): Drawn {
  const { kind, value, unit, currency, ambiguous, precision, at, next } = amount;
  const isAge = (kind === 'measure' || kind === 'number') && isAged(tokens, at, amount);
  const before = hedgeBefore(tokens, at, {
    isSmallCount: isSmallCount(amount),
    isDuration: isDuration(amount),
  });
  // "about five hundred or more": the bound says more than the rounding
  const isLoose = before === null || before.hedge === 'about';
  const mark = isLoose ? (hedgeBehind(tokens, next) ?? before) : before;
  const drawn: Drawn = {
    ...bare(isAge ? 'age' : kind, value, at, next),
    unit: isAge ? (unit ?? 'year') : unit,
    currency,
    ambiguous,
    precision,
  };
  return mark === null ? drawn : { ...drawn, hedge: mark.hedge, ...intervalOf(mark.hedge, value) };
}

const isSmallCount = ({ kind, value, numeral }: Amount) =>
  kind === 'number' && numeral.inWords && !numeral.isFraction && Number.isInteger(value) && value < 20;

const isDuration = ({ kind, unit }: Amount) =>
  kind === 'measure' && /^(?:second|minute|hour|day|week|month|year|decade|century)$/u.test(unit ?? '');

function quantityOf(text: string, tokens: readonly Token[], drawn: Drawn): Quantity {
  const start = tokens[drawn.at]?.start ?? 0;
  const end = tokens[drawn.next - 1]?.end ?? start;
  const { kind, value, low, high, lowInclusive, highInclusive, unit, currency, hedge, precision } = drawn;
  return {
    text: text.slice(start, end),
    start,
    end,
    kind,
    value,
    low,
    high,
    lowInclusive,
    highInclusive,
    unit,
    currency,
    ...(drawn.ambiguous ? { currencyAmbiguous: true as const } : {}),
    hedge,
    precision,
  };
}

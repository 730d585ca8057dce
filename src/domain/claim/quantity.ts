import { readAmount, type Amount } from './amount.js';
import { joinedBounds } from './bounds.js';
import { carriedBack } from './carried.js';
import { withPart } from './compound.js';
import { isCounted } from './counted.js';
import { bare, firstFigure, isAged, type Drawn } from './drawn.js';
import {
  hedgeBefore,
  hedgeBehind,
  hedgeWidths,
  intervalOf,
  orEqual,
  type HedgeMark,
  type HedgeWidths,
} from './hedges.js';
import { percentWordEnd } from './marks.js';
import { readMultiplier } from './multipliers.js';
import { isInName } from './names.js';
import type { Numeral } from './numeral.js';
import { readNumeral } from './numerals.js';
import { readOrdinal } from './ordinals.js';
import type { Period, Quantity } from './quantity-types.js';
import { readRange } from './ranges.js';
import { scoreAfter } from './scores.js';
import { canBegin } from './starters.js';
import { isGluedAt, isWordAt, lowerAt, tokenize, type Token } from './tokens.js';
import { readVague } from './vague.js';

export interface QuantityOptions {
  readonly widths: HedgeWidths;
}

/** The quantities of a text, sorted, never overlapping each other or the periods (found first, so that years are no numbers). */
export function findQuantities(
  text: string,
  periods: readonly Period[],
  { widths }: QuantityOptions = { widths: hedgeWidths },
): Quantity[] {
  const tokens = masked(tokenize(text), periods);
  const found: Drawn[] = [];
  for (let at = 0; at < tokens.length;) {
    const hit = readAt(tokens, at, widths);
    if (hit === null) {
      at += 1;
      continue;
    }
    if (hit.drawn !== null) push(tokens, found, hit.drawn);
    at = Math.max(hit.next, at + 1);
  }
  return carriedBack(
    text,
    found.map((drawn) => quantityOf(text, tokens, drawn)),
  );
}

function push(tokens: readonly Token[], found: Drawn[], drawn: Drawn): void {
  const last = found.at(-1);
  const joined = last === undefined ? null : joinedBounds(tokens, last, drawn);
  if (joined === null) found.push(drawn);
  else found[found.length - 1] = joined;
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

function readAt(tokens: readonly Token[], at: number, widths: HedgeWidths): Hit | null {
  if (!canBegin(tokens, at)) return null;
  const numeral = readNumeral(tokens, at);
  const multiplier = readMultiplier(tokens, at, numeral);
  if (multiplier !== null) return simple(tokens, at, multiplier.next, 'multiplier', multiplier.value, widths);
  const vague = readVague(tokens, at, widths.vaguePluralTimes);
  if (vague !== null) return { drawn: vague, next: vague.next };
  const ordinal = readOrdinal(tokens, at);
  if (ordinal !== null) {
    return ordinal.value === null
      ? { drawn: null, next: ordinal.next }
      : simple(tokens, at, ordinal.next, 'ordinal', ordinal.value, widths);
  }
  return readPercentOf(tokens, at) ?? readFigure(tokens, at, numeral, widths);
}

function simple(
  tokens: readonly Token[],
  at: number,
  next: number,
  kind: Quantity['kind'],
  value: number,
  widths: HedgeWidths,
): Hit {
  const hedge =
    kind === 'ordinal'
      ? rankHedge(tokens, at)
      : hedgeBefore(tokens, at, { isSmallCount: false, isDuration: false });
  return { drawn: withHedge(bare(kind, value, at, next), value, hedge, widths), next };
}

/** "higher than the tenth"; "over the tenth" is a place. */
function rankHedge(tokens: readonly Token[], at: number): HedgeMark | null {
  const end = lowerAt(tokens, at - 1) === 'the' ? at - 1 : at;
  if (
    lowerAt(tokens, end - 1) !== 'than' ||
    !/^(?:higher|lower|better|worse)$/u.test(lowerAt(tokens, end - 2))
  )
    return null;
  return hedgeBefore(tokens, end, { isSmallCount: false, isDuration: false });
}

function withHedge(drawn: Drawn, value: number, mark: HedgeMark | null, widths: HedgeWidths): Drawn {
  if (mark === null) return drawn;
  return {
    ...drawn,
    hedge: mark.hedge,
    ...intervalOf(mark.hedge, value, widths),
    lead: Math.min(mark.index, drawn.lead),
    tail: Math.max(mark.index, drawn.tail),
  };
}

/** "per cent of twenty", said without a figure in front and with nothing counted behind. */
function readPercentOf(tokens: readonly Token[], at: number): Hit | null {
  const next = /^percentages?$/u.test(lowerAt(tokens, at)) ? at + 1 : percentWordEnd(tokens, at);
  if (next === null || lowerAt(tokens, next) !== 'of' || /^(?:what|which)$/u.test(lowerAt(tokens, at - 1)))
    return null;
  const amount = readAmount(tokens, next + 1);
  if (amount === null || amount.kind !== 'number' || isWordAt(tokens, amount.next)) return null;
  return { drawn: bare('percent', amount.value, at, amount.next), next: amount.next };
}

function readFigure(
  tokens: readonly Token[],
  at: number,
  numeral: Numeral | null,
  widths: HedgeWidths,
): Hit | null {
  const isBetween = lowerAt(tokens, at - 1) === 'between';
  const first = isBetween
    ? readAmount(tokens, at, { and: false })
    : readAmount(tokens, at, undefined, numeral);
  if (first === null) return null;
  const score = scoreAfter(tokens, first);
  if (score !== null) return { drawn: null, next: score };
  const range = readRange(tokens, first, isBetween);
  if (range !== null) return { drawn: range, next: range.next };
  const whole = isBetween ? (readAmount(tokens, at) ?? first) : withPart(tokens, first);
  return { drawn: isFigure(tokens, whole) ? hedged(tokens, whole, widths) : null, next: whole.next };
}

/** A currency in front settles it; else names ("B-52") and pronouns ("one") are none. */
function isFigure(tokens: readonly Token[], amount: Amount): boolean {
  const start = firstFigure(tokens, amount);
  const hasPrefix = amount.kind === 'money' && start > amount.at;
  return (
    (hasPrefix || isLarge(tokens, start, amount) || !isInName(tokens, start)) && isCounted(tokens, amount)
  );
}

/** No name has millions in groups, or a letter of scale or a power behind: "no 1,200,000", "10G", "6x10^3". */
const isLarge = (tokens: readonly Token[], start: number, { numeral, kind }: Amount) =>
  (numeral.value >= 1e6 && numeral.hasGroups) ||
  (kind === 'number' &&
    numeral.next > start + 1 &&
    isGluedAt(tokens, start + 1) &&
    isWordAt(tokens, start + 1));

function hedged(tokens: readonly Token[], amount: Amount, widths: HedgeWidths): Drawn {
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
  return withHedge(drawn, value, mark === null ? null : orEqual(tokens, next, mark), widths);
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

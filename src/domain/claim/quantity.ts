import { alike, readAmount, withScaleOf, type Amount } from './amount.js';
import { hedgeBefore, hedgeBehind, between, intervalOf } from './hedges.js';
import { isCounted } from './counted.js';
import { readVague } from './fractions.js';
import { readMultiplier } from './multipliers.js';
import { isInName } from './names.js';
import { readOrdinal } from './ordinals.js';
import type { Hedge, Interval, Period, Quantity } from './quantity-types.js';
import { isGluedAt, isNumberAt, lowerAt, textAt, type Token, tokenize } from './tokens.js';

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

const bare = (kind: Quantity['kind'], value: number | null, at: number, next: number): Drawn => ({
  kind,
  value,
  unit: null,
  currency: null,
  ambiguous: false,
  hedge: 'exact',
  precision: null,
  at,
  next,
  ...between(null, null, null, null),
});

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
  const start = firstFigure(tokens, whole);
  const hasPrefix = start > whole.at && tokens[whole.at]?.kind !== 'number' && whole.kind === 'money';
  if ((!hasPrefix && isInName(tokens, start)) || !isCounted(tokens, whole))
    return { drawn: null, next: whole.next };
  return { drawn: hedged(tokens, whole), next: whole.next };
}

/** The token of the number itself, behind sign and currency. */
function firstFigure(tokens: readonly Token[], amount: Amount): number {
  for (let at = amount.at; at < amount.next; at += 1) if (isNumberAt(tokens, at)) return at;
  return amount.at;
}

function hedged(tokens: readonly Token[], amount: Amount): Drawn {
  const { kind, value, unit, currency, ambiguous, precision, at, next } = amount;
  const isAge = kind === 'measure' || kind === 'number' ? agedBefore(tokens, at, amount) : false;
  const isSmallCount =
    kind === 'number' &&
    amount.numeral.inWords &&
    !amount.numeral.isFraction &&
    Number.isInteger(value) &&
    value < 20;
  const isDuration =
    kind === 'measure' && /^(?:second|minute|hour|day|week|month|year|decade|century)$/u.test(unit ?? '');
  const before = hedgeBefore(tokens, at, { isSmallCount, isDuration });
  // "about five hundred or more": the bound says more than the rounding
  const mark = before === null || before.hedge === 'about' ? (hedgeBehind(tokens, next) ?? before) : before;
  const drawn: Drawn = {
    ...bare(isAge ? 'age' : kind, value, at, next),
    unit: isAge ? (unit ?? 'year') : unit,
    currency,
    ambiguous,
    precision,
  };
  return mark === null ? drawn : { ...drawn, hedge: mark.hedge, ...intervalOf(mark.hedge, value) };
}

/** "aged 31", "the age of 31", "aged over 65". */
function agedBefore(tokens: readonly Token[], at: number, amount: Amount): boolean {
  if (amount.value > 130 || amount.numeral.isFraction) return false;
  const words = tokens
    .slice(Math.max(0, at - 4), at)
    .map((token) => token.lower)
    .join(' ');
  return /(?:^| )aged(?: (?:over|under|about|around|between|at least|up to|just|nearly|almost))?$|(?:^| )age of$/u.test(
    words,
  );
}

const dash = /^[-‐‑–—]$/u;

/** "3-1", "52-47": a score, a tally or a number in groups is no quantity. Gives the index behind it, or null. */
function scoreAfter(tokens: readonly Token[], first: Amount): number | null {
  const link = tokens[first.next];
  if (
    first.hasMark ||
    link === undefined ||
    !dash.test(link.text) ||
    !link.glued ||
    tokens[first.next + 1]?.glued !== true
  )
    return null;
  const second = readAmount(tokens, first.next + 1);
  if (second === null || tokens[first.next + 1]?.kind !== 'number') return null;
  const isChain =
    dash.test(textAt(tokens, second.next)) &&
    isGluedAt(tokens, second.next) &&
    isNumberAt(tokens, second.next + 1);
  const scaled = withScaleOf(first, second);
  if (isChain) return second.next + 2;
  if (second.hasMark || second.numeral.scale !== 1) return scaled.value > second.value ? second.next : null;
  return first.value >= second.value || (second.value < 200 && isContest(tokens, first.at, second.next))
    ? second.next
    : null;
}

const contest =
  /^(?:beat|beats|beaten|won|win|wins|lost|loses|lose|defeat|defeated|drew|draw|draws|vote|voted|votes|score|scored|lead|leads|led|victory|final|match|set|sets|ruling|ruled|split|trailing|leading|margin|passed|thrashed|edged)$/u;
const isContest = (tokens: readonly Token[], from: number, to: number) =>
  tokens
    .slice(Math.max(0, from - 10), from)
    .concat(tokens.slice(to, to + 3))
    .some((token) => contest.test(token.lower));

/** "between a and b", "a to b", "a–b" as one quantity, or null. */
function readRange(tokens: readonly Token[], first: Amount, isBetween: boolean): Drawn | null {
  const link = tokens[first.next];
  if (link === undefined || (first.kind !== 'money' && isInName(tokens, firstFigure(tokens, first))))
    return null;
  const isTight =
    dash.test(link.text) &&
    link.glued === isGluedAt(tokens, first.next + 1) &&
    (link.glued || link.text !== '-');
  const isTo = /^(?:to|through)$/u.test(link.lower);
  if (!(isBetween && link.lower === 'and') && !isTight && !isTo) return null;
  const second = readAmount(tokens, first.next + 1);
  if (second === null || textAt(tokens, first.next + 1) === '-') return null;
  if (isTo && isTwoFigures(tokens, first, second)) return null;
  const left = alike(first, second);
  const right = left === null ? null : alike(second, left);
  if (left === null || right === null) return null;
  // a unit behind the first figure closes it; a currency before it does not ("USD 2.5-3bn")
  const low = first.next > first.numeral.next ? left : withScaleOf(left, second);
  if (low.value >= right.value) return null;
  const isAge = right.kind === 'number' && agedBefore(tokens, isBetween ? first.at : first.at, right);
  return {
    ...bare(isAge ? 'age' : right.kind, null, first.at, second.next),
    unit: isAge ? 'year' : right.unit,
    currency: right.currency,
    ambiguous: right.ambiguous,
    hedge: 'between',
    precision: right.precision ?? low.precision,
    ...between(low.value, right.value, true, true),
  };
}

const changes =
  /^(?:rise|rises|rose|risen|rising|fall|falls|fell|fallen|falling|grow|grows|grew|grown|growing|drop|drops|dropped|decline|declines|declined|increase|increases|increased|increasing|decrease|decreased|decreases|shrank|shrunk|shrinks|climb|climbed|climbs|jump|jumped|jumps|slip|slipped|slid|slide|cut|cuts|cutting|raise|raised|raises|raising|lower|lowered|lowering|went|go|goes|gone|move|moved|change|changed|reduce|reduced|reducing|soared|surged|plunged|plummeted|doubled|tripled|expanded|widened|narrowed|improved|worsened|dipped|edged|gained|lost|advanced|swelled|eased|up|down|halved|dwindled|sank|tumbled|rebounded)$/u;

/** After a verb of change "from a to b" and "4% to 5%" are two figures. */
function isTwoFigures(tokens: readonly Token[], first: Amount, second: Amount): boolean {
  const verbWithin = (count: number) => {
    for (let at = first.at - 1; at >= Math.max(0, first.at - count); at -= 1) {
      if (/^[.!?;:]$/u.test(textAt(tokens, at))) return false;
      if (changes.test(lowerAt(tokens, at))) return true;
    }
    return false;
  };
  if (lowerAt(tokens, first.at - 1) === 'from') return verbWithin(8);
  return verbWithin(3) && (first.hasMark || !second.hasMark);
}

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

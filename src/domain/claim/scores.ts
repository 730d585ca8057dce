import { readAmount, withScaleOf, type Amount } from './amount.js';
import { isGluedAt, isNumberAt, textAt, type Token } from './tokens.js';

const dash = /^[-\u2010\u2011–—]$/u;
const isTightDash = (tokens: readonly Token[], at: number) =>
  dash.test(textAt(tokens, at)) && isGluedAt(tokens, at);

/** "3-1", "52-47", "020-555-1234": a score, a tally or a number in groups is no quantity. Gives the index behind it, or null. */
export function scoreAfter(tokens: readonly Token[], first: Amount): number | null {
  const at = first.next + 1;
  if (isAlways(tokens, first)) return at + 1;
  if (first.hasMark || !isTightDash(tokens, first.next) || !isGluedAt(tokens, at) || !isNumberAt(tokens, at))
    return null;
  const second = readAmount(tokens, at);
  if (second === null) return null;
  if (isTightDash(tokens, second.next) && isNumberAt(tokens, second.next + 1)) return second.next + 2;
  return isScore(tokens, first, second) ? second.next : null;
}

/** "24/7", "9/11": no share, and no two numbers. */
const always: ReadonlySet<string> = new Set(['24/7', '9/11', '7/7']);
const isAlways = (tokens: readonly Token[], { at, next }: Amount) =>
  next === at + 1 && always.has(`${textAt(tokens, at)}${textAt(tokens, next)}${textAt(tokens, next + 1)}`);

function isScore(tokens: readonly Token[], first: Amount, second: Amount): boolean {
  const isRising = withScaleOf(first, second).value < second.value;
  if (second.hasMark || second.numeral.scale !== 1) return !isRising;
  return !isRising || (second.value < 200 && isContest(tokens, first.at, second.next));
}

const contest =
  /^(?:beat|beats|beaten|won|win|wins|lost|loses|lose|defeat|defeated|drew|draw|draws|vote|voted|votes|score|scored|lead|leads|led|victory|final|match|set|sets|ruling|ruled|split|trailing|leading|margin|passed|thrashed|edged)$/u;
const isContest = (tokens: readonly Token[], from: number, to: number) =>
  [...tokens.slice(Math.max(0, from - 10), from), ...tokens.slice(to, to + 3)].some((token) =>
    contest.test(token.lower),
  );

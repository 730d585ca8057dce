import { alike, readAmount, withScaleOf, type Amount } from './amount.js';
import { bare, firstFigure, isAged, type Drawn } from './drawn.js';
import { between } from './hedges.js';
import { isInName } from './names.js';
import { isGluedAt, lowerAt, textAt, type Token } from './tokens.js';

/** "between a and b", "a to b", "a–b" as one quantity that begins with the amount, or null. */
export function readRange(tokens: readonly Token[], first: Amount, isBetween: boolean): Drawn | null {
  if (!isLink(tokens, first.next, isBetween) || isNamed(tokens, first)) return null;
  // a minus is the sign of the right end only behind a word
  const second = textAt(tokens, first.next + 1) === '-' ? null : readAmount(tokens, first.next + 1);
  if (second === null || isTwoFigures(tokens, first, second)) return null;
  const left = alike(first, second);
  const right = left === null ? null : alike(second, left);
  if (left === null || right === null) return null;
  // a unit behind the first figure closes it; a currency before it does not ("USD 2.5-3bn")
  const low = first.next > first.numeral.next ? left : withScaleOf(left, second);
  return low.value < right.value ? drawnRange(tokens, low, right) : null;
}

const isNamed = (tokens: readonly Token[], { kind, ...amount }: Amount) =>
  kind !== 'money' && isInName(tokens, firstFigure(tokens, amount));

function isLink(tokens: readonly Token[], at: number, isBetween: boolean): boolean {
  const word = lowerAt(tokens, at);
  if (/^(?:to|through)$/u.test(word)) return true;
  if (word === 'and') return isBetween;
  if (!/^[-\u2010\u2011–—~〜]$/u.test(word)) return false;
  const isGlued = isGluedAt(tokens, at);
  return isGlued === isGluedAt(tokens, at + 1) && (isGlued || word !== '-');
}

function drawnRange(tokens: readonly Token[], low: Amount, high: Amount): Drawn {
  const isAge = high.kind === 'number' && isAged(tokens, low.at, high);
  return {
    ...bare(isAge ? 'age' : high.kind, null, low.at, high.next),
    unit: isAge ? 'year' : high.unit,
    currency: high.currency,
    ambiguous: high.ambiguous,
    hedge: 'between',
    precision: high.precision ?? low.precision,
    ...between(low.value, high.value, true, true),
  };
}

const changes =
  /^(?:rise|rises|rose|risen|rising|fall|falls|fell|fallen|falling|grow|grows|grew|grown|growing|drop|drops|dropped|decline|declines|declined|increase|increases|increased|increasing|decrease|decreased|decreases|shrank|shrunk|shrinks|climb|climbed|climbs|jump|jumped|jumps|slip|slipped|slid|slide|cut|cuts|cutting|raise|raised|raises|raising|lower|lowered|lowering|went|go|goes|gone|move|moved|change|changed|reduce|reduced|reducing|soared|surged|plunged|plummeted|doubled|tripled|expanded|widened|narrowed|improved|worsened|dipped|edged|gained|lost|advanced|swelled|eased|up|down|halved|dwindled|sank|tumbled|rebounded)$/u;

/** After a verb of change "from a to b" and "4% to 5%" are two figures. */
function isTwoFigures(tokens: readonly Token[], first: Amount, second: Amount): boolean {
  if (!/^(?:to|through)$/u.test(lowerAt(tokens, first.next))) return false;
  if (lowerAt(tokens, first.at - 1) === 'from') return isChangeWithin(tokens, first.at, 8);
  return isChangeWithin(tokens, first.at, 3) && (first.hasMark || !second.hasMark);
}

function isChangeWithin(tokens: readonly Token[], at: number, count: number): boolean {
  for (let index = at - 1; index >= Math.max(0, at - count); index -= 1) {
    if (/^[.!?;:]$/u.test(textAt(tokens, index))) return false;
    if (changes.test(lowerAt(tokens, index))) return true;
  }
  return false;
}

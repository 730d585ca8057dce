import { currencyAfter } from './currencies.js';
import { times } from './decimals.js';
import { bare, type Drawn } from './drawn.js';
import { between } from './hedges.js';
import { scaleWords, vaguePlurals } from './number-words.js';
import { isNumberAt, lowerAt, type Token } from './tokens.js';
import { readUnit } from './units.js';

/** Reads "dozens", "hundreds of thousands", "several million", "billions of dollars": a bound of `plural` times the word, or null. */
export function readVague(tokens: readonly Token[], at: number, plural: number): Drawn | null {
  const found = readPlural(tokens, at, plural) ?? readSeveral(tokens, at, plural);
  return found === null ? readAlone(tokens, at) : counted(tokens, at, found);
}

const alone: ReadonlyMap<string, number> = new Map([
  ['couple', 2],
  ['pair', 2],
  ['few', 3],
  ['single', 1],
]);

/** "a couple", "few" as the whole text, as in the answer to "how many?"; in a sentence a couple may be two who married. */
function readAlone(tokens: readonly Token[], at: number): Drawn | null {
  if (at > 0 || tokens.length > 3) return null;
  const word = lowerAt(tokens, 0) === 'a' ? 1 : 0;
  const value = alone.get(lowerAt(tokens, word));
  const next = lowerAt(tokens, word + 1) === 'of' ? word + 2 : word + 1;
  return value === undefined || next < tokens.length ? null : bare('number', value, 0, word + 1);
}

interface Vague {
  readonly low: number;
  readonly next: number;
}

function readPlural(tokens: readonly Token[], at: number, plural: number): Vague | null {
  const first = vaguePlurals.get(lowerAt(tokens, at));
  if (first === undefined || isNumberAt(tokens, at - 1)) return null;
  let [low, next] = [times(plural, first), at + 1];
  // "tens of millions": two words at most, for a chain of them means nothing
  for (let links = 0; links < 2; links += 1) {
    const second = vaguePlurals.get(lowerAt(tokens, next + 1));
    if (lowerAt(tokens, next) !== 'of' || second === undefined) break;
    [low, next] = [low * second, next + 2];
  }
  // "scores" are points unless they count something
  if (lowerAt(tokens, at) === 'scores' && lowerAt(tokens, next) !== 'of') return null;
  return { low, next };
}

const few = /^(?:several|few)$/u;

/** "several thousand", "a few hundred million". */
function readSeveral(tokens: readonly Token[], at: number, plural: number): Vague | null {
  const start = lowerAt(tokens, at) === 'a' ? at + 1 : at;
  if (!few.test(lowerAt(tokens, start))) return null;
  let [low, next] = [plural, start + 1];
  for (; next < start + 3; next += 1) {
    const scale = scaleWords.get(lowerAt(tokens, next));
    if (scale === undefined || lowerAt(tokens, next).length < 4) break;
    low = times(low, scale);
  }
  return next === start + 1 ? null : { low, next };
}

/** With what is counted in it: "of dollars", "of tonnes", or right behind "several million". */
function counted(tokens: readonly Token[], at: number, { low, next }: Vague): Drawn {
  const behind = lowerAt(tokens, next) === 'of' ? next + 1 : next;
  const drawn: Drawn = {
    ...bare('number', null, at, next),
    hedge: 'at-least',
    ...between(low, null, true, null),
  };
  const currency = currencyAfter(tokens, behind);
  if (currency?.factor === 1) {
    const { code, ambiguous, next: end } = currency;
    return { ...drawn, kind: 'money', currency: code, ambiguous, next: end, tail: end };
  }
  const unit = readUnit(tokens, behind, true);
  if (unit === null || unit.isTime) return drawn;
  return { ...drawn, kind: 'measure', unit: unit.name, next: unit.next, tail: unit.next };
}

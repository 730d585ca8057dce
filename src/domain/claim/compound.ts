import { readAmount, type Amount } from './amount.js';
import { minor } from './currency-tables.js';
import { over, plus, times } from './decimals.js';
import { isGluedAt, isHyphenAt, isNumberAt, lowerAt, textAt, type Token } from './tokens.js';

/** "3 dollars 50 cents", "5 feet 2 inches": the smaller part is added to the amount, which is given back as it is where none follows. */
export function withPart(tokens: readonly Token[], amount: Amount): Amount {
  if (amount.kind === 'number') return withMarks(tokens, amount);
  if (!Number.isInteger(amount.value) || amount.numeral.scale !== 1 || amount.numeral.isFraction)
    return amount;
  if (amount.kind === 'money') return withCents(tokens, amount);
  return amount.kind === 'measure' ? withSmaller(tokens, amount) : amount;
}

const footMark = /^['’′]$/u;
const inchMark = /^["”″]$/u;

/** `6'2"`. */
function withMarks(tokens: readonly Token[], amount: Amount): Amount {
  const { next } = amount;
  const isMarked = footMark.test(textAt(tokens, next)) && isGluedAt(tokens, next);
  if (!isMarked || !inchMark.test(textAt(tokens, next + 2)) || !isGluedAt(tokens, next + 2)) return amount;
  const inches = /^\d{1,2}$/u.test(textAt(tokens, next + 1)) ? Number(textAt(tokens, next + 1)) : 12;
  if (inches > 11) return amount;
  const foot: Amount = { ...amount, kind: 'measure', unit: 'foot', hasMark: true };
  return added(foot, { value: over(inches, 12), next: next + 3, step: over(1, 12) });
}

/** A part of the whole, such as a cent: how much of it, and where it ends. */
interface Part {
  readonly value: number;
  readonly next: number;
  /** One step of it, as a share of the whole. */
  readonly step: number;
}

const added = (amount: Amount, { value, next, step }: Part): Amount => ({
  ...amount,
  value: plus(amount.value, amount.value < 0 ? -value : value),
  precision: step,
  next,
});

function withCents(tokens: readonly Token[], amount: Amount): Amount {
  // cents have no smaller part, and a range ends the amount
  if (minor.has(lowerAt(tokens, amount.next - 1))) return amount;
  const link = lowerAt(tokens, amount.next);
  const at =
    link === 'and' || (link === ',' && !isGluedAt(tokens, amount.next + 1)) ? amount.next + 1 : amount.next;
  const second = readAmount(tokens, at, { and: false });
  if (second === null || second.value <= 0 || second.numeral.scale !== 1) return amount;
  const part = centsOf(tokens, second) ?? (link === ',' ? null : bareCents(tokens, second));
  return part === null ? amount : added(amount, part);
}

/** "50 cents", "43c", "5 paise". */
function centsOf(tokens: readonly Token[], second: Amount): Part | null {
  const { numeral } = second;
  const word = lowerAt(tokens, numeral.next);
  const factor = word === 'c' && isGluedAt(tokens, numeral.next) ? 0.01 : minor.get(word)?.factor;
  if (factor === undefined || !Number.isInteger(numeral.value) || times(numeral.value, factor) >= 1)
    return null;
  return { value: times(numeral.value, factor), next: numeral.next + 1, step: factor };
}

const goesOn = /^(?:and|or|but|more|each|for|in|to|per|on|at|is|was|)$/u;

/** "15 dollars and 50", "three dollars fourteen": two figures or a number in words, with nothing counted behind them. */
function bareCents(tokens: readonly Token[], second: Amount): Part | null {
  const { numeral, value } = second;
  if (second.kind !== 'number' || second.at + 1 > numeral.next || !Number.isInteger(value)) return null;
  const isWritten = numeral.inWords ? value < 100 : /^[1-9]\d$/u.test(textAt(tokens, second.at));
  const after = tokens[second.next];
  const isOpen =
    after === undefined ||
    (after.kind === 'word' ? goesOn.test(after.lower) : /^[.,;:?!)]$/u.test(after.text));
  return isWritten && isOpen && !isNumberAt(tokens, second.next + 1)
    ? { value: times(value, 0.01), next: second.next, step: 0.01 }
    : null;
}

/** Units that are said together with a smaller one: how many of it make one, and what it is called. */
const smaller: ReadonlyMap<string, { readonly count: number; readonly words: RegExp }> = new Map([
  ['foot', { count: 12, words: /^(?:inch|inches|in|"|″|”)$/u }],
  ['pound', { count: 16, words: /^(?:ounces?|oz)$/u }],
  ['stone', { count: 14, words: /^(?:pounds?|lbs?)$/u }],
  ['year', { count: 12, words: /^months?$/u }],
  ['week', { count: 7, words: /^days?$/u }],
  ['day', { count: 24, words: /^hours?$/u }],
  ['hour', { count: 60, words: /^(?:minutes?|mins?)$/u }],
  ['minute', { count: 60, words: /^(?:seconds?|secs?)$/u }],
  ['kilometre', { count: 1000, words: /^(?:m|met(?:re|er)s?)$/u }],
  ['metre', { count: 100, words: /^(?:cm|centimet(?:re|er)s?)$/u }],
  ['kilogram', { count: 1000, words: /^(?:g|grams?|grammes?)$/u }],
]);
const article = /^(?:the|an?|his|her|its|their|this|that|\d.*)$/u;

function withSmaller(tokens: readonly Token[], amount: Amount): Amount {
  const unit = smaller.get(amount.unit ?? '');
  if (unit === undefined) return amount;
  const isJoined = isHyphenAt(tokens, amount.next);
  // the full stop of "5 ft. 11 in."
  const isLinked = isJoined || /^(?:and|,|\.)$/u.test(textAt(tokens, amount.next));
  const second = readAmount(tokens, isLinked ? amount.next + 1 : amount.next, { and: false });
  if (second === null || second.value <= 0 || second.value >= unit.count) return amount;
  const isOpen = isJoined || isSaid(tokens, amount, second);
  const next = partEnd(tokens, second, unit.words, isOpen);
  if (next === null) return amount;
  const step = over(second.numeral.precision ?? 1, unit.count);
  return added(amount, { value: over(second.numeral.value, unit.count), next, step });
}

/** "six foot two", with nothing counted behind it. */
const isSaid = (tokens: readonly Token[], amount: Amount, { numeral }: Amount) =>
  lowerAt(tokens, amount.next - 1) === 'foot' && numeral.inWords && tokens[numeral.next]?.kind !== 'word';

/** Behind "2 inches"; the unit may be left out of "6-foot-2". */
function partEnd(tokens: readonly Token[], second: Amount, words: RegExp, isOpen: boolean): number | null {
  const { next } = second.numeral;
  const unitAt = isHyphenAt(tokens, next) ? next + 1 : next;
  const isUnit = words.test(lowerAt(tokens, unitAt));
  if (isUnit && !(lowerAt(tokens, unitAt) === 'in' && article.test(lowerAt(tokens, unitAt + 1))))
    return unitAt + 1;
  return isOpen && !isHyphenAt(tokens, next) ? next : null;
}

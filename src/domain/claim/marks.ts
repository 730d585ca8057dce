import { currencyAfter, type CurrencyMark } from './currencies.js';
import type { Numeral } from './numeral.js';
import { readNumeral } from './numerals.js';
import type { QuantityKind } from './quantity-types.js';
import { isGluedAt, isHyphenAt, isNumberAt, isTightHyphenAt, lowerAt, textAt, type Token } from './tokens.js';
import { isSingularUnitAt, readUnit } from './units.js';

/** What a number is counted in; `factor` is what the mark multiplies it by, `next` the index behind it. */
export interface Mark {
  readonly kind: QuantityKind;
  readonly unit: string | null;
  readonly currency: string | null;
  readonly ambiguous: boolean;
  readonly factor: number;
  readonly next: number;
}

const plainMark = (kind: QuantityKind, next: number, unit: string | null = null, factor = 1): Mark => ({
  kind,
  unit,
  currency: null,
  ambiguous: false,
  factor,
  next,
});
const moneyMark = (mark: CurrencyMark, next: number): Mark => ({
  kind: 'money',
  unit: null,
  currency: mark.code,
  ambiguous: mark.ambiguous,
  factor: mark.factor * mark.scale,
  next,
});

/** What stands behind the number: %, points, degrees, a currency, an age, a unit, "per 1,000". A hyphen may lie between. */
export function readMark(tokens: readonly Token[], numeral: Numeral, currency: CurrencyMark | null): Mark {
  const at = isJoinedAt(tokens, numeral.next) ? numeral.next + 1 : numeral.next;
  if (currency !== null) return moneyMark(currency, numeral.next);
  const mark =
    percentMark(tokens, at) ??
    degreeMark(tokens, at) ??
    ageMark(tokens, at) ??
    moneyAfter(tokens, at, numeral);
  if (mark !== null) return mark;
  const unit = readUnit(tokens, at, numeral.inWords);
  if (unit !== null) return plainMark('measure', unit.next, unit.name);
  return perMark(tokens, numeral.next) ?? plainMark('number', numeral.next);
}

/** A hyphen before the unit; with spaces around it ("300 - kilometre") only before one in the singular. */
const isJoinedAt = (tokens: readonly Token[], at: number) =>
  isTightHyphenAt(tokens, at) ||
  (textAt(tokens, at) === '-' && !isGluedAt(tokens, at) && isSingularUnitAt(tokens, at + 1));

const points = /^points?$/u;
const percentWords: ReadonlySet<string> = new Set(['%', 'percent', 'percents', 'pct']);
const pointWords: ReadonlyMap<string, number> = new Map([
  ['percentage', 1],
  ['basis', 0.01],
]);
const pointSymbols: ReadonlyMap<string, number> = new Map([
  ['bp', 0.01],
  ['bps', 0.01],
  ['pp', 1],
  ['ppts', 1],
]);

/** "%", "per cent", "percentage points", "%-points", "basis points" (a hundredth of a point), "bps". */
function percentMark(tokens: readonly Token[], at: number): Mark | null {
  const first = lowerAt(tokens, at);
  if (first === 'of' && lowerAt(tokens, at + 1) === 'a') return partOfPoint(tokens, at + 2);
  const factor = pointWords.get(first);
  if (factor !== undefined) {
    const next = pointsAfter(tokens, at + 1);
    return next === null ? null : plainMark('percentage-point', next, null, factor);
  }
  const symbol = pointSymbols.get(first);
  if (symbol !== undefined) return plainMark('percentage-point', at + 1, null, symbol);
  const next = percentWordEnd(tokens, at);
  if (next === null) return null;
  const behind = pointsAfter(tokens, next);
  return behind === null ? plainMark('percent', next) : plainMark('percentage-point', behind);
}

/** "0.4 of a percentage point". */
function partOfPoint(tokens: readonly Token[], at: number): Mark | null {
  const next = lowerAt(tokens, at) === 'percentage' ? pointsAfter(tokens, at + 1) : null;
  return next === null ? null : plainMark('percentage-point', next);
}

/** The index behind "%", "percent", "per cent", or null. */
export function percentWordEnd(tokens: readonly Token[], at: number): number | null {
  const word = lowerAt(tokens, at);
  if (percentWords.has(word)) return at + 1;
  return word === 'per' && /^cents?$/u.test(lowerAt(tokens, at + 1)) ? at + 2 : null;
}

/** The index behind "points", or behind "-points". */
function pointsAfter(tokens: readonly Token[], at: number): number | null {
  const word = isHyphenAt(tokens, at) ? at + 1 : at;
  return points.test(lowerAt(tokens, word)) ? word + 1 : null;
}

const scales: Readonly<Record<string, string>> = {
  c: 'celsius',
  celsius: 'celsius',
  celcius: 'celsius',
  centigrade: 'celsius',
  centigrate: 'celsius',
  f: 'fahrenheit',
  fahrenheit: 'fahrenheit',
  farenheit: 'fahrenheit',
  kelvin: 'kelvin',
  kelvins: 'kelvin',
};
const scaleOf = (token: Token | undefined) =>
  token !== undefined && Object.hasOwn(scales, token.lower) ? scales[token.lower] : undefined;

function degreeMark(tokens: readonly Token[], at: number): Mark | null {
  const first = tokens[at];
  if (first === undefined) return null;
  const direct = first.lower.length > 1 ? scaleOf(first) : gluedScale(tokens, at);
  if (direct !== undefined) return plainMark('temperature', at + 1, direct);
  const sign = degreeSigns.get(first.text);
  if (sign !== undefined) return plainMark('temperature', at + 1, sign);
  if (!degreeWords.has(first.lower)) return null;
  const after = first.lower === 'deg' && textAt(tokens, at + 1) === '.' ? at + 2 : at + 1;
  const scale = scaleOf(tokens[after]);
  if (scale !== undefined) return plainMark('temperature', after + 1, scale);
  return plainMark(isHeat(tokens, at) ? 'temperature' : 'measure', after, 'degree');
}

const degreeWords: ReadonlySet<string> = new Set(['degree', 'degrees', 'deg', '°', 'º']);
const degreeSigns: ReadonlyMap<string, string> = new Map([
  ['℃', 'celsius'],
  ['℉', 'fahrenheit'],
]);

/** "25C" as British papers write it; apart from the figure the letter may be anything, and "14C/unit" are cents. */
const gluedScale = (tokens: readonly Token[], at: number): string | undefined =>
  /^[CF]$/u.test(textAt(tokens, at)) &&
  isGluedAt(tokens, at) &&
  isNumberAt(tokens, at - 1) &&
  textAt(tokens, at + 1) !== '/'
    ? scaleOf(tokens[at])
    : undefined;

/** Bare degrees are of heat where the sentence speaks of it, else of arc. */
function isHeat(tokens: readonly Token[], at: number): boolean {
  const near = tokens.slice(Math.max(0, at - 12), at + 12);
  return near.some((token) =>
    /^(?:temperatures?|thermostat|thermometer|hot|cold|warm|warmer|warming|heat|heatwave|cooler|cool|frost|freezing|fever|celsius|fahrenheit|weather|boil|oven)$/u.test(
      token.lower,
    ),
  );
}

const ageUnits: ReadonlyMap<string, string> = new Map(
  ['year', 'month', 'week', 'day'].flatMap((unit): [string, string][] => [
    [unit, unit],
    [`${unit}s`, unit],
  ]),
);

/** "64-year-old", "18 years old", "three months of age". */
function ageMark(tokens: readonly Token[], at: number): Mark | null {
  const word = lowerAt(tokens, at);
  if (word === 'yo') return plainMark('age', at + 1, 'year');
  const unit = ageUnits.get(word);
  if (unit === undefined) return null;
  const next = isHyphenAt(tokens, at + 1) ? at + 2 : at + 1;
  if (/^olds?$/u.test(lowerAt(tokens, next))) return plainMark('age', next + 1, unit);
  return lowerAt(tokens, at + 1) === 'of' && lowerAt(tokens, at + 2) === 'age'
    ? plainMark('age', at + 3, unit)
    : null;
}

/** "50c" is half a dollar, unless the words around speak of heat. */
function glueCents(tokens: readonly Token[], at: number): CurrencyMark | null {
  const isCents =
    textAt(tokens, at) === 'c' && isGluedAt(tokens, at) && isNumberAt(tokens, at - 1) && !isHeat(tokens, at);
  return isCents ? { code: 'USD', ambiguous: true, next: at + 1, factor: 0.01, scale: 1 } : null;
}

function moneyAfter(tokens: readonly Token[], at: number, numeral: Numeral): Mark | null {
  const mark = currencyAfter(tokens, at) ?? glueCents(tokens, at);
  if (mark === null) return null;
  const word = lowerAt(tokens, at);
  if (
    word === 'won' &&
    (numeral.value < 1000 ||
      /^(?:the|an?|\d+|by|in|with|his|her|its|their|more|most|all|seats?)$/u.test(lowerAt(tokens, at + 1)))
  )
    return null;
  if (/^pounds?$/u.test(word) && isWeight(tokens, at)) return null;
  if (numeral.isFraction && mark.factor !== 1) return null;
  return moneyMark(mark, mark.next);
}

/** Pounds are money unless the words around speak of weight. */
function isWeight(tokens: readonly Token[], at: number): boolean {
  const near = tokens.slice(Math.max(0, at - 10), at + 8);
  return near.some((token) =>
    /^(?:weigh|weighs|weighed|weighing|weight|heavy|heavier|lighter|baby|ounces?|kilograms?|kilos?|kg|tons?|tonnes?|lb|meat|beef|flour|cocaine|heroin|thrust|explosives|fish)$/u.test(
      token.lower,
    ),
  );
}

const perBases: ReadonlyMap<string, string> = new Map([
  ['100', '100'],
  ['1000', '1,000'],
  ['10000', '10,000'],
  ['100000', '100,000'],
  ['1000000', '1,000,000'],
]);

/** "7 per 100,000", "9.4 per thousand". */
function perMark(tokens: readonly Token[], at: number): Mark | null {
  if (lowerAt(tokens, at) !== 'per') return null;
  const base =
    readNumeral(tokens, at + 1) ??
    (lowerAt(tokens, at + 1) === 'million' ? { value: 1e6, next: at + 2 } : null);
  const name = base === null ? undefined : perBases.get(String(base.value));
  return base === null || name === undefined ? null : plainMark('number', base.next, `per ${name}`);
}

import { isGluedAt, isHyphenAt, lowerAt, textAt, type Token } from './tokens.js';

export interface UnitMark {
  /** Singular, as the protocol writes it ("square kilometre", "barrel per day"). */
  readonly name: string;
  readonly next: number;
  readonly isTime: boolean;
}

const table = (rows: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(rows).flatMap(([name, others]) =>
      [name, ...others.split(' ')]
        .filter((word) => word !== '')
        .map((word): [string, string] => [word, name]),
    ),
  );

/** Written words, in the singular; letter case and the plural are folded before looking up. */
const unitWords = table({
  metre: 'meter',
  foot: 'feet',
  inch: 'inches',
  yard: '',
  mile: '',
  acre: '',
  hectare: '',
  gram: 'gramme',
  kilogram: 'kilogramme kilo',
  milligram: 'milligramme',
  microgram: 'microgramme',
  pound: '',
  tonne: '',
  ton: '',
  kiloton: 'kilotonne',
  megaton: 'megatonne',
  ounce: '',
  litre: 'liter',
  millilitre: 'milliliter',
  hectolitre: 'hectoliter',
  gallon: '',
  pint: '',
  barrel: '',
  bushel: '',
  watt: '',
  kilowatt: '',
  megawatt: '',
  gigawatt: '',
  terawatt: '',
  joule: '',
  gigajoule: '',
  volt: '',
  calorie: '',
  hertz: '',
  byte: '',
  kilobyte: '',
  megabyte: '',
  gigabyte: '',
  terabyte: '',
  petabyte: '',
  bit: '',
  kilobit: '',
  megabit: '',
  gigabit: '',
  knot: '',
  kilometre: 'kilometer',
  centimetre: 'centimeter',
  millimetre: 'millimeter',
  decimetre: 'decimeter',
  teaspoon: '',
  tablespoon: '',
  cup: '',
  horsepower: '',
  hp: '',
  decibel: '',
  radian: '',
  carat: '',
});
const timeWords = table({
  second: '',
  minute: '',
  hour: '',
  day: '',
  week: '',
  month: '',
  year: '',
  decade: '',
  century: 'centuries',
  fortnight: '',
  millisecond: '',
});

/** Written symbols, letter case counts. */
const symbols = table({
  kilometre: 'km',
  metre: 'm',
  centimetre: 'cm',
  millimetre: 'mm',
  decimetre: 'dm',
  micrometre: 'µm μm',
  nanometre: 'nm',
  foot: 'ft',
  mile: 'mi',
  kilogram: 'kg',
  gram: 'g',
  milligram: 'mg',
  tonne: 't',
  pound: 'lb lbs',
  ounce: 'oz',
  litre: 'l L',
  millilitre: 'ml',
  hectolitre: 'hl',
  hectare: 'ha',
  kilowatt: 'kW',
  megawatt: 'MW',
  gigawatt: 'GW',
  terawatt: 'TW',
  'kilowatt-hour': 'kWh',
  'megawatt-hour': 'MWh',
  'gigawatt-hour': 'GWh',
  'terawatt-hour': 'TWh',
  'mile per hour': 'mph',
  'kilometre per hour': 'kph kmh',
  gigabyte: 'GB',
  megabyte: 'MB',
  terabyte: 'TB',
  kilobyte: 'kB KB',
  petabyte: 'PB',
  'square kilometre': 'km2 km²',
  'square metre': 'm2 m² sqm',
  'cubic metre': 'm3 m³',
  barrel: 'bbl',
  bit: '',
  megahertz: 'MHz',
  gigahertz: 'GHz',
  hertz: 'Hz',
  radian: 'rad',
  knot: 'kt kn',
  second: 's sec',
  hour: 'h hr hrs',
  minute: 'min mins',
  cubic: '',
  millisecond: 'ms',
  kilojoule: 'kJ',
  decibel: 'dB',
});
const symbolTimes = new Set(['second', 'hour', 'minute', 'millisecond']);
/** One-letter symbols are letters too: they count only tight behind a figure or with nothing but a measure around ("400 m high"). */
const letters = new Set([
  'm',
  'g',
  't',
  'l',
  'L',
  's',
  'h',
  'mi',
  'min',
  'sec',
  'hp',
  'ms',
  'kn',
  'kt',
  'rad',
  'bit',
  'ha',
  'in',
]);

const singularOf = (word: string) => word.replace(/(?<!s|^)s$/u, '');

/** The unit that begins at the token, a physical rate included, or null. `inWords`: the figure before was spelled out. */
export function readUnit(tokens: readonly Token[], at: number, inWords = false): UnitMark | null {
  const base = power(tokens, at) ?? compound(tokens, at) ?? simple(tokens, at, inWords);
  return base === null ? null : (rate(tokens, base) ?? base);
}

/** "square kilometre", "sq km", "cubic metres". */
function power(tokens: readonly Token[], at: number): UnitMark | null {
  const kind = /^(?:square|sq)$/u.test(lowerAt(tokens, at))
    ? 'square'
    : /^(?:cubic|cu)$/u.test(lowerAt(tokens, at))
      ? 'cubic'
      : null;
  if (kind === null) return null;
  let next = at + 1;
  if (/^[.-]$/u.test(textAt(tokens, next))) next += 1;
  const inner = simple(tokens, next, false);
  return inner === null || inner.isTime
    ? null
    : { name: `${kind} ${inner.name}`, next: inner.next, isTime: false };
}

const compounds: ReadonlyMap<string, string> = new Map([
  ['metric ton', 'metric ton'],
  ['metric tonne', 'metric ton'],
  ['nautical mile', 'nautical mile'],
  ['light year', 'light year'],
  ['fluid ounce', 'fluid ounce'],
]);

/** Units of several words: "metric tons", "megawatt-hours", "nautical miles", "light years". */
function compound(tokens: readonly Token[], at: number): UnitMark | null {
  const first = lowerAt(tokens, at);
  const name = compounds.get(`${first} ${singularOf(lowerAt(tokens, at + 1))}`);
  if (name !== undefined) return { name, next: at + 2, isTime: false };
  if (!/^(?:kilo|mega|giga|tera)?watts?$/u.test(first)) return null;
  const hour = isHyphenAt(tokens, at + 1) ? at + 2 : at + 1;
  if (!/^hours?$/u.test(lowerAt(tokens, hour))) return null;
  return { name: `${singularOf(first)}-hour`, next: hour + 1, isTime: false };
}

function simple(tokens: readonly Token[], at: number, inWords: boolean): UnitMark | null {
  const token = tokens[at];
  if (token === undefined) return null;
  const raised = raisedSymbol(tokens, at);
  if (raised !== null) return raised;
  const time = timeWords.get(token.lower) ?? timeWords.get(singularOf(token.lower));
  if (time !== undefined) return { name: time, next: at + 1, isTime: true };
  const word = unitWords.get(token.lower) ?? unitWords.get(singularOf(token.lower));
  if (word !== undefined) return { name: word, next: at + 1, isTime: false };
  const symbol = symbols.get(token.text);
  if (symbol === undefined || (inWords && letters.has(token.text))) return null;
  if (letters.has(token.text) && !letterStands(tokens, at)) return null;
  return { name: symbol, next: at + 1, isTime: symbolTimes.has(symbol) };
}

/** "24703m2", "5 km²". */
function raisedSymbol(tokens: readonly Token[], at: number): UnitMark | null {
  const [base, exponent] = [tokens[at], tokens[at + 1]];
  if (base === undefined || exponent === undefined || !exponent.glued || !/^[23²³]$/u.test(exponent.text))
    return null;
  const name =
    symbols.get(`${base.text}2`) !== undefined || /^(?:k|c|m)?m$/u.test(base.text)
      ? symbols.get(base.text)
      : undefined;
  if (name === undefined) return null;
  return { name: `${/[2²]/u.test(exponent.text) ? 'square' : 'cubic'} ${name}`, next: at + 2, isTime: false };
}

const afterLetter =
  /^(?:high|tall|long|wide|deep|away|of|above|below|from|in|to|on|at|and|or|by|race|run|sprint|pool|off|per|before|after|the|for|north|south|east|west|across|thick|behind|ahead|today|yesterday)$/u;

function letterStands(tokens: readonly Token[], at: number): boolean {
  const [token, after] = [tokens[at], tokens[at + 1]];
  if (after === undefined || after.kind !== 'word' || token?.glued === true)
    return !/^['’]$/u.test(after?.text ?? '');
  return afterLetter.test(after.lower);
}

const perTime = /^(?:second|minute|hour|day|week|month|year)$/u;

/** "barrels a day", "km/h", "metres per second"; time per time ("12 hours a day") is no physical rate. */
function rate(tokens: readonly Token[], base: UnitMark): UnitMark | null {
  if (base.isTime || base.name.includes(' per ')) return null;
  const under = underOf(tokens, base.next);
  return under === null ? null : { name: `${base.name} per ${under.name}`, next: under.next, isTime: false };
}

function underOf(tokens: readonly Token[], link: number): { name: string; next: number } | null {
  const at = link + 1;
  const word = lowerAt(tokens, at);
  const named = (name: string | undefined) => (name === undefined ? null : { name, next: at + 1 });
  if (/^an?$/u.test(lowerAt(tokens, link))) return perTime.test(word) ? named(word) : null;
  if (lowerAt(tokens, link) === 'per')
    return named(timeWords.get(word) ?? unitWords.get(word)) ?? power(tokens, at);
  if (textAt(tokens, link) !== '/' || !isGluedAt(tokens, link)) return null;
  return named(symbols.get(textAt(tokens, at)) ?? unitWords.get(word) ?? timeWords.get(word));
}

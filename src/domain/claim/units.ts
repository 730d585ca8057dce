import { isGluedAt, isHyphenAt, isTightHyphenAt, lowerAt, textAt, type Token } from './tokens.js';
import { compounds, letters, symbols, symbolTimes, timeWords, unitWords } from './unit-tables.js';

export interface UnitMark {
  /** Singular, as the protocol writes it ("square kilometre", "barrel per day"). */
  readonly name: string;
  readonly next: number;
  readonly isTime: boolean;
}

const singularOf = (word: string) =>
  word.length > 1 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;

/** The unit that begins at the token, a physical rate included, or null. `inWords`: the figure before was spelled out. */
export function readUnit(tokens: readonly Token[], at: number, inWords = false): UnitMark | null {
  const base = bracketed(tokens, at) ?? baseUnit(tokens, at, inWords);
  return base === null ? null : (rate(tokens, base) ?? base);
}

const brackets: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['<', '>'],
]);

/** "20 [kg]", "300 (km)", as tables and their captions write it; one letter may be anything. */
function bracketed(tokens: readonly Token[], at: number): UnitMark | null {
  const close = brackets.get(textAt(tokens, at));
  const unit = textAt(tokens, at + 1);
  if (close === undefined || textAt(tokens, at + 2) !== close || unit.length < 2) return null;
  const name = symbols.get(unit);
  return name === undefined ? null : { name, next: at + 3, isTime: symbolTimes.has(name) };
}

function baseUnit(tokens: readonly Token[], at: number, inWords: boolean): UnitMark | null {
  const base =
    power(tokens, at) ?? compound(tokens, at) ?? inchMark(tokens, at) ?? simple(tokens, at, inWords);
  if (base === null || base.isTime) return base;
  const squared = powers.get(lowerAt(tokens, base.next));
  return squared === undefined
    ? base
    : { name: `${squared} ${base.name}`, next: base.next + 1, isTime: false };
}

const powerWords: ReadonlyMap<string, string> = new Map([
  ['square', 'square'],
  ['sq', 'square'],
  ['cubic', 'cubic'],
  ['cu', 'cubic'],
]);
const powers: ReadonlyMap<string, string> = new Map([
  ['squared', 'square'],
  ['cubed', 'cubic'],
]);

const extent = /^(?:wide|long|tall|high|deep|thick|across|diameter|x|by|×)$/u;

/** `10 "` and "10 in" are inches where a size follows. */
function inchMark(tokens: readonly Token[], at: number): UnitMark | null {
  const text = textAt(tokens, at);
  if ((text !== '"' && text !== '″' && text !== 'in') || !extent.test(lowerAt(tokens, at + 1))) return null;
  return { name: 'inch', next: at + 1, isTime: false };
}

/** Whether a unit in the singular stands at the token: the "kilometre" of "a 300 - kilometre run". */
export function isSingularUnitAt(tokens: readonly Token[], at: number): boolean {
  const word = lowerAt(tokens, at);
  return (unitWords.has(word) || timeWords.has(word)) && !word.endsWith('s');
}

/** "square kilometre", "sq km", "cubic metres". */
function power(tokens: readonly Token[], at: number): UnitMark | null {
  const kind = powerWords.get(lowerAt(tokens, at));
  if (kind === undefined) return null;
  let next = at + 1;
  if (/^[.-]$/u.test(textAt(tokens, next))) next += 1;
  const inner = simple(tokens, next, false);
  return inner === null || inner.isTime
    ? null
    : { name: `${kind} ${inner.name}`, next: inner.next, isTime: false };
}

const wattsOf = /^(?:kilo|mega|giga|tera)?watts?$/u;
const compoundStarts: ReadonlySet<string> = new Set([
  ...[...compounds.keys()].map((name) => name.split(' ')[0] ?? name),
  ...['', 'kilo', 'mega', 'giga', 'tera'].flatMap((size) => [`${size}watt`, `${size}watts`]),
]);

/** Units of several words: "metric tons", "megawatt-hours", "nautical miles", "light years". */
function compound(tokens: readonly Token[], at: number): UnitMark | null {
  const first = lowerAt(tokens, at);
  if (!compoundStarts.has(first)) return null;
  // "light-year" is as good as "light year"
  const second = isTightHyphenAt(tokens, at + 1) ? at + 2 : at + 1;
  const name = compounds.get(`${first} ${singularOf(lowerAt(tokens, second))}`);
  if (name !== undefined) return { name, next: second + 1, isTime: false };
  if (!wattsOf.test(first)) return null;
  const hour = isHyphenAt(tokens, at + 1) ? at + 2 : at + 1;
  if (!/^hours?$/u.test(lowerAt(tokens, hour))) return null;
  return { name: `${singularOf(first)}-hour`, next: hour + 1, isTime: false };
}

function simple(tokens: readonly Token[], at: number, inWords: boolean): UnitMark | null {
  const token = tokens[at];
  if (token === undefined) return null;
  const raised = raisedSymbol(tokens, at);
  if (raised !== null) return raised;
  return wordUnit(token, at) ?? symbolUnit(tokens, at, token, inWords);
}

function wordUnit({ lower }: Token, at: number): UnitMark | null {
  const time = timeWords.get(lower) ?? timeWords.get(singularOf(lower));
  if (time !== undefined) return { name: time, next: at + 1, isTime: true };
  // "ten stone" are a weight, "ten stones" are not
  const word = lower === 'stones' ? undefined : (unitWords.get(lower) ?? unitWords.get(singularOf(lower)));
  return word === undefined ? null : { name: word, next: at + 1, isTime: false };
}

function symbolUnit(
  tokens: readonly Token[],
  at: number,
  { text }: Token,
  inWords: boolean,
): UnitMark | null {
  const symbol = symbols.get(text);
  if (symbol === undefined) return null;
  if (letters.has(text) && (inWords || !letterStands(tokens, at))) return null;
  return { name: symbol, next: at + 1, isTime: symbolTimes.has(symbol) };
}

/** "24703m2", "5 km²", "3 km^2". */
function raisedSymbol(tokens: readonly Token[], at: number): UnitMark | null {
  const name = raisable.has(textAt(tokens, at)) ? symbols.get(textAt(tokens, at)) : undefined;
  if (name === undefined) return null;
  const raised = textAt(tokens, at + 1) === '^' ? at + 2 : at + 1;
  const exponent = textAt(tokens, raised);
  if (!isGluedAt(tokens, at + 1) || !isGluedAt(tokens, raised) || !/^[23²³]$/u.test(exponent)) return null;
  return { name: `${/[2²]/u.test(exponent) ? 'square' : 'cubic'} ${name}`, next: raised + 1, isTime: false };
}

const raisable: ReadonlySet<string> = new Set('m km cm mm dm ft yd mi'.split(' '));

const afterLetter =
  /^(?:high|tall|long|wide|deep|away|of|above|below|from|in|to|on|at|and|or|by|race|run|sprint|pool|off|per|before|after|the|for|north|south|east|west|across|thick|behind|ahead|today|yesterday|more|less|apart|longer|taller|higher|lower|shorter)$/u;

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

function underOf(tokens: readonly Token[], behind: number): { name: string; next: number } | null {
  // "60-mile-an-hour"
  const link = isTightHyphenAt(tokens, behind) ? behind + 1 : behind;
  const at = isTightHyphenAt(tokens, link + 1) ? link + 2 : link + 1;
  const under = unders.get(lowerAt(tokens, link))?.(tokens, at) ?? null;
  return under === null || (textAt(tokens, link) === '/' && !isGluedAt(tokens, link)) ? null : under;
}

type Under = { readonly name: string; readonly next: number } | null;
const named = (name: string | undefined, at: number): Under =>
  name === undefined ? null : { name, next: at + 1 };
const anyWord = (word: string) => timeWords.get(word) ?? unitWords.get(word);
const timeAt = (tokens: readonly Token[], at: number) =>
  perTime.test(lowerAt(tokens, at)) ? named(lowerAt(tokens, at), at) : null;

/** What may stand behind the word or mark of a rate. */
const unders: ReadonlyMap<string, (tokens: readonly Token[], at: number) => Under> = new Map([
  ['a', timeAt],
  ['an', timeAt],
  [
    'per',
    (tokens: readonly Token[], at: number) => named(anyWord(lowerAt(tokens, at)), at) ?? power(tokens, at),
  ],
  [
    '/',
    (tokens: readonly Token[], at: number) =>
      raisedSymbol(tokens, at) ?? named(symbols.get(textAt(tokens, at)) ?? anyWord(lowerAt(tokens, at)), at),
  ],
]);

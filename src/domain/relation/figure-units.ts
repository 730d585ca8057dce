import { convertUnit, unitName } from '../claim/convert-unit.js';

/** A unit as a multiple of the first unit of its dimension. */
export interface BaseUnit {
  readonly dimension: string;
  readonly factor: number;
}

/** One unit to stand for each dimension that `convertUnit` knows. */
const bases: Readonly<Record<string, string>> = {
  length: 'metre',
  mass: 'kilogram',
  area: 'square metre',
  volume: 'litre',
  energy: 'watt hour',
  power: 'watt',
  speed: 'kilometre per hour',
  time: 'second',
  months: 'month',
  data: 'byte',
};

/** Units that the reading of claims leaves with their figure alone. Troy ounce, carat, joule, horsepower, stone, calorie: exact by definition or SI. */
const others: Readonly<Record<string, BaseUnit>> = {
  'troy ounce': { dimension: 'mass', factor: 0.0311034768 },
  ounce: { dimension: 'mass', factor: 0.028349523125 },
  carat: { dimension: 'mass', factor: 0.0002 },
  stone: { dimension: 'mass', factor: 6.35029318 },
  'long ton': { dimension: 'mass', factor: 1016.0469088 },
  'short ton': { dimension: 'mass', factor: 907.18474 },
  hundredweight: { dimension: 'mass', factor: 50.80234544 },
  quintal: { dimension: 'mass', factor: 100 },
  megatonne: { dimension: 'mass', factor: 1e9 },
  gigatonne: { dimension: 'mass', factor: 1e12 },
  joule: { dimension: 'energy', factor: 1 / 3600 },
  kilojoule: { dimension: 'energy', factor: 1 / 3.6 },
  megajoule: { dimension: 'energy', factor: 1e3 / 3.6 },
  gigajoule: { dimension: 'energy', factor: 1e6 / 3.6 },
  terajoule: { dimension: 'energy', factor: 1e9 / 3.6 },
  petajoule: { dimension: 'energy', factor: 1e12 / 3.6 },
  kilocalorie: { dimension: 'energy', factor: 4184 / 3600 },
  'kilowatt hour': { dimension: 'energy', factor: 1e3 },
  horsepower: { dimension: 'power', factor: 745.6998715822702 },
  fathom: { dimension: 'length', factor: 1.8288 },
  furlong: { dimension: 'length', factor: 201.168 },
  league: { dimension: 'length', factor: 4828.032 },
  'nautical mile': { dimension: 'length', factor: 1852 },
  'metre per second': { dimension: 'speed', factor: 3.6 },
  'foot per second': { dimension: 'speed', factor: 1.09728 },
  'kilometre per second': { dimension: 'speed', factor: 3600 },
  'square yard': { dimension: 'area', factor: 0.83612736 },
  'square mile': { dimension: 'area', factor: 2589988.110336 },
  'square foot': { dimension: 'area', factor: 0.09290304 },
  'cubic foot': { dimension: 'volume', factor: 28.316846592 },
  'cubic mile': { dimension: 'volume', factor: 4.168181825440579e12 },
  pint: { dimension: 'volume', factor: 0.56826125 },
  bushel: { dimension: 'volume', factor: 35.23907016688 },
  'acre foot': { dimension: 'volume', factor: 1233481.83754752 },
  fortnight: { dimension: 'time', factor: 1209600 },
};

/** The unit in its base, or null where it is none we know: then only the same unit is compared. */
export function baseOf(unit: string): BaseUnit | null {
  const name = unitName(unit).replaceAll('kilogramme', 'kilogram');
  const known = Object.hasOwn(others, name) ? others[name] : undefined;
  if (known !== undefined) return known;
  for (const [dimension, base] of Object.entries(bases)) {
    const factor = convertUnit(1, name, base);
    if (factor !== null) return { dimension, factor };
  }
  return null;
}

const unitBehind = new RegExp(
  `^[\\s-](${Object.keys(others)
    .map((name) => name.replace(' ', '[ -]').replace('foot', '(?:foot|feet)'))
    .sort((a, b) => b.length - a.length)
    .join('|')})s?(?![\\p{L}])`,
  'iu',
);

/** A unit written behind a figure that stands without one; null where there is none. */
export function unitAfter(text: string, end: number): { readonly unit: string; readonly end: number } | null {
  const match = unitBehind.exec(text.slice(end, end + 24));
  if (match === null) return null;
  const unit = (match[1] ?? '').toLowerCase().replace('-', ' ').replace('feet', 'foot');
  return { unit, end: end + match[0].length };
}

import { Decimal } from 'decimal.js';

/** Each measure by its units: how many of the first one unit makes. Factors are exact by definition (SI; international yard and pound, 1959). */
const measures: readonly Readonly<Record<string, number>>[] = [
  {
    metre: 1,
    kilometre: 1000,
    centimetre: 0.01,
    millimetre: 0.001,
    mile: 1609.344,
    yard: 0.9144,
    foot: 0.3048,
    inch: 0.0254,
    'nautical mile': 1852,
  },
  {
    kilogram: 1,
    gram: 0.001,
    milligram: 1e-6,
    tonne: 1000,
    kilotonne: 1e6,
    pound: 0.45359237,
    ounce: 0.028349523125,
    'short ton': 907.18474,
  },
  {
    'square metre': 1,
    'square kilometre': 1e6,
    hectare: 1e4,
    acre: 4046.8564224,
    'square mile': 2589988.110336,
    'square foot': 0.09290304,
  },
  {
    litre: 1,
    millilitre: 0.001,
    hectolitre: 100,
    'cubic metre': 1000,
    'cubic kilometre': 1e12,
    barrel: 158.987294928,
    gallon: 3.785411784,
  },
  { 'watt hour': 1, 'kilowatt hour': 1e3, 'megawatt hour': 1e6, 'gigawatt hour': 1e9, 'terawatt hour': 1e12 },
  { watt: 1, kilowatt: 1e3, megawatt: 1e6, gigawatt: 1e9, terawatt: 1e12 },
  { 'kilometre per hour': 1, 'metre per second': 3.6, 'mile per hour': 1.609344, knot: 1.852 },
  { second: 1, minute: 60, hour: 3600, day: 86400, week: 604800 },
  { month: 1, year: 12, decade: 120, century: 1200 },
  { byte: 1, kilobyte: 1e3, megabyte: 1e6, gigabyte: 1e9, terabyte: 1e12, petabyte: 1e15 },
];

/** How units are written, to their names above. Symbols keep their case: MW is not mW. */
const symbols: Readonly<Record<string, string>> = {
  m: 'metre',
  km: 'kilometre',
  cm: 'centimetre',
  mm: 'millimetre',
  mi: 'mile',
  yd: 'yard',
  ft: 'foot',
  feet: 'foot',
  in: 'inch',
  inches: 'inch',
  kg: 'kilogram',
  g: 'gram',
  mg: 'milligram',
  t: 'tonne',
  ton: 'tonne',
  kt: 'kilotonne',
  lb: 'pound',
  lbs: 'pound',
  oz: 'ounce',
  'm²': 'square metre',
  m2: 'square metre',
  'km²': 'square kilometre',
  km2: 'square kilometre',
  ha: 'hectare',
  l: 'litre',
  L: 'litre',
  ml: 'millilitre',
  hl: 'hectolitre',
  'm³': 'cubic metre',
  m3: 'cubic metre',
  bbl: 'barrel',
  gal: 'gallon',
  Wh: 'watt hour',
  kWh: 'kilowatt hour',
  MWh: 'megawatt hour',
  GWh: 'gigawatt hour',
  TWh: 'terawatt hour',
  W: 'watt',
  kW: 'kilowatt',
  MW: 'megawatt',
  GW: 'gigawatt',
  TW: 'terawatt',
  'km/h': 'kilometre per hour',
  kph: 'kilometre per hour',
  'm/s': 'metre per second',
  mph: 'mile per hour',
  kn: 'knot',
  s: 'second',
  min: 'minute',
  h: 'hour',
  centuries: 'century',
  B: 'byte',
  kB: 'kilobyte',
  MB: 'megabyte',
  GB: 'gigabyte',
  TB: 'terabyte',
  PB: 'petabyte',
};

/** The figure in another unit of the same measure, or null where the two are no such pair. */
export function convertUnit(value: number, from: string, to: string): number | null {
  const [a, b] = [unitName(from), unitName(to)];
  if (a === b) return value;
  const heat = toCelsius(value, a);
  if (heat !== null) return fromCelsius(heat, b);
  const measure = measures.find((table) => a in table && b in table);
  const [one, other] = [measure?.[a], measure?.[b]];
  if (one === undefined || other === undefined) return null;
  return new Decimal(value).times(one).div(other).toNumber();
}

/** The unit's name in the singular and in British spelling, for any of its usual forms. */
export function unitName(unit: string): string {
  const symbol = symbols[unit];
  if (symbol !== undefined) return symbol;
  const name = unit
    .toLowerCase()
    .replaceAll('meter', 'metre')
    .replaceAll('liter', 'litre')
    .replaceAll('-', ' ');
  const single = name.replace(/s(?= per |$)/, '');
  return symbols[name] ?? (single in symbols && single.length > 2 ? (symbols[single] ?? single) : single);
}

function toCelsius(value: number, unit: string): Decimal | null {
  if (unit === 'celsius' || unit === 'c' || unit === '°c') return new Decimal(value);
  if (unit === 'fahrenheit' || unit === 'f' || unit === '°f')
    return new Decimal(value).minus(32).times(5).div(9);
  return unit === 'kelvin' || unit === 'k' ? new Decimal(value).minus(273.15) : null;
}

function fromCelsius(value: Decimal, unit: string): number | null {
  if (unit === 'celsius' || unit === 'c' || unit === '°c') return value.toNumber();
  if (unit === 'fahrenheit' || unit === 'f' || unit === '°f')
    return value.times(9).div(5).plus(32).toNumber();
  return unit === 'kelvin' || unit === 'k' ? value.plus(273.15).toNumber() : null;
}

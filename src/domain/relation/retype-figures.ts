import type { Figure } from './figure.js';
import type { Side } from './side.js';

/** Tonnes of one barrel of crude of common density (0.858 t/m³); the mass of a volume is known to a tenth. */
const barrelOfOil = { litres: 158.987294928, kilograms: 136.4 };
const densitySpread = 0.1;

/** Figures that mean another dimension beside those of the other claim: pounds that weigh, barrels of oil beside tonnes. */
export function retyped(a: Side, b: Side): readonly [readonly Figure[], readonly Figure[]] {
  return [a.figures.map((each) => beside(each, a, b)), b.figures.map((each) => beside(each, b, a))];
}

function beside(figure: Figure, own: Side, other: Side): Figure {
  if (isBareAge(figure, own, other)) return { ...figure, ...scaledBy(figure, 12), dimension: 'age' };
  const isMassThere = other.figures.some(({ dimension }) => dimension === 'mass');
  if (!isMassThere) return figure;
  const isWeight = figure.dimension === 'money:GBP' && /\d[\d,.]* pounds?$/iu.test(figure.text);
  if (isWeight) return times(figure, 0.45359237, 0);
  const isOil = figure.dimension === 'volume' && /\b(?:oil|crude|petroleum)\b/iu.test(own.text);
  return isOil
    ? times({ ...figure, hedge: 'about' }, barrelOfOil.kilograms / barrelOfOil.litres, densitySpread)
    : figure;
}

/** "The average age is 58" beside "58 years old". */
function isBareAge({ dimension, end }: Figure, own: Side, other: Side): boolean {
  return (
    dimension === 'count' &&
    /^\s*(?:[.,;]|$)/u.test(own.text.slice(end, end + 3)) &&
    /\b(?:age|aged|old)\b/iu.test(own.text) &&
    other.figures.some((each) => each.dimension === 'age')
  );
}

function scaledBy({ value, low, high }: Figure, factor: number): Pick<Figure, 'value' | 'low' | 'high'> {
  const at = (n: number | null) => (n === null ? null : n * factor);
  return { value: at(value), low: at(low), high: at(high) };
}

function times(figure: Figure, factor: number, spread: number): Figure {
  const at = (n: number | null, by: number) => (n === null ? null : n * factor * by);
  return {
    ...figure,
    dimension: 'mass',
    value: at(figure.value, 1),
    low: at(figure.low, 1 - spread),
    high: at(figure.high, 1 + spread),
  };
}

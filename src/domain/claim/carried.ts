import { times } from './decimals.js';
import type { Quantity } from './quantity-types.js';

/** Between the ends of a move, and before it. */
const link = /^ to (?:just |only |about |around |almost |nearly |over )?$/iu;
const opening = /\bfrom (?:just |only |about |around |almost |nearly |over )?$/iu;

/** So much may lie between the two figures as written for one scale to be meant by both: "from 500 to 2 million" is no case. */
const alike = { least: 0.1, most: 10 };

/** "rose from 5 to 7 million tonnes", "fell from 12 to 7 per cent": scale and unit of the second end hold for the first too. */
export function carriedBack(text: string, quantities: readonly Quantity[]): Quantity[] {
  return quantities.map((quantity, index) => {
    const next = quantities[index + 1];
    const isMove =
      next !== undefined &&
      link.test(text.slice(quantity.end, next.start)) &&
      opening.test(text.slice(Math.max(0, quantity.start - 16), quantity.start));
    return isMove ? like(quantity, next) : quantity;
  });
}

function like(first: Quantity, second: Quantity): Quantity {
  const isBare = first.kind === 'number' && first.unit === null && /^\d[\d.,]*$/u.test(first.text);
  const isSame =
    first.kind === second.kind && first.currency === second.currency && first.unit === second.unit;
  const scale = scaleOf(first, second);
  if (!(isBare || isSame) || !carries.test(second.kind) || scale === null) return first;
  const turned = (n: number | null) => (n === null ? null : times(n, scale));
  const { kind, unit, currency } = isBare ? second : first;
  return {
    ...{ ...first, kind, unit, currency, value: turned(first.value) },
    ...{ low: turned(first.low), high: turned(first.high), precision: turned(first.precision) },
  };
}

const carries = /^(?:number|money|measure|percent|temperature)$/u;

/** What the first figure is to be multiplied by, 1 where it says its own scale; null where the second's cannot be meant by both. */
function scaleOf(first: Quantity, second: Quantity): number | null {
  const [own, written] = [writtenIn(first), writtenIn(second)];
  const scale = (second.value ?? NaN) / written;
  if (scale === 1 || own !== first.value) return 1;
  const ratio = own / written;
  return scale > 1 && ratio >= alike.least && ratio <= alike.most ? scale : null;
}

/** The figure as its digits have it, without its scale word. */
const writtenIn = ({ text }: Quantity) =>
  Number(/\d[\d,]*(?:\.\d+)?/u.exec(text)?.[0].replaceAll(',', '') ?? 'NaN');

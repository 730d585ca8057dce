import { Decimal } from 'decimal.js';
import type { Assertion } from '../claim/assertion.js';
import { blank } from '../claim/statement.js';
import type { Quantity } from '../claim/quantity-types.js';

/** What of a sentence is needed to find figures that it tells without writing them. */
interface Told {
  readonly text: string;
  readonly quantities: readonly Quantity[];
}

/** Figures told in words or to be divided: "unchanged", "eleven of the fifteen ministers", "120 members; 48 of them". */
export function toldFigures({ text, quantities }: Told): Assertion[] {
  return [...unchanged(text), ...shares(text, quantities)];
}

const steady = /\b(?:unchanged|stagnated|remained (?:flat|stable|steady)|was flat|did not change)\b/iu;

function unchanged(text: string): Assertion[] {
  const match = steady.exec(text);
  return match ? [told('change', 0, match[0], match.index)] : [];
}

const ofTheWhole = /^\s*(?:out )?of (?:the |its |their |all )*$/iu;
const ofThem = /^\s*(?:out )?of (?:them|these|those|whom|which)\b/iu;

/** Part and whole are counts of single things: a share of rounded figures would need their margins. */
function shares(text: string, quantities: readonly Quantity[]): Assertion[] {
  const counts = quantities.filter(
    (each) => each.kind === 'number' && each.hedge === 'exact' && each.value !== null,
  );
  return counts.flatMap((part, index) => {
    const next = counts[index + 1];
    const isPart = next !== undefined && ofTheWhole.test(text.slice(part.end, next.start));
    const whole = isPart ? next : ofThem.test(text.slice(part.end)) ? counts[index - 1] : undefined;
    const [a, b] = [part.value, whole?.value];
    if (a === null || b === undefined || b === null || b <= 0 || a > b) return [];
    return [told('ratio', new Decimal(a).div(b).times(100).toNumber(), text, 0)];
  });
}

function told(kind: 'change' | 'ratio', value: number, text: string, start: number): Assertion {
  return {
    ...blank,
    precision: 0,
    kind,
    value,
    text,
    start,
    end: start + text.length,
    dimension: 'percent',
  };
}

import type { Reason } from '../finding.js';
import { printed } from './compare-figures.js';
import type { Comparison } from './comparison.js';
import type { Figure } from './figure.js';
import { haveOwnWords, reason } from './rule.js';
import type { Side } from './side.js';
import { rootOf } from './words.js';

const all = (figures: readonly Figure[]) => figures.map(printed).join(', ');

/** No number fits both figures, and nothing tells that they measure different things. */
export function figuresApart(comparison: Comparison): readonly Reason[] | null {
  const pair = comparison.figures.pairs.find(({ relation }) => relation === 'apart');
  // one match has one score, whatever verb tells it
  if (pair === undefined || (haveOwnWords(comparison) && pair.a.dimension !== 'score')) return null;
  return reason('figures-apart', 'No figure fits both claims.', printed(pair.a), printed(pair.b));
}

/** "A dollar costs 385 tenge", "a tenge costs 385 dollars". */
export function turnedRate({ a, b, figures }: Comparison): readonly Reason[] | null {
  const [one, other] = [figures.leftA.find(isMoney), figures.leftB.find(isMoney)];
  if (one === undefined || other === undefined || one.value !== other.value) return null;
  if (!names(b, one) || !names(a, other)) return null;
  return reason('rate-turned-round', 'The two currencies have changed places.', printed(one), printed(other));
}

const isMoney = ({ dimension }: Figure) => dimension.startsWith('money:');

/** Whether the other claim speaks of the figure's currency outside its figures. */
function names({ items }: Side, { text }: Figure): boolean {
  const currency = rootOf(text.split(' ').at(-1)?.toLowerCase() ?? '');
  return items.some(({ word }) => word.stem === currency);
}

/** Three million euros are not three million dollars. */
export function otherCurrency(comparison: Comparison): readonly Reason[] | null {
  const { figures } = comparison;
  const [one, other] = [figures.leftA.find(isMoney), figures.leftB.find(isMoney)];
  if (one?.value == null || one.value !== other?.value || haveOwnWords(comparison)) return null;
  return reason(
    'other-currency',
    'The same figure is given in two currencies.',
    printed(one),
    printed(other),
  );
}

/** Each claim has a figure that nothing in the other measures. */
export function otherMeasure({ figures: { leftA, leftB } }: Comparison): readonly Reason[] | null {
  if (leftA.length === 0 || leftB.length === 0) return null;
  return reason('other-measure', 'The figures measure different things.', all(leftA), all(leftB));
}

/** Rounding or hedge differs; both may be true. */
export function figuresOverlapping({ figures }: Comparison): readonly Reason[] | null {
  const pair = figures.pairs.find(({ relation }) => relation === 'overlapping');
  if (pair === undefined) return null;
  const message = 'The figures differ in rounding or hedge and may both be true.';
  return reason('figures-overlap', message, printed(pair.a), printed(pair.b));
}

import type { Assertion } from '../claim/assertion.js';
import { contentWords } from '../claim/words.js';

/** What of a series decides whether an assertion may be tested against it. */
export interface Bindable {
  readonly id: string;
  readonly title: string;
  readonly dimension: Assertion['dimension'];
  readonly currency: string | null;
}

/** Kinds that figures by period can settle. */
const tested: readonly Assertion['kind'][] = ['level', 'change', 'target'];

/**
 * The series to test an assertion against, or null: its title must name all that the assertion measures, in the same
 * dimension and currency, and the places it names must be those of the text. A proposal for `stet check`, where the reader
 * chose the series for the article; in the ledger people bind.
 */
export function proposeSeries<T extends Bindable>(
  assertion: Assertion,
  article: string,
  series: readonly T[],
): T | null {
  if (!tested.includes(assertion.kind) || assertion.measure.length === 0) return null;
  return (
    series.find(
      (each) => fits(assertion, each) && names(each.title).every((name) => article.includes(name)),
    ) ?? null
  );
}

function fits(assertion: Assertion, series: Bindable): boolean {
  const words = new Set(contentWords(series.title));
  if (!assertion.measure.every((word) => words.has(word))) return false;
  if (assertion.kind === 'change' && assertion.dimension === 'percent') return true;
  return (
    assertion.dimension === series.dimension &&
    (assertion.currency === null || assertion.currency === series.currency)
  );
}

/** Capitalised words that do not begin the title. */
function names(title: string): string[] {
  return [...title.matchAll(/(?<=\S\s+)\p{Lu}\p{L}+/gu)]
    .map(([name]) => name)
    .filter((name) => name !== name.toUpperCase());
}

import type { Assertion } from './assertion.js';
import type { ReadingContext } from './period.js';
import type { Period, Quantity } from './quantity-types.js';
import { statement } from './statement.js';

/** What can be tested of a text, in the order of the text; at least one assertion. */
export function assertionsOf(
  text: string,
  _quantities: readonly Quantity[],
  _periods: readonly Period[],
  _context: ReadingContext,
): Assertion[] {
  return [statement(text)];
}

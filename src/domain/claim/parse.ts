import { assertionsOf } from './assertions.js';
import type { Assertion } from './assertion.js';
import { findPeriods, type ReadingContext } from './period.js';
import { findQuantities } from './quantity.js';
import type { Period, Quantity } from './quantity-types.js';
import { statement } from './statement.js';

export interface ParseContext extends ReadingContext {
  /** BCP 47; the grammar is English, a text in another language stays one statement. */
  readonly language?: string | undefined;
}

export interface ParsedClaim {
  readonly quantities: readonly Quantity[];
  readonly periods: readonly Period[];
  readonly assertions: readonly Assertion[];
}

/** Reads a claim: its figures, its periods and what can be tested of it. Any string is read; nothing throws. */
export function parseClaim(text: string, context: ParseContext): ParsedClaim {
  if (!isEnglish(context.language)) return { quantities: [], periods: [], assertions: [statement(text)] };
  const periods = findPeriods(text, context);
  const quantities = findQuantities(text, periods);
  return { quantities, periods, assertions: assertionsOf(text, quantities, periods) };
}

const isEnglish = (language: string | undefined) =>
  language === undefined || /^en(?:$|[-_])/iu.test(language);

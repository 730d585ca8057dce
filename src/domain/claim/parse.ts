import { assertionsOf } from './assertions.js';
import type { Assertion } from './assertion.js';
import { readLanguage, type ReadLanguage } from './language.js';
import type { HedgeWidths } from './hedges.js';
import { findPeriods, type ReadingContext } from './period.js';
import { findQuantities } from './quantity.js';
import type { Period, Quantity } from './quantity-types.js';
import { statement } from './statement.js';

export interface ParseContext extends ReadingContext {
  /** BCP 47; English when not given. A text in a language without a grammar stays one statement. */
  readonly language?: string | undefined;
  /** How wide "almost" and "about" are read; the table of hedges.ts when not given. */
  readonly widths?: HedgeWidths;
}

export interface ParsedClaim {
  readonly quantities: readonly Quantity[];
  readonly periods: readonly Period[];
  readonly assertions: readonly Assertion[];
  /** Why nothing was read but one statement; null where the text was read. */
  readonly unread: 'language-not-supported' | null;
}

type Read = (text: string, context: ParseContext) => Omit<ParsedClaim, 'unread'>;

/** A grammar per language; a second one brings tables of its own. */
const grammars: Readonly<Record<ReadLanguage, Read>> = { en: readEnglish };

/** Reads a claim: its figures, its periods and what can be tested of it. Any string is read; nothing throws. */
export function parseClaim(text: string, context: ParseContext): ParsedClaim {
  const language = readLanguage(text, context.language);
  if (language !== null) return { ...grammars[language](text, context), unread: null };
  return { quantities: [], periods: [], assertions: [statement(text)], unread: 'language-not-supported' };
}

function readEnglish(text: string, context: ParseContext): Omit<ParsedClaim, 'unread'> {
  const periods = findPeriods(text, context);
  const quantities = findQuantities(
    text,
    periods,
    context.widths === undefined ? undefined : { widths: context.widths },
  );
  return { quantities, periods, assertions: assertionsOf(text, quantities, periods) };
}

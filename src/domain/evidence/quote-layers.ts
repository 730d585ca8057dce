import type { ApproximateSearch } from './likely-places.js';
import { quoteMatcher } from './quote-match.js';
import type { QuoteMatch, QuoteSelector } from './quote-match.js';

/** What extraction made of a page: its main text, and the captions and tables it left out. */
export interface LayeredText {
  readonly text: string;
  readonly otherText?: string | null;
}

export type LayeredMatch = QuoteMatch & Required<Pick<QuoteMatch, 'layer' | 'passage'>>;

/**
 * `matchQuote` over both texts of a page, each folded once for all quotations. The main text answers unless the other has
 * a better state (exact before reworded before changed before gone). `layer` says which one did, and `start`, `end` and
 * `passage` are of that one; all are null when the passage is gone.
 */
export function layeredMatcher(
  { text, otherText }: LayeredText,
  approximate: ApproximateSearch,
): (selector: QuoteSelector) => LayeredMatch {
  const main = quoteMatcher(text, approximate);
  const other = otherText ? quoteMatcher(otherText, approximate) : null;
  return (selector) => {
    const match = main(selector);
    const second = match.state === 'exact' || other === null ? null : other(selector);
    return second !== null && rank[second.state] > rank[match.state]
      ? inLayer(second, 'other', otherText ?? '')
      : inLayer(match, 'main', text);
  };
}

const rank: Readonly<Record<QuoteMatch['state'], number>> = { exact: 3, reworded: 2, changed: 1, gone: 0 };

function inLayer(match: QuoteMatch, layer: 'main' | 'other', text: string): LayeredMatch {
  const { start, end } = match;
  if (start === null || end === null) return { ...match, layer: null, passage: null };
  return { ...match, layer, passage: text.slice(start, end) };
}

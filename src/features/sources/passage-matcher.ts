import { quoteMatcher } from '../../domain/evidence/quote-match.js';
import type { QuoteMatch, QuoteSelector } from '../../domain/evidence/quote-match.js';
import type { PassageMatch, PassageMatcher } from '../../domain/source/drift.js';
import { approximate } from '../../platform/approximate.js';

const rank: Readonly<Record<QuoteMatch['state'], number>> = { exact: 3, reworded: 2, changed: 1, gone: 0 };

/**
 * Looks passages up in a page: in the main text and, where they do not stand there word for word, in the rest of it. Each text
 * is prepared once, when it is first asked for.
 */
export function passageMatcher(page: {
  readonly text: string;
  readonly otherText: string | null;
}): PassageMatcher {
  const main = lazyMatcher(page.text);
  const other = lazyMatcher(page.otherText ?? '');
  return (selector) => {
    const match = inLayer('main', page.text, main(selector));
    if (match.state === 'exact' || page.otherText === null) return match;
    const beside = inLayer('other', page.otherText, other(selector));
    return rank[beside.state] > rank[match.state] ? beside : match;
  };
}

function lazyMatcher(text: string): (selector: QuoteSelector) => QuoteMatch {
  let matcher: ReturnType<typeof quoteMatcher> | null = null;
  return (selector) => (matcher ??= quoteMatcher(text, approximate))(selector);
}

function inLayer(layer: 'main' | 'other', text: string, match: QuoteMatch): PassageMatch {
  const { state, start, end, changes } = match;
  if (start === null || end === null) return { state, layer: null, passage: null, changes };
  return { state, layer, passage: text.slice(start, end), changes };
}

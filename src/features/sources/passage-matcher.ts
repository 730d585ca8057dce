import { layeredMatcher } from '../../domain/evidence/quote-layers.js';
import type { LayeredText } from '../../domain/evidence/quote-layers.js';
import type { PassageMatch, PassageMatcher } from '../../domain/source/drift.js';
import { approximate } from '../../platform/approximate.js';

/**
 * Looks passages up in both texts of a page, which are prepared once, when the first passage is asked for; the passage that
 * thousands of claims cite is looked up once.
 */
export function passageMatcher(page: LayeredText): PassageMatcher {
  const found = new Map<string, PassageMatch>();
  let matcher: PassageMatcher | null = null;
  return (selector) => {
    const key = JSON.stringify([selector.exact, selector.prefix, selector.suffix]);
    const known = found.get(key);
    if (known !== undefined) return known;
    const match = (matcher ??= layeredMatcher(page, approximate))(selector);
    found.set(key, match);
    return match;
  };
}

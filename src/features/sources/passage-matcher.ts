import { layeredMatcher } from '../../domain/evidence/quote-layers.js';
import type { LayeredText } from '../../domain/evidence/quote-layers.js';
import type { PassageMatcher } from '../../domain/source/drift.js';
import { approximate } from '../../platform/approximate.js';

/** Looks passages up in both texts of a page, which are prepared once, when the first passage is asked for. */
export function passageMatcher(page: LayeredText): PassageMatcher {
  let matcher: PassageMatcher | null = null;
  return (selector) => (matcher ??= layeredMatcher(page, approximate))(selector);
}

import type { Reason } from '../finding.js';
import { parseClaim, type ParseContext } from './parse.js';
import type { Span } from './quantity-types.js';
import { splitSentences } from './sentences.js';
import { checkworthy, worth } from './worth.js';

export interface ExtractedClaim extends Span {
  /** How worth checking, 0 to 1. */
  readonly score: number;
  readonly reasons: readonly Reason[];
}

/** Every sentence of the text with its place, score and the reasons for it. */
export function extractClaims(text: string, context: ParseContext): readonly ExtractedClaim[] {
  return splitSentences(text).map((span) => ({ ...span, ...scored(span.text, context) }));
}

/** The sentences worth checking, each once: a headline that stands twice is one claim. */
export function offered(text: string, context: ParseContext): readonly ExtractedClaim[] {
  const seen = new Set<string>();
  return extractClaims(text, context).filter((claim) => {
    const folded = fold(claim.text);
    if (claim.score < checkworthy || seen.has(folded)) return false;
    seen.add(folded);
    return true;
  });
}

/** The score of one sentence. */
export function scored(sentence: string, context: ParseContext): Pick<ExtractedClaim, 'score' | 'reasons'> {
  return worth(sentence, parseClaim(sentence, context));
}

const fold = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim();

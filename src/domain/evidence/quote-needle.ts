import { fold } from './fold-text.js';

/** A W3C TextQuoteSelector, with the offset where the words once stood. */
export interface QuoteSelector {
  readonly exact: string;
  readonly prefix?: string | null;
  readonly suffix?: string | null;
  readonly start?: number | null;
}

/** A folded quotation: the words, and what stood around them. */
export interface Needle {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  /** The part of the prefix on the quotation's own line ("Deaths: "), '' when the quotation began a line. */
  readonly lineBefore: string;
  /** The part of the suffix on the quotation's own line; null when the quotation ended a line. */
  readonly lineAfter: string | null;
  /** Offset in the folded text, null when not given. */
  readonly start: number | null;
}

/** What stands farther off says no more about where a quotation stood, and comparing it costs the square of its length. */
const reach = 256;

/** The quotation as it is looked for. Of the surroundings only the 256 units nearest to it count. */
export function needleOf(selector: QuoteSelector): Needle {
  const prefix = (selector.prefix ?? '').slice(-reach);
  const suffix = (selector.suffix ?? '').slice(0, reach);
  const after = suffix.split(lineBreak);
  return {
    exact: folded(selector.exact),
    prefix: folded(prefix),
    suffix: folded(suffix),
    lineBefore: folded(prefix.split(lineBreak).at(-1) ?? ''),
    lineAfter: after.length > 1 && after[0]?.trim() === '' ? null : folded(after[0] ?? ''),
    // The fold shortens a text by little: an offset of the original is near enough to break ties.
    start: selector.start ?? null,
  };
}

const lineBreak = /[\n\r\u2028\u2029]+/;

function folded(text: string): string {
  return fold(text).text.trim();
}

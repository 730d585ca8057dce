import type { CorrectionNotice } from '../../domain/source/correction-notice.js';
import type { PageKind } from '../../domain/source/page-kind.js';

/** What was read out of a document. */
export interface ExtractedText {
  /** Main text; a line ends where a block ends. */
  readonly text: string;
  /** What else the document shows (captions, tables, headline, running heads): where a quotation is looked for second. */
  readonly otherText: string;
  readonly title: string | null;
  readonly byline: string | null;
  /** YYYY-MM-DD as the document writes it. */
  readonly publishedOn: string | null;
  /** YYYY-MM-DD as the document writes it: when it was last changed. */
  readonly modifiedOn: string | null;
  /** BCP 47. */
  readonly language: string | null;
  /** The address the page gives for itself, absolute; it is the page's word and may lie. */
  readonly canonical: string | null;
  /** Who publishes it by its linked data, else the name of the site. */
  readonly publisher: string | null;
  readonly siteName: string | null;
  /** What the page says it corrected of itself. */
  readonly correction: CorrectionNotice | null;
  /** Whether it is the page asked for, or something shown in its place. Documents other than HTML are pages. */
  readonly kind: PageKind;
  /** For a PDF the offset in `text` (UTF-16 code units) where each page begins; else null. */
  readonly pages: readonly number[] | null;
  /** Whether text was cut off at `textLimit`. */
  readonly isTruncated: boolean;
  /** Program and version, joined with "+". */
  readonly extractor: string;
  /** `no-text-layer`: a scan; nothing can be said of what it holds. `unsupported`: not a text document we can read. */
  readonly state: 'ok' | 'no-text-layer' | 'unsupported';
}

/** Most characters kept of `text` and of `otherText` each: the length of four long books; what is more is no source. */
export const textLimit = 2_000_000;

/** A document of which nothing is known but its state. */
export function emptyText(extractor: string, state: ExtractedText['state'], text = ''): ExtractedText {
  return {
    text: text.slice(0, textLimit),
    otherText: '',
    title: null,
    byline: null,
    publishedOn: null,
    modifiedOn: null,
    language: null,
    canonical: null,
    publisher: null,
    siteName: null,
    correction: null,
    kind: 'page',
    pages: null,
    isTruncated: text.length > textLimit,
    extractor,
    state,
  };
}

/** What was read out of a document. */
export interface ExtractedText {
  /** Main text; a line ends where a block ends. */
  readonly text: string;
  /** What else the page shows (captions, tables, headline): where a quotation is looked for second. */
  readonly otherText: string;
  readonly title: string | null;
  readonly byline: string | null;
  /** YYYY-MM-DD as the document writes it. */
  readonly publishedOn: string | null;
  /** BCP 47. */
  readonly language: string | null;
  readonly siteName: string | null;
  /** Program and version, joined with "+". */
  readonly extractor: string;
  /** `no-text-layer`: a scan; nothing can be said of what it holds. `unsupported`: not a text document we can read. */
  readonly state: 'ok' | 'no-text-layer' | 'unsupported';
}

/** A document of which nothing is known but its state. */
export function emptyText(extractor: string, state: ExtractedText['state'], text = ''): ExtractedText {
  const unknown = { title: null, byline: null, publishedOn: null, language: null, siteName: null };
  return { text, otherText: '', ...unknown, extractor, state };
}

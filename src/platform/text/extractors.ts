/** Names and pins of what made a text: a change of extractor must not look like a change of the page. */
export const htmlExtractor = 'readability/0.6.0+linkedom/0.18.15+stet/2';
export const pdfExtractor = 'unpdf/1.7.0+stet/2';
export const plainExtractor = 'text/1';

/** Whether a text by this extractor would be read the same way now; if not, an unchanged document has to be read anew. */
export const isCurrentExtractor = (extractor: string): boolean =>
  [htmlExtractor, pdfExtractor, plainExtractor].includes(extractor);

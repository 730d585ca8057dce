/** What became of a cited passage (TextQuoteSelector): see `QuoteMatch`. */
export type PassageState = 'exact' | 'reworded' | 'changed' | 'gone';

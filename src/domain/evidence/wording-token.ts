/** A word or figure of a folded text. */
export interface Token {
  /** As written. */
  readonly text: string;
  /** Lower case, without ending: what is compared. */
  readonly stem: string;
  readonly start: number;
  readonly end: number;
  /** Canonical value: `1234.5`, `3th`, `1/2`, `2x`; null for a word. */
  readonly figure: string | null;
  readonly unit: string | null;
  /** Full lower-case name of a month or weekday. */
  readonly date: string | null;
  /** First word of a sentence: its capital says nothing. */
  readonly isInitial: boolean;
}

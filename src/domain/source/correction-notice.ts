/** What a source says it corrected of itself. */
export interface CorrectionNotice {
  readonly text: string;
  /** YYYY-MM-DD of the correction as the notice writes it, else null. */
  readonly on: string | null;
}

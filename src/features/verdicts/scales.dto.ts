type Expectation = 'supported' | 'refuted' | 'conflicting';

export class RatingView {
  /** What POST /v1/claims/{id}/verdicts takes as ratingId. */
  id!: string;
  /** A short name that stays when the label is reworded. */
  code!: string;
  label!: string;
  /** Place on the truth axis, 5 is true; null for a rating off it. */
  numericValue!: number | null;
  /** The assessment consistent with it; any other challenges the verdict. Null: no assessment does. */
  expects!: Expectation | null;
  /** Place in the list. */
  position!: number;
}

export class ScaleView {
  id!: string;
  code!: string;
  label!: string;
  ratings!: RatingView[];
}

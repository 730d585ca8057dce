import type { Label } from '../finding.js';

/** The assessment label that agrees with a rating; null where the machine's label says nothing for or against it. */
export type RatingExpectation = 'supported' | 'refuted' | 'conflicting' | null;

export interface Rating {
  readonly code: string;
  readonly label: string;
  /** Place on the truth axis, 5 is true; null when the rating is off it. */
  readonly numericValue: number | null;
  readonly expects: RatingExpectation;
  /** `#rrggbb`. */
  readonly colour: string;
}

export interface RatingScale {
  readonly code: string;
  readonly name: string;
  readonly ratings: readonly Rating[];
}

/** Whether an assessment agrees with a verdict's rating. `not-enough-evidence` never disagrees: silence is no contradiction. */
export function isConsistent(expects: RatingExpectation, label: Label): boolean {
  return expects === null || label === 'not-enough-evidence' || label === expects;
}

/**
 * The scale of a new ledger. `half-true` expects nothing: it is what people say of a claim of which one part holds and another
 * does not, and the weighing calls such a claim `refuted` (one part), `conflicting` (sources differ) or, where the fault lies
 * in what was left out, `supported`. None of them is news against it; a changed passage is.
 */
export const defaultScale: RatingScale = {
  code: 'truth-5',
  name: 'Five steps of truth',
  ratings: [
    { code: 'true', label: 'True', numericValue: 5, expects: 'supported', colour: '#1a7f37' },
    { code: 'mostly-true', label: 'Mostly true', numericValue: 4, expects: 'supported', colour: '#5a9e3a' },
    { code: 'half-true', label: 'Half true', numericValue: 3, expects: null, colour: '#b08800' },
    { code: 'mostly-false', label: 'Mostly false', numericValue: 2, expects: 'refuted', colour: '#d4691f' },
    { code: 'false', label: 'False', numericValue: 1, expects: 'refuted', colour: '#c93c37' },
    { code: 'unproven', label: 'Unproven', numericValue: null, expects: null, colour: '#6e7781' },
    {
      code: 'missing-context',
      label: 'Missing context',
      numericValue: null,
      expects: null,
      colour: '#8250df',
    },
    { code: 'satire', label: 'Satire', numericValue: null, expects: null, colour: '#0969da' },
    { code: 'outdated', label: 'Outdated', numericValue: null, expects: null, colour: '#57606a' },
  ],
};

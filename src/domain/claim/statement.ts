import type { Assertion } from './assertion.js';
import { contentWords } from './words.js';

/** The assertion of a text that says nothing a machine can reckon with. */
export function statement(text: string): Assertion {
  const start = text.length - text.trimStart().length;
  const trimmed = text.trim();
  return {
    ...blank,
    kind: 'statement',
    text: trimmed,
    start,
    end: start + trimmed.length,
    measure: contentWords(trimmed),
  };
}

/** An assertion with nothing said yet. */
export const blank = {
  dimension: null,
  value: null,
  low: null,
  high: null,
  lowInclusive: null,
  highInclusive: null,
  hedge: 'exact',
  precision: null,
  unit: null,
  currency: null,
  subject: null,
  names: [],
  measure: [],
  direction: null,
  period: null,
  baseline: null,
  basis: null,
  isNegated: false,
  attribution: null,
  dueOn: null,
} as const satisfies Omit<Assertion, 'kind' | 'text' | 'start' | 'end'>;

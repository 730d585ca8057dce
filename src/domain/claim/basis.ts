/** What a change is counted against: the same stretch a year before, or the stretch right before. */
export const basisNames = ['year-on-year', 'quarter-on-quarter', 'month-on-month'] as const;
export type Basis = (typeof basisNames)[number];

/** The words that state a basis, and how many months back the baseline lies. */
const bases: readonly { readonly basis: Basis; readonly months: number; readonly pattern: RegExp }[] = [
  {
    basis: 'quarter-on-quarter',
    months: 3,
    pattern:
      /\b(?:quarter[- ](?:on|over)[- ]quarter|q\/q|qoq|on the quarter|quarterly (?:rate|growth|rise|fall)|(?:from|on|than in|compared with|over) the (?:previous|prior|preceding) quarter|(?:a|one) quarter earlier)\b/iu,
  },
  {
    basis: 'month-on-month',
    months: 1,
    pattern:
      /\b(?:month[- ](?:on|over)[- ]month|m\/m|mom|on the month|monthly (?:rate|growth|rise|fall)|(?:from|on|than in|compared with|over) the (?:previous|prior|preceding) month|(?:a|one) month earlier)\b/iu,
  },
  {
    basis: 'year-on-year',
    months: 12,
    pattern:
      /\b(?:year[- ](?:on|over)[- ]year|y\/y|yoy|on the year|annual (?:rate|growth|rise|fall|inflation)|annually|(?:from|on|than in|than|compared with|over) (?:the (?:previous|prior|preceding) year|a year (?:earlier|ago|before))|(?:a|one) year earlier|(?:same|corresponding) (?:period|quarter|month|half) (?:of )?(?:last year|a year (?:earlier|ago)|the (?:previous|preceding|prior) year))\b/iu,
  },
];

/** The basis that a clause states, or null; never guessed. */
export function basisOf(text: string): Basis | null {
  return bases.find(({ pattern }) => pattern.test(text))?.basis ?? null;
}

/** How many months before its period a change counts from: as its clause says, else the year before. */
export function monthsBack(text: string): number {
  return bases.find(({ pattern }) => pattern.test(text))?.months ?? 12;
}

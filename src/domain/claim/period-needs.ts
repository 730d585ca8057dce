/** What must stand in a text for a form of period to be found in it: a look that costs next to nothing before the patterns are tried. */
export type PeriodNeed =
  'fiscal' | 'FY' | 'half' | 'H' | 'month' | 'months' | 'quarter' | 'Q' | 'relative-day' | 'unit' | 'year';

interface Texts {
  readonly text: string;
  readonly lower: string;
}

const anyOf =
  (...words: readonly string[]) =>
  ({ lower }: Texts) =>
    words.some((word) => lower.includes(word));
const matches =
  (pattern: RegExp) =>
  ({ text }: Texts) =>
    pattern.test(text);

const tests: Readonly<Record<PeriodNeed, (texts: Texts) => boolean>> = {
  fiscal: anyOf('fiscal', 'financial', 'tax'),
  FY: ({ text }) => text.includes('FY'),
  half: anyOf('half'),
  H: matches(/H[12]/u),
  month: matches(/Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec/u),
  months: anyOf('months', 'year'),
  quarter: anyOf('quarter'),
  Q: matches(/Q[1-4]/u),
  'relative-day': anyOf('yesterday', 'today', 'tonight', 'tomorrow'),
  unit: anyOf('year', 'month', 'week', 'day', 'quarter', 'decade'),
  year: matches(/[12]\d{3}/u),
};

/** Answers what the text has; each need is looked for once. */
export function needsOf(text: string): (need: PeriodNeed) => boolean {
  const texts: Texts = { text, lower: text.toLowerCase() };
  const known = new Map<PeriodNeed, boolean>();
  return (need) => {
    const before = known.get(need);
    if (before !== undefined) return before;
    const has = tests[need](texts);
    known.set(need, has);
    return has;
  };
}

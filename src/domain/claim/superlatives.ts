import type { Clause } from './clauses.js';
import type { Span } from './quantity-types.js';

/** First of its kind: ranks without an ordinal. "Most" and "least" alone are amounts, "best" with a verb is an adverb. */
const adjectives =
  'largest|biggest|highest|lowest|smallest|longest|shortest|tallest|deepest|oldest|youngest|fastest|slowest|strongest|weakest|richest|poorest|' +
  'hottest|coldest|warmest|wettest|driest|worst|best|deadliest|bloodiest|heaviest|busiest|cheapest|steepest|sharpest|greatest|fewest|closest|' +
  'most (?:expensive|populous|popular|visited|common|frequent|dangerous|productive|successful|valuable|corrupt|polluted)';

/** The article or owner makes it a claim to be first; "one of the largest" claims less, "at best" nothing. */
const superlative = new RegExp(
  `(?:\\b(?:the|its|their|his|her|our|my|a|an)|['’]s)(?: (?:single|world['’]s|country['’]s|nation['’]s|all-time|ever|very))? (?:${adjectives})\\b`,
  'giu',
);
const record = /\b(?:a|an|the|its|their|his|her) (?:new |all-time )?record (?:high|low|number|level|\d)/giu;
const claimsLess =
  /\b(?:one|some|two|three|four|five|many|several|most) of (?:the )?$|\bamong (?:the )?$|\bat (?:the )?$/iu;

/** Where a clause claims that something comes first: "the largest since 2008", "a record 3,000". Not where an ordinal says which. */
export function superlativeOf(clause: Clause): Span | null {
  const found = [...clause.text.matchAll(superlative), ...clause.text.matchAll(record)].find(
    (match) => !claimsLess.test(clause.text.slice(0, match.index)),
  );
  if (found === undefined) return null;
  const isRanked = clause.quantities.some(({ kind }) => kind === 'ordinal');
  const start = clause.start + found.index;
  return isRanked ? null : { text: found[0], start, end: start + found[0].length };
}

import type { Reason } from '../finding.js';
import type { Comparison } from './comparison.js';
import { reason, sameThing } from './rule.js';

/** Who is ahead of whom, turned round: both cannot be. */
export function turnedContest({ sides, a, b, time, coverage }: Comparison): readonly Reason[] | null {
  const { pair, relation } = sides;
  if (relation !== 'turned' || pair === null || pair[0].kind !== 'contest' || coverage < sameThing)
    return null;
  if (a.polarity.isNegative !== b.polarity.isNegative || time === 'apart') return null;
  const message = 'The two sides have changed places, and only one of them can be ahead.';
  return reason('sides-turned-round', message, pair[0].word.text, pair[1].word.text);
}

/** Who does it to whom, turned round: both may have happened. */
export function turnedAct({ sides }: Comparison): readonly Reason[] | null {
  const { pair, relation } = sides;
  if (relation !== 'turned' || pair === null) return null;
  const message = 'Who does it to whom has changed places; both may have happened.';
  return reason('other-direction-of-act', message, pair[0].word.text, pair[1].word.text);
}

/** One contest, two winners. */
export function twoWinners({ sides, a, b, time }: Comparison): readonly Reason[] | null {
  const { pair, relation } = sides;
  if (relation !== 'other-first' || pair === null || time === 'apart' || time === 'crossing') return null;
  if (a.polarity.isNegative || b.polarity.isNegative) return null;
  const named = (keys: readonly string[]) =>
    keys
      .filter((key) => key.startsWith('@'))
      .map((key) => key.slice(1))
      .join(' ');
  const message = 'One contest has one winner, and the claims name different ones.';
  return reason('two-winners', message, named(pair[0].first), named(pair[1].first));
}

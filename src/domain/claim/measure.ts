import { sameOfYear, saysNoMeasure } from './change-words.js';
import type { Clause } from './clauses.js';
import { contentWords } from './words.js';

/**
 * What a clause measures: its content words without figures, periods, words of change and of speech. A clause without a
 * subject takes the measure of the one before and adds its own words.
 */
export function measureOf(clause: Clause, before: readonly string[]): string[] {
  const own = contentWords(bareText(clause)).filter((word) => !saysNoMeasure(word));
  const words = clause.isDependent ? [...before, ...own] : own;
  return [...new Set(words.length > 0 ? words : before)];
}

/** "For comparison, …", "Meanwhile, …": set before the sentence, part of no measure. */
const leadIn =
  /^(?:for comparison|by comparison|by contrast|in contrast|in addition|in total|in all|for example|for instance|as a result|at the same time|meanwhile|however|moreover|overall|also|besides|according to [^,]{1,80}|by the way)\s*,\s*/iu;
/** "The ministry said that …": the speaker is not what is measured. */
const saidThat =
  /^[^,]{1,90}?\b(?:said|says|announced|reported|noted|claims?|claimed|stated|states|told \p{L}+(?: \p{L}+)?|shows?|showed|estimates?|estimated|found|believes?|argues?|argued)(?: (?:on|in) \ufffc)?(?: that)? (?!to\b|of\b|on\b|in\b|by\b|an?\b|the number)/iu;
/** "It was not by chance that …" */
const cleft = /^it (?:is|was) (?:not |no )?[^,\ufffc]{1,40}? that /iu;
/** What a clause hangs behind its figure as a reason or in spite of what is not measured. */
const adjunct =
  /\ufffc[^\ufffc]{0,3}\s(?:regardless of|despite|in spite of|because|due to|thanks to|amid|as part of)\b[^\ufffc]*$/iu;
const attribution =
  /,\s*(?:according to|said|says|the (?:\p{L}+ ){1,4}said|he said|she said|they said|data from|figures from|official figures)\b.*$/iu;

function bareText(clause: Clause): string {
  let text = '';
  let at = clause.start;
  const found = [...clause.quantities, ...clause.periods].sort((a, b) => a.start - b.start);
  for (const { start, end } of found) {
    if (start < at || end > clause.end) continue;
    text += `${clause.text.slice(at - clause.start, start - clause.start)}\ufffc`;
    at = end;
  }
  text += clause.text.slice(at - clause.start);
  const led = text.replace(leadIn, '').replace(sameOfYear, '');
  return led.replace(cleft, '').replace(saidThat, '').replace(attribution, '').replace(adjunct, '');
}

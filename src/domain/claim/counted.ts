import type { Amount } from './amount.js';
import { isHyphenAt, isWordAt, lowerAt, type Token } from './tokens.js';

/** "one" as a pronoun is no figure; "one million", "one tonne" and "one appeal" are. */
export function isCounted(tokens: readonly Token[], amount: Amount): boolean {
  const { at, next } = amount;
  if (amount.hasMark || next - at !== 1 || lowerAt(tokens, at) !== 'one') return true;
  const before = lowerAt(tokens, at - 1);
  if (pointing.test(before) || (before === 'only' && lowerAt(tokens, at - 2) === 'the')) return false;
  if (isHyphenAt(tokens, next)) return false;
  return isWordAt(tokens, next)
    ? !afterPronoun.test(lowerAt(tokens, next))
    : at === 0 || counting.test(before);
}

const pointing = /^(?:no|the|this|that|which|each|every|any|another|some|anyone|other|these|those|is)$/u;
const counting = /^(?:than|least|most|to|by|of)$/u;
const afterPronoun =
  /^(?:of|should|must|can|could|may|might|would|will|who|whose|that|which|another|is|was|has|had|does|did|day|thing|in|to|by|for|from|with|on|at|as|and|you|i|we|they|he|she|it|where|when|after|such|side|hand|ought|needs|wants|knows|cannot|more)$/u;

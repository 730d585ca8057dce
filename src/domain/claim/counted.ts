import type { Amount } from './amount.js';
import { lowerAt, type Token, wordsBefore } from './tokens.js';

/** "one" as a pronoun, "a" and the like are no figures; "one million", "one tonne" and "one appeal" are. */
export function isCounted(tokens: readonly Token[], amount: Amount): boolean {
  const { at, next } = amount;
  if (amount.hasMark || next - at !== 1 || lowerAt(tokens, at) !== 'one') return true;
  const [last, before] = [wordsBefore(tokens, at, 1)[0] ?? '', wordsBefore(tokens, at, 2)[0] ?? ''];
  if (
    /^(?:no|the|this|that|which|each|every|any|another|some|anyone|other|only|these|those|is)$/u.test(last) &&
    !(last === 'only' && before !== 'the')
  )
    return false;
  const after = tokens[next];
  if (after === undefined || after.kind === 'symbol')
    return (
      at === 0 ||
      /^(?:than|least|most|to|by|of|to)$/u.test(last) ||
      /^(?:minus|negative)$/u.test(lowerAt(tokens, at - 1))
    );
  if (/^[-‐]$/u.test(after.text)) return false;
  return !/^(?:of|should|must|can|could|may|might|would|will|who|whose|that|which|another|is|was|has|had|does|did|day|thing|in|to|by|for|from|with|on|at|as|and|you|i|we|they|he|she|it|where|when|after|such|side|hand|might|ought|needs|wants|knows|cannot|more)$/u.test(
    after.lower,
  );
}

import type { Clause } from './clauses.js';
import type { Quantity } from './quantity-types.js';

/** Whether a figure asserts something of its own; "the two countries" and "two years ago" only point. */
export function isAsserted(text: string, clause: Clause, quantity: Quantity): boolean {
  const before = text.slice(Math.max(clause.start, quantity.start - 24), quantity.start);
  const after = text.slice(quantity.end, quantity.end + 24);
  // "first president Anna Moss" is a title, no order
  if (quantity.kind === 'ordinal')
    return !/^\s+\p{Ll}+\s+\p{Lu}/u.test(after) && !isOneOfSeveral.test(before);
  if (quantity.kind === 'number') return !isPointing(quantity, before);
  if (quantity.kind === 'measure' && isTime(quantity)) return !isAdverbial(clause, quantity, before, after);
  // "A 31-year-old driver was fined" tells who, not how old
  return (
    quantity.kind !== 'age' ||
    quantity.hedge !== 'exact' ||
    !quantity.text.includes('-') ||
    clause.quantities.length === 1
  );
}

/** "one of the first presidents" gives no place in an order. */
const isOneOfSeveral = /\b(?:(?:one|some|two|three|many|several) of|among) (?:the|its|their|his|her)\s$/iu;

const pointing =
  /\b(?:the|both|these|those|other|its|their|his|her|our|your|all|between|among|every|each|of the|of|one of)\s$/iu;

function isPointing({ value, hedge, text, unit }: Quantity, before: string): boolean {
  if (hedge !== 'exact' || unit !== null || value === null) return false;
  if (/^one$/iu.test(text)) return true;
  const isSmall = Number.isInteger(value) && value > 0 && value < 20;
  return (
    (isSmall && pointing.test(before)) ||
    (/\b(?:of the|of its|of their|of)\s$/iu.test(before) &&
      Number.isInteger(value) &&
      value < 1e5 &&
      /\b(?:of the|of its|of their)\s$/iu.test(before))
  );
}

const isTime = ({ unit }: Quantity) =>
  /^(?:second|minute|hour|day|week|month|year|decade|century|fortnight)$/u.test(unit ?? '');

/** "for nine years", "two weeks later": says when or how long, unless nothing else in the clause is counted. */
function isAdverbial(clause: Clause, quantity: Quantity, before: string, after: string): boolean {
  if (/^\s*(?:ago|later|earlier|before|after|early|late|behind|ahead)\b/iu.test(after)) return true;
  const isSet =
    /\b(?:for|in|within|after|over|during|every|about|than|of|to|the|next|past|last|a|an)\s$/iu.test(before);
  return isSet && clause.quantities.length > 1;
}

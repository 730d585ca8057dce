import type { Clause } from './clauses.js';
import type { Quantity } from './quantity-types.js';
import { contentWords } from './words.js';

/** Between the members of a list: ", ", " and ", ", and ". */
const joint = /^,?\s(?:and\s)?$/iu;

/** Whether a figure only goes on a list that the one before it began: "2.1%, 1.2% and 0.8%". */
export function goesOn(text: string, before: Quantity | undefined, quantity: Quantity): boolean {
  return before?.kind === quantity.kind && joint.test(text.slice(before.end, quantity.start));
}

/** What one figure of a list is about, where as many names stand in the clause as figures in the list. */
export interface Paired {
  readonly names: readonly string[];
  readonly measure: readonly string[];
}

/**
 * "In Germany, France and Italy, prices rose by 2.1%, 1.2% and 0.8%": each figure with its own name, in order. Null where the
 * figures are no list of the names' length.
 */
export function pairedWith(
  text: string,
  clause: Clause,
  quantity: Quantity,
  names: readonly string[],
  measure: readonly string[],
): Paired | null {
  const list = listOf(text, clause.quantities, quantity);
  const own = names[list.indexOf(quantity)];
  if (list.length < 2 || list.length !== names.length || own === undefined) return null;
  const others = new Set(names.filter((name) => name !== own).flatMap((name) => contentWords(name)));
  for (const word of contentWords(own)) others.delete(word);
  return { names: [own], measure: measure.filter((word) => !others.has(word)) };
}

function listOf(text: string, quantities: readonly Quantity[], member: Quantity): Quantity[] {
  const at = quantities.indexOf(member);
  let [first, last] = [at, at];
  for (
    let one = quantities[first];
    one !== undefined && goesOn(text, quantities[first - 1], one);
    one = quantities[first]
  )
    first -= 1;
  for (
    let next = quantities[last + 1];
    next !== undefined && goesOn(text, quantities[last], next);
    next = quantities[last + 1]
  )
    last += 1;
  return quantities.slice(first, last + 1);
}

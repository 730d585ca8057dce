/** "not", "never", "failed to": what turns a clause round. */
const negation =
  /\b(?:not|never|neither|nor|cannot|without|no one|nobody|nothing|none|failed to|fails to)\b|\p{L}n['’]t\b|\bno (?!(?:fewer|less|more|later|earlier|sooner|longer than|\d|doubt))\p{L}/iu;

/** These only look like one: hedges ("not more than", "no fewer than") and ties ("not only … but also"). */
const hedgeNotNegation =
  /\b(?:not (?:more|less|fewer|later|earlier|over|under|exceed(?:ing)?|only|just|least|to mention|until|yet)|no (?:more|less|fewer|later|earlier|doubt)|(?:may|must|can|could|should) ?not exceed|not quite)\b/giu;

/** The text without hedges that only look like a negation. */
export const withoutHedgeNegation = (text: string): string => text.replace(hedgeNotNegation, ' ');

/** "It was not by chance that …" denies the chance, not what follows. */
const cleft = /\bit (?:is|was) (?:not|no) [^,;]{1,40}? that\b/giu;

/** Whether a clause denies what it says; a hedge ("no more than") denies nothing. */
export function isNegated(text: string): boolean {
  return negation.test(withoutHedgeNegation(text).replace(cleft, ' '));
}

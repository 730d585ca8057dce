import { isChangeVerb } from './change-words.js';

/** Words that begin the predicate of a clause. */
const finite = new Set(
  (
    'is are was were be been has have had do does did will would shall should can could may might must cannot ' +
    'reached reaches reach hit hits exceeded exceeds exceed totalled totaled totals total stood stands stand amounted amounts averaged averages numbered numbers topped tops surpassed surpasses ' +
    'accounted accounts made makes make took takes gave gives won wins lost loses held holds came comes went goes saw sees got gets left leaves led leads met meets kept keeps ' +
    'paid pays spent spends sold sells bought buys built builds sent sends brought brings became becomes began begins wrote writes ran runs cost costs earned earns weighs weighed lies lay lives ' +
    'doubled doubles tripled trebled quadrupled halved remained remains opened closed signed visited killed employs employed produces consumes generates receives received covers spans measures contains comprises consists said says'
  ).split(' '),
);

/** Nouns as well: the verb only where no other stands before the first figure. */
const alsoNouns = new Set(
  'exports imports visits costs runs lives leads hits tops falls rises gains drops cuts increases decreases declines jumps surges plans aims reports claims stands reach total sells weighs measures'.split(
    ' ',
  ),
);

/** Behind these an -ed word is no verb of the clause: "the increased share", "their planned visit". */
const beforeAdjective =
  /^(?:the|a|an|its|his|her|their|our|of|in|for|with|by|most|more|less|newly|recently|and|or|to|so-called|all|no|some|many|other|these|those|this|that|each|every)$/iu;

/** Set before the subject: "In 2018, …", "For comparison, …". */
const leadIn =
  /^(?:(?:in|on|at|by|since|during|after|before|between|for|over|from|as|until|meanwhile|however|overall|also|moreover|nationwide|globally|last|this|next|according|compared|despite|under|with)\b[^,]{0,80},\s*|(?:and|but|while|whereas|although|though|that|so|yet)\s+)/iu;
/** "In Germany, France and Italy, …" */
const listIn = /^(?:In|Across|Among|For) [^,]{0,80}(?:, \p{Lu}[^,]{0,40}){0,8},? and \p{Lu}[^,]{0,40},\s*/u;
const saidThat =
  /^[^,;:]{2,90}? (?:said|says|announced|announces|reported|reports|noted|stated|states|claimed|claims|estimates|estimated|showed|shows|show|found|confirmed)(?: (?:on|in) [^,]{1,20})?(?:,)? that\s+/iu;

/**
 * Who or what a clause is about: the words before its first finite verb, as written. Null where the clause has no subject of
 * its own or none can be told. A phrase, not an analysis: "The number of visitors from China" stays whole.
 */
export function subjectOf(clause: { readonly text: string }): string | null {
  let text = clause.text.replace(saidThat, '').replace(listIn, '');
  for (let round = 0; round < 3 && leadIn.test(text); round += 1) text = text.replace(leadIn, '');
  const words = [...text.slice(0, 400).matchAll(/[^\s,;:]+/gu)];
  const figure = words.findIndex((match, index) => index > 0 && /\d/u.test(match[0]));
  const head = figure < 0 ? words : words.slice(0, figure);
  const verbs = words.filter((match, index) => index > 0 && isVerb(match[0], words[index - 1]?.[0] ?? ''));
  const isPlain = (match: RegExpExecArray) => !alsoNouns.has(match[0].toLowerCase());
  const verb = verbs.find((match) => head.includes(match) && isPlain(match)) ?? verbs[0];
  if (verb === undefined) return null;
  const phrase = text
    .slice(0, verb.index)
    .replace(/[\s,;:–—-]+$/u, '')
    .replace(/^["'“‘(]+/u, '')
    .trim();
  return /\p{L}/u.test(phrase) && phrase.length <= 200 ? phrase : null;
}

/** Whether the clause can stand by itself: it has a subject and a verb. */
export const hasSubject = (text: string): boolean => subjectOf({ text }) !== null;

function isVerb(word: string, before: string): boolean {
  const lower = word
    .toLowerCase()
    .replace(/n['’]t$/u, '')
    .replace(/[.!?"”’)]+$/u, '');
  if (finite.has(lower) || alsoNouns.has(lower)) return true;
  if (beforeAdjective.test(before)) return false;
  return (
    isChangeVerb(lower) || (/^\p{Ll}{2,}ed$/u.test(lower) && !/(?:eed|hundred|sacred|kindred)$/u.test(lower))
  );
}

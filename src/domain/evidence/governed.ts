import { rootOf } from './saying/root.js';

/** "to WORD": a verb in the plain form, with the word that governs it. */
const infinitives = /(?<![\p{L}\p{M}])([\p{L}’'-]{1,30}) to (?:be |have |have been )?(\p{L}{2,30})/giu;

/** A form in -ing with the word or two before it. */
const gerunds = /(?<![\p{L}\p{M}])(?:([\p{L}’'-]{1,30}) )?([\p{L}’'-]{1,30}) (\p{L}{1,27}ing)(?!\p{L})/giu;

/** After these the act was done: they say how it came to it. Denials of the act are read as negations elsewhere. */
const doing =
  /^(?:manag(?:e[sd]?|ing)|w[eo]nt|go(?:es|ing)?|continu(?:e[sd]?|ing)|beg[aiu]n(?:s|ning)?|start(?:s|ed|ing)?|proceed(?:s|ed|ing)?|vot(?:e[sd]?|ing)|help(?:s|ed|ing)?|fail(?:s|ed|ing)?|refus(?:e[sd]?|ing)|declin(?:e[sd]?|ing)|forc(?:e[sd]?|ing)|ceas(?:e[sd]?|ing)|used|us(?:e[sd]?|ing)|on|first|second|third|last|only|one|people|appear(?:s|ed)?|able|woman|man|country|person|president|leader)$/iu;

/** "convicted of killing", "without killing": the act itself, or one beside it. */
const done =
  /^(?:convict(?:s|ed)|guilty|sentenced|jailed|imprisoned|fined|punished|executed|succeed(?:s|ed)|capable|result(?:s|ed)|admit(?:s|ted))$/iu;

/** Before a form in -ing these leave open, or deny, that it was done. */
const barring =
  /^(?:of|from|against|about|with|for|to|in|avoid(?:s|ed)?|delay(?:s|ed)?|stop(?:s|ped)?|consider(?:s|ed)?|suggest(?:s|ed)?|propos(?:e[sd]?)|oppos(?:e[sd]?)|discuss(?:es|ed)?|mull(?:s|ed)?|risk(?:s|ed)?|resist(?:s|ed)?|prevent(?:s|ed)?|halt(?:s|ed)?|suspend(?:s|ed)?|postpon(?:e[sd]?)|recommend(?:s|ed)?|contemplat(?:e[sd]?)|favou?r(?:s|ed)?|justif(?:y|ies|ied)|ceas(?:e[sd]?))$/iu;

/** "for" and "in" before a form in -ing leave it open only after these. */
const doubting =
  /^(?:blamed|blames?|investigated|suspected|sought|wanted|responsible|charged|interest(?:ed)?)$/iu;

/** Takes back or stands against what the noun behind it names: "lifted the ban". */
const undoing =
  /\b(?:lift(?:s|ed|ing)?|eas(?:es?|ed|ing)|drop(?:s|ped|ping)?|scrap(?:s|ped|ping)?|revers(?:es?|ed|ing)|overturn(?:s|ed|ing)?|revok(?:es?|ed|ing)|end(?:s|ed|ing)?|oppos(?:es?|ed|ing)|reject(?:s|ed|ing)?|propos(?:es?|ed|ing)|delay(?:s|ed|ing)?|postpon(?:es?|ed|ing)|averted|avert(?:s|ing)?|avoid(?:s|ed|ing)?|threaten(?:s|ed|ing)?|seek(?:s|ing)?|sought|consider(?:s|ed|ing)?|discuss(?:es|ed|ing)?) (?:the |its |their |an? |his |her |any )?(\p{L}{2,30})/giu;

/**
 * Whether a passage has a verb of the claim only under another that leaves open whether it was done: "threatened to resign",
 * "accused of taking", "lifted the ban". A few governing verbs say that it was done ("managed to").
 */
export function isOnlyGoverned(claim: string, passage: string): boolean {
  const forms = verbForms(claim);
  const isOf = (word: string) => forms.has(rootOf(word.toLowerCase())) && !has(claim, word);
  return isInfinitive(isOf, passage) || isGerund(isOf, passage) || isUndone(isOf, passage);
}

function isInfinitive(isOf: (word: string) => boolean, passage: string): boolean {
  return [...passage.matchAll(infinitives)].some(
    ([match, governor = '', verb = '']) =>
      /^\p{Ll}/u.test(verb) && isOf(verb) && !doing.test(governor) && !/-to /u.test(match),
  );
}

function isGerund(isOf: (word: string) => boolean, passage: string): boolean {
  return [...passage.matchAll(gerunds)].some(([, head = '', governor = '', verb = '']) => {
    if (!isOf(verb) || !barring.test(governor) || done.test(head)) return false;
    return !/^(?:for|in)$/iu.test(governor) || doubting.test(head);
  });
}

function isUndone(isOf: (word: string) => boolean, passage: string): boolean {
  return [...passage.matchAll(undoing)].some(([, noun = '']) => isOf(noun));
}

/** The roots of the words of a claim that are, or may be, verbs in a finite form or the name of the act. */
function verbForms(claim: string): ReadonlySet<string> {
  const words = claim.match(/\p{Ll}[\p{L}\p{M}]+/gu) ?? [];
  return new Set(words.map((word) => rootOf(word)));
}

function has(claim: string, word: string): boolean {
  return new RegExp(`(?<![\\p{L}\\p{M}])${word}(?![\\p{L}\\p{M}])`, 'iu').test(claim);
}

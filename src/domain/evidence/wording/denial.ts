import type { Cover, TitledPassage } from './cover.js';
import { saysSame } from './likeness.js';
import { negations, type Word } from './read-words.js';

/** A claim that denies what a passage says, or says what a passage denies. */
export interface Denial {
  readonly by: 'claim' | 'passage';
  /** The word that is denied. */
  readonly denied: Word;
  readonly passage: TitledPassage;
}

/** Words that deny without a negation of their own: "went undefeated", "lacks a court". */
const denying =
  /\b(?:un(?!i|der|til|cle|to)\w{4,}|in(?:active|complete|correct|dependent|valid)|lack(?:s|ed|ing)?|absen(?:t|ce)|only|cannot|n['’]t|non-?\w*|sole(?:ly)?|except|rather than|instead|rarely|hardly|fail\w*|refus\w*|declin\w*|reject\w*|prevent\w*|den(?:y|ied|ies)|without|despite|although|however)\b/iu;

/** Finds where one side says "not" of what the other side says plainly. */
export function denialIn(cover: Cover): Denial | null {
  return deniedByClaim(cover) ?? deniedByPassage(cover);
}

/** The claim has "not", "never", "failed to"; the passages, which speak of the denied thing, deny nothing. */
function deniedByClaim({ claim, passages, places }: Cover): Denial | null {
  const at = claim.findIndex(
    (word, index) => negations.has(word.folded) && claim[index + 1]?.folded !== 'only',
  );
  const isDenying = (passage: TitledPassage) =>
    denying.test(passage.text) || passage.words.some((word) => negations.has(word.folded));
  if (at < 0 || passages.some(isDenying)) return null;
  const [negation, ...behind] = claim.slice(at);
  const scope = behind
    .filter((word) => word.clause === negation?.clause && word.form !== 'figure')
    .slice(0, 3);
  for (const denied of scope) {
    const index = passages.findIndex((_, each) => (places[each]?.[claim.indexOf(denied)]?.length ?? 0) > 0);
    const passage = passages[index];
    if (passage) return { by: 'claim', denied, passage };
  }
  return null;
}

/** A passage has "never played" where the claim, which denies nothing, has "played", and no other passage says it plainly. */
function deniedByPassage(cover: Cover): Denial | null {
  if (cover.claim.some((word) => negations.has(word.folded))) return null;
  for (const [index, passage] of cover.passages.entries()) {
    for (const next of deniedWords(passage)) {
      const denied = cover.claim.find(
        (each, at) => saysSame(each, next) && isOnlyHere(cover, index, at) && next.form === 'word',
      );
      if (denied) return { by: 'passage', denied, passage };
    }
  }
  return null;
}

/** The words right behind a negation; "little or no" denies only half. */
function deniedWords({ words }: TitledPassage): Word[] {
  return words.filter((word, at) => {
    const negation = words[at - 1];
    const isDenied = negation !== undefined && negations.has(negation.folded);
    return isDenied && negation.clause === word.clause && negation.before.at(-1) !== 'or';
  });
}

function isOnlyHere({ places }: Cover, index: number, at: number): boolean {
  const said = places.reduce((sum, each) => sum + (each[at]?.length ?? 0), 0);
  return said === 1 && places[index]?.[at]?.length === 1;
}

/** The languages whose claims are read; each with tables of its own. */
export type ReadLanguage = 'en';

/** In English at least this share of the letters is Latin; names in another script are few. */
const leastLatin = 0.5;

const foreignLetter = /(?!\p{Script=Latin})\p{L}/u;

/**
 * The language whose grammar reads a text, or null where Stet has none for it. `language` is a BCP 47 tag as recorded; without
 * one, or where it says English, a text written mostly in another script is not read as English.
 */
export function readLanguage(text: string, language: string | undefined): ReadLanguage | null {
  if (language !== undefined && !/^en(?:$|[-_])/iu.test(language)) return null;
  return !foreignLetter.test(text) || latinShare(text) >= leastLatin ? 'en' : null;
}

/** The head of a text tells; a long one is not walked through for it. */
function latinShare(text: string): number {
  const letters = text.slice(0, 2000).match(/\p{L}/gu) ?? [];
  return letters.filter((letter) => !foreignLetter.test(letter)).length / Math.max(1, letters.length);
}

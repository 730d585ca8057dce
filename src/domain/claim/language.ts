/** The languages whose claims are read; each with tables of its own. */
export type ReadLanguage = 'en';

/** In English at least this share of the letters is Latin; names in another script are few. */
const leastLatin = 0.5;

const foreignLetter = /(?!\p{Script=Latin})\p{L}/u;

/**
 * The language whose grammar reads a text, or null where Stet has none for it. `language` is a BCP 47 tag as recorded; English is the
 * default there, so that it is not believed of a text in another script or in the small words of another language.
 */
export function readLanguage(text: string, language: string | undefined): ReadLanguage | null {
  if (language !== undefined && !/^en(?:$|[-_])/iu.test(language)) return null;
  if (foreignLetter.test(text) && latinShare(text) < leastLatin) return null;
  return isOtherLatin(text) ? null : 'en';
}

const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Words of English that no sentence is long without, and that stand in no other language as often. */
const english = wordSet(
  'the of and to is are was were has have had by with from that will for at its it than as this not be been or who which after their his her said more about over between since up out would in on',
);
/** Words that are no English: one is enough where no English word stands beside it. Those spelled like English ones ("die", "pour", "met") are left out. */
const others = wordSet(
  'das und ist sind wurde wird für mit nicht um auf zum zur im prozent les des une dans est été aux sont los las una por fue más según para gli della nel sono che dei het een niet zijn werd och att som med på är procent się jest dla oraz wzrósł ve bir ile için yüzde não uma foi são dos em ya za katika na',
);
/** Also parts of names ("Rio de Janeiro"): they count only together. */
const particles = wordSet('de la le el en di da al del du do se il der van von un');

/** Whether a text in Latin letters is plainly another language than English: by its small words. */
function isOtherLatin(text: string): boolean {
  const words = text.slice(0, 2000).match(/(?<!\p{L})\p{L}+(?!\p{L})/gu) ?? [];
  const count = (set: ReadonlySet<string>) => words.filter((word) => set.has(word)).length;
  const [foreign, own] = [count(others), count(english)];
  if (own === 0) return foreign > 0 || count(particles) > 1;
  return foreign > 1 && foreign + count(particles) > own;
}

/** The head of a text tells; a long one is not walked through for it. */
function latinShare(text: string): number {
  const letters = text.slice(0, 2000).match(/\p{L}/gu) ?? [];
  return letters.filter((letter) => !foreignLetter.test(letter)).length / Math.max(1, letters.length);
}

import type { TitledPassage } from './cover.js';
import { saysSame } from './likeness.js';
import type { Word } from './read-words.js';

/** Above this share, by number, the names of a title name something the claim speaks of; at this very share ("Toft" for "Mira Toft", but also "Lodra" for "Lodra Canal") the passage must share words with the claim too. */
const titleShare = 0.5;

/** So many different names of the claim in one passage, and it speaks of the same thing whatever its title. */
const enoughNames = 3;

/** From this share of its words on, and so many of them, a passage says what the claim says. */
const ownShare = 0.6;
const ownWords = 4;

/**
 * The passages that bear on the claim at all: their page's title is (mostly) named in the claim, several of the claim's names stand in
 * them, or most of their words are the claim's; and all others of a page of which one does. A year or a common word is no bond.
 */
export function relevant(passages: readonly TitledPassage[], claim: readonly Word[]): TitledPassage[] {
  const isBond = bondsWith(claim);
  const pages = new Set(passages.filter(isBond).map(pageOf));
  return passages.filter((each) => pages.has(pageOf(each)));
}

const pageOf = ({ title }: TitledPassage) => title.map(({ folded }) => folded).join(' ');

function bondsWith(claim: readonly Word[]): (passage: TitledPassage) => boolean {
  const isClaimed = (word: Word) => claim.some((each) => saysSame(each, word));
  return ({ title, words }) => {
    const shared = words.filter(isClaimed);
    const named = namedShare(title, isClaimed);
    if (named > titleShare || (named === titleShare && shared.length >= ownWords)) return true;
    const own = new Set(shared.filter((word) => word.form === 'name').map(({ root }) => root));
    return own.size >= enoughNames || (shared.length >= ownWords && shared.length / words.length >= ownShare);
  };
}

/** The share of a title's names, or words where it has none, that the claim has; what stands behind a bracket or comma only tells it from others. */
function namedShare(title: readonly Word[], isClaimed: (word: Word) => boolean): number {
  const head = title.filter(({ clause }) => clause === title[0]?.clause);
  const names = head.filter(({ form }) => form === 'name');
  const bonds = names.length > 0 ? names : head.filter(({ form }) => form === 'word');
  return bonds.length === 0 ? 0 : bonds.filter(isClaimed).length / bonds.length;
}

import type { TitledPassage } from './cover.js';
import { saysSame } from './likeness.js';
import type { Word } from './read-words.js';

/** From this share on, by number, the names of a title name something the claim speaks of; at this very share the last of them must be one ("Harry Kane" for "Kane"). */
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
    const names = title.filter((word) => word.form === 'name');
    const bonds = names.length > 0 ? names : title.filter((word) => word.form === 'word');
    if (isNamed(bonds, isClaimed)) return true;
    const shared = words.filter(isClaimed);
    const own = new Set(shared.filter((word) => word.form === 'name').map(({ root }) => root));
    return own.size >= enoughNames || (shared.length >= ownWords && shared.length / words.length >= ownShare);
  };
}

function isNamed(bonds: readonly Word[], isClaimed: (word: Word) => boolean): boolean {
  const [share, last] = [bonds.filter(isClaimed).length / bonds.length, bonds.at(-1)];
  return share > titleShare || (share === titleShare && last !== undefined && isClaimed(last));
}

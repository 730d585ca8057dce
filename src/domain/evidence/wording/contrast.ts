import type { Cover, TitledPassage } from './cover.js';
import { frameOf } from './frame.js';
import { respectOf, saysSame, type Respect } from './likeness.js';
import { negations, type Word } from './read-words.js';

/** A word of the claim that no passage has, and the word that a passage has in its place. */
export interface Contrast {
  readonly respect: Respect;
  readonly claimed: Word;
  readonly seen: Word;
  readonly passage: TitledPassage;
  /** How much the same the surroundings are (`frameOf`). */
  readonly frame: number;
  /** Share by number of the other words of the claim's clause that this passage, or its title, has; 1 where there is no other. */
  readonly clauseShare: number;
  /** The words before, or behind, both say the same. */
  readonly isAdjacent: boolean;
  /** The same preposition or article stands before both. */
  readonly isSameWay: boolean;
  /** A word like what stands behind the one stands behind the other: "British painter", "Finnish painter". */
  readonly isOfSame: boolean;
  /** Both stand in what the claim and the passage say the same subject is. */
  readonly isDefining: boolean;
  /** Dates that have their other parts in common: "1 July 2008", "1 July 2009". */
  readonly isOneDate: boolean;
  /** Both stand right behind the same name: "South Dakota", "South Carolina". */
  readonly isOneName: boolean;
  /** The seen word says something the claim has elsewhere: it may belong to that fact. */
  readonly isUsed: boolean;
}

/** What stands in the passages where the claim has something else, by frame, best first. */
export function contrastsIn(cover: Cover): Contrast[] {
  const found: Contrast[] = [];
  const titles = cover.passages.flatMap(({ title }) => title);
  cover.passages.forEach((passage, index) => {
    const isTold = passage.words.map(
      (word) => word.figure === null && titles.some((each) => saysSame(each, word)),
    );
    cover.claim.forEach((claimed, at) => {
      if (negations.has(claimed.folded) || (cover.covered[at] === true && claimed.figure === null)) return;
      passage.words.forEach((seen, place) => {
        const respect = respectOf(claimed, seen);
        if (respect === null || (cover.covered[at] === true && respect !== 'bound')) return;
        if (isTold[place] === true && respect !== 'place') return;
        found.push(contrastOf(cover, index, at, place, respect));
      });
    });
  });
  return found.sort((a, b) => b.frame - a.frame);
}

function contrastOf(cover: Cover, index: number, at: number, place: number, respect: Respect): Contrast {
  const passage = cover.passages[index] ?? noPassage;
  const [claimed, seen] = [cover.claim[at] ?? noWord, passage.words[place] ?? noWord];
  const places = cover.places[index] ?? [];
  const isBeside = (step: number) => places[at + step]?.includes(place + step) === true;
  return {
    ...{ respect, claimed, seen, passage },
    frame: frameOf({ cover, passage: index, at, place }),
    clauseShare: clauseShareOf(cover, index, at),
    isAdjacent: isBeside(-1) || isBeside(1),
    isSameWay: claimed.before.length > 0 && claimed.before.at(-1) === seen.before.at(-1),
    isOfSame: [1, 2].some((step) => places[at + 1]?.includes(place + step) === true),
    isDefining: claimed.isDefining && seen.isDefining && isOfTitle(cover, passage),
    isOneDate: isOneDate(cover.claim, at, passage.words, place),
    isOneName:
      isBeside(-1) &&
      [claimed, seen].every((word) => word.before.length === 0) &&
      cover.claim[at - 1]?.form === 'name',
    isUsed: places.some((each) => each.includes(place)),
  };
}

const noPassage: TitledPassage = { evidence: 0, text: '', title: [], words: [] };
const noWord: Word = {
  ...{ text: '', folded: '', root: '', form: 'word', figure: null, place: null, life: null },
  ...{ isDefining: false, clause: 0, before: [], start: 0 },
};

function clauseShareOf(cover: Cover, index: number, at: number): number {
  const title = cover.passages[index]?.title ?? [];
  const others = cover.claim.flatMap((word, other) =>
    other !== at && word.clause === cover.claim[at]?.clause ? [{ word, other }] : [],
  );
  const had = others.filter(
    ({ word, other }) =>
      (cover.places[index]?.[other]?.length ?? 0) > 0 || title.some((each) => saysSame(word, each)),
  );
  return others.length === 0 ? 1 : had.length / others.length;
}

/** How many words at the head of a claim name its subject. */
const subjectWords = 8;

/** Whether the claim's subject, before its definition, is what the page of the passage is about. */
function isOfTitle({ claim }: Cover, { title }: TitledPassage): boolean {
  const subject = claim
    .slice(
      0,
      claim.findIndex((word) => word.isDefining),
    )
    .slice(0, subjectWords);
  return title.some((word) => subject.some((each) => each.form === 'name' && saysSame(each, word)));
}

/** Whether two figures are parts of dates, and all parts that both dates have besides are the same, one at least. */
function isOneDate(claim: readonly Word[], at: number, words: readonly Word[], place: number): boolean {
  const [own, other] = [dateAround(claim, at), dateAround(words, place)];
  let common = 0;
  for (const [kind, word] of own) {
    const seen = other.get(kind);
    if (word === claim[at] || !seen) continue;
    if (word.figure?.low !== seen.figure?.low) return false;
    common += 1;
  }
  return common > 0;
}

/** The parts of the date a figure belongs to: neighbours that are a day, a month, a year. */
function dateAround(words: readonly Word[], at: number): ReadonlyMap<string, Word> {
  const parts = new Map<string, Word>();
  const add = (step: number) => {
    for (let index = at; ; index += step) {
      const word = words[index];
      const kind = word?.figure?.kind ?? 'number';
      if (!word || !/^(?:years|month|day)$/.test(kind) || (parts.has(kind) && parts.get(kind) !== word))
        return;
      parts.set(kind, word);
    }
  };
  add(1);
  add(-1);
  return parts;
}

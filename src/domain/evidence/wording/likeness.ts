import { exclusionOf, type Exclusion } from './exclusive.js';
import { areKin, placesExclude } from './kin.js';
import { isMisspelling } from './spelling.js';
import type { Bound, Figure } from './figures.js';
import { negations, type Word } from './read-words.js';

/** Shortest root that counts as the beginning of another ("geograph", "geographer"). */
const shortestBeginning = 5;

/** Whether a word of the passage says what the claim's word says. */
export function saysSame(claimed: Word, seen: Word): boolean {
  if (claimed.figure || seen.figure)
    return claimed.figure !== null && seen.figure !== null && agree(claimed.figure, seen.figure);
  if (claimed.place !== null && seen.place !== null) return claimed.place === seen.place;
  if (claimed.root === seen.root) return true;
  if (exclusionOf(claimed.root, seen.root) !== null) return false;
  return isVariant(claimed, seen) || (negations.has(claimed.folded) && negations.has(seen.folded));
}

/** A word of the same row of synonyms, with another ending, misspelt or shortened to its initial. */
function isVariant(a: Word, b: Word): boolean {
  return (
    areKin(a.root, b.root) ||
    beginsLike(a.root, b.root) ||
    isMisspelling(a.folded, b.folded) ||
    isInitial(a, b) ||
    isInitial(b, a)
  );
}

/** "K." for "Karl", where both are names. */
function isInitial(short: Word, long: Word): boolean {
  const areNames = short.form === 'name' && long.form === 'name';
  return areNames && short.folded.length === 1 && long.folded.startsWith(short.folded);
}

const isAbbreviation = ({ text }: Word) => /^\p{Lu}{2,6}$/u.test(text);

/** From this length on a root is told from any longer one that begins with it only by a lost space ("Florentiusclose"). */
const unmistakable = 9;

function beginsLike(a: string, b: string): boolean {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  const isNear = longer.length - shorter.length <= 4 || shorter.length >= unmistakable;
  return shorter.length >= shortestBeginning && isNear && longer.startsWith(shorter);
}

/**
 * One value and one kind of figure; a plain number agrees with any kind, for "33rd" may be written "33". A span of years agrees with a year in it, not the other way round,
 * a bound ("over 90") with a value that keeps to it and is of its size.
 */
export function agree(claimed: Figure, seen: Figure): boolean {
  if (!isOneKind(claimed, seen)) return false;
  if (areOpposed(claimed.bound, seen.bound)) return false;
  return isWithin(seen, claimed) || (claimed.bound !== undefined && keepsTo(claimed, seen));
}

function isWithin(inner: Figure, outer: Figure): boolean {
  return outer.low <= inner.low && inner.high <= outer.high;
}

/** "less than 50" and "more than 50" are not one figure. */
export function areOpposed(a: Bound | undefined, b: Bound | undefined): boolean {
  return (a === 'over' && b === 'under') || (a === 'under' && b === 'over');
}

/** How far from a stated bound a value may lie and still be what the bound was said of. */
const reach: Readonly<Record<Bound, readonly [number, number]>> = {
  over: [1, 1.5],
  under: [0.67, 1],
  about: [0.9, 1.1],
};

/** Years are not rounded by a tenth: "around 1940" is within five years. */
const aboutYears = 5;

function keepsTo(claimed: Figure, seen: Figure): boolean {
  if (claimed.kind === 'years') {
    const off = seen.low - claimed.low;
    if (claimed.bound === 'about') return Math.abs(off) <= aboutYears;
    return false;
  }
  const [least, most] = reach[claimed.bound ?? 'about'];
  return seen.low >= claimed.low * least && seen.high <= claimed.high * most;
}

function isOneKind(a: Figure, b: Figure): boolean {
  if (a.kind === b.kind) return true;
  const kinds = [a.kind, b.kind];
  if (kinds.includes('month') || kinds.includes('percent')) return false;
  return kinds.includes('number') || (kinds.includes('day') && kinds.includes('ordinal'));
}

/** In what respect a word of the passage stands where the claim has another; null where the two may well both be true. */
export type Respect = Figure['kind'] | 'bound' | 'place' | 'name' | Exclusion;

/** The respect in which two words that do not say the same could be compared. */
export function respectOf(claimed: Word, seen: Word): Respect | null {
  if (claimed.figure && seen.figure) return respectOfFigures(claimed.figure, seen.figure);
  if (claimed.figure || seen.figure) return null;
  if (claimed.place !== null || seen.place !== null) return respectOfPlaces(claimed, seen);
  // a word against a part of a name says nothing: "won", "Defeat Bay"
  if (claimed.form !== seen.form) return null;
  const exclusion = exclusionOf(claimed.root, seen.root);
  // two common words that do not exclude each other: most are two ways to say one thing
  if (exclusion !== null || claimed.form === 'word') return exclusion;
  return isAbbreviation(claimed) === isAbbreviation(seen) ? 'name' : null;
}

/** A country with a country, "in England" with "in India"; a people with a people, "British" with "Finnish"; never one with the other. */
function respectOfPlaces(claimed: Word, seen: Word): Respect | null {
  if (claimed.place === null || seen.place === null || !placesExclude(claimed.place, seen.place)) return null;
  return isPlaceName(claimed) === isPlaceName(seen) ? 'place' : null;
}

/** Whether the word is the place's name and not an adjective made of it. */
export function isPlaceName({ folded, place }: Word): boolean {
  return place !== null && folded.replace(' ', '-') === place;
}

/** Figures further apart than this many times are not two readings of one measure. */
const farApart = 20;

function respectOfFigures(claimed: Figure, seen: Figure): Respect | null {
  if (claimed.kind !== seen.kind) return null;
  if (claimed.low === seen.low && areOpposed(claimed.bound, seen.bound)) return 'bound';
  // "in the 1940s" leaves 1943 open
  if (isWithin(claimed, seen)) return null;
  // "more than 50" does not differ from 200, nor "over 90" from "over 80"
  if (claimed.bound === 'over' && seen.low > claimed.low) return null;
  if (claimed.bound === 'under' && seen.low < claimed.low) return null;
  if (claimed.kind === 'number' && ratioOf(claimed.low, seen.low) > farApart) return null;
  return claimed.kind;
}

function ratioOf(a: number, b: number): number {
  return a === 0 || b === 0 ? Infinity : Math.max(a / b, b / a);
}

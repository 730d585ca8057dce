import { contentWords } from '../claim/words.js';
import type { Tier } from '../finding.js';
import { agencyOf } from './agency-credit.js';

/** A text whose words are to be compared for copying. */
interface Copyable {
  readonly text: string;
}

/** Words in a row that two texts must share to be counted; long enough that stock phrases do not make a copy. */
const shingleWords = 5;

/** From this share of the shorter text's shingles on, one is a copy of the other: a wire story is cut and given a new head, not rewritten. */
const copyShare = 0.5;

/** A text with fewer shingles cannot be told from a coincidence unless it is the same throughout. */
const fewShingles = 4;

/** From this share of the shorter text's telling words on, two texts of one agency tell one story: desks rewrite what they take over. */
const storyShare = 0.5;

/**
 * An origin for each text: copies of one text share one, and so do texts of one story credited to one agency. The origin is `text-<n>` after the first of them, so that it does
 * not depend on the ones that follow.
 */
export function originsOfTexts(texts: readonly Copyable[]): string[] {
  const read = texts.map(({ text }) => ({
    shingles: shinglesOf(text),
    agency: agencyOf(text),
    words: new Set(contentWords(text)),
  }));
  const origins: string[] = [];
  read.forEach((each, index) => {
    const earlier = read
      .slice(0, index)
      .findIndex((other) => isCopy(other.shingles, each.shingles) || isOneStory(other, each));
    origins.push((earlier < 0 ? undefined : origins[earlier]) ?? `text-${index + 1}`);
  });
  return origins;
}

/** What one independent origin says, by its highest tier. */
export interface OriginGroup<F> {
  readonly origin: string;
  readonly tier: Tier;
  readonly findings: readonly F[];
}

const tierOrder: readonly Tier[] = ['primary', 'secondary', 'tertiary'];

/** Findings by origin; an origin counts once, in the highest tier it appears in. */
export function byOrigin<F extends { readonly origin: string; readonly tier: Tier }>(
  findings: readonly F[],
): OriginGroup<F>[] {
  const groups = new Map<string, F[]>();
  for (const each of findings) groups.set(each.origin, [...(groups.get(each.origin) ?? []), each]);
  return [...groups].map(([origin, own]) => ({
    origin,
    findings: own,
    tier: tierOrder.find((tier) => own.some((each) => each.tier === tier)) ?? 'tertiary',
  }));
}

function shinglesOf(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+(?:[.,]\p{N}+)*/gu) ?? [];
  const count = Math.max(1, words.length - shingleWords + 1);
  return new Set(Array.from({ length: count }, (_, i) => words.slice(i, i + shingleWords).join(' ')));
}

interface Told {
  readonly agency: string | null;
  readonly words: ReadonlySet<string>;
}

function isOneStory(a: Told, b: Told): boolean {
  if (a.agency === null || a.agency !== b.agency) return false;
  const shared = [...a.words].filter((word) => b.words.has(word)).length;
  return shared / Math.max(1, Math.min(a.words.size, b.words.size)) >= storyShare;
}

function isCopy(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const smaller = Math.min(a.size, b.size);
  const shared = [...a].filter((shingle) => b.has(shingle)).length;
  return smaller < fewShingles ? shared === smaller && a.size === b.size : shared / smaller >= copyShare;
}

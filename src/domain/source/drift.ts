import type { PassageChange } from './news.js';
import type { Change } from '../evidence/compare-wording.js';
import { figureChanges } from '../evidence/figure-changes.js';
import { fold } from '../evidence/fold-text.js';
import type { QuoteSelector } from '../evidence/quote-match.js';

/** What became of a cited passage (TextQuoteSelector): see `QuoteMatch`. */
export type PassageState = 'exact' | 'reworded' | 'changed' | 'gone';

/** Where a page was found to hold a passage: in its main text or in the rest (captions, tables, asides). */
export type Layer = 'main' | 'other';

/** A passage looked up in a page. */
export interface PassageMatch {
  readonly state: PassageState;
  readonly layer: Layer | null;
  /** What stands there; null when gone. */
  readonly passage: string | null;
  readonly changes: readonly Pick<Change, 'kind' | 'from' | 'to'>[];
}

export type PassageMatcher = (selector: QuoteSelector) => PassageMatch;

export interface CitedPassage {
  readonly citationId: string;
  readonly claimId: string;
  readonly selector: QuoteSelector;
  /** How it read in the newest snapshot before; null when it was never looked up. */
  readonly before: HeldPassage | null;
}

/** How a passage reads, as it is kept. */
export interface HeldPassage {
  readonly state: PassageState;
  readonly layer: Layer | null;
  readonly passage: string | null;
  /** The fetch that found it changed, gone or back; null while it is as it was first seen. */
  readonly fetchId: string | null;
  /** Instant since when it reads so. */
  readonly since: string;
}

export type PassageReading = HeldPassage & { readonly citationId: string };

export interface DriftFacts {
  readonly citations: readonly CitedPassage[];
  /**
   * Looks passages up in the snapshot before; null when there is none. Asked only for what reads otherwise than it is held, and
   * for what was never looked up and has fallen.
   */
  readonly previous: PassageMatcher | null;
  readonly current: PassageMatcher;
  readonly now: string;
  readonly fetchId: string;
}

export interface Drift {
  /** How passages read now, without those that read as before. */
  readonly readings: readonly PassageReading[];
  /** What people are to hear of. */
  readonly changes: readonly PassageChange[];
}

/**
 * What a fetch does to the passages cited of its source. A change is a passage that fell (`changed`, `gone`), came back, or
 * fell otherwise than before; typography never counts (`fold`), nor does other wording with the same facts. What was never
 * looked up and stands, or stood not in the snapshot before either, is a baseline and no change. What is held was told by the
 * rules of its day: where the snapshot before reads as this one does by today's, the page has not changed.
 */
export function driftOf(facts: DriftFacts): Drift {
  const found = facts.citations.map((citation) => driftOfOne(facts, citation));
  return {
    readings: found.flatMap(({ reading }) => reading ?? []),
    changes: found.flatMap(({ change }) => change ?? []),
  };
}

interface Found {
  readonly reading: PassageReading | null;
  readonly change: PassageChange | null;
}

function driftOfOne(facts: DriftFacts, citation: CitedPassage): Found {
  const { before } = citation;
  const now = facts.current(citation.selector);
  if (before === null) return driftOfNew(facts, citation, now);
  if (!readsOtherwise(before, now)) {
    const isMoved = before.layer !== now.layer;
    return { reading: isMoved ? readingOf(citation, now, before.since, before.fetchId) : null, change: null };
  }
  const old = facts.previous === null ? before : facts.previous(citation.selector);
  if (!readsOtherwise(old, now))
    return { reading: readingOf(citation, now, before.since, before.fetchId), change: null };
  return driftFrom(facts, citation, old, now);
}

function driftOfNew(facts: DriftFacts, citation: CitedPassage, now: PassageMatch): Found {
  const old = firstSeen(facts, citation, now);
  if (old === null) return { reading: readingOf(citation, now, facts.now, null), change: null };
  return driftFrom(facts, citation, old, now);
}

function driftFrom(
  facts: DriftFacts,
  citation: CitedPassage,
  old: Pick<PassageMatch, 'state' | 'passage'>,
  now: PassageMatch,
): Found {
  const isChange = hasFallen(old.state) || hasFallen(now.state);
  const fetchId = isChange ? facts.fetchId : (citation.before?.fetchId ?? null);
  return {
    reading: readingOf(citation, now, facts.now, fetchId),
    change: isChange ? changeOf(citation, old, now) : null,
  };
}

export function hasFallen(state: PassageState): boolean {
  return state === 'changed' || state === 'gone';
}

/** Whether a reader would see another text: the state or the words differ, beyond typography. */
export function readsOtherwise(
  one: Pick<PassageMatch, 'state' | 'passage'>,
  other: Pick<PassageMatch, 'state' | 'passage'>,
): boolean {
  return one.state !== other.state || words(one.passage) !== words(other.passage);
}

/** As it stood in the snapshot before; null when that says nothing against a baseline. */
function firstSeen(facts: DriftFacts, { selector }: CitedPassage, now: PassageMatch): PassageMatch | null {
  if (facts.previous === null || !hasFallen(now.state)) return null;
  const before = facts.previous(selector);
  return hasFallen(before.state) ? null : before;
}

function readingOf(
  { citationId }: CitedPassage,
  { state, layer, passage }: PassageMatch,
  since: string,
  fetchId: string | null,
): PassageReading {
  return { citationId, state, layer, passage, since, fetchId };
}

function changeOf(
  { citationId, claimId, selector }: CitedPassage,
  old: Pick<PassageMatch, 'state' | 'passage'>,
  now: PassageMatch,
): PassageChange {
  return {
    ...{ citationId, claimId, cited: selector.exact },
    old: { state: old.state, passage: old.passage },
    new: { state: now.state, passage: now.passage },
    figures: figureChanges(now.changes),
  };
}

function words(passage: string | null): string | null {
  return passage === null ? null : fold(passage).text.trim();
}

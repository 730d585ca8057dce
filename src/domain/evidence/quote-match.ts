import { compareWording, likeness } from './compare-wording.js';
import type { Change, Wording } from './wording-change.js';
import { fold } from './fold-text.js';
import type { FoldedText } from './fold-text.js';
import { likelyPlaces } from './likely-places.js';
import type { ApproximateSearch } from './likely-places.js';
import { edgeChanges } from './quote-edges.js';
import { needleOf } from './quote-needle.js';
import type { Needle, QuoteSelector } from './quote-needle.js';
import { bestPlace, contextScore, exactPlaces, pointedPlace } from './quote-place.js';
import type { Place } from './quote-place.js';
import { tokensOf } from './wording-tokens.js';

export type { QuoteSelector } from './quote-needle.js';

export interface QuoteMatch {
  /** `exact`: stands there; `reworded`: other words, same facts; `changed`: a fact differs; `gone`: no such passage. */
  readonly state: 'exact' | 'reworded' | 'changed' | 'gone';
  /** Where it stands in the original text, UTF-16 units, end exclusive; null when gone. */
  readonly start: number | null;
  readonly end: number | null;
  /** 0..1, for showing only: it never decides between reworded and changed. */
  readonly similarity: number;
  readonly changes: readonly Change[];
  /** Which text of a page answered, where it has several (`layeredMatcher`); null when gone. */
  readonly layer?: 'main' | 'other' | null;
  /** The words that stand there, from the text that answered; null when gone. */
  readonly passage?: string | null;
}

/**
 * Whether a quotation still stands in a text, and if not, what became of it. Typography does not count (`fold`), letter case
 * does. When prefix and suffix point to a place that now says something else, that place answers, even if the same words
 * stand elsewhere too. An ellipsis in the quotation stands for words left out.
 */
export function matchQuote(
  text: string,
  selector: QuoteSelector,
  approximate: ApproximateSearch,
): QuoteMatch {
  return quoteMatcher(text, approximate)(selector);
}

/** `matchQuote` for many quotations of one text: the text is folded and cut into sentences once. */
export function quoteMatcher(
  text: string,
  approximate: ApproximateSearch,
): (selector: QuoteSelector) => QuoteMatch {
  const folded = fold(text);
  const page: Page = {
    folded,
    approximate,
    names: pageNames(folded.text),
  };
  return (selector) => matchOn(page, needleOf(selector));
}

function matchOn(page: Page, needle: Needle): QuoteMatch {
  const { text } = page.folded;
  if (needle.exact === '') return gone(0);
  const exact = bestPlace(text, needle, exactPlaces(text, needle.exact));
  if (exact !== null) return movedAway(page, needle, exact) ?? verbatim(page, needle, exact);
  const parts = needle.exact.split(ellipsis).filter((part) => part.trim() !== '');
  const [only] = parts;
  // "…the road…": left out before and behind, not between.
  if (parts.length === 1 && only !== undefined && only !== needle.exact)
    return matchOn(page, { ...needle, exact: only.trim() });
  return parts.length > 1 && parts.length <= mostParts ? matchParts(page, parts) : matchNear(page, needle);
}

interface Page {
  readonly folded: FoldedText;
  readonly approximate: ApproximateSearch;
  readonly names: Wording['names'];
}

/** With more gaps than this it is no quotation; it is looked for as one passage. */
const mostParts = 32;
const ellipsis = /\s*[[(]?\s*\.\.\.\s*[\])]?\s*/;
/** Below this share of common words a passage is about something else (half of the words, common ones counting little). */
const sameSubject = 0.5;
/** What prefix and suffix together weigh against words in common: a label and its neighbours say which figure was meant. */
const pointedBonus = 0.6;
/** Where prefix and suffix both point to the place, less is asked of the words. */
const sameSubjectInPlace = 0.4;

function matchAt(
  folded: FoldedText,
  place: Place,
  state: QuoteMatch['state'],
  similarity: number,
  changes: readonly Change[],
): QuoteMatch {
  const [start, end] = [folded.toOriginal(place.start), folded.toOriginalEnd(place.end)];
  return { state, start, end, similarity: Math.round(similarity * 1000) / 1000, changes };
}

function gone(similarity: number): QuoteMatch {
  return {
    state: 'gone',
    start: null,
    end: null,
    similarity: Math.round(similarity * 1000) / 1000,
    changes: [],
  };
}

/** The words stand; what came right before them may say otherwise. */
function verbatim(page: Page, needle: Needle, place: Place): QuoteMatch {
  const changes = edgeChanges(page.folded.text, needle, place);
  return matchAt(page.folded, place, changes.length === 0 ? 'exact' : 'changed', 1, changes);
}

/** The words stand, but not where prefix and suffix point to, and there stands a changed version of them. */
function movedAway(page: Page, needle: Needle, exact: Place): QuoteMatch | null {
  const { text } = page.folded;
  if ((contextScore(text, needle, exact) ?? 1) === 1) return null;
  const place = pointedPlace(page.folded, needle, true);
  if (place === null || place.end === place.start) return null;
  const match = judge(page, needle, place, true);
  return match.state === 'changed' ? match : null;
}

function matchNear(page: Page, needle: Needle): QuoteMatch {
  const { text } = page.folded;
  const pointed = pointedPlace(page.folded, needle);
  const candidates = likelyPlaces(page.folded, needle, page.approximate).map((place) => ({
    place,
    isPointed: false,
    score: place.like + 0.3 * (contextScore(text, needle, place) ?? 0),
  }));
  if (pointed !== null && pointed.end > pointed.start) {
    const like = likeness(tokensOf(needle.exact), tokensOf(text.slice(pointed.start, pointed.end)));
    candidates.push({ place: { ...pointed, like }, isPointed: true, score: like + pointedBonus });
  }
  const ranked = candidates.sort((a, b) => b.score - a.score);
  const best = ranked[0];
  return best === undefined ? gone(0) : judge(page, needle, best.place, best.isPointed);
}

function judge(page: Page, needle: Needle, place: Place, isPointed: boolean): QuoteMatch {
  const { text } = page.folded;
  const here = pageNames(needle.exact);
  const names = { has: (word: string) => page.names.has(word) || here.has(word) };
  const quoted = { tokens: tokensOf(needle.exact), names };
  const found = { tokens: tokensOf(text.slice(place.start, place.end)), names };
  const similarity = likeness(quoted.tokens, found.tokens);
  if (similarity < (isPointed ? sameSubjectInPlace : sameSubject)) return gone(similarity);
  const changes = compareWording(quoted, found);
  const state = changes.some((change) => change.kind !== 'word') ? 'changed' : 'reworded';
  return matchAt(page.folded, place, state, similarity, changes);
}

/** Words with a capital inside a sentence: at the beginning of one they are names too. Looked up when asked for. */
function pageNames(text: string): Wording['names'] {
  const known = new Map<string, boolean>();
  return {
    has: (word) => {
      const found = known.get(word) ?? isWrittenAsName(text, word);
      known.set(word, found);
      return found;
    },
  };
}

function isWrittenAsName(text: string, word: string): boolean {
  const written = word.slice(0, 1).toUpperCase() + word.slice(1);
  let at = text.indexOf(` ${written}`);
  for (let tries = 0; at !== -1 && tries < 500; tries += 1) {
    const isWhole = !/[\p{L}\p{M}]/u.test(text[at + 1 + written.length] ?? ' ');
    if (isWhole && /[\p{Ll},;]/u.test(text[at - 1] ?? ' ')) return true;
    at = text.indexOf(` ${written}`, at + 1);
  }
  return false;
}

/** All parts in their order; each part is looked for behind the one before. The worst part tells the state. */
function matchParts(page: Page, parts: readonly string[]): QuoteMatch {
  const exact = exactParts(page.folded.text, parts);
  if (exact !== null) return matchAt(page.folded, exact, 'exact', 1, []);
  const order: readonly QuoteMatch['state'][] = ['exact', 'reworded', 'changed', 'gone'];
  const matches = parts.map((part) => {
    const needle = needleOf({ exact: part });
    const place = bestPlace(page.folded.text, needle, exactPlaces(page.folded.text, part));
    return place === null ? matchNear(page, needle) : matchAt(page.folded, place, 'exact', 1, []);
  });
  const worst = matches.reduce((a, b) => (order.indexOf(b.state) > order.indexOf(a.state) ? b : a));
  const similarity = Math.min(...matches.map((match) => match.similarity));
  if (worst.state === 'gone') return gone(similarity);
  const starts = matches.map((match) => match.start ?? 0);
  const isInOrder = starts.every((start, index) => index === 0 || start > (starts[index - 1] ?? 0));
  return {
    state: worst.state === 'exact' && !isInOrder ? 'changed' : worst.state,
    start: Math.min(...starts),
    end: Math.max(...matches.map((match) => match.end ?? 0)),
    similarity,
    changes: matches.flatMap((match) => match.changes),
  };
}

/** The shortest stretch in which all parts stand one behind the other. */
function exactParts(text: string, parts: readonly string[]): Place | null {
  const [firsts = [], ...rest] = parts.map((part) => exactPlaces(text, part));
  let best: Place | null = null;
  for (const first of firsts) {
    let end: number | null = first.end;
    for (const places of rest) end = end === null ? null : (nextFrom(places, end)?.end ?? null);
    if (end === null) break;
    if (best === null || end - first.start < best.end - best.start) best = { start: first.start, end };
  }
  return best;
}

/** The first of ascending places that does not begin before `from`. */
function nextFrom(places: readonly Place[], from: number): Place | undefined {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.start ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return places[low];
}

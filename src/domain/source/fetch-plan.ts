import { retryAfterFailure } from '../schedule/failure.js';
import { addSeconds, isBefore } from '../schedule/instants.js';
import { jitterOf } from '../schedule/jitter.js';
import { failureClassOf, givenUpCode, isStrike } from './liveness.js';
import type { LivenessState } from './liveness.js';

/** All that a source's next fetch follows from. Instants. */
export interface FetchFacts {
  /** It can be fetched, and a claim cites it. */
  readonly isWatched: boolean;
  /** A fetch that answers a due time is queued or running: it stands for the place, and plans the next one. */
  readonly isOpen: boolean;
  /** A verdict in force that was published within {@link freshDays} leans on it. */
  readonly isFresh: boolean;
  /** It is read from a capture of a web archive, which does not change. */
  readonly isCapture: boolean;
  /** The last fetch, and when it ended. */
  readonly lastFetchId: string;
  readonly lastFetchAt: string;
  /** After that fetch. */
  readonly state: LivenessState;
  /** Successful fetches in a row that brought nothing new. */
  readonly unchanged: number;
  /** The newest due time that has its fetch; no due time comes twice. */
  readonly lastSlotAt: string | null;
  readonly bounds: FetchBounds;
}

/** What an operator sets. */
export interface FetchBounds {
  readonly minHours: number;
  readonly maxDays: number;
  readonly strikeHours: number;
}

export interface NextFetch {
  readonly at: string;
  /** In words. */
  readonly why: string;
}

/** How long a published verdict makes its sources be looked at more often, and how often that is at least. */
export const freshDays = 30;
export const freshHours = 24;

/** Share of the wait by which it is longer or shorter, so that sources cited together are not fetched together for ever. */
const jitterShare = 0.1;

/**
 * When a source is fetched next, and why; null when it has no place in the schedule. The wait begins at `minHours` after a
 * change, doubles with each fetch that brings nothing new and ends at `maxDays`; under a verdict published within 30 days it
 * is a day at most (or `minHours`, if that is longer). After a strike it is one strike gap, so that three take days and not
 * months; what is gone, blocked or unreadable is looked at ever less, from one day or strike gap to `maxDays`; other failures
 * wait minutes, then hours, at most a day. All ± 10 %, but never shorter than a strike gap.
 */
export function nextFetch(facts: FetchFacts): NextFetch | null {
  if (!facts.isWatched || facts.isOpen) return null;
  const { hours, why, after = null } = waitOf(facts);
  const jitter = jitterOf(facts.lastFetchId) * jitterShare;
  const factor = 1 + (after === null ? jitter : Math.abs(jitter));
  const at = addSeconds(after ?? facts.lastFetchAt, hours * factor * 3600);
  const { lastSlotAt } = facts;
  return { at: lastSlotAt === null || isBefore(lastSlotAt, at) ? at : addSeconds(lastSlotAt, 1), why };
}

interface Wait {
  readonly hours: number;
  readonly why: string;
  /** A strike, which it follows by no less; without one it follows the last fetch. */
  readonly after?: string | null;
}

function waitOf(facts: FetchFacts): Wait {
  const { state, bounds } = facts;
  const longest = longestOf(bounds);
  if (state.failures > 0) return afterFailure(state, bounds);
  if (facts.isCapture)
    return {
      hours: longest,
      why: `It is read from a capture of a web archive: again after ${span(longest)}.`,
    };
  const asked = doubled(bounds.minHours, facts.unchanged, longest);
  const quickly = Math.max(bounds.minHours, freshHours);
  const found = facts.unchanged === 0 ? 'It was new or had changed' : nothingNew(facts.unchanged);
  if (facts.isFresh && quickly < asked)
    return { hours: quickly, why: `${found}, but a new verdict leans on it: again after ${span(quickly)}.` };
  return { hours: asked, why: `${found}: again after ${span(asked)}.` };
}

function afterFailure(state: LivenessState, bounds: FetchBounds): Wait {
  const { failures, code, message, liveness, strikes } = state;
  const failed = failureClassOf(code ?? '');
  const gap = Math.max(bounds.strikeHours, 1);
  const cause = message ?? code ?? 'its last fetch failed';
  const longest = longestOf(bounds);
  if (liveness === 'gone') {
    const hours = doubled(gap, Math.max(0, failures - strikes), Math.max(longest, gap));
    return { hours, why: `It is gone (${cause}): looked for again after ${span(hours)}.` };
  }
  if (code !== null && isStrike(code)) {
    const why = `Nothing could be read (${cause}); strike ${strikes} of 3: again after ${span(gap)}.`;
    return { hours: gap, why, after: state.lastStrikeAt };
  }
  if (failed === 'blocked' || failed === 'unreadable') {
    const hours = doubled(Math.max(24, bounds.minHours), failures - 1, longest);
    const what = failed === 'blocked' ? 'It does not let itself be read' : 'It has no text that can be read';
    return { hours, why: `${what} (${cause}): again after ${span(hours)}.` };
  }
  const hours = code === givenUpCode ? 24 : retryAfterFailure(failures) / 3600;
  return { hours, why: `Its last fetch could not be made (${cause}): again after ${span(hours)}.` };
}

function longestOf({ minHours, maxDays }: FetchBounds): number {
  return Math.max(maxDays * 24, minHours);
}

/** 2^30 times the shortest wait is beyond any bound. */
function doubled(hours: number, times: number, longest: number): number {
  return Math.min(hours * 2 ** Math.min(times, 30), longest);
}

function nothingNew(fetches: number): string {
  return `Nothing changed in its last ${fetches === 1 ? 'fetch' : `${fetches} fetches`}`;
}

function span(hours: number): string {
  if (hours < 1) return `${Math.round(hours * 60)} minutes`;
  if (hours < 48) return hours === 1 ? 'an hour' : `${Math.round(hours)} hours`;
  return `${Math.round(hours / 24)} days`;
}

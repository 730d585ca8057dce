/**
 * How alive a source is. `unknown`: not fetched yet; `alive`: its last fetch gave text; `failing`: it lately gave none, which
 * may pass; `gone`: it gave none in three fetches days apart; `blocked`: it is there, but does not let us read (paywall,
 * consent, robots.txt, 401, 403): that says nothing about what it holds; `unreadable`: it answers with something that has no
 * text we can read.
 */
export type Liveness = 'unknown' | 'alive' | 'failing' | 'gone' | 'blocked' | 'unreadable';

/** Why a fetch gave nothing to read. */
export interface FetchFailure {
  /** `http-404`, `soft-404`, `timeout`, `robots-disallowed`, `no-text-layer`, … */
  readonly code: string;
  /** One line for an operator. */
  readonly message: string;
  /** Whether a later try may well succeed: then a check that needed it counts as not made. */
  readonly transient: boolean;
  readonly status: number | null;
}

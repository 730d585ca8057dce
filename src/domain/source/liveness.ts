import { addSeconds, isBefore } from '../schedule/instants.js';

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

/**
 * What a failure says of a source. `absent`: it is not there; `server-error`, `timeout`, `unreachable`: nobody answers as they
 * should; `blocked`, `unreadable`: it is there; `ours`: nothing was learnt of it (its host was busy or cooling, our guard
 * refused the address, the fetch was given up); `other`: an answer that tells neither.
 */
export type FailureClass =
  'absent' | 'server-error' | 'timeout' | 'unreachable' | 'blocked' | 'unreadable' | 'ours' | 'other';

/** Code of a fetch that was given up because its job was dispatched too often without being done. */
export const givenUpCode = 'given-up';

const classes: Readonly<Record<Exclude<FailureClass, 'other'>, readonly string[]>> = {
  absent: ['http-404', 'http-410', 'soft-404', 'parked', 'dns-failed'],
  'server-error': [],
  timeout: ['timeout', 'too-slow', 'http-408'],
  unreachable: ['connect-failed', 'tls-failed', 'network'],
  blocked: [
    ...['http-401', 'http-402', 'http-403', 'http-407', 'http-429', 'http-451'],
    ...['paywall', 'consent', 'challenge', 'robots-disallowed'],
  ],
  unreadable: ['no-text-layer', 'unsupported', 'bad-content-type', 'bad-encoding', 'too-large'],
  ours: [
    ...['host-busy', 'host-cooling', 'aborted', 'robots-unreachable', givenUpCode],
    ...['refused-address', 'refused-url', 'refused-port'],
  ],
};

const classOf = new Map(
  Object.entries(classes).flatMap(([name, codes]) => codes.map((code) => [code, name as FailureClass])),
);

export function failureClassOf(code: string): FailureClass {
  const listed = classOf.get(code);
  if (listed !== undefined) return listed;
  if (/^http-5\d\d$/.test(code)) return 'server-error';
  return code.startsWith('extract-') ? 'unreadable' : 'other';
}

const strikes: readonly FailureClass[] = ['absent', 'server-error', 'timeout', 'unreachable'];

/** Whether a failure of this code counts towards `gone`. */
export function isStrike(code: string): boolean {
  return strikes.includes(failureClassOf(code));
}

/** Failures, days apart, that make a source gone: InternetArchiveBot's number, which spared it most false deaths. */
export const strikesToGone = 3;

/** What is kept of a source's liveness. Instants. */
export interface LivenessState {
  readonly liveness: Liveness;
  /** Since when it is so. */
  readonly since: string;
  readonly strikes: number;
  readonly lastStrikeAt: string | null;
  /** Fetches in a row that gave nothing to read. */
  readonly failures: number;
  readonly code: string | null;
  readonly message: string | null;
}

export interface LivenessRule {
  readonly now: string;
  /** Fewer hours than this after a strike, another failure is none. */
  readonly strikeHours: number;
}

/**
 * The state after one more fetch; `failure` null: it gave text. Whatever gives text is alive and its strikes are forgotten. A
 * gone source stays gone until it gives text; what blocks us or cannot be read is never a strike, nor does it take one back.
 */
export function livenessAfter(
  state: LivenessState,
  failure: Pick<FetchFailure, 'code' | 'message'> | null,
  { now, strikeHours }: LivenessRule,
): LivenessState {
  if (failure === null)
    return {
      ...inState(state, 'alive', now),
      ...{ strikes: 0, lastStrikeAt: null, failures: 0, code: null, message: null },
    };
  const { code, message } = failure;
  const isStruck = state.strikes < strikesToGone && isStrike(code) && mayStrike(state, now, strikeHours);
  const count = state.strikes + (isStruck ? 1 : 0);
  return {
    ...inState(state, afterFailure(state.liveness, failureClassOf(code), count), now),
    ...{ strikes: count, lastStrikeAt: isStruck ? now : state.lastStrikeAt },
    ...{ failures: state.failures + 1, code, message },
  };
}

function mayStrike({ lastStrikeAt }: LivenessState, now: string, strikeHours: number): boolean {
  return lastStrikeAt === null || !isBefore(now, addSeconds(lastStrikeAt, strikeHours * 3600));
}

function afterFailure(before: Liveness, failed: FailureClass, count: number): Liveness {
  if (before === 'gone' || failed === 'ours') return before;
  if (failed === 'blocked' || failed === 'unreadable') return failed;
  return strikes.includes(failed) && count >= strikesToGone ? 'gone' : 'failing';
}

function inState(state: LivenessState, liveness: Liveness, now: string): LivenessState {
  return liveness === state.liveness ? state : { ...state, liveness, since: now };
}

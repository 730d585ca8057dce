/** The product token that robots.txt rules name (RFC 9309 §2.2.1). */
export const robotsToken = 'Stet';

/** robots.txt is parsed up to here (RFC 9309 §2.5 asks for at least 500 KiB). */
export const maxRobotsBytes = 500 * 1024;

const second = 1_000;
const hour = 3_600 * second;
const day = 24 * hour;

/** How long a robots.txt that was answered holds (RFC 9309 §2.4: no longer than a day). */
export const robotsFreshMs = day;

/** After this long without an answer a robots.txt counts as absent (RFC 9309 §2.3.1.4: 30 days). */
export const robotsForgottenMs = 30 * day;

/** A site that asks for more patience than this between two pages is read as asking for this. */
const maxCrawlDelayMs = 60 * second;
/** A host that names a later time is asked again after this. */
const maxRetryAfterMs = day;
const longestCoolDownMs = hour;
/** The first cool-down in gaps between requests: half a minute at one a second. */
const coolDownGaps = 30;

/** @param seconds What robots.txt says; undefined when it says nothing. @returns Milliseconds, 0 to 60,000. */
export function crawlDelayMs(seconds: number | undefined): number {
  if (seconds === undefined || !(seconds > 0)) return 0;
  return Math.min(maxCrawlDelayMs, Math.ceil(seconds * 1_000));
}

/**
 * How long a `Retry-After` asks to wait, in milliseconds, a day at most: seconds or an HTTP date (RFC 9110 §10.2.3); null
 * when it is neither.
 *
 * @param nowMs Machine time.
 */
export function retryAfterMs(value: string | undefined, nowMs: number): number | null {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(maxRetryAfterMs, Number(text) * second);
  const at = httpDate(text);
  return at === null ? null : Math.min(maxRetryAfterMs, Math.max(0, at - nowMs));
}

/** Milliseconds since 1970 of an HTTP date in any of its three forms (RFC 9110 §5.6.7); null when it is none. */
function httpDate(text: string): number | null {
  if (!/^[A-Z][a-z]{2,8},? /.test(text)) return null;
  // Only GMT is right; a server that names another zone is taken at its word.
  const at = Date.parse(/ ([A-Z]{1,5}|[+-]\d{4})$/.test(text) ? text : `${text} GMT`);
  return Number.isNaN(at) ? null : at;
}

/** An answer, as far as it says how its host wants to be treated. */
export interface HostAnswer {
  /** Null when none came. */
  readonly status: number | null;
  readonly retryAfter: string | undefined;
  /** Its clock, as its `Date` header says: a date in Retry-After is meant by it. */
  readonly date?: string | undefined;
}

/** Whether the host asks for fewer requests. */
export const asksForLess = ({ status }: HostAnswer): boolean => status === 429 || status === 503;

/**
 * How long the host is left alone after an answer, in milliseconds: what its `Retry-After` says, else (or where that is over already) thirty
 * gaps, twice that after each further refusal, an hour at most; 0 when it did not ask for less.
 *
 * @param refusals Refusals in a row before this answer.
 */
export function coolDownMs(answer: HostAnswer, refusals: number, gapMs: number, nowMs: number): number {
  if (!asksForLess(answer)) return 0;
  const said = retryAfterMs(answer.retryAfter, httpDate(answer.date ?? '') ?? nowMs);
  // "At once" from a host that has just refused, or a moment that is over, is no time to ask again at.
  if (said !== null && said > 0) return said;
  return Math.min(longestCoolDownMs, coolDownGaps * gapMs * 2 ** Math.min(refusals, 20));
}

/** How long a robots.txt without an answer is not asked for again, in milliseconds: two cool-downs. */
export const robotsUnreachableMs = (gapMs: number): number => 2 * coolDownGaps * gapMs;

/**
 * How long a turn is held unless its holder renews it, in milliseconds: after a crash the host waits so long for nothing. A
 * process that stands still for longer loses its turn, and may call the host beside another when it wakes.
 */
export const leaseMs = 15 * second;

/** How often a holder renews its turn, in milliseconds: three may be missed. */
export const renewMs = 4 * second;

/** A queued fetch that found its host busy comes back after a few gaps, … */
const putBackFloorMs = 200;
/** … and a little later each time, up to so many first waits (5 minutes at a gap of one second). */
const mostWaits = 256;

/**
 * In how many milliseconds a queued fetch whose host was not free is tried again: never before the host can be free, and
 * spread so that those who wait for one host come back one by one.
 *
 * @param takes How often the fetch was taken from the queue, 1 the first time.
 * @param knownMs For how long the host is surely not free.
 * @param random 0 to 1.
 */
export function putBackMs(takes: number, gapMs: number, knownMs: number, random: number): number {
  const spread = (putBackFloorMs + gapMs) * Math.min(mostWaits, Math.max(1, takes));
  return Math.round(knownMs + spread * (0.5 + random / 2));
}

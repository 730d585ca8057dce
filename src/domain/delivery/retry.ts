export interface AttemptOutcome {
  /** Counted from 1. */
  readonly attempt: number;
  /** The HTTP status; null when no answer came (refused, reset, timed out). */
  readonly status: number | null;
  /** The answer's Retry-After, in seconds, where it gave one. */
  readonly retryAfterSeconds?: number | null;
  /** Seconds to wait after the first, second, … failed attempt; one attempt more than it has entries is made. */
  readonly schedule: readonly number[];
  /** In [-1, 1]; stretches or shortens the wait by up to `jitterShare`. */
  readonly jitter: number;
}

export type NextStep =
  | { readonly action: 'done' | 'give-up' | 'disable' }
  | { readonly action: 'retry'; readonly delaySeconds: number };

/** Receivers that failed together must not be called together again. */
export const jitterShare = 0.1;

/** Statuses with which a receiver may ask for a longer wait (RFC 9110 §10.2.3, RFC 6585 §4). */
const slowDown: readonly number[] = [429, 503];

/** "I am gone": the receiver wants no more of it (RFC 9110 §15.5.11; Standard Webhooks says to disable the endpoint). */
const gone = 410;

/** What follows an attempt to deliver. Only 2xx is success: a redirect is not followed, so it delivered nothing. */
export function afterAttempt(outcome: AttemptOutcome): NextStep {
  const { attempt, status, schedule } = outcome;
  if (status !== null && status >= 200 && status < 300) return { action: 'done' };
  if (status === gone) return { action: 'disable' };
  const base = schedule[attempt - 1];
  if (base === undefined) return { action: 'give-up' };
  return { action: 'retry', delaySeconds: waitSeconds(outcome, base) };
}

/** Retry-After is honoured between the schedule's wait and twice that: no receiver can hurry us or park a delivery for ever. */
function waitSeconds({ status, retryAfterSeconds, jitter }: AttemptOutcome, base: number): number {
  const asked = retryAfterSeconds ?? null;
  if (status !== null && slowDown.includes(status) && asked !== null && Number.isFinite(asked))
    return Math.min(Math.max(asked, base), 2 * base);
  return base * (1 + Math.max(-1, Math.min(1, jitter)) * jitterShare);
}

/** Waits after technical failures in seconds: minutes first (a deploy, a lost connection), then hours, at most a day. */
export const failureBackoffSeconds: readonly number[] = [300, 1800, 7200, 21_600, 86_400];

/** How the failure of a check begins whose job was given up; it is not tried again before a day is over. */
export const givenUp = 'given up:';

/** A check that could not be made, and how many in a row could not. */
export interface Failure {
  readonly count: number;
  /** When the last one ended. */
  readonly at: string;
  readonly text: string;
}

/** Seconds until a check that failed for technical reasons is tried again; `failures` counts from 1. */
export function retryAfterFailure(failures: number, text = ''): number {
  const longest = failureBackoffSeconds.length;
  const index = text.startsWith(givenUp) ? longest : Math.min(Math.max(failures, 1), longest);
  return failureBackoffSeconds[index - 1] ?? 86_400;
}

/** What hindered a check, as its row keeps it. */
export function failureText(
  hindered: readonly { readonly sourceId: string; readonly code: string; readonly message: string }[],
): string {
  return hindered.map((each) => `source ${each.sourceId}: ${each.code} (${each.message})`).join('; ');
}

/** The first cause of it in words, without ids. */
export function firstCause(text: string): string {
  return /^source \S+: \S+ \((.*?)\)(?:; source |$)/su.exec(text)?.[1] ?? text;
}

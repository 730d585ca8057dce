import { FetchError } from './fetch-error.js';

/** The time limit of one fetch over all its hops. */
export interface Deadline {
  /** Fires when the time is up, or when the caller calls the fetch off. */
  readonly signal: AbortSignal;
  /** Starts the clock; later calls change nothing. */
  start(): void;
}

/**
 * Does work under one time limit; the caller's signal ends it too.
 *
 * @throws FetchError `timeout` or `aborted`, or what the work throws by itself.
 */
export async function withDeadline<T>(
  timeoutMs: number,
  called: AbortSignal | undefined,
  work: (deadline: Deadline) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = (): void =>
    controller.abort(
      new FetchError('timeout', `no complete answer within ${timeoutMs} ms; a later try may succeed`),
    );
  const onAbort = (): void => controller.abort(new FetchError('aborted', 'the fetch was called off'));
  called?.addEventListener('abort', onAbort, { once: true });
  try {
    if (called?.aborted) onAbort();
    controller.signal.throwIfAborted();
    return await work({ signal: controller.signal, start: () => (timer ??= setTimeout(late, timeoutMs)) });
  } catch (error) {
    // Whatever broke after the abort broke because of it.
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    called?.removeEventListener('abort', onAbort);
  }
}

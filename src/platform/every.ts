import type { Log } from './log.js';

/** A repeated task; the next round begins when the last one has ended. */
export interface Repeating {
  /** Begins a round now, or right after the one under way. */
  wake(): void;
  /** Begins no more rounds; resolves when the one under way has ended. */
  stop(): Promise<void>;
}

/**
 * Runs `task` every `ms`, a plain timer because a queue's own schedulers die with its store. A round that throws is logged
 * and the next one comes.
 */
export function every(ms: number, name: string, log: Log, task: () => Promise<unknown>): Repeating {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  const round = (): void => {
    if (timer !== null) clearTimeout(timer);
    again = false;
    running = task()
      .then(
        () => undefined,
        (error: unknown) => log.warn({ err: error }, `${name} failed; the next round comes in ${ms} ms`),
      )
      .then(() => {
        running = null;
        if (stopped) return;
        if (again) round();
        else timer = setTimeout(round, ms);
      });
  };
  round();
  return {
    wake: () => {
      if (running !== null) again = true;
      else if (!stopped) round();
    },
    stop: async () => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}

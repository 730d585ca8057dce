import { FetchError } from './fetch-error.js';

/** The least a body must bring: fewer bytes than `bytesPerSecond * windowMs / 1000` in any window end it. */
export interface MinimumRate {
  readonly bytesPerSecond: number;
  readonly windowMs: number;
}

/** 1 KiB/s over 10 s: ten times slower than a modem, and no page is worth a connection for longer. */
export const minimumRate: MinimumRate = { bytesPerSecond: 1024, windowMs: 10_000 };

/** How far a body has come. */
export interface Progress {
  readonly encoded: number;
  /** Whether we wait for the other side; where it waits for us, slowness is our own. */
  readonly isWaiting: boolean;
}

/**
 * Watches how fast a body comes in.
 *
 * @param onSlow Called once, with FetchError `too-slow`.
 * @returns Ends the watch.
 */
export function watchRate(
  progress: () => Progress,
  rate: MinimumRate,
  onSlow: (error: FetchError) => void,
): () => void {
  const seen = [progress().encoded];
  const timer = setInterval(() => {
    const { encoded, isWaiting } = progress();
    if (!isWaiting) seen.length = 0;
    seen.push(encoded);
    if (seen.length <= samples) return;
    const least = (rate.bytesPerSecond * rate.windowMs) / 1000;
    if (encoded - (seen.shift() ?? 0) >= least) return;
    clearInterval(timer);
    onSlow(new FetchError('too-slow', `the body brings less than ${rate.bytesPerSecond} bytes a second`));
  }, rate.windowMs / samples);
  return () => clearInterval(timer);
}

/** The window slides in steps of a tenth. */
const samples = 10;

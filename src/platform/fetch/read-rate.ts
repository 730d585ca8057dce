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

/**
 * Watches that what comes over the network is mostly body: chunk extensions without end carry nothing and keep a processor busy.
 *
 * @param received Bytes of the connection since the answer began, framing and TLS included.
 * @param onFlood Called once, with FetchError `too-large`.
 * @returns Ends the watch.
 */
export function watchFraming(
  progress: () => Progress,
  received: () => number,
  onFlood: (error: FetchError) => void,
): () => void {
  const timer = setInterval(() => {
    if (received() <= framingGrace + 2 * progress().encoded) return;
    clearInterval(timer);
    onFlood(new FetchError('too-large', 'the body brings more framing than content'));
  }, 50);
  return () => clearInterval(timer);
}

/** More than what may wait in buffers, read from the network and not yet seen here. */
const framingGrace = 1 << 20;

/** The window slides in steps of a tenth. */
const samples = 10;

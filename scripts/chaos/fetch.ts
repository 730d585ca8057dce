import { hostileHostsCut } from './fetch-hostile.js';
import { report } from './invariants.js';

export interface FetchOptions {
  readonly seed: number;
  readonly minutes: number;
  readonly say: (line: string) => void;
}

/** The door out against hosts that mean harm, on loopback; the exit status. */
export async function fetches(options: FetchOptions): Promise<number> {
  const { seed, minutes, say } = options;
  say(`chaos fetch: seed ${seed}, ${minutes} min`);
  return report(await hostileHostsCut(options), say);
}

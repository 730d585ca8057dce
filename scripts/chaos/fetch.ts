import { hostileHostsCut } from './fetch-hostile.js';
import { politeFetches } from './fetch-polite.js';
import { report } from './invariants.js';

export interface FetchOptions {
  readonly seed: number;
  readonly minutes: number;
  /** Of the polite part: pages to fetch. */
  readonly urls: number;
  /** Null: one after the other. */
  readonly part: 'hostile' | 'polite' | null;
  readonly say: (line: string) => void;
}

/** The door out against hosts that mean harm, then many pages of few hosts fetched politely, on loopback; the exit status. */
export async function fetches(options: FetchOptions): Promise<number> {
  const { seed, minutes, part, say } = options;
  say(`chaos fetch: seed ${seed}, ${minutes} min`);
  const found = part === 'polite' ? [] : await hostileHostsCut(options);
  if (part !== 'hostile') found.push(...(await politeFetches(options)));
  return report(found, say);
}

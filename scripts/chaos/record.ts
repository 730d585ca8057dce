import { setTimeout as sleep } from 'node:timers/promises';
import type { Acknowledged } from './invariants.js';
import type { Newsroom } from './newsroom.js';

/**
 * Records one claim with a source of its own for each of `count`, spread over `spanMs` (0: as fast as they are taken).
 * Adds to `acknowledged` only what the api answered 201.
 */
export async function recordClaims(
  newsroom: Newsroom,
  count: number,
  spanMs: number,
  acknowledged: Acknowledged[],
): Promise<void> {
  const begun = performance.now();
  for (let i = 1; i <= count; i++) {
    const wait = (i * spanMs) / count - (performance.now() - begun);
    if (wait > 0) await sleep(wait);
    // Every third is refuted by its source, so that labels differ.
    const claimed = i % 3 === 0 ? i * 10 : i + 100;
    acknowledged.push(
      await newsroom.post<Acknowledged>('/v1/claims', {
        text: `Exports reached $${claimed} million in 2018.`,
        ...{ statedOn: '2019-04-16', claimant: 'Ministry of Trade' },
        sources: [{ url: newsroom.page(i + 100), origin: `origin ${i}` }],
      }),
    );
  }
}

import { describe, expect, it } from '@jest/globals';
import { brokenIn, runChaos } from '../support/chaos.js';

describe('eighteen pages of three hosts, fetched by two workers', () => {
  it('are asked for one at a time, with gaps, as robots.txt and Retry-After say', async () => {
    const { status, out } = await runChaos('fetch', '--part', 'polite', '--urls', '18', '--seed', '7');
    expect([status, brokenIn(out), out]).toEqual([0, [], expect.stringContaining('every invariant holds')]);
    // Without refusals the run would prove nothing of Retry-After.
    expect(Number(/(\d+) refused by 429 or 503/.exec(out)?.[1])).toBeGreaterThanOrEqual(3);
  }, 240_000);
});

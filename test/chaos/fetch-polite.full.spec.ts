import { describe, expect, it } from '@jest/globals';
import { brokenIn, runChaos } from '../support/chaos.js';

describe('a thousand pages of ten hosts, fetched by four workers of which one is killed', () => {
  it('are asked for one at a time, with gaps, as robots.txt and Retry-After say', async () => {
    const { status, out } = await runChaos('fetch', '--part', 'polite', '--urls', '1000');
    expect([status, brokenIn(out), out]).toEqual([0, [], expect.stringContaining('every invariant holds')]);
    expect(Number(/(\d+) refused by 429 or 503/.exec(out)?.[1])).toBeGreaterThanOrEqual(5);
  }, 480_000);
});

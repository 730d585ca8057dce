import { describe, expect, it } from '@jest/globals';
import { runChaos } from '../support/chaos.js';

describe('a simulated day of 100,000 due claims, with workers killed and Redis flushed', () => {
  it('misses no slot, checks none twice, asks for each in time', async () => {
    const { status, out } = await runChaos('schedule');
    console.log(out);
    expect([status, out]).toEqual([0, expect.stringContaining('every invariant holds')]);
    expect(out).toContain('100000 claims over a day');
    expect(Number(/(\d+) workers killed/.exec(out)?.[1])).toBeGreaterThanOrEqual(20);
    expect(Number(/flushed (\d+) times/.exec(out)?.[1])).toBeGreaterThan(0);
  }, 3_300_000);
});

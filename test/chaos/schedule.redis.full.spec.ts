import { describe, expect, it } from '@jest/globals';
import { brokenIn, runChaos } from '../support/chaos.js';

describe('a simulated day of 100,000 due claims, with workers killed and Redis flushed', () => {
  it('misses no slot and checks none twice', async () => {
    const { out } = await runChaos('schedule');
    console.log(out);
    // How late they are asked for is printed above and judged by `npm run chaos -- schedule`: seconds are the machine's.
    expect(brokenIn(out).filter((line) => !line.includes('s late'))).toEqual([]);
    expect(out).toMatch(/ok +0 {2}missed/);
    expect(out).toContain('100000 claims over a day');
    expect(Number(/(\d+) workers killed/.exec(out)?.[1])).toBeGreaterThanOrEqual(20);
    expect(Number(/flushed (\d+) times/.exec(out)?.[1])).toBeGreaterThan(0);
  }, 3_300_000);
});

import { describe, expect, it } from '@jest/globals';
import { brokenIn, runChaos } from '../support/chaos.js';

describe('a simulated day of 500 due claims, with workers killed and Redis flushed', () => {
  it('misses no slot and checks none twice', async () => {
    const { out } = await runChaos('schedule', '--claims', '500', '--minutes', '0.2', '--kills', '2');
    expect(brokenIn(out).filter((line) => !line.includes('s late'))).toEqual([]);
    expect(out).toMatch(/ok +0 {2}missed/);
  }, 480_000);
});

import { describe, expect, it } from '@jest/globals';
import { runChaos } from '../support/chaos.js';

describe('a simulated day of 500 due claims, with a worker killed and Redis flushed', () => {
  it('misses no slot, checks none twice, asks for each in time', async () => {
    const day = ['schedule', '--claims', '500', '--minutes', '0.2', '--kills', '2'];
    const { status, out } = await runChaos(...day);
    expect([status, out]).toEqual([0, expect.stringContaining('every invariant holds')]);
  }, 480_000);
});

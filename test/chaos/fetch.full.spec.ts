import { describe, expect, it } from '@jest/globals';
import { brokenIn, runChaos } from '../support/chaos.js';

describe('hosts that mean harm, each once and two hundred beside healthy ones for a minute', () => {
  it('are cut in time and memory, and the healthy ones are all read', async () => {
    const { status, out } = await runChaos('fetch', '--part', 'hostile', '--minutes', '2');
    expect(brokenIn(out)).toEqual([]);
    expect([status, out]).toEqual([0, expect.stringContaining('every invariant holds')]);
    expect(Number(/\((\d+) fetches, (\d+) hostile ones\)/.exec(out)?.[2])).toBeGreaterThan(400);
  }, 480_000);
});

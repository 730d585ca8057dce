import { describe, expect, it } from '@jest/globals';
import { brokenIn, runChaos } from '../support/chaos.js';

describe('hosts that mean harm, each once and two hundred beside healthy ones for two seconds', () => {
  it('are cut in time and memory, and the healthy ones are all read', async () => {
    const { status, out } = await runChaos('fetch', '--part', 'hostile', '--minutes', '0.05', '--seed', '7');
    expect(brokenIn(out)).toEqual([]);
    expect([status, out]).toEqual([0, expect.stringContaining('every invariant holds')]);
    expect(out).toMatch(/gzip bomb of 10 GiB +too-large/);
  }, 240_000);
});

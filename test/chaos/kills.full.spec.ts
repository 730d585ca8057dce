import { describe, expect, it } from '@jest/globals';
import { runChaos } from '../support/chaos.js';

describe('workers killed with SIGKILL for a minute, on PostgreSQL', () => {
  it('lose nothing and do nothing twice', async () => {
    const { status, out } = await runChaos('kills', '--backend', 'postgres', '--minutes', '1');
    expect([status, out]).toEqual([0, expect.stringContaining('every invariant holds')]);
    expect(Number(/(\d+) workers killed/.exec(out)?.[1])).toBeGreaterThanOrEqual(20);
  }, 600_000);
});

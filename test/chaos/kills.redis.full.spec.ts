import { describe, expect, it } from '@jest/globals';
import { runChaos } from '../support/chaos.js';

describe('workers killed with SIGKILL for a minute, on a Redis that is flushed', () => {
  it('lose nothing and do nothing twice', async () => {
    const { status, out } = await runChaos('kills', '--backend', 'redis', '--minutes', '1');
    expect([status, out]).toEqual([0, expect.stringContaining('every invariant holds')]);
    expect(Number(/(\d+) workers killed/.exec(out)?.[1])).toBeGreaterThanOrEqual(20);
    expect(Number(/flushed (\d+) times/.exec(out)?.[1])).toBeGreaterThan(0);
  }, 600_000);

  it('do lose work under a plain outbox: the harness would notice', async () => {
    const { status, out } = await runChaos(
      'kills',
      '--backend',
      'redis',
      '--control',
      'plain-outbox',
      '--checks',
      '150',
    );
    expect([status, Number(/(\d+) lost/.exec(out)?.[1])]).toEqual([0, expect.any(Number)]);
    expect(Number(/(\d+) lost/.exec(out)?.[1])).toBeGreaterThan(0);
  }, 600_000);
});

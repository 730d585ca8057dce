import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until, startApp } from '../support/app.js';
import { claimNow, recordClaim } from '../support/factory.js';
import { describeQueue } from '../support/queue-suite.js';
import { startRedis } from '../support/redis.js';

type Redis = Awaited<ReturnType<typeof startRedis>>;

describeQueue('Redis', async () => {
  const redis = await startRedis();
  return { store: { kind: 'redis', url: redis.url }, lose: () => redis.flush(), close: () => redis.stop() };
});

describe('an application whose Redis', () => {
  let redis: Redis;

  beforeAll(async () => {
    redis = await startRedis({ start: false });
  });

  afterAll(() => redis.stop());

  it('is down starts, records, says so, works when it comes, and once more when it comes back empty', async () => {
    const app = await startApp({ redisUrl: redis.url, running: true });
    try {
      const first = await recordClaim(app, 'Exports reached $3 billion in 2018.');
      const notes = (await app.call('GET', '/readyz')).json<{ notes: string[] }>().notes;
      expect(notes.join()).toContain('the queue does not answer');
      await redis.start();
      await until('the first check', async () => (await claimNow(app, first.id)).status === 'assessed');
      await redis.kill();
      const second = await recordClaim(app, 'Imports reached $2 billion in 2018.');
      await redis.start();
      await until('the second check', async () => (await claimNow(app, second.id)).status === 'assessed');
    } finally {
      await app.close();
    }
  });

  it('went away does not keep it from stopping', async () => {
    const app = await startApp({ redisUrl: redis.url });
    await redis.kill();
    const begun = performance.now();
    await app.close();
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});

import { openRedis } from '../../scripts/chaos/redis.js';
import type { RedisServer } from '../../scripts/chaos/redis.js';

/** A redis-server of the calling spec file: `STET_REDIS_SERVER` names the program. Stop it in `afterAll`. */
export function startRedis(options: { start?: boolean } = {}): Promise<RedisServer> {
  return openRedis(options);
}

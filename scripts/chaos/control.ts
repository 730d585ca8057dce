import { setTimeout as sleep } from 'node:timers/promises';
import type { JobName } from '../../src/platform/jobs.js';
import { JobQueue } from '../../src/platform/queue.js';
import type { Acknowledged } from './invariants.js';
import { count } from './invariants.js';
import { openNewsroom } from './newsroom.js';
import type { Newsroom } from './newsroom.js';
import { randomBy } from './random.js';
import { recordClaims } from './record.js';

export interface ControlOptions {
  readonly seed: number;
  readonly checks: number;
  readonly say: (line: string) => void;
}

const flushes = 3;

/**
 * The same fault against a plain outbox: the workers' own relay sleeps for a minute and the harness dispatches each row
 * once. It must lose work, or the harness would not notice if Stet did. Exit 0 when it lost some.
 */
export async function control({ seed, checks, say }: ControlOptions): Promise<number> {
  say(`chaos control, plain outbox: backend redis, seed ${seed}, ${checks} checks`);
  const env = { STET_RELAY_MS: '60000', STET_CHECK_CONCURRENCY: '2' };
  const newsroom = await openNewsroom({ backend: 'redis', random: randomBy(seed), slowMs: 150, env });
  const queue = openQueue(newsroom);
  try {
    const workers = [newsroom.startWorker(), newsroom.startWorker()];
    await Promise.all(workers.map((worker) => worker.says(/worker is running/)));
    const acknowledged: Acknowledged[] = [];
    for (let i = 1; i <= flushes; i++) {
      await recordClaims(newsroom, Math.ceil(checks / flushes), 0, acknowledged);
      await dispatchOnce(newsroom, queue);
      await someCheck(newsroom);
      await newsroom.redis?.flush();
    }
    await idle(newsroom, queue);
    const lost = await count(newsroom.sql, `SELECT count(*) FROM "check" WHERE state <> 'completed'`);
    say(`${acknowledged.length} checks acknowledged, Redis flushed ${flushes} times, ${lost} lost`);
    say(
      lost > 0
        ? 'the control loses work, as it must'
        : 'the control lost nothing: this harness proves nothing',
    );
    return lost > 0 ? 0 : 1;
  } finally {
    await queue.close(1000);
    await newsroom.close();
  }
}

function openQueue({ redis }: Newsroom): JobQueue {
  if (redis === null) throw new Error('the control runs on Redis');
  const queue = new JobQueue({
    store: { kind: 'redis', url: redis.url },
    concurrency: { checks: 1, fetches: 1, events: 1, deliveries: 1 },
    warn: () => undefined,
  });
  queue.open();
  return queue;
}

/** Dispatches what was never dispatched, and puts off the look that the real relay would take at it. */
async function dispatchOnce({ sql }: Newsroom, queue: JobQueue): Promise<number> {
  while (!queue.ready) await sleep(20);
  const { rows } = await sql.query<{ id: string; job: JobName; ref_id: string }>(
    `UPDATE outbox SET dispatches = 1, look_at = now() + interval '1 day' WHERE dispatches = 0 AND completed_at IS NULL RETURNING id, job, ref_id`,
  );
  await queue.addAll(
    rows.map(({ id, job, ref_id: refId }) => ({
      id: `${job}-${id}-1`,
      job,
      payload: { outboxId: Number(id), refId },
    })),
  );
  return rows.length;
}

/** Until the workers have done one check more: the flush then meets work under way. */
async function someCheck({ sql }: Newsroom): Promise<void> {
  const completed = `SELECT count(*) FROM "check" WHERE state = 'completed'`;
  const before = await count(sql, completed);
  while ((await count(sql, completed)) === before) await sleep(20);
}

/** Until the queue holds nothing and nothing is left to dispatch, twice in a row. */
async function idle(newsroom: Newsroom, queue: JobQueue): Promise<void> {
  for (let calm = 0; calm < 5;) {
    const dispatched = await dispatchOnce(newsroom, queue);
    const held = Object.values(await queue.depths()).reduce((a, b) => a + b, 0);
    calm = dispatched + held === 0 ? calm + 1 : 0;
    await sleep(200);
  }
}

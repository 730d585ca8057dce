import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { RelayService } from '../../src/features/outbox/relay.service.js';
import { createDataSource } from '../../src/persistence/data-source.js';
import { Db } from '../../src/persistence/db.js';
import { maxDispatches } from '../../src/persistence/outbox.table.js';
import { Clock } from '../../src/platform/clock.js';
import { jobNames } from '../../src/platform/jobs.js';
import type { JobHandler, JobName, JobPayload } from '../../src/platform/jobs.js';
import { JobQueue } from '../../src/platform/queue.js';
import type { QueueStore } from '../../src/platform/queue.js';
import { until } from './app.js';
import { createDatabase } from './database.js';
import type { TestDatabase } from './database.js';

export interface Bench {
  readonly store: QueueStore;
  /** Makes the store forget every job. */
  lose(): Promise<void>;
  close(): Promise<void>;
}

interface Row {
  dispatches: number;
  looks: number;
  seconds: number;
  done: boolean;
  dead: boolean;
  lastError: string | null;
}

/** What both backends must do alike, over a relay, a queue and an outbox without the rest of the application. */
export function describeQueue(
  name: string,
  open: (database: TestDatabase, owner: pg.Pool) => Promise<Bench>,
): void {
  let database: TestDatabase;
  let owner: pg.Pool;
  let bench: Bench;
  let db: Db;
  let queue: JobQueue;
  let relay: RelayService;
  let handle: (job: JobName, payload: JobPayload, signal: AbortSignal) => Promise<void>;
  const ran: { job: JobName; outboxId: number }[] = [];

  beforeAll(async () => {
    database = await createDatabase();
    owner = new pg.Pool({ ...database.owner, max: 2 });
    bench = await open(database, owner);
    db = new Db(createDataSource(database.app, { applicationName: 'queue test', poolSize: 6 }));
    await db.open();
    queue = new JobQueue({
      store: bench.store,
      concurrency: { checks: 2, fetches: 1, events: 2, deliveries: 2 },
      warn: () => undefined,
    });
    queue.open();
    relay = new RelayService(db, queue, new Clock());
    const handlers = jobNames.map((job): [JobName, JobHandler] => [
      job,
      (payload, signal) => {
        ran.push({ job, outboxId: payload.outboxId });
        return handle(job, payload, signal);
      },
    ]);
    queue.start(new Map(handlers));
    await until('the queue', () => queue.ready);
  });

  afterAll(async () => {
    await queue.close(1000);
    await db.close();
    await bench.close();
    await owner.end();
    await database.drop();
  });

  afterEach(() => {
    ran.length = 0;
  });

  const done = (_: JobName, { outboxId }: JobPayload): Promise<void> =>
    db.write(async (store) => void (await store.outbox.complete(outboxId)));

  const add = async (job: JobName): Promise<number> => {
    const refId = randomUUID();
    await db.write((store) => store.outbox.add(job, refId));
    const { rows } = await owner.query<{ id: string }>('SELECT id FROM outbox WHERE ref_id = $1', [refId]);
    return Number(rows[0]?.id);
  };
  const row = async (id: number): Promise<Row> => {
    const { rows } = await owner.query<Row>(
      `SELECT dispatches, looks, EXTRACT(epoch FROM look_at - now())::float8 AS seconds, completed_at IS NOT NULL AS done,
         dead_at IS NOT NULL AS dead, last_error AS "lastError" FROM outbox WHERE id = $1`,
      [id],
    );
    if (rows[0] === undefined) throw new Error(`no outbox row ${id}`);
    return rows[0];
  };
  const isDone = (id: number): Promise<boolean> => until(`row ${id}`, async () => (await row(id)).done);
  /** As if the time of the row's next look had come. */
  const due = (id: number, dispatches?: number) =>
    owner.query('UPDATE outbox SET look_at = now(), dispatches = COALESCE($2, dispatches) WHERE id = $1', [
      id,
      dispatches ?? null,
    ]);
  const runs = (id: number): number => ran.filter((each) => each.outboxId === id).length;

  describe(`the queue on ${name}`, () => {
    it.each(jobNames)('takes %s from an outbox row to its handler, once', async (job) => {
      handle = done;
      const id = await add(job);
      expect(await relay.poll()).toBe(1);
      await isDone(id);
      expect(await relay.poll()).toBe(0);
      expect(ran).toEqual([{ job, outboxId: id }]);
    });

    it('hands each row to one of two relays that poll at once', async () => {
      handle = done;
      const ids = await Promise.all(Array.from({ length: 20 }, () => add('event.fan-out')));
      const polls = await Promise.all([relay.poll(), new RelayService(db, queue, new Clock()).poll()]);
      expect(polls.reduce((a, b) => a + b)).toBe(20);
      await Promise.all(ids.map(isDone));
      expect(ids.map(runs)).toEqual(ids.map(() => 1));
    });

    it('ignores a dispatch whose id it has seen', async () => {
      handle = done;
      const id = await add('check.run');
      await relay.poll();
      await isDone(id);
      const payload = { outboxId: id, refId: randomUUID() };
      await queue.addAll([{ id: `check.run-${id}-1`, job: 'check.run', payload }]);
      // The next one is queued behind it: when that has run, this one has not.
      const next = await add('check.run');
      await relay.poll();
      await isDone(next);
      expect(runs(id)).toBe(1);
    });

    it('gets a job again that it lost', async () => {
      const blocked = new Set<number>();
      let free: () => void = () => undefined;
      const gate = new Promise<void>((open) => (free = open));
      handle = async (job, payload) => {
        // Both places are taken, so the last row is waiting when the store forgets it.
        if (blocked.size < 2) {
          blocked.add(payload.outboxId);
          await gate;
        }
        return done(job, payload);
      };
      const ids = [await add('check.run'), await add('check.run'), await add('check.run')];
      await relay.poll();
      await until('both places', () => blocked.size === 2);
      const lost = ids.find((id) => !blocked.has(id)) ?? 0;
      await bench.lose();
      if (bench.store.kind === 'postgres') await due(lost);
      expect(await queue.stateOf('check.run', `check.run-${lost}-1`)).toBe('gone');
      expect(await relay.poll()).toBeGreaterThan(0);
      expect(await row(lost)).toMatchObject({ dispatches: 2, done: false });
      free();
      await isDone(lost);
      await Promise.all([...blocked].map(isDone));
    });

    it('is asked less and less often for a job it still holds', async () => {
      let free: () => void = () => undefined;
      const gate = new Promise<void>((open) => (free = open));
      handle = async (job, payload) => {
        await gate;
        return done(job, payload);
      };
      const id = await add('delivery.send');
      await relay.poll();
      await until('the handler', () => runs(id) === 1);
      const waits: number[] = [];
      for (let looks = 1; looks <= 3; looks++) {
        await due(id);
        expect(await relay.poll()).toBe(0);
        const { seconds, ...held } = await row(id);
        expect(held).toMatchObject({ dispatches: 1, looks });
        waits.push(Math.round(seconds));
      }
      expect(waits).toEqual([4, 8, 16]);
      free();
      await isDone(id);
      expect(runs(id)).toBe(1);
    });

    it('retries a job that fails, gets it again, gives it up, and once revived runs it', async () => {
      handle = () => Promise.reject(new Error('the page is made of lead'));
      const id = await add('check.run');
      await relay.poll();
      await until('five tries', () => runs(id) === 5, 40_000);
      await until(
        'the failure',
        async () => (await queue.stateOf('check.run', `check.run-${id}-1`)) === 'failed',
      );
      await due(id);
      expect(await relay.poll()).toBe(1);
      expect(await row(id)).toMatchObject({
        dispatches: 2,
        dead: false,
        lastError: 'the page is made of lead',
      });
      await until('another try', () => runs(id) > 5);
      await due(id, maxDispatches);
      expect(await relay.poll()).toBe(0);
      expect(await row(id)).toMatchObject({ dead: true, done: false, lastError: 'the page is made of lead' });
      expect((await db.read((store) => store.outbox.deadLetters(10))).map((dead) => dead.id)).toContain(id);
      handle = done;
      expect(await db.write((store) => store.outbox.revive(id))).toMatchObject({ id, deadAt: null });
      expect(await db.write((store) => store.outbox.revive(id))).toBeNull();
      expect(await relay.poll()).toBe(1);
      await isDone(id);
      expect((await row(id)).dispatches).toBeGreaterThan(maxDispatches);
    }, 120_000);

    it('gives a job the signal of a close that waits no longer, and leaves its row open', async () => {
      const own = new JobQueue({
        store: bench.store,
        concurrency: { checks: 1, fetches: 1, events: 1, deliveries: 1 },
        warn: () => undefined,
      });
      own.open();
      // Only the second queue works on this job: the first one's places are taken.
      let free: () => void = () => undefined;
      const gate = new Promise<void>((open) => (free = open));
      handle = async (job, payload) => {
        await gate;
        return done(job, payload);
      };
      const busy = [await add('event.fan-out'), await add('event.fan-out')];
      await relay.poll();
      await until('both places', () => busy.every((id) => runs(id) === 1));
      let taken = 0;
      let aborted = 0;
      own.start(
        new Map(
          jobNames.map((job): [JobName, JobHandler] => [
            job,
            (_, signal) =>
              new Promise((_resolve, reject) => {
                taken += 1;
                const stop = (): void => {
                  aborted += 1;
                  reject(new Error('stopped'));
                };
                signal.addEventListener('abort', stop);
              }),
          ]),
        ),
      );
      const id = await add('event.fan-out');
      await relay.poll();
      await until('the job to be taken', () => taken === 1);
      await own.close(100);
      expect(aborted).toBe(1);
      expect((await row(id)).done).toBe(false);
      free();
      await Promise.all(busy.map(isDone));
      await isDone(id);
    });
  });
}

import { Redis } from 'ioredis';
import { createPostgresBackend, createRedisBackend, withBackend } from 'bullmq';
import type { BulkJobOptions, Job } from 'bullmq';
import pg from 'pg';
import type { DatabaseAddress } from './database-url.js';
import { queueNames, queueOf, workerSettings } from './jobs.js';
import type { JobHandler, JobName, JobPayload, QueueName } from './jobs.js';

/** One job on its way to the queue; `id` names the dispatch: `<job>-<outbox id>-<n>` without `:`. */
export interface Dispatch {
  readonly id: string;
  readonly job: JobName;
  readonly payload: JobPayload;
}

/** Where the queue's rows live. */
export type QueueStore =
  | { readonly kind: 'redis'; readonly url: string }
  | { readonly kind: 'postgres'; readonly address: DatabaseAddress };

export interface QueueOptions {
  readonly store: QueueStore;
  readonly concurrency: Readonly<Record<QueueName, number>>;
  readonly warn: (message: string, error: unknown) => void;
}

/** What the queue says of a dispatched job. */
export type HeldState = 'held' | 'gone' | 'failed' | 'finished';

type OnError = (event: 'error', listener: (error: Error) => void) => unknown;

/** What Stet uses of a BullMQ queue, whatever its backend. */
interface Queue {
  readonly on: OnError;
  addBulk(jobs: { name: string; data: JobPayload; opts: BulkJobOptions }[]): Promise<unknown>;
  getJobState(id: string): Promise<string>;
  getJob(id: string): Promise<{ readonly failedReason?: string } | undefined>;
  getJobCountByTypes(...types: ('waiting' | 'active' | 'delayed')[]): Promise<number>;
  close(): Promise<void>;
}

interface Worker {
  concurrency: number;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: Job | undefined, error: Error) => void): unknown;
  run(): Promise<void>;
  cancelAllJobs(reason?: string): void;
  close(force?: boolean): Promise<void>;
}

interface Backend {
  queue(name: QueueName): Queue;
  worker(name: QueueName, run: (job: Job, token?: string, signal?: AbortSignal) => Promise<void>): Worker;
  ready(): boolean;
  /** False when the store has lost what it held since {@link Backend.remember} (Redis flushed or restarted empty). */
  kept(): Promise<boolean>;
  remember(): Promise<unknown>;
  close(): Promise<void>;
}

const retention = { removeOnComplete: { age: 3600, count: 1000 }, removeOnFail: { age: 7 * 24 * 3600 } };

/** In-queue retries of one dispatch; the outbox dispatches again after them. */
const attempts = { attempts: 5, backoff: { type: 'exponential', delay: 500, jitter: 0.5 } };

/** The job queue over either BullMQ backend. Only the relay adds to it. */
export class JobQueue {
  private backend: Backend | null = null;
  private readonly queues = new Map<QueueName, Queue>();
  private readonly workers: Worker[] = [];
  private stopping = false;

  constructor(private readonly options: QueueOptions) {}

  /** Connects; nothing is waited for, the store may come later. */
  open(): void {
    const { store } = this.options;
    this.backend =
      store.kind === 'redis' ? overRedis(store.url, this.warn) : overPostgres(store.address, this.warn);
    for (const name of queueNames) {
      const queue = this.backend.queue(name);
      queue.on('error', (error) => this.warn(error));
      this.queues.set(name, queue);
    }
  }

  /** True when adding would not wait for a lost connection. */
  get ready(): boolean {
    return this.backend?.ready() ?? false;
  }

  /** False when the store has lost what it held: all open work is to be looked at, then `remember` called. */
  kept(): Promise<boolean> {
    return this.backend?.kept() ?? Promise.resolve(true);
  }

  /** A process that dies before this leaves the loss for the next one to notice. */
  async remember(): Promise<void> {
    await this.backend?.remember();
  }

  async addAll(dispatches: readonly Dispatch[]): Promise<void> {
    for (const name of queueNames) {
      const mine = dispatches.filter((dispatch) => queueOf[dispatch.job] === name);
      if (mine.length === 0) continue;
      await this.at(name).addBulk(
        mine.map(({ id, job, payload }) => ({
          name: job,
          data: payload,
          opts: { jobId: id, ...attempts, ...retention },
        })),
      );
    }
  }

  /** Whether the queue still holds a dispatch. */
  async stateOf(job: JobName, id: string): Promise<HeldState> {
    const state = await this.at(queueOf[job]).getJobState(id);
    if (state === 'unknown') return 'gone';
    if (state === 'failed') return 'failed';
    return state === 'completed' ? 'finished' : 'held';
  }

  /** Why a dispatch failed; null when the queue does not say. */
  async failureOf(job: JobName, id: string): Promise<string | null> {
    return (await this.at(queueOf[job]).getJob(id))?.failedReason ?? null;
  }

  /** Jobs waiting and running per queue, for operators. */
  async depths(): Promise<Record<QueueName, number>> {
    const counts = await Promise.all(
      queueNames.map((name) => this.at(name).getJobCountByTypes('waiting', 'active', 'delayed')),
    );
    return Object.fromEntries(queueNames.map((name, i) => [name, counts[i] ?? 0])) as Record<
      QueueName,
      number
    >;
  }

  /** Starts one worker a queue. Does not wait for the store: a worker boots while Redis is down. */
  start(handlers: ReadonlyMap<JobName, JobHandler>): void {
    const { backend } = this;
    if (backend === null) throw new Error('the queue is not open');
    for (const name of queueNames) {
      const worker = backend.worker(name, async (job, _token, signal) => {
        const handler = handlers.get(job.name as JobName);
        if (!handler)
          throw new Error(`no handler for job ${job.name}: a newer process queued it; update this worker`);
        await handler(job.data as JobPayload, signal ?? new AbortController().signal);
      });
      worker.concurrency = this.options.concurrency[name];
      worker.on('error', (error) => this.warn(error));
      worker.on('failed', (job, error) =>
        this.warn(error, `job ${job?.name ?? '?'} ${job?.id ?? ''} failed`),
      );
      void worker.run().catch(this.warn);
      this.workers.push(worker);
    }
  }

  /** Stops taking jobs, lets running ones end until the deadline, then aborts them; their outbox rows stay open. */
  async close(deadlineMs: number): Promise<void> {
    this.stopping = true;
    const timer = setTimeout(
      () => this.workers.forEach((worker) => worker.cancelAllJobs('shutdown')),
      deadlineMs,
    );
    const tidy = async (): Promise<void> => {
      await Promise.all(this.workers.map((worker) => worker.close(!this.ready)));
      await Promise.all([...this.queues.values()].map((queue) => queue.close()));
    };
    const limit = this.ready ? deadlineMs + 3000 : 500;
    await Promise.race([tidy().catch(this.warn), new Promise((done) => setTimeout(done, limit).unref())]);
    clearTimeout(timer);
    await this.backend?.close();
  }

  private at(name: QueueName): Queue {
    const queue = this.queues.get(name);
    if (!queue) throw new Error(`no queue ${name}`);
    return queue;
  }

  private readonly warn = (error: unknown, what = 'queue'): void => {
    if (!this.stopping) this.options.warn(what, error);
  };
}

type Warn = (error: unknown, what?: string) => void;

function overPostgres(address: DatabaseAddress, warn: Warn): Backend {
  const { Queue, Worker } = withBackend(createPostgresBackend);
  const pool = new pg.Pool({
    ...address,
    // One client for each worker's LISTEN, the rest for queries; a smaller pool hangs (docs/adr/0005).
    max: queueNames.length + 4,
    keepAlive: true,
    options: '-c search_path=bullmq',
    application_name: 'stet-queue',
  });
  pool.setMaxListeners(0);
  pool.on('error', (error) => warn(error, 'queue database'));
  return {
    queue: (name) => new Queue<JobPayload>(name, { connection: pool }),
    worker: (name, run) =>
      new Worker(name, run, { connection: pool, autorun: false, runRetryDelay: 1000, ...workerSettings }),
    ready: () => true,
    kept: () => Promise.resolve(true),
    remember: () => Promise.resolve(),
    close: () => pool.end(),
  };
}

const canary = 'stet:canary';

function overRedis(url: string, warn: Warn): Backend {
  const { Queue, Worker } = withBackend(createRedisBackend);
  const producer = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false });
  let shared: Redis | null = null;
  const consumer = (): Redis => {
    if (shared === null) {
      shared = new Redis(url, { maxRetriesPerRequest: null });
      shared.on('error', (error) => warn(error, 'Redis'));
    }
    return shared;
  };
  producer.on('error', (error) => warn(error, 'Redis'));
  return {
    queue: (name) => new Queue<JobPayload>(name, { connection: producer }),
    worker: (name, run) =>
      new Worker(name, run, {
        connection: consumer(),
        autorun: false,
        runRetryDelay: 1000,
        ...workerSettings,
      }),
    ready: () => producer.status === 'ready',
    kept: async () => (await producer.exists(canary)) === 1,
    remember: () => producer.set(canary, '1'),
    close: async () => {
      for (const client of [producer, ...(shared === null ? [] : [shared])]) {
        if (client.status === 'ready') await client.quit().catch(() => undefined);
        client.disconnect();
      }
    },
  };
}

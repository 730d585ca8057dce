import { DiscoveryService } from '@nestjs/core';

/** Every job: its name, and what its reference id names. A job's data is `{ outboxId, refId }`, ids only. */
export interface Jobs {
  /** refId: check. */
  'check.run': JobPayload;
  /** refId: event. */
  'event.fan-out': JobPayload;
  /** refId: delivery. */
  'delivery.send': JobPayload;
  /** refId: the event `policy.changed`. */
  'policies.apply': JobPayload;
  /** refId: the new vintage. */
  'series.revised': JobPayload;
  /** refId: fetch. */
  'source.fetch': JobPayload;
  /** refId: the fetch that found the change. */
  'source.changed': JobPayload;
}

export interface JobPayload {
  readonly outboxId: number;
  readonly refId: string;
}

export type JobName = keyof Jobs;

export type QueueName = 'checks' | 'fetches' | 'events' | 'deliveries';

/** Which queue carries a job. */
export const queueOf: Readonly<Record<JobName, QueueName>> = {
  'check.run': 'checks',
  'event.fan-out': 'events',
  'delivery.send': 'deliveries',
  'policies.apply': 'events',
  'series.revised': 'events',
  'source.fetch': 'fetches',
  'source.changed': 'events',
};

export const queueNames: readonly QueueName[] = ['checks', 'fetches', 'events', 'deliveries'];
export const jobNames = Object.keys(queueOf) as JobName[];

/**
 * Lock and stall settings (docs/adr/0005). `maxStalledCount` 1, BullMQ's default, fails jobs of crashed workers for good;
 * `maxStartedAttempts` is the guard against a job that kills its worker each time.
 */
export const workerSettings = {
  lockDuration: 5_000,
  stalledInterval: 2_000,
  maxStalledCount: 25,
  maxStartedAttempts: 10,
};

export type JobHandler = (payload: JobPayload, signal: AbortSignal) => Promise<void>;

export const jobMark = DiscoveryService.createDecorator<JobName>();

/** Marks the one method that handles a job. */
export const OnJob =
  <N extends JobName>(name: N) =>
  <T extends (payload: Jobs[N], signal: AbortSignal) => Promise<void>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<T>,
  ): void => {
    jobMark(name)(target, key, descriptor as PropertyDescriptor);
  };

/**
 * The handlers found on the providers of the application.
 * @throws Error when a job has no handler or more than one: a worker must not start half-built.
 */
export function findHandlers(discovery: DiscoveryService): Map<JobName, JobHandler> {
  const handlers = new Map<JobName, JobHandler>();
  for (const wrapper of discovery.getProviders()) {
    const instance: unknown = wrapper.instance;
    if (typeof instance !== 'object' || instance === null) continue;
    for (const { name, method } of markedMethods(instance)) {
      if (handlers.has(name)) throw new Error(`job ${name} has two handlers`);
      handlers.set(name, method.bind(instance));
    }
  }
  const missing = jobNames.filter((name) => !handlers.has(name));
  if (missing.length > 0) throw new Error(`no handler for job ${missing.join(', ')}`);
  return handlers;
}

function markedMethods(instance: object): { name: JobName; method: JobHandler }[] {
  const prototype = Object.getPrototypeOf(instance) as Record<string, unknown> | null;
  if (prototype === null) return [];
  return Object.getOwnPropertyNames(prototype).flatMap((key) => {
    const method = Object.getOwnPropertyDescriptor(prototype, key)?.value as unknown;
    if (typeof method !== 'function') return [];
    const name = Reflect.getMetadata(jobMark.KEY, method) as JobName | undefined;
    return name === undefined ? [] : [{ name, method: method as JobHandler }];
  });
}

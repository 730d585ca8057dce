import { describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService, NestFactory } from '@nestjs/core';
import { OnJob, findHandlers } from '../../src/platform/jobs.js';
import { describeQueue } from '../support/queue-suite.js';

describeQueue('PostgreSQL', (database, owner) =>
  Promise.resolve({
    store: { kind: 'postgres', address: database.app },
    lose: async () => void (await owner.query('DELETE FROM bullmq.job')),
    close: () => Promise.resolve(),
  }),
);

class Checks {
  @OnJob('check.run')
  run(): Promise<void> {
    return Promise.resolve();
  }
}

class Events {
  @OnJob('event.fan-out')
  fanOut(): Promise<void> {
    return Promise.resolve();
  }

  @OnJob('delivery.send')
  send(): Promise<void> {
    return Promise.resolve();
  }

  @OnJob('policies.apply')
  apply(): Promise<void> {
    return Promise.resolve();
  }

  @OnJob('series.revised')
  revised(): Promise<void> {
    return Promise.resolve();
  }

  @OnJob('source.changed')
  changed(): Promise<void> {
    return Promise.resolve();
  }
}

class Fetches {
  @OnJob('source.fetch')
  fetch(): Promise<void> {
    return Promise.resolve();
  }
}

class MoreChecks {
  @OnJob('check.run')
  runToo(): Promise<void> {
    return Promise.resolve();
  }
}

@Module({})
class Root {}

async function handlersOf(...providers: (new () => object)[]): Promise<string[]> {
  const app = await NestFactory.createApplicationContext(
    { module: Root, imports: [DiscoveryModule], providers },
    { logger: false },
  );
  try {
    return [...findHandlers(app.get(DiscoveryService)).keys()].sort();
  } finally {
    await app.close();
  }
}

describe('a worker', () => {
  it('starts with one handler for each job', async () => {
    expect(await handlersOf(Checks, Events, Fetches)).toEqual([
      ...['check.run', 'delivery.send', 'event.fan-out', 'policies.apply', 'series.revised'],
      ...['source.changed', 'source.fetch'],
    ]);
  });

  it('refuses to start with two handlers for a job', async () => {
    await expect(handlersOf(Checks, Events, Fetches, MoreChecks)).rejects.toThrow(
      'job check.run has two handlers',
    );
  });

  it('refuses to start when a job has none', async () => {
    await expect(handlersOf(Events, Fetches)).rejects.toThrow('no handler for job check.run');
  });
});

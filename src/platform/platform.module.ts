import { Global, Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryModule, ModuleRef } from '@nestjs/core';
import { robotsToken } from '../domain/source/politeness.js';
import { Clock } from './clock.js';
import { CONTEXT, SAFE_FETCH, SECRET_BOX } from './context.js';
import type { Context } from './context.js';
import { closeExtractors } from './extract-text.js';
import { parseFetchAllow } from './fetch-allow.js';
import { rateLimitedWarn } from './log.js';
import { JobQueue } from './queue.js';
import { createSafeFetch } from './safe-fetch.js';
import type { SafeFetch } from './safe-fetch.js';
import { openSecretBox } from './secrets.js';
import { packageVersion } from './version.js';
import { WorkerHost } from './worker-host.js';

/** The technical floor: clock, queue, the door to the network, secrets. Nothing here connects before `onModuleInit`. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(private readonly refs: ModuleRef) {}

  static with(context: Context): DynamicModule {
    return {
      module: PlatformModule,
      imports: [DiscoveryModule],
      providers: [
        { provide: CONTEXT, useValue: context },
        { provide: Clock, useFactory: () => new Clock() },
        { provide: JobQueue, useFactory: () => queueOf(context) },
        { provide: SAFE_FETCH, useFactory: () => doorOf(context) },
        {
          provide: SECRET_BOX,
          useFactory: () =>
            openSecretBox({ key: context.env.STET_SECRET_KEY ?? null, dataDir: context.dataDir }),
        },
        WorkerHost,
      ],
      exports: [CONTEXT, Clock, JobQueue, SAFE_FETCH, SECRET_BOX],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.refs.get<SafeFetch>(SAFE_FETCH, { strict: false }).close();
    await closeExtractors();
  }
}

function queueOf({ env, queueStore, log }: Context): JobQueue {
  return new JobQueue({
    store: queueStore,
    concurrency: {
      ...{ checks: env.STET_CHECK_CONCURRENCY, fetches: env.STET_FETCH_CONCURRENCY },
      ...{ events: 4, deliveries: env.STET_DELIVERY_CONCURRENCY },
    },
    warn: rateLimitedWarn(log),
  });
}

function doorOf({ env, log }: Context): SafeFetch {
  return createSafeFetch({
    allow: parseFetchAllow(env.STET_FETCH_ALLOW),
    userAgent: `${robotsToken}/${packageVersion} (+${env.STET_CONTACT})`,
    log: (record) => log.debug(record, 'fetched'),
  });
}

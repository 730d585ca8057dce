import { Global, Injectable, Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationShutdown, OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { Context } from '../platform/context.js';
import { rateLimitedWarn } from '../platform/log.js';
import { createDataSource } from './data-source.js';
import { Db } from './db.js';
import { HostTurns } from './host-turns.js';

/** How often a process re-reads how far ledger time is from wall time. */
const clockEveryMs = 1_000;

/** Opens the database before anything else uses it, keeps the clock, closes last. */
@Injectable()
class Opening implements OnModuleInit, OnModuleDestroy, OnApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.db.open();
    await this.readClock();
    this.timer = setInterval(() => void this.readClock().catch(() => undefined), clockEveryMs);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.db.close();
  }

  private async readClock(): Promise<void> {
    this.clock.setOffset(await this.db.read((store) => store.clock.offset()));
  }
}

/** The ledger's tables, through {@link Db} alone. */
@Global()
@Module({})
export class PersistenceModule {
  static with({ database, env, role, log }: Context): DynamicModule {
    const warn = rateLimitedWarn(log);
    const db = new Db(
      createDataSource(database, {
        applicationName: `stet-${role}`,
        poolSize: env.STET_POOL_SIZE,
        onPoolError: (error) => warn('database', error),
      }),
    );
    return {
      module: PersistenceModule,
      providers: [
        { provide: Db, useValue: db },
        {
          provide: HostTurns,
          useFactory: (clock: Clock) => new HostTurns(db, clock, env.STET_HOST_GAP_MS),
          inject: [Clock],
        },
        Opening,
      ],
      exports: [Db, HostTurns],
    };
  }
}

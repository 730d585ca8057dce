import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { CONTEXT } from '../../platform/context.js';
import type { Context } from '../../platform/context.js';
import { every } from '../../platform/every.js';
import type { Repeating } from '../../platform/every.js';
import { SchedulesService } from './schedules.service.js';

/** Looks at what is due in the roles worker and all. */
@Injectable()
export class TickProcessor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private ticking: Repeating | null = null;

  constructor(
    @Inject(CONTEXT) private readonly context: Context,
    private readonly schedules: SchedulesService,
  ) {}

  onApplicationBootstrap(): void {
    const { role, env, log } = this.context;
    if (role !== 'api') this.ticking = every(env.STET_TICK_MS, 'the tick', log, () => this.schedules.tick());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.ticking?.stop();
  }
}

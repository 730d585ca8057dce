import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { CONTEXT } from '../../platform/context.js';
import type { Context } from '../../platform/context.js';
import { every } from '../../platform/every.js';
import type { Repeating } from '../../platform/every.js';
import { RelayService } from './relay.service.js';

/** Polls the outbox in the roles worker and all. */
@Injectable()
export class RelayProcessor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private relay: Repeating | null = null;

  constructor(
    @Inject(CONTEXT) private readonly context: Context,
    private readonly service: RelayService,
  ) {}

  onApplicationBootstrap(): void {
    const { role, env, log } = this.context;
    if (role !== 'api') this.relay = every(env.STET_RELAY_MS, 'the relay', log, () => this.service.poll());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.relay?.stop();
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap, OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { CONTEXT } from './context.js';
import type { Context } from './context.js';
import { findHandlers } from './jobs.js';
import { JobQueue } from './queue.js';

/** How long running jobs may go on after SIGTERM; the process ends within 25 s. */
const deadlineMs = 15_000;

/** Runs the job handlers of this process, in the roles that do so. In every role it checks that each job has one. */
@Injectable()
export class WorkerHost implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    @Inject(CONTEXT) private readonly context: Context,
    private readonly queue: JobQueue,
    private readonly discovery: DiscoveryService,
  ) {}

  onModuleInit(): void {
    if (this.context.role !== 'api') this.queue.open();
  }

  onApplicationBootstrap(): void {
    const handlers = findHandlers(this.discovery);
    if (this.context.role !== 'api') this.queue.start(handlers);
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.context.role !== 'api') await this.queue.close(deadlineMs);
  }
}

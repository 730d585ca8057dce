import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { CONTEXT } from '../../platform/context.js';
import type { Context } from '../../platform/context.js';
import { every } from '../../platform/every.js';
import type { Repeating } from '../../platform/every.js';
import { ArchiveService } from './archive.service.js';

const hourMs = 3_600_000;

/** Drops old raw bytes in the roles worker and all, where STET_KEEP_RAW_DAYS asks for it. */
@Injectable()
export class ArchiveProcessor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private dropping: Repeating | null = null;
  private isStopping = false;

  constructor(
    @Inject(CONTEXT) private readonly context: Context,
    private readonly archive: ArchiveService,
  ) {}

  onApplicationBootstrap(): void {
    const { role, env, log } = this.context;
    if (role === 'api' || env.STET_KEEP_RAW_DAYS === 0) return;
    this.dropping = every(hourMs, 'the retention of raw bytes', log, () =>
      this.archive.dropOld(() => this.isStopping),
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.dropping?.stop();
  }
}

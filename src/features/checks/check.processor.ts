import { Injectable } from '@nestjs/common';
import type { Jobs } from '../../platform/jobs.js';
import { OnJob } from '../../platform/jobs.js';
import { ChecksService } from './checks.service.js';

@Injectable()
export class CheckProcessor {
  constructor(private readonly checks: ChecksService) {}

  @OnJob('check.run')
  run(payload: Jobs['check.run'], signal: AbortSignal): Promise<void> {
    return this.checks.run(payload, signal);
  }
}

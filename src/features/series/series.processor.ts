import { Injectable } from '@nestjs/common';
import type { Jobs } from '../../platform/jobs.js';
import { OnJob } from '../../platform/jobs.js';
import { RevisionsService } from './revisions.service.js';

@Injectable()
export class SeriesProcessor {
  constructor(private readonly revisions: RevisionsService) {}

  @OnJob('series.revised')
  revised(payload: Jobs['series.revised'], signal: AbortSignal): Promise<void> {
    return this.revisions.check(payload, signal);
  }
}

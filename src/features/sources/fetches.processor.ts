import { Injectable } from '@nestjs/common';
import type { Jobs } from '../../platform/jobs.js';
import { OnJob } from '../../platform/jobs.js';
import { CaptureService } from './capture.service.js';
import { DriftService } from './drift.service.js';

@Injectable()
export class FetchesProcessor {
  constructor(
    private readonly captures: CaptureService,
    private readonly drift: DriftService,
  ) {}

  @OnJob('source.fetch')
  fetch({ outboxId, refId }: Jobs['source.fetch'], signal: AbortSignal): Promise<void> {
    return this.captures.fetchAsked(outboxId, refId, signal);
  }

  @OnJob('source.changed')
  changed(payload: Jobs['source.changed'], signal: AbortSignal): Promise<void> {
    return this.drift.check(payload, signal);
  }
}

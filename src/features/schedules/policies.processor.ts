import { Injectable } from '@nestjs/common';
import type { Jobs } from '../../platform/jobs.js';
import { OnJob } from '../../platform/jobs.js';
import { PolicyApplyService } from './policy-apply.service.js';

@Injectable()
export class PoliciesProcessor {
  constructor(private readonly policies: PolicyApplyService) {}

  @OnJob('policies.apply')
  apply(payload: Jobs['policies.apply'], signal: AbortSignal): Promise<void> {
    return this.policies.apply(payload, signal);
  }
}

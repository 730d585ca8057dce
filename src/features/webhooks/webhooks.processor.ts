import { Injectable } from '@nestjs/common';
import { OnJob } from '../../platform/jobs.js';
import type { Jobs } from '../../platform/jobs.js';
import { DeliveriesService } from './deliveries.service.js';

@Injectable()
export class WebhooksProcessor {
  constructor(private readonly deliveries: DeliveriesService) {}

  @OnJob('event.fan-out')
  fanOut(payload: Jobs['event.fan-out']): Promise<void> {
    return this.deliveries.fanOut(payload);
  }

  @OnJob('delivery.send')
  send(payload: Jobs['delivery.send'], signal: AbortSignal): Promise<void> {
    return this.deliveries.send(payload, signal);
  }
}

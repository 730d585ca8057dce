import { Module } from '@nestjs/common';
import { DeliveriesService } from './deliveries.service.js';
import { EndpointsService } from './endpoints.service.js';
import { WebhooksController } from './webhooks.controller.js';
import { WebhooksProcessor } from './webhooks.processor.js';

@Module({
  controllers: [WebhooksController],
  providers: [EndpointsService, DeliveriesService, WebhooksProcessor],
})
export class WebhooksModule {}

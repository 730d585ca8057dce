import { Module } from '@nestjs/common';
import { RelayProcessor } from './relay.processor.js';
import { RelayService } from './relay.service.js';

@Module({ providers: [RelayService, RelayProcessor], exports: [RelayService] })
export class OutboxModule {}

import { Module } from '@nestjs/common';
import { SeriesModule } from '../series/series.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { CheckProcessor } from './check.processor.js';
import { ChecksController } from './checks.controller.js';
import { ChecksService } from './checks.service.js';
import { FactsService } from './facts.service.js';

@Module({
  imports: [SeriesModule, SourcesModule],
  controllers: [ChecksController],
  providers: [ChecksService, FactsService, CheckProcessor],
  exports: [ChecksService],
})
export class ChecksModule {}

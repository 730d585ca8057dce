import { Module } from '@nestjs/common';
import { CaptureService } from './capture.service.js';
import { SourcesController } from './sources.controller.js';
import { SourcesService } from './sources.service.js';

@Module({
  controllers: [SourcesController],
  providers: [SourcesService, CaptureService],
  exports: [SourcesService, CaptureService],
})
export class SourcesModule {}

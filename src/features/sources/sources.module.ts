import { Module } from '@nestjs/common';
import { CaptureService } from './capture.service.js';
import { ArchiveService } from './archive.service.js';
import { DriftService } from './drift.service.js';
import { FetchRecorder } from './fetch-recorder.service.js';
import { FetchesProcessor } from './fetches.processor.js';
import { RobotsService } from './robots.service.js';
import { SourceReader } from './source-reader.service.js';
import { SourcesController } from './sources.controller.js';
import { SourcesService } from './sources.service.js';
import { WatchController } from './watch.controller.js';
import { WatchService } from './watch.service.js';

@Module({
  controllers: [SourcesController, WatchController],
  providers: [
    ...[
      SourcesService,
      CaptureService,
      SourceReader,
      RobotsService,
      FetchRecorder,
      ArchiveService,
      DriftService,
    ],
    ...[FetchesProcessor, WatchService],
  ],
  exports: [SourcesService, CaptureService],
})
export class SourcesModule {}

import { Module } from '@nestjs/common';
import { CaptureService } from './capture.service.js';
import { ArchiveService } from './archive.service.js';
import { DriftService } from './drift.service.js';
import { FetchRecorder } from './fetch-recorder.service.js';
import { FetchesProcessor } from './fetches.processor.js';
import { SourceReader } from './source-reader.service.js';
import { SourcesController } from './sources.controller.js';
import { SourcesService } from './sources.service.js';

@Module({
  controllers: [SourcesController],
  providers: [
    ...[SourcesService, CaptureService, SourceReader, FetchRecorder, ArchiveService, DriftService],
    FetchesProcessor,
  ],
  exports: [SourcesService, CaptureService],
})
export class SourcesModule {}

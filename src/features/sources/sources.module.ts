import { Module } from '@nestjs/common';
import { CaptureService } from './capture.service.js';
import { ArchiveController } from './archive.controller.js';
import { ArchiveProcessor } from './archive.processor.js';
import { ArchiveService } from './archive.service.js';
import { RawSnapshotService } from './archive-raw.service.js';
import { DocumentsController } from './documents.controller.js';
import { DocumentsService } from './documents.service.js';
import { MementosController } from './mementos.controller.js';
import { MementosService } from './mementos.service.js';
import { MementoVerifier } from './mementos.verifier.service.js';
import { SnapshotDiffService } from './snapshot-diff.service.js';
import { WarcService } from './warc.service.js';
import { DriftService } from './drift.service.js';
import { FetchRecorder } from './fetch-recorder.service.js';
import { FetchesProcessor } from './fetches.processor.js';
import { RereadService } from './reread.service.js';
import { RobotsService } from './robots.service.js';
import { SourceReader } from './source-reader.service.js';
import { SourcesController } from './sources.controller.js';
import { SourcesService } from './sources.service.js';
import { WatchController } from './watch.controller.js';
import { WatchService } from './watch.service.js';

@Module({
  controllers: [
    SourcesController,
    WatchController,
    ArchiveController,
    DocumentsController,
    MementosController,
  ],
  providers: [
    ...[
      SourcesService,
      CaptureService,
      SourceReader,
      RobotsService,
      FetchRecorder,
      RereadService,
      ArchiveService,
      DriftService,
    ],
    ...[FetchesProcessor, WatchService],
    ...[ArchiveProcessor, RawSnapshotService, SnapshotDiffService, WarcService, DocumentsService],
    ...[MementosService, MementoVerifier],
  ],
  exports: [SourcesService, CaptureService],
})
export class SourcesModule {}

import { Module } from '@nestjs/common';
import { BindingsService } from './bindings.service.js';
import { FetchDataService } from './fetch-data.service.js';
import { RevisionsService } from './revisions.service.js';
import { SeriesController } from './series.controller.js';
import { SeriesProcessor } from './series.processor.js';
import { SeriesService } from './series.service.js';
import { VintagesService } from './vintages.service.js';

@Module({
  controllers: [SeriesController],
  providers: [
    BindingsService,
    FetchDataService,
    RevisionsService,
    SeriesProcessor,
    SeriesService,
    VintagesService,
  ],
  exports: [BindingsService, SeriesService, VintagesService],
})
export class SeriesModule {}

import { Module } from '@nestjs/common';
import { ClaimsModule } from '../claims/claims.module.js';
import { SeriesModule } from '../series/series.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { ArticleService } from './article.service.js';
import { CheckProcessor } from './check.processor.js';
import { CheckRecorder } from './check-recorder.service.js';
import { ChecksController } from './checks.controller.js';
import { ChecksService } from './checks.service.js';
import { FactsService } from './facts.service.js';

@Module({
  imports: [ClaimsModule, SeriesModule, SourcesModule],
  controllers: [ChecksController],
  providers: [ArticleService, CheckRecorder, ChecksService, FactsService, CheckProcessor],
  exports: [ArticleService, ChecksService],
})
export class ChecksModule {}

import { Module } from '@nestjs/common';
import { SourcesModule } from '../sources/sources.module.js';
import { AssertionsController } from './assertions.controller.js';
import { AssertionsService } from './assertions.service.js';
import { ClaimAsOfService } from './claim-as-of.service.js';
import { ClaimsController } from './claims.controller.js';
import { ClaimsService } from './claims.service.js';

@Module({
  imports: [SourcesModule],
  controllers: [ClaimsController, AssertionsController],
  providers: [ClaimsService, ClaimAsOfService, AssertionsService],
  exports: [ClaimsService],
})
export class ClaimsModule {}

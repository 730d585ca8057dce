import { Module } from '@nestjs/common';
import { ScalesController } from './scales.controller.js';
import { ScalesService } from './scales.service.js';
import { VerdictsController } from './verdicts.controller.js';
import { VerdictsService } from './verdicts.service.js';

@Module({
  controllers: [VerdictsController, ScalesController],
  providers: [VerdictsService, ScalesService],
  exports: [VerdictsService],
})
export class VerdictsModule {}

import { Module } from '@nestjs/common';
import { ScalesController } from './scales.controller.js';
import { ScalesService } from './scales.service.js';
import { UpheldController } from './upheld.controller.js';
import { UpheldService } from './upheld.service.js';
import { VerdictsController } from './verdicts.controller.js';
import { VerdictsService } from './verdicts.service.js';

@Module({
  controllers: [VerdictsController, UpheldController, ScalesController],
  providers: [VerdictsService, UpheldService, ScalesService],
  exports: [VerdictsService],
})
export class VerdictsModule {}

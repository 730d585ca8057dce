import { Module } from '@nestjs/common';
import { ClaimScheduleService } from './claim-schedule.service.js';
import { DryRunService } from './dry-run.service.js';
import { HoldsService } from './holds.service.js';
import { PlannedService } from './planned.service.js';
import { PoliciesController } from './policies.controller.js';
import { PoliciesProcessor } from './policies.processor.js';
import { PoliciesService } from './policies.service.js';
import { PolicyApplyService } from './policy-apply.service.js';
import { PolicyUsesService } from './policy-uses.service.js';
import { ScheduleController } from './schedule.controller.js';
import { SchedulesService } from './schedules.service.js';
import { TickProcessor } from './tick.processor.js';

@Module({
  controllers: [PoliciesController, ScheduleController],
  providers: [
    ClaimScheduleService,
    DryRunService,
    HoldsService,
    PlannedService,
    PoliciesProcessor,
    PoliciesService,
    PolicyApplyService,
    PolicyUsesService,
    SchedulesService,
    TickProcessor,
  ],
  exports: [SchedulesService],
})
export class SchedulesModule {}

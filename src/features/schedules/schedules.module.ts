import { Module } from '@nestjs/common';
import { SchedulesService } from './schedules.service.js';
import { TickProcessor } from './tick.processor.js';

@Module({ providers: [SchedulesService, TickProcessor], exports: [SchedulesService] })
export class SchedulesModule {}

import { Module } from '@nestjs/common';
import { HistoryController } from './history.controller.js';
import { HistoryService } from './history.service.js';
import { NewsroomController } from './newsroom.controller.js';
import { NewsroomService } from './newsroom.service.js';

@Module({
  controllers: [HistoryController, NewsroomController],
  providers: [HistoryService, NewsroomService],
})
export class HistoryModule {}

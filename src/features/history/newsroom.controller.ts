import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Can } from '../auth/auth.guard.js';
import { NewsroomQuery, NewsroomSeries, NewsroomView, SeriesQuery } from './history.dto.js';
import { NewsroomService } from './newsroom.service.js';

@ApiTags('history')
@ApiBearerAuth()
@Controller('v1/newsroom')
@Can('ledger:read')
export class NewsroomController {
  constructor(private readonly newsroom: NewsroomService) {}

  /** How all claims stood at a moment, how many checks were overdue, and how long a verdict took. */
  @Get()
  async at(@Query() query: NewsroomQuery): Promise<NewsroomView> {
    const found = await this.newsroom.at(query.at);
    return { ...found, at: found.at.toISOString() };
  }

  /** How all claims stood, moment by moment. */
  @Get('series')
  async series(@Query() query: SeriesQuery): Promise<NewsroomSeries> {
    const { stepMs, points } = await this.newsroom.series(query);
    return { stepMs, points: points.map((each) => ({ ...each, at: each.at.toISOString() })) };
  }
}

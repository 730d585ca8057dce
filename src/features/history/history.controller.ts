import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Can } from '../auth/auth.guard.js';
import {
  EventPage,
  EventQuery,
  HistoryQuery,
  HistoryView,
  TimelinePage,
  TimelineQuery,
} from './history.dto.js';
import { HistoryService } from './history.service.js';
import { toHistoryView, toStep } from './history.view.js';

@ApiTags('history')
@ApiBearerAuth()
@Controller('v1')
@Can('ledger:read')
export class HistoryController {
  constructor(private readonly history: HistoryService) {}

  /** How a claim stood at a moment, and every step that led there. */
  @Get('claims/:id/history')
  async of(@Param('id', ParseUUIDPipe) id: string, @Query() query: HistoryQuery): Promise<HistoryView> {
    return toHistoryView(
      id,
      await this.history.of(id, query.asOf === undefined ? null : new Date(query.asOf)),
    );
  }

  /** Everything that happened to a claim, with its causes: standings, verdicts, checks, sources, comments and all else. */
  @Get('claims/:id/timeline')
  async timeline(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: TimelineQuery,
  ): Promise<TimelinePage> {
    const { order = 'asc', ...page } = query;
    const found = await this.history.timeline(id, order, page);
    return { items: found.items.map(toStep), next: found.next };
  }

  /** What happened, in order; a receiver that missed something reads it here. */
  @Get('events')
  async events(@Query() query: EventQuery): Promise<EventPage> {
    const { claimId, type, ...page } = query;
    const found = await this.history.events({ claimId, type }, page);
    const items = found.items.map((row) => ({
      id: row.id,
      type: row.type,
      recordedAt: row.recordedAt.toISOString(),
      payload: JSON.parse(row.payload) as object,
      salt: row.salt.toString('hex'),
      leafHash: row.leafHash.toString('hex'),
    }));
    return { items, next: found.next };
  }
}

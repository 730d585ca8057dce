import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/actor.js';
import { Idempotency } from '../../platform/http.js';
import type { IdempotentRequest } from '../../platform/http.js';
import { PageDto } from '../../platform/page.dto.js';
import { Caller, Can } from '../auth/auth.guard.js';
import { FetchPage, FetchView, LeaningClaimPage, RequestedFetchView, WatchView } from './watch.dto.js';
import { toFetchView, toLeaningView, toWatchView } from './watch.view.js';
import { WatchService } from './watch.service.js';

@ApiTags('sources')
@ApiBearerAuth()
@Controller('v1')
@Can('ledger:read')
export class WatchController {
  constructor(private readonly watching: WatchService) {}

  /** How alive a source is, and when it is fetched next. */
  @Get('sources/:id/watch')
  async watch(@Param('id', ParseUUIDPipe) id: string): Promise<WatchView> {
    return toWatchView(await this.watching.watch(id));
  }

  /** Asks for a fetch now; how it ended is at GET /v1/fetches/{id}. */
  @Post('sources/:id/fetches')
  @Can('sources:write')
  @HttpCode(202)
  refetch(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<RequestedFetchView> {
    return this.watching.refetch(actor, id, once);
  }

  /** The fetches of a source, newest first, those that failed too. */
  @Get('sources/:id/fetches')
  async fetches(@Param('id', ParseUUIDPipe) id: string, @Query() query: PageDto): Promise<FetchPage> {
    const page = await this.watching.fetches(id, query);
    return { items: page.items.map(toFetchView), next: page.next };
  }

  /** One fetch. */
  @Get('fetches/:id')
  async fetch(@Param('id', ParseUUIDPipe) id: string): Promise<FetchView> {
    return toFetchView(await this.watching.fetch(id));
  }

  /** The claims that lean on a source, newest first, with the passages they cite and how those read now. */
  @Get('sources/:id/claims')
  async claims(@Param('id', ParseUUIDPipe) id: string, @Query() query: PageDto): Promise<LeaningClaimPage> {
    const page = await this.watching.claims(id, query);
    return { items: page.items.map(toLeaningView), next: page.next };
  }
}

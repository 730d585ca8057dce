import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/actor.js';
import { Idempotency } from '../../platform/http.js';
import type { IdempotentRequest } from '../../platform/http.js';
import { PageDto } from '../../platform/page.dto.js';
import { Caller, Can } from '../auth/auth.guard.js';
import { BindingsService } from './bindings.service.js';
import {
  AddVintage,
  AddedVintageView,
  BindSeries,
  BindingView,
  CreateSeries,
  ObservationsView,
  SeriesDetailView,
  SeriesPage,
  SeriesView,
} from './series.dto.js';
import { SeriesService } from './series.service.js';
import { VintagesService } from './vintages.service.js';

@ApiTags('series')
@ApiBearerAuth()
@Controller('v1')
@Can('ledger:read')
export class SeriesController {
  constructor(
    private readonly series: SeriesService,
    private readonly vintages: VintagesService,
    private readonly bindings: BindingsService,
  ) {}

  /** Describes a statistical series; its values come with vintages. */
  @Post('series')
  @Can('series:write')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  create(
    @Caller() actor: Actor,
    @Body() dto: CreateSeries,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<SeriesView> {
    return this.series.create(actor, dto, once);
  }

  /** Lists series. */
  @Get('series')
  async list(@Query() query: PageDto): Promise<SeriesPage> {
    const { items, next } = await this.series.list(query);
    return { items: [...items], next };
  }

  /** One series with its vintages. */
  @Get('series/:id')
  find(@Param('id', ParseUUIDPipe) id: string): Promise<SeriesDetailView> {
    return this.series.find(id);
  }

  /** Adds an edition of the data, from a list, a file or an address, and says what it revised. Bound claims are checked. */
  @Post('series/:id/vintages')
  @Can('series:write')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  addVintage(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() dto: AddVintage,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<AddedVintageView> {
    return this.vintages.add(actor, id, dto, once);
  }

  /** The values of one edition. */
  @Get('vintages/:id/observations')
  observations(@Param('id', ParseUUIDPipe) id: string): Promise<ObservationsView> {
    return this.vintages.observations(id);
  }

  /** Ties an assertion to the series, or the expression over series, that settles it; null unties it. The next check uses it. */
  @Put('assertions/:id/binding')
  @Can('series:write')
  @HttpCode(204)
  bind(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() dto: BindSeries,
  ): Promise<void> {
    return this.bindings.bind(actor, id, dto);
  }

  /** Which series or expression the assertion is tested against. */
  @Get('assertions/:id/binding')
  binding(@Param('id', ParseUUIDPipe) id: string): Promise<BindingView> {
    return this.bindings.binding(id);
  }
}

import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/actor.js';
import { Idempotency, IfMatch, etag } from '../../platform/http.js';
import type { IdempotentRequest } from '../../platform/http.js';
import { Caller, Can } from '../auth/auth.guard.js';
import {
  AddRating,
  ChangeRating,
  ChangeScale,
  CreateScale,
  RatingView,
  ScaleQuery,
  ScaleView,
} from './scales.dto.js';
import { ScalesService } from './scales.service.js';

@ApiTags('scales')
@ApiBearerAuth()
@Controller('v1')
@Can('ledger:read')
export class ScalesController {
  constructor(private readonly scales: ScalesService) {}

  /** The rating scales and their ratings; the retired ones only when asked for. */
  @Get('scales')
  list(@Query() query: ScaleQuery): Promise<ScaleView[]> {
    return this.scales.list(query.retired === 'true');
  }

  /** Adds a scale; give it ratings with POST /v1/scales/{id}/ratings. */
  @Post('scales')
  @Can('scales:manage')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  create(
    @Caller() actor: Actor,
    @Body() dto: CreateScale,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<ScaleView> {
    return this.scales.create(actor, dto, once);
  }

  /** Renames a scale or translates its name. */
  @Patch('scales/:id')
  @Can('scales:manage')
  @ApiHeader({ name: 'If-Match', required: true })
  async change(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() dto: ChangeScale,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScaleView> {
    const scale = await this.scales.change(actor, id, version, dto);
    void reply.header('etag', etag(scale.version));
    return scale;
  }

  /** Retires a scale with all its ratings: verdicts that carry them stay as they are. Twice keeps the first time. */
  @Post('scales/:id/retire')
  @HttpCode(200)
  @Can('scales:manage')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  retire(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<ScaleView> {
    return this.scales.retire(actor, id, once);
  }

  /** Adds a rating to a scale. */
  @Post('scales/:id/ratings')
  @Can('scales:manage')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  addRating(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() dto: AddRating,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<RatingView> {
    return this.scales.addRating(actor, id, dto, once);
  }

  /** Changes a rating; one that a verdict or draft carries keeps its label, number and expectation. */
  @Patch('ratings/:id')
  @Can('scales:manage')
  @ApiHeader({ name: 'If-Match', required: true })
  async changeRating(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() dto: ChangeRating,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RatingView> {
    const rating = await this.scales.changeRating(actor, id, version, dto);
    void reply.header('etag', etag(rating.version));
    return rating;
  }

  /** Retires a rating: no new verdict carries it, old ones keep it. Twice keeps the first time. */
  @Post('ratings/:id/retire')
  @HttpCode(200)
  @Can('scales:manage')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  retireRating(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<RatingView> {
    return this.scales.retireRating(actor, id, once);
  }
}

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
  Req,
  Res,
} from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/actor.js';
import { Idempotency, IfMatch, etag, notModified } from '../../platform/http.js';
import type { IdempotentRequest } from '../../platform/http.js';
import { PageDto } from '../../platform/page.dto.js';
import { Caller, Can } from '../auth/auth.guard.js';
import { EndpointsService } from './endpoints.service.js';
import {
  ChangeEndpoint,
  CreateEndpoint,
  CreatedEndpointView,
  DeliveryPage,
  DeliveryQuery,
  DeliveryView,
  EndpointPage,
  EndpointView,
  RedeliveredView,
} from './webhooks.dto.js';
import type { DeliveryBrief } from './webhooks.dto.js';

type EndpointRow = Awaited<ReturnType<EndpointsService['find']>>;
type DeliveryRow = Awaited<ReturnType<EndpointsService['delivery']>>['delivery'];

@ApiTags('webhooks')
@ApiBearerAuth()
@Controller('v1')
@Can('webhooks:manage')
export class WebhooksController {
  constructor(private readonly endpoints: EndpointsService) {}

  /** Registers an endpoint; its signing secret is shown in this answer only. */
  @Post('webhooks')
  create(
    @Caller() actor: Actor,
    @Body() dto: CreateEndpoint,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<CreatedEndpointView> {
    return this.endpoints.create(actor, dto, once);
  }

  /** Lists endpoints, oldest first; their secrets are not shown. */
  @Get('webhooks')
  async list(@Query() query: PageDto): Promise<EndpointPage> {
    const page = await this.endpoints.list(query);
    return { items: page.items.map(toView), next: page.next };
  }

  /** One endpoint. */
  @Get('webhooks/:id')
  async find(
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EndpointView | undefined> {
    const endpoint = await this.endpoints.find(id);
    return notModified(request, reply, endpoint.version) ? undefined : toView(endpoint);
  }

  /** Changes an endpoint, pauses it or makes it active again. */
  @Patch('webhooks/:id')
  @ApiHeader({ name: 'If-Match', required: true })
  async change(
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() dto: ChangeEndpoint,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EndpointView> {
    const endpoint = await this.endpoints.change(id, version, dto);
    void reply.header('etag', etag(endpoint.version));
    return toView(endpoint);
  }

  /** What was sent or waits, newest first. */
  @Get('deliveries')
  async deliveries(@Query() query: DeliveryQuery): Promise<DeliveryPage> {
    const { endpointId, eventId, state, ...page } = query;
    const found = await this.endpoints.deliveries({ endpointId, eventId, state }, page);
    return {
      items: found.items.map((row) => ({ ...toBrief(row), eventType: row.eventType, url: row.url })),
      next: found.next,
    };
  }

  /** One delivery with every attempt. */
  @Get('deliveries/:id')
  async delivery(@Param('id', ParseUUIDPipe) id: string): Promise<DeliveryView> {
    const { delivery, attempts } = await this.endpoints.delivery(id);
    const attemptLog = attempts.map(({ deliveryId: _, ...attempt }) => ({
      ...attempt,
      startedAt: attempt.startedAt.toISOString(),
    }));
    return { ...toBrief(delivery), attemptLog };
  }

  /** Sends it once more, now. */
  @Post('deliveries/:id/redeliver')
  @HttpCode(202)
  redeliver(
    @Param('id', ParseUUIDPipe) id: string,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<RedeliveredView> {
    return this.endpoints.redeliver(id, once);
  }
}

function toView(row: EndpointRow): EndpointView {
  const { id, url, eventTypes, description, state, disabledReason, createdBy, version } = row;
  return {
    ...{ id, url, eventTypes, description, state, disabledReason, createdBy, version },
    failingSince: row.failingSince?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

function toBrief(row: DeliveryRow): DeliveryBrief {
  const { id, eventId, endpointId, state, attempts } = row;
  return {
    ...{ id, eventId, endpointId, state, attempts },
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

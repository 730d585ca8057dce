import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/actor.js';
import { Idempotency, IfMatch, etag } from '../../platform/http.js';
import type { IdempotentRequest } from '../../platform/http.js';
import { Caller, Can } from '../auth/auth.guard.js';
import {
  CreatedMementoView,
  MementoList,
  MementoView,
  ReadFrom,
  ReadFromView,
  RecordMemento,
} from './mementos.dto.js';
import type { VerificationView } from './mementos.dto.js';
import { MementosService } from './mementos.service.js';

type MementoRow = Awaited<ReturnType<MementosService['verify']>>;

@ApiTags('sources')
@ApiBearerAuth()
@Controller('v1/sources/:id')
@Can('ledger:read')
export class MementosController {
  constructor(private readonly mementos: MementosService) {}

  /** Records a capture of the source in a web archive (Wayback Machine, or any other Memento archive). */
  @Post('mementos')
  @Can('sources:write')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  record(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() dto: RecordMemento,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<CreatedMementoView> {
    return this.mementos.record(actor, id, dto, once);
  }

  /** Captures of the source, as they were recorded. */
  @Get('mementos')
  async list(@Param('id', ParseUUIDPipe) id: string): Promise<MementoList> {
    return { items: (await this.mementos.list(id)).map(toView) };
  }

  /** Fetches a capture and compares it with what was archived of the source: text and cited passages. */
  @Post('mementos/:mementoId/verify')
  @Can('sources:write')
  @HttpCode(200)
  async verify(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('mementoId', ParseUUIDPipe) mementoId: string,
  ): Promise<MementoView> {
    return toView(await this.mementos.verify(id, mementoId));
  }

  /** Has the source read from a verified capture, or from its own address again. */
  @Put('read-from')
  @Can('sources:write')
  @ApiHeader({ name: 'If-Match', required: true })
  async readFrom(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() dto: ReadFrom,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReadFromView> {
    const changed = await this.mementos.readFrom(actor, id, version, dto.mementoId);
    void reply.header('etag', etag(changed));
    return { readFrom: dto.mementoId, version: changed };
  }
}

function toView(row: MementoRow): MementoView {
  const { id, sourceId, url, note, state, createdBy } = row;
  return {
    ...{ id, sourceId, url, note, state, createdBy },
    verification: row.verification as VerificationView | null,
    capturedAt: row.capturedAt?.toISOString() ?? null,
    verifiedAt: row.verifiedAt?.toISOString() ?? null,
    recordedAt: row.recordedAt.toISOString(),
  };
}

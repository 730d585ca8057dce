import { Body, Controller, Get, Param, ParseUUIDPipe, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/actor.js';
import { Idempotency, IfMatch, etag, notModified } from '../../platform/http.js';
import type { IdempotentRequest } from '../../platform/http.js';
import { PageDto } from '../../platform/page.dto.js';
import { Caller, Can } from '../auth/auth.guard.js';
import {
  ChangeSource,
  CreateSource,
  CreatedSourceView,
  SnapshotPage,
  SnapshotView,
  SourcePage,
  SourceView,
} from './sources.dto.js';
import type { SnapshotBrief } from './sources.dto.js';
import { SourcesService } from './sources.service.js';

type SourceRow = Awaited<ReturnType<SourcesService['find']>>;
type SnapshotRow = Awaited<ReturnType<SourcesService['snapshots']>>['items'][number];

@ApiTags('sources')
@ApiBearerAuth()
@Controller('v1')
@Can('ledger:read')
export class SourcesController {
  constructor(private readonly sources: SourcesService) {}

  /** Registers something citable. */
  @Post('sources')
  @Can('sources:write')
  create(
    @Caller() actor: Actor,
    @Body() dto: CreateSource,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<CreatedSourceView> {
    return this.sources.create(actor, dto, once);
  }

  /** Lists sources, newest first. */
  @Get('sources')
  async list(@Query() query: PageDto): Promise<SourcePage> {
    const page = await this.sources.list(query);
    return { items: page.items.map(toView), next: page.next };
  }

  /** One source. */
  @Get('sources/:id')
  async find(
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SourceView | undefined> {
    const source = await this.sources.find(id);
    return notModified(request, reply, source.version) ? undefined : toView(source);
  }

  /** Changes title, tier, origin or note. */
  @Patch('sources/:id')
  @Can('sources:write')
  @ApiHeader({ name: 'If-Match', required: true })
  async change(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() dto: ChangeSource,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SourceView> {
    const source = await this.sources.change(actor, id, version, dto);
    void reply.header('etag', etag(source.version));
    return toView(source);
  }

  /** What the source said, fetch by fetch, newest first. */
  @Get('sources/:id/snapshots')
  async snapshots(@Param('id', ParseUUIDPipe) id: string, @Query() query: PageDto): Promise<SnapshotPage> {
    const page = await this.sources.snapshots(id, query);
    return { items: page.items.map(toBrief), next: page.next };
  }

  /** One snapshot with its text. */
  @Get('snapshots/:id')
  async snapshot(@Param('id', ParseUUIDPipe) id: string): Promise<SnapshotView> {
    const row = await this.sources.snapshot(id);
    return { ...toBrief(row), text: row.text, otherText: row.otherText };
  }
}

function toView(row: SourceRow): SourceView {
  return { ...row, recordedAt: row.recordedAt.toISOString() };
}

function toBrief(row: SnapshotRow): SnapshotBrief {
  const { id, sourceId, finalUrl, redirects, address, status, headers, sameTextAs, extractor } = row;
  const { title, publishedOn, modifiedOn, byline, publisher, language, canonical, correction } = row;
  const { pages, tls, size, mementoId } = row;
  return {
    ...{ id, sourceId, finalUrl, redirects, address, status, headers, sameTextAs, extractor },
    ...{ title, publishedOn, modifiedOn, byline, publisher, language, canonical, correction },
    ...{ pages, tls, size, mementoId },
    fetchedAt: row.fetchedAt.toISOString(),
    rawSha256: row.rawSha256.toString('hex'),
    textSha256: row.textSha256.toString('hex'),
  };
}

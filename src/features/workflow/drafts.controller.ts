import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Put, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/actor.js';
import { IfMatchGiven, etag, notModified } from '../../platform/http.js';
import { Caller, Can } from '../auth/auth.guard.js';
import { DraftView, WriteDraft } from './drafts.dto.js';
import { DraftsService } from './drafts.service.js';

type DraftRow = Awaited<ReturnType<DraftsService['find']>>;

@ApiTags('workflow')
@ApiBearerAuth()
@Controller('v1/claims/:id/draft')
@Can('ledger:read')
export class DraftsController {
  constructor(private readonly drafts: DraftsService) {}

  /** The verdict in the making. */
  @Get()
  async find(
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftView | undefined> {
    const draft = await this.drafts.find(id);
    return notModified(request, reply, draft.version) ? undefined : toView(draft);
  }

  /** Writes the draft, or its next version; approvals of the version before hold no more. */
  @Put()
  @Can('verdicts:publish')
  @ApiHeader({ name: 'If-Match', required: false, description: 'Needed where there is a draft.' })
  async write(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatchGiven() version: number | null,
    @Body() dto: WriteDraft,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftView> {
    const draft = await this.drafts.write(actor, id, version, dto);
    void reply.header('etag', etag(draft.version));
    return toView(draft);
  }

  /** Throws the draft away. */
  @Delete()
  @Can('verdicts:publish')
  @HttpCode(204)
  @ApiHeader({ name: 'If-Match', required: true })
  remove(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatchGiven() version: number | null,
  ): Promise<void> {
    return this.drafts.remove(actor, id, version);
  }
}

function toView({ claimId: _, ...row }: DraftRow): DraftView {
  return {
    ...row,
    validFrom: row.validFrom?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

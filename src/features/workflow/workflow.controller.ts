import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/actor.js';
import { IfMatchGiven, Idempotency, etag } from '../../platform/http.js';
import type { IdempotentRequest } from '../../platform/http.js';
import { Caller, Can } from '../auth/auth.guard.js';
import { ReviewView, TakeAction, WorkflowView } from './workflow.dto.js';
import { WorkflowService } from './workflow.service.js';

@ApiTags('workflow')
@ApiBearerAuth()
@Controller('v1/claims/:id')
@Can('ledger:read')
export class WorkflowController {
  constructor(private readonly workflow: WorkflowService) {}

  /** Where the human work is, who has it, and which actions are open to you. */
  @Get('workflow')
  async view(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WorkflowView> {
    return tagged(reply, await this.workflow.view(actor, id));
  }

  /** Takes an action. What each needs of you differs; GET says which are open. */
  @Post('workflow')
  @HttpCode(200)
  @ApiHeader({ name: 'If-Match', required: false })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  async act(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatchGiven() version: number | null,
    @Body() dto: TakeAction,
    @Idempotency() once: IdempotentRequest | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WorkflowView> {
    return tagged(reply, await this.workflow.act(actor, id, version, dto, once));
  }

  /** All reviews of the claim's drafts, newest last. */
  @Get('reviews')
  async reviews(@Param('id', ParseUUIDPipe) id: string): Promise<ReviewView[]> {
    const rows = await this.workflow.reviews(id);
    return rows.map(({ claimId: _, ...row }) => ({ ...row, recordedAt: row.recordedAt.toISOString() }));
  }
}

/** With the ETag of the claim, for If-Match; never 304, for a draft moves what is shown and not the claim. */
function tagged(reply: FastifyReply, view: WorkflowView): WorkflowView {
  void reply.header('etag', etag(view.version));
  return view;
}

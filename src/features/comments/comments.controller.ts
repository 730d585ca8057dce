import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/actor.js';
import { Idempotency } from '../../platform/http.js';
import type { IdempotentRequest } from '../../platform/http.js';
import { PageDto } from '../../platform/page.dto.js';
import { Caller, Can } from '../auth/auth.guard.js';
import { CommentPage, MentionPage, WriteComment, WrittenCommentView } from './comments.dto.js';
import type { CommentView } from './comments.dto.js';
import { CommentsService } from './comments.service.js';

type CommentRow = Awaited<ReturnType<CommentsService['list']>>['items'][number];

@ApiTags('comments')
@ApiBearerAuth()
@Controller('v1')
@Can('ledger:read')
export class CommentsController {
  constructor(private readonly comments: CommentsService) {}

  /** Comments on a claim, of whatever desk; persons named in it find it under GET /v1/mentions. */
  @Post('claims/:id/comments')
  @Can('claims:write')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  async write(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() dto: WriteComment,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<WrittenCommentView> {
    const { mentions, ambiguous, ...written } = await this.comments.write(actor, id, dto, once);
    return { ...written, mentions: [...mentions], ambiguous: [...ambiguous] };
  }

  /** The comments on a claim, newest first. */
  @Get('claims/:id/comments')
  async list(@Param('id', ParseUUIDPipe) id: string, @Query() query: PageDto): Promise<CommentPage> {
    const page = await this.comments.list(id, query);
    return { items: page.items.map(toView), next: page.next };
  }

  /** Comments that name the caller, newest first. */
  @Get('mentions')
  async mentions(@Caller() actor: Actor, @Query() query: PageDto): Promise<MentionPage> {
    const page = await this.comments.mentions(actor, query);
    return {
      items: page.items.map((row) => ({ ...toView(row), claimText: row.claimText })),
      next: page.next,
    };
  }
}

function toView({ id, claimId, authorId, authorName, text, mentions, recordedAt }: CommentRow): CommentView {
  return {
    ...{ id, claimId, authorId, authorName, text, mentions: [...mentions] },
    recordedAt: recordedAt.toISOString(),
  };
}

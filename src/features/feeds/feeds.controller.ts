import { Controller, Get, Param, ParseUUIDPipe, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Can } from '../auth/auth.guard.js';
import { FeedsService } from './feeds.service.js';

@ApiTags('feeds')
@ApiBearerAuth()
@Controller('v1/claims/:id/claim-review')
@Can('ledger:read')
export class FeedsController {
  constructor(private readonly feeds: FeedsService) {}

  /** The verdict in force as a schema.org ClaimReview. */
  @Get()
  @ApiOkResponse({ content: { 'application/ld+json': { schema: { type: 'object' } } } })
  async claimReview(
    @Param('id', ParseUUIDPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const review = await this.feeds.claimReview(id);
    void reply.header('content-type', 'application/ld+json; charset=utf-8');
    // Meant to be put into a page: no text in it may close the script element.
    return JSON.stringify(review).replaceAll('<', '\\u003c');
  }
}

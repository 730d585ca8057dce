import { Body, Controller, Get, Param, ParseUUIDPipe, Patch, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/actor.js';
import { IfMatch, etag, notModified } from '../../platform/http.js';
import { Caller, Can } from '../auth/auth.guard.js';
import { CorrectAssertion } from './assertions.dto.js';
import { AssertionsService } from './assertions.service.js';
import { AssertionView } from './claims.dto.js';
import { toAssertionView } from './claims.view.js';

@ApiTags('assertions')
@ApiBearerAuth()
@Controller('v1/assertions')
@Can('ledger:read')
export class AssertionsController {
  constructor(private readonly assertions: AssertionsService) {}

  /** One assertion: how Stet read it and how a person corrected it. */
  @Get(':id')
  async find(
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AssertionView | undefined> {
    const row = await this.assertions.find(id);
    return notModified(request, reply, row.version) ? undefined : toAssertionView(row);
  }

  /** Corrects how Stet read it; the parse is kept beside. */
  @Patch(':id')
  @Can('claims:write')
  @ApiHeader({ name: 'If-Match', required: true })
  async correct(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() dto: CorrectAssertion,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AssertionView> {
    const row = await this.assertions.correct(actor, id, version, dto);
    void reply.header('etag', etag(row.version));
    return toAssertionView(row);
  }
}

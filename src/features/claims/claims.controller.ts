import { Body, Controller, Get, Param, ParseUUIDPipe, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/actor.js';
import { Idempotency, IfMatch, etag, notModified } from '../../platform/http.js';
import type { IdempotentRequest } from '../../platform/http.js';
import { Caller, Can } from '../auth/auth.guard.js';
import {
  ChangeClaim,
  Cite,
  CitedView,
  ClaimPage,
  ClaimQuery,
  ClaimView,
  RecordClaim,
  RecordedView,
} from './claims.dto.js';
import type { AssertionView, CitationView } from './claims.dto.js';
import { ClaimsService } from './claims.service.js';

type ClaimRow = Awaited<ReturnType<ClaimsService['find']>>;

@ApiTags('claims')
@ApiBearerAuth()
@Controller('v1/claims')
@Can('ledger:read')
export class ClaimsController {
  constructor(private readonly claims: ClaimsService) {}

  /** Records a claim; it is parsed at once and checked in the background. */
  @Post()
  @Can('claims:write')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  record(
    @Caller() actor: Actor,
    @Body() dto: RecordClaim,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<RecordedView> {
    return this.claims.record(actor, dto, once);
  }

  /** Lists claims, newest first. */
  @Get()
  async list(@Query() query: ClaimQuery): Promise<ClaimPage> {
    const { limit, cursor, offset, ...filter } = query;
    const page = await this.claims.list(filter, { limit, cursor, offset });
    return {
      items: page.items.map(toView),
      next: page.next,
      total: page.total,
      totalIsExact: page.totalIsExact,
    };
  }

  /** One claim as it stands now; how it stood at another moment: GET …/history?asOf=. */
  @Get(':id')
  async find(
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ClaimView | undefined> {
    const claim = await this.claims.find(id);
    // The machine moves status and label without touching the version: a client that asks by ETag asks for people's changes.
    return notModified(request, reply, claim.version) ? undefined : toView(claim);
  }

  /** Changes what people decide about a claim. */
  @Patch(':id')
  @Can('claims:write')
  @ApiHeader({ name: 'If-Match', required: true })
  async change(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() dto: ChangeClaim,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ClaimView> {
    void reply.header('etag', etag(await this.claims.change(actor, id, version, dto)));
    return toView(await this.claims.find(id));
  }

  /** What Stet tests of the claim, part by part. */
  @Get(':id/assertions')
  async assertions(@Param('id', ParseUUIDPipe) id: string): Promise<AssertionView[]> {
    const rows = await this.claims.assertions(id);
    return rows.map((row) => ({ ...row, correctedAt: row.correctedAt?.toISOString() ?? null }));
  }

  /** Passages and sources tied to the claim. */
  @Get(':id/citations')
  async citations(@Param('id', ParseUUIDPipe) id: string): Promise<CitationView[]> {
    const rows = await this.claims.citationList(id);
    return rows.map(({ claimId: _, ...row }) => ({ ...row, recordedAt: row.recordedAt.toISOString() }));
  }

  /** Ties more sources to the claim; the next check reads them. */
  @Post(':id/citations')
  @Can('claims:write')
  cite(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() dto: Cite,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<CitedView> {
    return this.claims.cite(actor, id, dto.role, dto.sources, once);
  }
}

function toView(row: ClaimRow): ClaimView {
  const { createdBy: _, reviewPriority: _r, label, ratingCode, ratingLabel, ...rest } = row;
  return {
    ...rest,
    assessment: label,
    rating: ratingCode === null ? null : { code: ratingCode, label: ratingLabel ?? ratingCode },
    recordedAt: row.recordedAt.toISOString(),
    lastVerifiedAt: row.lastVerifiedAt?.toISOString() ?? null,
    nextCheckAt: row.nextCheckAt?.toISOString() ?? null,
  };
}

import { Body, Controller, Get, Param, ParseUUIDPipe, Patch, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiExtraModels,
  ApiHeader,
  ApiOkResponse,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/actor.js';
import { Idempotency, IfMatch, etag, notModified } from '../../platform/http.js';
import type { IdempotentRequest } from '../../platform/http.js';
import { Caller, Can } from '../auth/auth.guard.js';
import { ClaimAsOf, ClaimMoments } from './claim-as-of.dto.js';
import { ClaimAsOfService } from './claim-as-of.service.js';
import { toClaimAsOf } from './claim-as-of.view.js';
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
import { toAssertionView, toCitationView, toClaimView } from './claims.view.js';

@ApiTags('claims')
@ApiBearerAuth()
@Controller('v1/claims')
@Can('ledger:read')
export class ClaimsController {
  constructor(
    private readonly claims: ClaimsService,
    private readonly held: ClaimAsOfService,
  ) {}

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

  /** Lists claims, newest first; with `asOf` as they stood then. */
  @Get()
  async list(@Query() query: ClaimQuery): Promise<ClaimPage> {
    const { limit, cursor, offset, asOf, ...filter } = query;
    const asked = { limit, cursor, offset };
    const page = await (asOf === undefined
      ? this.claims.list(filter, asked)
      : this.held.list(filter, asOf, asked));
    return {
      items: page.items.map(toClaimView),
      next: page.next,
      total: page.total,
      totalIsExact: page.totalIsExact,
    };
  }

  /** One claim as it stands now; with `asOf` or `knownAt` as it held and was known then, with all that was held of it. */
  @Get(':id')
  @ApiExtraModels(ClaimView, ClaimAsOf)
  @ApiOkResponse({
    schema: { anyOf: [{ $ref: getSchemaPath(ClaimView) }, { $ref: getSchemaPath(ClaimAsOf) }] },
  })
  async find(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() moments: ClaimMoments,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ClaimView | ClaimAsOf | undefined> {
    if (moments.asOf !== undefined || moments.knownAt !== undefined)
      return toClaimAsOf(await this.held.find(id, moments));
    const claim = await this.claims.find(id);
    // The machine moves status and label without touching the version: a client that asks by ETag asks for people's changes.
    return notModified(request, reply, claim.version) ? undefined : toClaimView(claim);
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
    return toClaimView(await this.claims.find(id));
  }

  /** What Stet tests of the claim, part by part. */
  @Get(':id/assertions')
  async assertions(@Param('id', ParseUUIDPipe) id: string): Promise<AssertionView[]> {
    const rows = await this.claims.assertions(id);
    return rows.map(toAssertionView);
  }

  /** Passages and sources tied to the claim. */
  @Get(':id/citations')
  async citations(@Param('id', ParseUUIDPipe) id: string): Promise<CitationView[]> {
    const rows = await this.claims.citationList(id);
    return rows.map(toCitationView);
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

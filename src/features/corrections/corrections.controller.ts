import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/actor.js';
import { Idempotency } from '../../platform/http.js';
import type { IdempotentRequest } from '../../platform/http.js';
import { PageDto } from '../../platform/page.dto.js';
import { Caller, Can } from '../auth/auth.guard.js';
import {
  ChaseQuery,
  CorrectionRequestPage,
  RecordOutcome,
  RecordedOutcomeView,
  RequestCorrection,
  RequestedCorrectionView,
} from './corrections.dto.js';
import type { CorrectionRequestView } from './corrections.dto.js';
import { CorrectionsService } from './corrections.service.js';

type RequestRow = Awaited<ReturnType<CorrectionsService['list']>>['items'][number];

@ApiTags('corrections')
@ApiBearerAuth()
@Controller('v1')
@Can('ledger:read')
export class CorrectionsController {
  constructor(private readonly corrections: CorrectionsService) {}

  /** Records that somebody was asked to correct the claim. */
  @Post('claims/:id/correction-requests')
  @Can('claims:write')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  ask(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() dto: RequestCorrection,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<RequestedCorrectionView> {
    return this.corrections.ask(actor, id, dto, once);
  }

  /** Whom we asked to correct the claim, newest first, with what came of it. */
  @Get('claims/:id/correction-requests')
  async ofClaim(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: PageDto,
  ): Promise<CorrectionRequestPage> {
    const page = await this.corrections.ofClaim(id, query);
    return { items: page.items.map(toView), next: page.next };
  }

  /** Records what came of a request. */
  @Post('correction-requests/:id/outcomes')
  @Can('claims:write')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  answer(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() dto: RecordOutcome,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<RecordedOutcomeView> {
    return this.corrections.answer(actor, id, dto, once);
  }

  /** Requests of the whole ledger, the earliest recorded first: what is still to be chased with `open=true`. */
  @Get('correction-requests')
  async list(@Query() query: ChaseQuery): Promise<CorrectionRequestPage> {
    const { open, deskId, ...paging } = query;
    const filter = {
      ...(open === undefined ? {} : { open }),
      ...(deskId === undefined ? {} : { deskId }),
    };
    const page = await this.corrections.list(filter, paging);
    return { items: page.items.map(toView), next: page.next };
  }
}

function toView({ outcomes, recordedAt, ...row }: RequestRow): CorrectionRequestView {
  return { ...row, recordedAt: recordedAt.toISOString(), outcomes: [...outcomes] };
}

import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/actor.js';
import { Idempotency } from '../../platform/http.js';
import type { IdempotentRequest } from '../../platform/http.js';
import { PageDto } from '../../platform/page.dto.js';
import { Caller, Can } from '../auth/auth.guard.js';
import {
  PersonFindingPage,
  RecordFinding,
  RecordedFindingView,
  RetractFinding,
  RetractedFindingView,
} from './findings.dto.js';
import type { PersonFindingView } from './findings.dto.js';
import { FindingsService } from './findings.service.js';

type FindingRow = Awaited<ReturnType<FindingsService['list']>>['items'][number];

@ApiTags('findings')
@ApiBearerAuth()
@Controller('v1')
@Can('ledger:read')
export class FindingsController {
  constructor(private readonly findings: FindingsService) {}

  /** Records what a person found of a claim; every check takes it in until it is retracted. Only for persons. */
  @Post('claims/:id/findings')
  @Can('claims:write')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  record(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() dto: RecordFinding,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<RecordedFindingView> {
    return this.findings.record(actor, id, dto, once);
  }

  /** What persons found of a claim, newest first, the retracted included. */
  @Get('claims/:id/findings')
  async list(@Param('id', ParseUUIDPipe) id: string, @Query() query: PageDto): Promise<PersonFindingPage> {
    const page = await this.findings.list(id, query);
    return { items: page.items.map(toView), next: page.next };
  }

  /** Takes back what a person found; the reason stays beside it for good. Only for persons. */
  @Post('findings/:id/retract')
  @Can('claims:write')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  retract(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() dto: RetractFinding,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<RetractedFindingView> {
    return this.findings.retract(actor, id, dto.reason, once);
  }
}

function toView(row: FindingRow): PersonFindingView {
  const { id, assertionId, sourceId, label, passage, note, reason, personId, personName } = row;
  const { retractedAt, retractedBy, retractionReason } = row;
  return {
    ...{ id, assertionId, sourceId, label, passage, note, reason, personId, personName },
    recordedAt: row.recordedAt.toISOString(),
    retraction:
      retractedAt === null
        ? null
        : {
            ...{ reason: retractionReason ?? '', personId: retractedBy ?? '' },
            recordedAt: retractedAt.toISOString(),
          },
  };
}

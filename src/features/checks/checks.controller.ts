import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/actor.js';
import { Idempotency } from '../../platform/http.js';
import type { IdempotentRequest } from '../../platform/http.js';
import { PageDto } from '../../platform/page.dto.js';
import { Caller, Can } from '../auth/auth.guard.js';
import { CheckPage, CheckView, RequestedCheckView } from './checks.dto.js';
import type { CheckBrief } from './checks.dto.js';
import { ChecksService } from './checks.service.js';
import type { CheckWithFindings } from './checks.service.js';

@ApiTags('checks')
@ApiBearerAuth()
@Controller('v1')
@Can('ledger:read')
export class ChecksController {
  constructor(private readonly checks: ChecksService) {}

  /** Asks for a check now; its result is at GET /v1/checks/{id}. */
  @Post('claims/:id/checks')
  @Can('checks:run')
  @HttpCode(202)
  request(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<RequestedCheckView> {
    return this.checks.request(actor, id, once);
  }

  /** The checks of a claim, newest first. */
  @Get('claims/:id/checks')
  async list(@Param('id', ParseUUIDPipe) id: string, @Query() query: PageDto): Promise<CheckPage> {
    const page = await this.checks.list(id, query);
    return { items: page.items.map(toBrief), next: page.next };
  }

  /** One check with its findings and what they came to. */
  @Get('checks/:id')
  async find(@Param('id', ParseUUIDPipe) id: string): Promise<CheckView> {
    const { check, findings, assessment } = await this.checks.find(id);
    return {
      ...toBrief(check),
      findings: findings.map(({ checkId: _c, claimId: _d, position: _p, recordedAt: _r, ...rest }) => rest),
      assessment:
        assessment === null
          ? null
          : {
              label: assessment.label,
              parts: assessment.parts,
              reasons: assessment.reasons,
              recordedAt: assessment.recordedAt.toISOString(),
            },
    };
  }
}

function toBrief(row: CheckWithFindings['check']): CheckBrief {
  const { id, claimId, trigger, state, requestedBy, failure } = row;
  return {
    ...{ id, claimId, trigger, state, requestedBy, failure },
    requestedAt: row.requestedAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    completedAt: row.completedAt?.toISOString() ?? null,
  };
}

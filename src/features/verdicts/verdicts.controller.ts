import { Body, Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/actor.js';
import { Idempotency } from '../../platform/http.js';
import type { IdempotentRequest } from '../../platform/http.js';
import { Caller, Can } from '../auth/auth.guard.js';
import { CorrectVerdict, PublishVerdict, VerdictView, VersionView, WithdrawVerdict } from './verdicts.dto.js';
import type { EvidenceView } from './verdicts.dto.js';
import { VerdictsService } from './verdicts.service.js';

@ApiTags('verdicts')
@ApiBearerAuth()
@Controller('v1/claims/:id/verdicts')
@Can('ledger:read')
export class VerdictsController {
  constructor(private readonly verdicts: VerdictsService) {}

  /** Publishes a verdict at once, where nobody need review it; it supersedes the one before. */
  @Post()
  @Can('verdicts:publish')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  publish(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() dto: PublishVerdict,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<VersionView> {
    return this.verdicts.publish(actor, id, dto, once);
  }

  /** Corrects the verdict in force by a new version with a public note. */
  @Post('correct')
  @Can('verdicts:publish')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  correct(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() dto: CorrectVerdict,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<VersionView> {
    return this.verdicts.correct(actor, id, dto, once);
  }

  /** Withdraws the verdict in force. One person may: it is the emergency brake. */
  @Post('withdraw')
  @Can('verdicts:publish')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  withdraw(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() dto: WithdrawVerdict,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<VersionView> {
    return this.verdicts.withdraw(actor, id, dto.reason, once);
  }

  /** All versions, oldest first. */
  @Get()
  async list(@Param('id', ParseUUIDPipe) id: string): Promise<VerdictView[]> {
    const rows = await this.verdicts.list(id);
    return rows.map(({ claimId: _c, ratingId: _r, ratingCode, ratingLabel, expects: _e, ...row }, i) => ({
      ...row,
      evidence: row.evidence as EvidenceView,
      rating: ratingCode === null ? null : { code: ratingCode, label: ratingLabel ?? ratingCode },
      validFrom: row.validFrom.toISOString(),
      recordedAt: row.recordedAt.toISOString(),
      superseded: i < rows.length - 1,
    }));
  }
}

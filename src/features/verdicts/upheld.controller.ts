import { Body, Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/actor.js';
import { Idempotency } from '../../platform/http.js';
import type { IdempotentRequest } from '../../platform/http.js';
import { Caller, Can } from '../auth/auth.guard.js';
import { UpheldService } from './upheld.service.js';
import { DisagreementView, UpheldAnswer, UpheldView, UpholdVerdict } from './verdicts.dto.js';

@ApiTags('verdicts')
@ApiBearerAuth()
@Controller('v1/claims/:id')
@Can('ledger:read')
export class UpheldController {
  constructor(private readonly upheld: UpheldService) {}

  /** What the last completed check has against the verdict in force, part by part. */
  @Get('disagreement')
  disagreement(@Param('id', ParseUUIDPipe) id: string): Promise<DisagreementView> {
    return this.upheld.disagreement(id);
  }

  /** Upholds the verdict in force against what challenges it; only something else challenges it again. */
  @Post('verdicts/uphold')
  @Can('verdicts:publish')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  uphold(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() dto: UpholdVerdict,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<UpheldAnswer> {
    return this.upheld.uphold(actor, id, dto, once);
  }

  /** All that was upheld of the claim, oldest first. */
  @Get('verdicts/upheld')
  async list(@Param('id', ParseUUIDPipe) id: string): Promise<UpheldView[]> {
    const rows = await this.upheld.list(id);
    return rows.map(({ claimId: _, ...row }) => ({ ...row, recordedAt: row.recordedAt.toISOString() }));
  }
}

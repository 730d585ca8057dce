import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/actor.js';
import { Caller, Can } from '../auth/auth.guard.js';
import { ReviewPolicyService } from './review-policy.service.js';
import { ReviewPolicyBody } from './workflow.dto.js';

@ApiTags('workflow')
@ApiBearerAuth()
@Controller('v1/review-policy')
@Can('ledger:read')
export class ReviewPolicyController {
  constructor(private readonly policy: ReviewPolicyService) {}

  /** How many must approve a verdict, by the highest priority its claim ever had. */
  @Get()
  find(): Promise<ReviewPolicyBody> {
    return this.policy.find();
  }

  /** Changes how many must approve; the event says who did. */
  @Put()
  @Can('review-policy:manage')
  change(@Caller() actor: Actor, @Body() dto: ReviewPolicyBody): Promise<ReviewPolicyBody> {
    const { low, normal, high } = dto;
    return this.policy.change(actor, { low, normal, high });
  }
}

import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Patch,
  Post,
  Put,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/actor.js';
import { Idempotency, IfMatch, etag, notModified } from '../../platform/http.js';
import type { IdempotentRequest } from '../../platform/http.js';
import { Caller, Can } from '../auth/auth.guard.js';
import { DryRunService } from './dry-run.service.js';
import {
  ChangePolicy,
  CreatePolicy,
  DryRunPolicy,
  DryRunView,
  PolicyPage,
  PolicyQuery,
  PolicyUsePage,
  PolicyUseParams,
  PolicyUseQuery,
  PolicyUseView,
  PolicyView,
  PutPolicyUse,
} from './policies.dto.js';
import { PoliciesService } from './policies.service.js';
import { PolicyUsesService } from './policy-uses.service.js';

@ApiTags('policies')
@ApiBearerAuth()
@Controller('v1')
@Can('ledger:read')
export class PoliciesController {
  constructor(
    private readonly policies: PoliciesService,
    private readonly policyUses: PolicyUsesService,
    private readonly dryRuns: DryRunService,
  ) {}

  /** Makes a policy; nothing goes by it yet. */
  @Post('policies')
  @Can('policies:manage')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  create(
    @Caller() actor: Actor,
    @Body() dto: CreatePolicy,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<PolicyView> {
    return this.policies.create(actor, dto, once);
  }

  /** Lists policies, oldest first. */
  @Get('policies')
  async list(@Query() { retired, ...query }: PolicyQuery): Promise<PolicyPage> {
    const { items, next } = await this.policies.list(retired ?? false, query);
    return { items: [...items], next };
  }

  /** Says what a policy would do to the claims it would concern; writes nothing. */
  @Post('policies/dry-run')
  @HttpCode(200)
  dryRun(@Body() dto: DryRunPolicy): Promise<DryRunView> {
    return this.dryRuns.run(dto);
  }

  /** One policy. */
  @Get('policies/:id')
  async find(
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PolicyView | undefined> {
    const policy = await this.policies.find(id);
    return notModified(request, reply, policy.version) ? undefined : policy;
  }

  /** Changes a policy; the claims that go by it are planned anew in the background. */
  @Patch('policies/:id')
  @Can('policies:manage')
  @ApiHeader({ name: 'If-Match', required: true })
  async change(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() dto: ChangePolicy,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PolicyView> {
    const policy = await this.policies.change(actor, id, version, dto);
    void reply.header('etag', etag(policy.version));
    return policy;
  }

  /** Retires a policy that nothing goes by; it stays readable. */
  @Delete('policies/:id')
  @Can('policies:manage')
  @HttpCode(204)
  retire(@Caller() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.policies.retire(actor, id);
  }

  /** What goes by which policy, by scope and key. */
  @Get('policy-uses')
  async uses(@Query() { scope, policyId, limit, cursor }: PolicyUseQuery): Promise<PolicyUsePage> {
    const filter = { scope: scope ?? null, policyId: policyId ?? null };
    const { items, next } = await this.policyUses.list(filter, cursor ?? null, limit ?? 20);
    return { items: [...items], next };
  }

  /** Lets a kind, a topic or a claim go by a policy; a claim's own asks for the claim's desk, the others for an editor. */
  @Put('policy-uses/:scope/:key')
  @Can('claims:write')
  use(
    @Caller() actor: Actor,
    @Param() { scope, key }: PolicyUseParams,
    @Body() dto: PutPolicyUse,
  ): Promise<PolicyUseView> {
    return this.policyUses.put(actor, scope, key, dto.policyId);
  }

  /** Ends that a topic or a claim goes by a policy of its own; a kind can only be given another. */
  @Delete('policy-uses/:scope/:key')
  @Can('claims:write')
  @HttpCode(204)
  endUse(@Caller() actor: Actor, @Param() { scope, key }: PolicyUseParams): Promise<void> {
    return this.policyUses.remove(actor, scope, key);
  }
}

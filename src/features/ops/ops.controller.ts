import { Controller, Get, HttpCode, Param, ParseIntPipe, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Can, Open } from '../auth/auth.guard.js';
import { DeadLetterView, HealthView, ReadyView } from './ops.dto.js';
import { OpsService } from './ops.service.js';

@ApiTags('ops')
@Controller()
export class OpsController {
  constructor(private readonly ops: OpsService) {}

  /** Whether the process answers. */
  @Get('healthz')
  @Open()
  health(): HealthView {
    return { status: 'ok', ledgerTime: this.ops.ledgerTime() };
  }

  /** Whether it can do its work, and what is wrong: 503 when it cannot. */
  @Get('readyz')
  @Open()
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadyView> {
    const readiness = await this.ops.readiness();
    if (!readiness.ready) void reply.status(503);
    return { ...readiness, notes: [...readiness.notes] };
  }

  /** Work that was given up, oldest first. */
  @Get('v1/dead-letters')
  @ApiBearerAuth()
  @Can('ops:manage')
  async deadLetters(): Promise<DeadLetterView[]> {
    const rows = await this.ops.deadLetters();
    return rows.map(({ id, job, refId, dispatches, lastError, createdAt, deadAt }) => ({
      ...{ id, job, refId, dispatches, lastError },
      createdAt: createdAt.toISOString(),
      deadAt: deadAt?.toISOString() ?? '',
    }));
  }

  /** Gives one another round. */
  @Post('v1/dead-letters/:id/retry')
  @ApiBearerAuth()
  @Can('ops:manage')
  @HttpCode(202)
  async retry(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.ops.revive(id);
  }
}

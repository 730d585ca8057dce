import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
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
import { ClaimScheduleService } from './claim-schedule.service.js';
import { HoldsService } from './holds.service.js';
import { PlannedService } from './planned.service.js';
import {
  ClaimScheduleView,
  HoldView,
  Pause,
  PutSettings,
  ResumedView,
  ScheduleQuery,
  ScheduleView,
  SettingsView,
  Snooze,
} from './schedule.dto.js';

@ApiTags('schedule')
@ApiBearerAuth()
@Controller('v1')
@Can('ledger:read')
export class ScheduleController {
  constructor(
    private readonly planned: PlannedService,
    private readonly holds: HoldsService,
    private readonly claimSchedules: ClaimScheduleService,
  ) {}

  /** What will be checked in the next hours, and why. */
  @Get('schedule')
  async hours(@Query() { hours, ...query }: ScheduleQuery): Promise<ScheduleView> {
    const { items, ...rest } = await this.planned.hours(hours ?? 24, query);
    return { ...rest, items: [...items] };
  }

  /** The budget and the quiet hours of scheduled checks. */
  @Get('schedule/settings')
  async settings(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SettingsView | undefined> {
    const settings = await this.planned.settings();
    return notModified(request, reply, settings.version) ? undefined : settings;
  }

  /** Sets both. */
  @Put('schedule/settings')
  @Can('policies:manage')
  @ApiHeader({ name: 'If-Match', required: true })
  async setSettings(
    @Caller() actor: Actor,
    @IfMatch() version: number,
    @Body() { checksPerHour, quietHours }: PutSettings,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SettingsView> {
    const quiet =
      quietHours === null
        ? null
        : { from: quietHours.from, to: quietHours.to, timeZone: quietHours.timeZone };
    const settings = await this.planned.setSettings(actor, version, { checksPerHour, quietHours: quiet });
    void reply.header('etag', etag(settings.version));
    return settings;
  }

  /** When and why the claim is checked next, and what it waits for. */
  @Get('claims/:id/schedule')
  ofClaim(@Param('id', ParseUUIDPipe) id: string): Promise<ClaimScheduleView> {
    return this.claimSchedules.find(id);
  }

  /** Puts the scheduled checks of the claim off until somebody resumes them. */
  @Post('claims/:id/schedule/pause')
  @Can('claims:write')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  pause(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() dto: Pause,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<HoldView> {
    return this.holds.pause(actor, id, dto.reason, once);
  }

  /** Puts the scheduled checks of the claim off until a moment; then it is due. */
  @Post('claims/:id/schedule/snooze')
  @Can('claims:write')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  snooze(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() dto: Snooze,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<HoldView> {
    return this.holds.snooze(actor, id, { until: new Date(dto.until), reason: dto.reason }, once);
  }

  /** Takes them up again: the claim is planned as its policies ask. */
  @Post('claims/:id/schedule/resume')
  @Can('claims:write')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  resume(
    @Caller() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<ResumedView> {
    return this.holds.resume(actor, id, once);
  }
}

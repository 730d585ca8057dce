import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
} from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import { Idempotency } from '../../platform/http.js';
import type { IdempotentRequest } from '../../platform/http.js';
import { PageDto } from '../../platform/page.dto.js';
import { Can } from '../auth/auth.guard.js';
import { CreateDesk, DeskDetailView, DeskPage, DeskView } from './desks.dto.js';
import { DesksService } from './desks.service.js';

@ApiTags('desks')
@ApiBearerAuth()
@Controller('v1/desks')
@Can('ledger:read')
export class DesksController {
  constructor(private readonly desks: DesksService) {}

  /** Makes a desk, open to all until it has members. */
  @Post()
  @Can('desks:manage')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  create(@Body() dto: CreateDesk, @Idempotency() once: IdempotentRequest | null): Promise<DeskView> {
    return this.desks.create(dto.name, once);
  }

  /** Lists desks. */
  @Get()
  async list(@Query() query: PageDto): Promise<DeskPage> {
    const { items, next } = await this.desks.list(query);
    return { items: [...items], next };
  }

  /** One desk and who works there. */
  @Get(':id')
  find(@Param('id', ParseUUIDPipe) id: string): Promise<DeskDetailView> {
    return this.desks.find(id);
  }

  /** Adds a member; the first one closes the desk to all others. */
  @Put(':id/members/:personId')
  @Can('desks:manage')
  @HttpCode(204)
  addMember(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('personId', ParseUUIDPipe) personId: string,
  ): Promise<void> {
    return this.desks.addMember(id, personId);
  }

  /** Removes a member; the last one to go leaves the desk open to all. */
  @Delete(':id/members/:personId')
  @Can('desks:manage')
  @HttpCode(204)
  removeMember(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('personId', ParseUUIDPipe) personId: string,
  ): Promise<void> {
    return this.desks.removeMember(id, personId);
  }
}

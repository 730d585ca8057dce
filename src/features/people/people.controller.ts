import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import { Idempotency } from '../../platform/http.js';
import type { IdempotentRequest } from '../../platform/http.js';
import { PageDto } from '../../platform/page.dto.js';
import { Can } from '../auth/auth.guard.js';
import { ChangeRole, CreatePerson, PersonPage, PersonView } from './people.dto.js';
import { PeopleService } from './people.service.js';

@ApiTags('people')
@ApiBearerAuth()
@Controller('v1/people')
@Can('people:manage')
export class PeopleController {
  constructor(private readonly people: PeopleService) {}

  /** Adds a person or a service account; make them a key with POST /v1/keys. */
  @Post()
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  create(@Body() dto: CreatePerson, @Idempotency() once: IdempotentRequest | null): Promise<PersonView> {
    return this.people.create(dto, once);
  }

  /** Lists people, the disabled included. */
  @Get()
  async list(@Query() query: PageDto): Promise<PersonPage> {
    const { items, next } = await this.people.list(query);
    return { items: [...items], next };
  }

  /** One person. */
  @Get(':id')
  find(@Param('id', ParseUUIDPipe) id: string): Promise<PersonView> {
    return this.people.find(id);
  }

  /** Changes what a person may do, from the next request on. The last active admin stays admin. */
  @Post(':id/role')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  changeRole(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() dto: ChangeRole,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<PersonView> {
    return this.people.changeRole(id, dto.role, once);
  }

  /** Shuts a person out, from the next request on. The last active admin cannot be. */
  @Post(':id/disable')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  disable(
    @Param('id', ParseUUIDPipe) id: string,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<PersonView> {
    return this.people.disable(id, once);
  }

  /** Lets a disabled person act again, with the keys they had. */
  @Post(':id/enable')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  enable(
    @Param('id', ParseUUIDPipe) id: string,
    @Idempotency() once: IdempotentRequest | null,
  ): Promise<PersonView> {
    return this.people.enable(id, once);
  }
}

import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Can } from './auth.guard.js';
import { AuthService } from './auth.service.js';
import { CreateKey, IssuedKeyView, KeyPage, KeyQuery } from './keys.dto.js';
import type { KeyView } from './keys.dto.js';

@ApiTags('keys')
@ApiBearerAuth()
@Controller('v1/keys')
@Can('keys:manage')
export class KeysController {
  constructor(private readonly auth: AuthService) {}

  /**
   * Makes a key; its token is shown in this answer only. Not even an Idempotency-Key brings it back, for it is not stored:
   * a repeated request makes another key.
   */
  @Post()
  create(@Body() dto: CreateKey): Promise<IssuedKeyView> {
    return this.auth.issue(dto);
  }

  /** Lists keys, never their secrets. */
  @Get()
  async list(@Query() query: KeyQuery): Promise<KeyPage> {
    const page = await this.auth.list(query, query.personId ?? null);
    return { items: page.items.map(toView), next: page.next };
  }

  /** Revokes a key; effective at once. */
  @Delete(':id')
  @HttpCode(204)
  revoke(@Param('id') id: string): Promise<void> {
    return this.auth.revoke(id);
  }
}

type KeyRow = Awaited<ReturnType<AuthService['list']>>['items'][number];

function toView(key: KeyRow): KeyView {
  const { id, personId, role, label } = key;
  return {
    id,
    personId,
    role,
    label,
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  };
}

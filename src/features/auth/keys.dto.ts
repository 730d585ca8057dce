import { IsIn, IsISO8601, IsString, IsUUID, MaxLength } from 'class-validator';
import { roles } from '../../domain/actor.js';
import type { Role } from '../../domain/actor.js';
import { PageDto } from '../../platform/page.dto.js';
import { Optional } from '../../platform/optional.js';

export class CreateKey {
  /** Whose key it is. */
  @IsUUID() personId!: string;
  /** At most the person's own. */
  @IsIn(roles) role!: Role;
  @Optional() @IsString() @MaxLength(200) label?: string;
  @Optional() @IsISO8601({ strict: true }) expiresAt?: string;
}

export class KeyQuery extends PageDto {
  @Optional() @IsUUID() personId?: string;
}

export class KeyView {
  id!: string;
  personId!: string;
  role!: Role;
  label!: string;
  createdAt!: string;
  expiresAt!: string | null;
  revokedAt!: string | null;
  lastUsedAt!: string | null;
}

export class IssuedKeyView {
  id!: string;
  personId!: string;
  role!: Role;
  /** Shown this once; Stet keeps only its hash. */
  token!: string;
}

export class KeyPage {
  items!: KeyView[];
  next!: string | null;
}

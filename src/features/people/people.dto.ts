import { IsIn, IsString, Length, Matches } from 'class-validator';
import { roles } from '../../domain/actor.js';
import type { Role } from '../../domain/actor.js';

type Kind = 'person' | 'service-account';
const kinds: readonly Kind[] = ['person', 'service-account'];

export class CreatePerson {
  /** How history shows them; two people may share a name. */
  @IsString() @Length(1, 200) @Matches(/\S/) name!: string;
  /** Whether a human being acts or a program. */
  @IsIn(kinds) kind!: Kind;
  /** The most that any key of theirs may do. */
  @IsIn(roles) role!: Role;
}

export class ChangeRole {
  /** The new role; keys above it can do only what it allows. */
  @IsIn(roles) role!: Role;
}

export class PersonView {
  id!: string;
  name!: string;
  kind!: Kind;
  role!: Role;
  createdAt!: string;
  /** Since when no key of theirs is accepted; null while active. */
  disabledAt!: string | null;
}

export class PersonPage {
  /** Oldest first. */
  items!: PersonView[];
  /** The cursor of the next page; null on the last. */
  next!: string | null;
}

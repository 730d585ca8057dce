import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { lowerRole, may } from '../../domain/actor.js';
import type { Actor, Role } from '../../domain/actor.js';
import { DomainError } from '../../domain/errors.js';
import { Db } from '../../persistence/db.js';
import type { Page, PageQuery } from '../../persistence/page.js';
import { pageRequest, toPage } from '../../persistence/page.js';
import type { ApiKey, PersonKind } from '../../persistence/person.table.js';
import type { Store } from '../../persistence/store.js';
import { Clock } from '../../platform/clock.js';
import { createKey, readKey, sameHash } from './api-key.js';

export interface NewKeyInput {
  readonly personId: string;
  readonly role: Role;
  readonly label?: string;
  readonly expiresAt?: string;
}

/** A key as it is shown once. */
export interface IssuedKey {
  readonly id: string;
  readonly personId: string;
  readonly role: Role;
  readonly token: string;
}

/** `last_used_at` is for people to read: once a minute is enough, and spares a write on every request. */
const touchEveryMs = 60_000;

/** Who calls, and the keys by which we know. */
@Injectable()
export class AuthService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** The actor behind a bearer token. @throws DomainError `auth/key-invalid`, the same for every kind of wrong key. */
  async actorOf(token: string): Promise<Actor> {
    const key = readKey(token);
    const holder = key === null ? null : await this.db.read((store) => store.people.keyHolder(key.id));
    const now = this.clock.wall();
    if (
      key === null ||
      holder === null ||
      !sameHash(holder.secretHash, key.hash) ||
      (holder.expiresAt !== null && holder.expiresAt <= now)
    ) {
      throw new DomainError('auth/key-invalid', 'The key is mistyped, revoked or expired.');
    }
    if (now.getTime() - (holder.lastUsedAt?.getTime() ?? 0) > touchEveryMs)
      await this.db.read((store) => store.people.touchKey(holder.id));
    return {
      personId: holder.personId,
      role: lowerRole(holder.role, holder.personRole),
      kind: holder.kind,
      keyId: holder.id,
    };
  }

  /** Makes a key for a person; the token is not stored and cannot be shown again, nor can a replay. */
  issue(input: NewKeyInput): Promise<IssuedKey> {
    return this.db.write(async (store) => {
      const person = await store.people.find(input.personId);
      if (person === null || person.disabledAt !== null)
        throw new DomainError('person/not-found', 'A key belongs to one active person.');
      if (lowerRole(input.role, person.role) !== input.role) {
        throw new DomainError(
          'person/role-too-high',
          `The person is ${person.role}: the key can be that or lower.`,
        );
      }
      return this.addKey(store, input);
    });
  }

  /** For the command line: a key for the person of this name, who is made when missing. */
  issueByName(name: string, role: Role, kind: PersonKind): Promise<IssuedKey> {
    return this.db.write(async (store) => {
      const found = await store.people.byName(name);
      if (found !== null && lowerRole(role, found.role) !== role) {
        throw new DomainError(
          'person/role-too-high',
          `${name} is ${found.role}: the key can be that or lower.`,
        );
      }
      const id = found?.id ?? uuidv7();
      if (found === null)
        await store.people.add({ id, name, kind, role, createdAt: this.clock.now(), disabledAt: null });
      return this.addKey(store, { personId: id, role });
    });
  }

  /** The first key of an empty ledger, made once; null when there are keys already. */
  bootstrap(): Promise<IssuedKey | null> {
    return this.db.write(async (store) => {
      await store.people.lockKeys();
      if ((await store.people.keyCount()) > 0) return null;
      const id = uuidv7();
      await store.people.add({
        id,
        name: 'Administrator',
        kind: 'person',
        role: 'admin',
        createdAt: this.clock.now(),
        disabledAt: null,
      });
      return this.addKey(store, { personId: id, role: 'admin', label: 'bootstrap' });
    });
  }

  list(query: PageQuery, personId: string | null): Promise<Page<ApiKey>> {
    const page = pageRequest(query);
    return this.db.read(async (store) =>
      toPage(await store.people.keys(page, personId), page.limit, (key) => ({
        key: key.createdAt.toISOString(),
        id: key.personId,
      })),
    );
  }

  /** Takes effect with the next request: nothing is cached. */
  async revoke(id: string): Promise<void> {
    const known = await this.db.write((store) => store.people.revokeKey(id, this.clock.now()));
    if (!known) throw new DomainError('key/not-found');
  }

  private async addKey(store: Store, input: NewKeyInput): Promise<IssuedKey> {
    const { id, token, hash } = createKey();
    await store.people.addKey({
      id,
      personId: input.personId,
      role: input.role,
      secretHash: hash,
      label: input.label ?? '',
      createdAt: this.clock.now(),
      expiresAt: input.expiresAt === undefined ? null : new Date(input.expiresAt),
      revokedAt: null,
      lastUsedAt: null,
    });
    return { id, personId: input.personId, role: input.role, token };
  }
}

/** @throws DomainError `auth/person-required` for a service account: what a newsroom holds is said by people. */
export function requirePerson(actor: Actor): void {
  if (actor.kind !== 'person')
    throw new DomainError(
      'auth/person-required',
      'Use the key of a person; this one is of a service account.',
    );
}

/** @throws DomainError `auth/other-desk` when the actor may not change what belongs to this desk. Admins may everywhere. */
export async function requireDesk(store: Store, actor: Actor, deskId: string): Promise<void> {
  if (may(actor.role, 'desks:manage') || (await store.people.worksAt(deskId, actor.personId))) return;
  throw new DomainError('auth/other-desk', 'Ask an admin to add you to the desk of this claim.');
}

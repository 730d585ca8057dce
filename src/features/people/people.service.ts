import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Role } from '../../domain/actor.js';
import { DomainError } from '../../domain/errors.js';
import { Db } from '../../persistence/db.js';
import type { Once } from '../../persistence/once.js';
import { pageRequest, toPage } from '../../persistence/page.js';
import type { Page, PageQuery } from '../../persistence/page.js';
import type { Person, PersonKind } from '../../persistence/person.table.js';
import type { Store } from '../../persistence/store.js';
import { Clock } from '../../platform/clock.js';

export interface NewPerson {
  readonly name: string;
  readonly kind: PersonKind;
  readonly role: Role;
}

/** A person as answers show one: plain JSON. */
export interface ShownPerson extends NewPerson {
  readonly id: string;
  readonly createdAt: string;
  /** Since when no key of theirs is accepted; null while active. */
  readonly disabledAt: string | null;
}

/** People and service accounts. They are never deleted: history names them. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  create(input: NewPerson, once: Once | null): Promise<ShownPerson> {
    return this.db.writeOnce(once, async (store) => {
      const { name, kind, role } = input;
      const person = {
        ...{ id: uuidv7(), name: name.trim(), kind, role },
        ...{ createdAt: this.clock.now(), disabledAt: null },
      };
      await store.people.add(person);
      return shown(person);
    });
  }

  async list(query: PageQuery): Promise<Page<ShownPerson>> {
    const page = pageRequest(query);
    const rows = await this.db.read((store) => store.people.list(page));
    const { items, next } = toPage(rows, page.limit, (row) => ({
      key: row.createdAt.toISOString(),
      id: row.id,
    }));
    return { items: items.map(shown), next };
  }

  /** @throws DomainError `person/not-found`. */
  async find(id: string): Promise<ShownPerson> {
    return shown(await this.db.read((store) => known(store, id)));
  }

  /** Keys follow at once: a key never does more than its person may. @throws DomainError `person/last-admin`. */
  changeRole(id: string, role: Role, once: Once | null): Promise<ShownPerson> {
    return this.db.writeOnce(once, async (store) => {
      if (role !== 'admin') await requireOtherAdmin(store, id);
      const person = await known(store, id);
      await store.people.change(id, { role });
      return shown({ ...person, role });
    });
  }

  /** Disabling twice keeps the first time. @throws DomainError `person/last-admin`. */
  disable(id: string, once: Once | null): Promise<ShownPerson> {
    return this.db.writeOnce(once, async (store) => {
      await requireOtherAdmin(store, id);
      const person = await known(store, id);
      const disabledAt = person.disabledAt ?? this.clock.now();
      await store.people.change(id, { disabledAt });
      return shown({ ...person, disabledAt });
    });
  }

  /** Lets a disabled person act again, with the keys they had. */
  enable(id: string, once: Once | null): Promise<ShownPerson> {
    return this.db.writeOnce(once, async (store) => {
      const person = await known(store, id);
      await store.people.change(id, { disabledAt: null });
      return shown({ ...person, disabledAt: null });
    });
  }
}

async function known(store: Store, id: string): Promise<Person> {
  const person = await store.people.find(id);
  if (person === null) throw new DomainError('person/not-found');
  return person;
}

/** Holds the lock on all admins until the transaction ends: of two who go at once the second sees that the first is gone. */
async function requireOtherAdmin(store: Store, id: string): Promise<void> {
  const admins = await store.people.activeAdmins();
  if (admins.length === 1 && admins[0] === id) {
    throw new DomainError('person/last-admin', 'Make somebody else admin first.');
  }
}

function shown({ id, name, kind, role, createdAt, disabledAt }: Person): ShownPerson {
  return {
    ...{ id, name, kind, role },
    createdAt: createdAt.toISOString(),
    disabledAt: disabledAt?.toISOString() ?? null,
  };
}

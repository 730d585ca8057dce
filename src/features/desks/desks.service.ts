import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { DomainError } from '../../domain/errors.js';
import { Db } from '../../persistence/db.js';
import type { Once } from '../../persistence/once.js';
import { pageRequest, toPage } from '../../persistence/page.js';
import type { Page, PageQuery } from '../../persistence/page.js';
import type { Desk } from '../../persistence/person.table.js';
import type { Store } from '../../persistence/store.js';
import { Clock } from '../../platform/clock.js';

/** A desk as answers show one: plain JSON. */
export interface ShownDesk {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
}

/** Desks and who works at them. A desk without members is open to all. */
@Injectable()
export class DesksService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `desk/name-taken`. */
  async create(name: string, once: Once | null): Promise<ShownDesk> {
    try {
      return await this.db.writeOnce(once, async (store) => {
        const desk = { id: uuidv7(), name: name.trim(), createdAt: this.clock.now() };
        await store.people.addDesk(desk);
        return shown(desk);
      });
    } catch (error) {
      if (violates(error, 'desk_name'))
        throw new DomainError('desk/name-taken', 'Use that desk or another name.');
      throw error;
    }
  }

  async list(query: PageQuery): Promise<Page<ShownDesk>> {
    const page = pageRequest(query);
    const rows = await this.db.read((store) => store.people.desks(page));
    const { items, next } = toPage(rows, page.limit, (row) => ({
      key: row.createdAt.toISOString(),
      id: row.id,
    }));
    return { items: items.map(shown), next };
  }

  /** The desk and its members, in the order they came. @throws DomainError `desk/not-found`. */
  find(id: string): Promise<ShownDesk & { memberIds: string[] }> {
    return this.db.read(async (store) => ({
      ...shown(await known(store, id)),
      memberIds: await store.people.members(id),
    }));
  }

  /** Does nothing for a member. @throws DomainError `desk/not-found`, `person/not-found`. */
  async addMember(id: string, personId: string): Promise<void> {
    await this.db.write(async (store) => {
      await known(store, id);
      if ((await store.people.find(personId)) === null) throw new DomainError('person/not-found');
      await store.people.addMember(id, personId, this.clock.now());
    });
  }

  /** Does nothing for somebody who is no member. @throws DomainError `desk/not-found`. */
  async removeMember(id: string, personId: string): Promise<void> {
    await this.db.write(async (store) => {
      await known(store, id);
      await store.people.removeMember(id, personId);
    });
  }
}

async function known(store: Store, id: string): Promise<Desk> {
  const desk = await store.people.desk(id);
  if (desk === null) throw new DomainError('desk/not-found');
  return desk;
}

function shown({ id, name, createdAt }: Desk): ShownDesk {
  return { id, name, createdAt: createdAt.toISOString() };
}

/** SQLSTATE of a UNIQUE constraint that refused a row. */
const uniqueViolation = '23505';

/** Whether a failed statement broke the UNIQUE constraint of this name. */
function violates(error: unknown, constraint: string): boolean {
  const cause = (error as { driverError?: { code?: unknown; constraint?: unknown } } | null)?.driverError;
  return cause?.code === uniqueViolation && cause.constraint === constraint;
}

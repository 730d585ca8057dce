import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { requireDesk } from '../../src/features/auth/auth.service.js';
import { DesksService } from '../../src/features/desks/desks.service.js';
import { PeopleService } from '../../src/features/people/people.service.js';
import { createDataSource } from '../../src/persistence/data-source.js';
import { Db } from '../../src/persistence/db.js';
import { Clock } from '../../src/platform/clock.js';
import { createDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';

let database: TestDatabase;
let owner: pg.Client;
let db: Db;
let desks: DesksService;
let people: PeopleService;

beforeAll(async () => {
  database = await createDatabase();
  owner = new pg.Client(database.owner);
  await owner.connect();
  db = new Db(createDataSource(database.app, { applicationName: 't', poolSize: 4 }));
  await db.open();
  const clock = new Clock();
  desks = new DesksService(db, clock);
  people = new PeopleService(db, clock);
});

afterAll(async () => {
  await db.close();
  await owner.end();
  await database.drop();
});

const person = (name: string) => people.create({ name, kind: 'person', role: 'checker' }, null);

describe('desks', () => {
  it('are kept as given, without space around the name', async () => {
    const made = await desks.create(' Economy ', null);
    const { rows } = await owner.query('SELECT name FROM desk WHERE id = $1', [made.id]);
    expect(rows).toEqual([{ name: 'Economy' }]);
    expect(await desks.find(made.id)).toEqual({ ...made, memberIds: [] });
  });

  it('begin with the newsroom, and are listed page by page', async () => {
    await desks.create('Listed', null);
    const first = await desks.list({ limit: 1 });
    const rest = await desks.list({ cursor: first.next ?? '' });
    const names = [...first.items, ...rest.items].map((each) => each.name);
    expect(names[0]).toBe('Newsroom');
    expect(new Set(names).size).toBe(names.length);
    expect(names.at(-1)).toBe('Listed');
  });

  it('have one name each, also when two are made at once', async () => {
    const results = await Promise.allSettled([desks.create('Sport', null), desks.create('Sport', null)]);
    expect(results.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(desks.create('Sport ', null)).rejects.toMatchObject({ code: 'desk/name-taken' });
    expect((await owner.query(`SELECT 1 FROM desk WHERE name = 'Sport'`)).rowCount).toBe(1);
  });

  it('pass on a failure that is no taken name', async () => {
    await expect(desks.create('x'.repeat(201), null)).rejects.toMatchObject({
      driverError: { code: '23514' },
    });
  });

  it('refuse what is not there', async () => {
    const desk = await desks.create('Refusing', null);
    const refused = { code: 'desk/not-found' };
    await expect(desks.find(randomUUID())).rejects.toMatchObject(refused);
    await expect(desks.addMember(randomUUID(), (await person('P')).id)).rejects.toMatchObject(refused);
    await expect(desks.removeMember(randomUUID(), randomUUID())).rejects.toMatchObject(refused);
    await expect(desks.addMember(desk.id, randomUUID())).rejects.toMatchObject({ code: 'person/not-found' });
  });
});

describe('members', () => {
  it('come and go, each counted once', async () => {
    const desk = await desks.create('Members', null);
    const [ada, bea] = [await person('Ada'), await person('Bea')];
    await Promise.all([desks.addMember(desk.id, ada.id), desks.addMember(desk.id, ada.id)]);
    await desks.addMember(desk.id, bea.id);
    expect(await desks.find(desk.id)).toMatchObject({ memberIds: [ada.id, bea.id] });
    await desks.removeMember(desk.id, ada.id);
    await desks.removeMember(desk.id, ada.id);
    expect(await desks.find(desk.id)).toMatchObject({ memberIds: [bea.id] });
  });

  it('close a desk to the others until the last one goes', async () => {
    const desk = await desks.create('Closed', null);
    const [member, other] = [await person('In'), await person('Out')];
    const allowed = (personId: string) =>
      db.read((store) =>
        requireDesk(store, { personId, role: 'checker', kind: 'person', keyId: null }, desk.id),
      );
    await expect(allowed(other.id)).resolves.toBeUndefined();
    await desks.addMember(desk.id, member.id);
    await expect(allowed(member.id)).resolves.toBeUndefined();
    await expect(allowed(other.id)).rejects.toMatchObject({ code: 'auth/other-desk' });
    await desks.removeMember(desk.id, member.id);
    await expect(allowed(other.id)).resolves.toBeUndefined();
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { AuthService } from '../../src/features/auth/auth.service.js';
import { PeopleService } from '../../src/features/people/people.service.js';
import { createDataSource } from '../../src/persistence/data-source.js';
import { Db } from '../../src/persistence/db.js';
import { Clock } from '../../src/platform/clock.js';
import { createDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';

let database: TestDatabase;
let owner: pg.Client;
let db: Db;
let people: PeopleService;
let auth: AuthService;

beforeAll(async () => {
  database = await createDatabase();
  owner = new pg.Client(database.owner);
  await owner.connect();
  db = new Db(createDataSource(database.app, { applicationName: 't', poolSize: 4 }));
  await db.open();
  const clock = new Clock();
  people = new PeopleService(db, clock);
  auth = new AuthService(db, clock);
});

afterAll(async () => {
  await db.close();
  await owner.end();
  await database.drop();
});

beforeEach(async () => {
  await owner.query('DELETE FROM idempotency; DELETE FROM api_key; DELETE FROM person');
});

const admin = (name = 'Ada') => people.create({ name, kind: 'person', role: 'admin' }, null);
const activeAdmins = async (): Promise<string[]> => {
  const { rows } = await owner.query<{ id: string }>(
    `SELECT id FROM person WHERE role = 'admin' AND disabled_at IS NULL`,
  );
  return rows.map((row) => row.id);
};

describe('people', () => {
  it('are kept as given, without space around the name', async () => {
    const made = await people.create({ name: ' Feed ', kind: 'service-account', role: 'checker' }, null);
    const { rows } = await owner.query('SELECT name, kind, role, disabled_at FROM person WHERE id = $1', [
      made.id,
    ]);
    expect(rows).toEqual([{ name: 'Feed', kind: 'service-account', role: 'checker', disabled_at: null }]);
    expect(await people.find(made.id)).toEqual(made);
  });

  it('are listed page by page, each once', async () => {
    for (const name of ['A', 'B', 'C']) await people.create({ name, kind: 'person', role: 'reader' }, null);
    const first = await people.list({ limit: 2 });
    const second = await people.list({ limit: 2, cursor: first.next ?? '' });
    expect([...first.items, ...second.items].map((each) => each.name)).toEqual(['A', 'B', 'C']);
    expect(second.next).toBeNull();
  });

  it('are made once for one Idempotency-Key', async () => {
    const request = {
      ...{ personId: randomUUID(), key: 'k', route: 'POST /v1/people', bodyHash: Buffer.from('b') },
      onReplay: () => undefined,
    };
    const [one, other] = await Promise.all([
      people.create({ name: 'Once', kind: 'person', role: 'reader' }, request),
      people.create({ name: 'Once', kind: 'person', role: 'reader' }, request),
    ]);
    expect(other).toEqual(one);
    expect((await owner.query('SELECT 1 FROM person')).rowCount).toBe(1);
  });

  it.each([
    ['find', (id: string) => people.find(id)],
    ['changeRole', (id: string) => people.changeRole(id, 'reader', null)],
    ['disable', (id: string) => people.disable(id, null)],
    ['enable', (id: string) => people.enable(id, null)],
  ])('%s refuses a person who is not there', async (_, act) => {
    await expect(act(randomUUID())).rejects.toMatchObject({ code: 'person/not-found' });
  });
});

describe('a role', () => {
  it('lowered by a change lowers the keys of the person at once', async () => {
    await admin();
    const second = await admin('Bea');
    const { token } = await auth.issue({ personId: second.id, role: 'admin' });
    await people.changeRole(second.id, 'checker', null);
    expect((await auth.actorOf(token)).role).toBe('checker');
  });

  it('of a disabled admin may change: somebody else is the last one', async () => {
    const first = await admin();
    const second = await admin('Bea');
    await people.disable(second.id, null);
    expect(await people.changeRole(second.id, 'reader', null)).toMatchObject({ role: 'reader' });
    expect(await activeAdmins()).toEqual([first.id]);
  });
});

describe('disabling', () => {
  it('shuts out the keys, keeps its first time, and ends with enabling', async () => {
    await admin();
    const person = await people.create({ name: 'Bea', kind: 'person', role: 'editor' }, null);
    const { token } = await auth.issue({ personId: person.id, role: 'editor' });
    const { disabledAt } = await people.disable(person.id, null);
    await expect(auth.actorOf(token)).rejects.toMatchObject({ code: 'auth/key-invalid' });
    expect(disabledAt).not.toBeNull();
    expect(await people.disable(person.id, null)).toMatchObject({ disabledAt });
    expect(await people.enable(person.id, null)).toMatchObject({ disabledAt: null });
    expect((await auth.actorOf(token)).personId).toBe(person.id);
  });
});

describe('the last active admin', () => {
  it('can be neither demoted nor disabled, a disabled colleague notwithstanding', async () => {
    const last = await admin();
    const gone = await admin('Gone');
    await people.disable(gone.id, null);
    const refused = { code: 'person/last-admin' };
    await expect(people.changeRole(last.id, 'editor', null)).rejects.toMatchObject(refused);
    await expect(people.disable(last.id, null)).rejects.toMatchObject(refused);
    expect(await people.changeRole(last.id, 'admin', null)).toMatchObject({ role: 'admin' });
    expect(await activeAdmins()).toEqual([last.id]);
  });

  it.each([
    ['demoted', (id: string) => people.changeRole(id, 'reader', null)],
    ['disabled', (id: string) => people.disable(id, null)],
  ])('stays when both of two are %s at once', async (_, act) => {
    const [first, second] = [await admin(), await admin('Bea')];
    const results = await Promise.allSettled([act(first.id), act(second.id)]);
    expect(results.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find((each) => each.status === 'rejected')?.reason).toMatchObject({
      code: 'person/last-admin',
    });
    expect(await activeAdmins()).toHaveLength(1);
  });
});

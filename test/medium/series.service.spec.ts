import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import pg from 'pg';
import type { Actor } from '../../src/domain/actor.js';
import { parseClaim } from '../../src/domain/claim/parse.js';
import { AddVintage, BindSeries, CreateSeries } from '../../src/features/series/series.dto.js';
import { SeriesService } from '../../src/features/series/series.service.js';
import type { NewSeries } from '../../src/features/series/series.service.js';
import { BindingsService } from '../../src/features/series/bindings.service.js';
import { FetchDataService } from '../../src/features/series/fetch-data.service.js';
import { VintagesService } from '../../src/features/series/vintages.service.js';
import type { NewVintage } from '../../src/features/series/vintages.service.js';
import { createDataSource } from '../../src/persistence/data-source.js';
import { Db } from '../../src/persistence/db.js';
import { HostTurns } from '../../src/persistence/host-turns.js';
import { Clock } from '../../src/platform/clock.js';
import { readEnv } from '../../src/platform/config.js';
import type { Context } from '../../src/platform/context.js';
import { parseFetchAllow } from '../../src/platform/fetch-allow.js';
import { createSafeFetch } from '../../src/platform/safe-fetch.js';
import { createDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';

let database: TestDatabase;
let owner: pg.Client;
let db: Db;
let series: SeriesService;
let vintages: VintagesService;
let bindings: BindingsService;
let actor: Actor;
const clock = new Clock();
/** Nothing here is fetched: test/medium/series-sources.spec.ts does. */
const door = createSafeFetch({ allow: parseFetchAllow(''), userAgent: 'test' });
const anyText = expect.any(String) as unknown as string;
const containing = (text: string) => expect.stringContaining(text) as unknown as string;

beforeAll(async () => {
  database = await createDatabase();
  owner = new pg.Client(database.owner);
  await owner.connect();
  db = new Db(createDataSource(database.app, { applicationName: 't', poolSize: 4 }));
  await db.open();
  series = new SeriesService(db, clock);
  bindings = new BindingsService(db, clock);
  const turns = new HostTurns(db, clock, 0);
  const data = new FetchDataService({ env: readEnv({}) } as Context, door, turns);
  vintages = new VintagesService(db, clock, data);
  actor = await person('Ada');
});

afterAll(async () => {
  await door.close();
  await db.close();
  await owner.end();
  await database.drop();
});

async function person(name: string): Promise<Actor> {
  const id = randomUUID();
  await db.write((store) =>
    store.people.add({
      ...{ id, name, kind: 'person', role: 'checker' },
      ...{ createdAt: clock.now(), disabledAt: null },
    }),
  );
  return { personId: id, role: 'checker', kind: 'person', keyId: null };
}

/** Lets the calls go only when all of them wait for a row that this holds: at once in truth, on any machine. */
async function atOnce<T>(
  table: 'series' | 'assertion',
  id: string,
  calls: (() => Promise<T>)[],
): Promise<T[]> {
  await owner.query('BEGIN');
  await owner.query(`SELECT 1 FROM ${table} WHERE id = $1 FOR UPDATE`, [id]);
  const results = Promise.all(calls.map((call) => call()));
  // Of this database by the locks alone: pg_stat_activity stands still within a transaction.
  const waiting = `SELECT count(DISTINCT w.pid)::int AS n FROM pg_locks w JOIN pg_locks own USING (pid)
    WHERE NOT w.granted AND own.database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  try {
    for (let n = 0, polls = 0; n < calls.length && polls < 5_000; polls++)
      n = (await owner.query<{ n: number }>(waiting)).rows[0]?.n ?? 0;
  } finally {
    await owner.query('COMMIT');
  }
  return results;
}

/** A claim of two assertions on a desk of its own; the ids of the desk, the claim and its assertions. */
async function claim(): Promise<{ deskId: string; claimId: string; assertionIds: string[] }> {
  const text = 'Trade grew by almost 50% in 2018, exceeding $3 billion.';
  const { assertions } = parseClaim(text, { statedOn: '2019-01-20', dayDates: () => [] });
  const [deskId, claimId] = [randomUUID(), randomUUID()];
  const rows = assertions.map((spec) => ({ id: randomUUID(), spec }));
  await db.write(async (store) => {
    await store.people.addDesk({ id: deskId, name: `Desk ${deskId}`, createdAt: clock.now() });
    await store.claims.add({
      ...{ id: claimId, text, statedOn: '2019-01-20', claimant: 'A minister', language: 'en', topics: [] },
      ...{ priority: 'normal', deskId, workflow: 'inbox', createdBy: actor.personId },
      ...{ recordedAt: clock.now(), version: 1 },
    });
    await store.claims.addAssertions(claimId, rows);
  });
  return { deskId, claimId, assertionIds: rows.map((each) => each.id) };
}

const trade: NewSeries = {
  ...{ title: 'Trade turnover, quarterly', dimension: 'money', currency: 'USD', scale: 1_000_000 },
  ...{ publisher: 'Statistics office', url: 'https://stat.example/trade' },
};
const make = (input: NewSeries = trade) => series.create(actor, input, null);
const add = (id: string, input: NewVintage) => vintages.add(actor, id, input, null);
const first: NewVintage = { publishedOn: '2019-02-01', csv: 'period,value\n2018-Q1,700\n2018-Q2,800\n' };

describe('a series', () => {
  it('is kept as given', async () => {
    const made = await make();
    const { rows } = await owner.query(
      'SELECT title, publisher, url, dimension, unit, currency, scale, created_by FROM series WHERE id = $1',
      [made.id],
    );
    expect(rows).toEqual([{ ...trade, unit: null, scale: '1000000', created_by: actor.personId }]);
    expect(await series.find(made.id)).toEqual({ ...made, scale: 1_000_000, vintages: [] });
  });

  it('of percentages is counted in % without saying so, and in ones without a scale', async () => {
    const made = await make({ title: 'Unemployment rate', dimension: 'percent' });
    expect(made).toMatchObject({ unit: '%', scale: 1, publisher: '', url: null });
  });

  it.each<[string, Partial<NewSeries>, string]>([
    ['money without a currency', { dimension: 'money' }, '/currency'],
    ['a currency without money', { dimension: 'number', currency: 'USD' }, '/currency'],
    ['a measure without a unit', { dimension: 'measure' }, '/unit'],
  ])('is refused with %s', async (_, input, pointer) => {
    await expect(make({ title: 'T', dimension: 'number', ...input })).rejects.toMatchObject({
      code: 'request/invalid',
      fields: [{ pointer }],
    });
  });

  it('is listed once, the newest first', async () => {
    const [older, newer] = [
      await make({ ...trade, title: 'Older' }),
      await make({ ...trade, title: 'Newer' }),
    ];
    const page = await series.list({ limit: 1 });
    expect(page.items.map((each) => each.id)).toEqual([newer.id]);
    const next = await series.list({ limit: 1, cursor: page.next ?? '' });
    expect(next.items.map((each) => each.id)).toEqual([older.id]);
  });

  it('that is not there is not found', async () => {
    const refused = { code: 'series/not-found' };
    await expect(series.find(randomUUID())).rejects.toMatchObject(refused);
    await expect(add(randomUUID(), first)).rejects.toMatchObject(refused);
  });
});

describe('the first vintage', () => {
  it('has number 1, changes nothing and raises no event', async () => {
    const { id } = await make();
    const made = await add(id, { ...first, note: 'First release' });
    expect(made).toMatchObject({
      seriesId: id,
      number: 1,
      observations: 2,
      changes: [],
      note: 'First release',
    });
    const { rows } = await owner.query(
      'SELECT period_from, period_to, value, status FROM observation WHERE vintage_id = $1 ORDER BY period_from',
      [made.id],
    );
    expect(rows).toEqual([
      { period_from: '2018-01-01', period_to: '2018-03-31', value: '700', status: null },
      { period_from: '2018-04-01', period_to: '2018-06-30', value: '800', status: null },
    ]);
    expect((await owner.query('SELECT 1 FROM event WHERE subject_id = $1', [id])).rowCount).toBe(0);
    expect((await series.find(id)).vintages.map((each) => each.id)).toEqual([made.id]);
  });

  it('says the same from CSV with all its freedoms and from JSON', async () => {
    const { id } = await make();
    const fromCsv = await add(id, {
      publishedOn: '2019-02-01',
      csv: '\uFEFFperiod,value,status\r\n2018-Q2,"800.50",p\r\n\r\n2018-Q1,.7e3,\r\n2018-Q3,,\r\n',
    });
    const fromJson = await add(id, {
      publishedOn: '2019-02-01',
      observations: [
        { period: '2018-Q1', value: 700 },
        { period: '2018-Q2', value: '800.50', status: 'p' },
        { period: '2018-Q3', value: '' },
      ],
    });
    expect(fromJson).toMatchObject({ number: 2, observations: 2, changes: [] });
    const { items } = await vintages.observations(fromCsv.id);
    expect(items).toEqual((await vintages.observations(fromJson.id)).items);
    expect(items[1]).toEqual({ from: '2018-04-01', to: '2018-06-30', value: '800.50', status: 'p' });
  });
});

describe('a revision', () => {
  it('says what changed, and raises series.revised with an outbox row for those who want it', async () => {
    const { id } = await make();
    await owner.query(
      `INSERT INTO endpoint (id, url, event_types, secret_sealed, state, created_by, created_at, version)
       VALUES (gen_random_uuid(), 'https://hooks.example.org/', '{series.revised}', 'v1.x', 'active', $1, now(), 1)`,
      [actor.personId],
    );
    await add(id, first);
    const second = await add(id, {
      publishedOn: '2019-05-01',
      csv: 'period,value\n2018-Q1,700.0\n2018-Q2,810\n2018-Q3,900\n',
    });
    const changes = [
      { from: '2018-04-01', to: '2018-06-30', before: '800', after: '810' },
      { from: '2018-07-01', to: '2018-09-30', before: null, after: '900' },
    ];
    expect(second).toMatchObject({ number: 2, observations: 3, changes });
    const { rows } = await owner.query<{ type: string; payload: string; job: string }>(
      `SELECT e.type, e.payload, o.job FROM event e JOIN outbox o ON o.ref_id = e.id WHERE e.subject_id = $1`,
      [id],
    );
    expect(rows.map((row) => [row.type, row.job])).toEqual([['series.revised', 'event.fan-out']]);
    expect(JSON.parse(rows[0]?.payload ?? '')).toMatchObject({
      type: 'series.revised',
      data: {
        ...{ seriesId: id, title: trade.title, vintageId: second.id, number: 2, publishedOn: '2019-05-01' },
        ...{ changes, actorId: actor.personId },
      },
    });
  });

  it('lists the last 50 changes in its event and all in its answer', async () => {
    const { id } = await make();
    const edition = (plus: number) =>
      Array.from({ length: 60 }, (_, at) => ({ period: String(1950 + at), value: at + plus }));
    await add(id, { publishedOn: '2019-01-01', observations: edition(0) });
    const second = await add(id, { publishedOn: '2019-01-02', observations: edition(1) });
    expect(second.changes).toHaveLength(60);
    const { rows } = await owner.query<{ payload: string }>(
      'SELECT payload FROM event WHERE subject_id = $1',
      [id],
    );
    const { data } = JSON.parse(rows[0]?.payload ?? '') as { data: { changes: unknown[] } };
    expect(data.changes).toEqual(second.changes.slice(10));
  });

  it('may come out on the day of the one before, never earlier', async () => {
    const { id } = await make();
    await add(id, first);
    expect((await add(id, first)).number).toBe(2);
    await expect(add(id, { ...first, publishedOn: '2019-01-31' })).rejects.toMatchObject({
      code: 'series/vintage-not-newer',
      detail: containing('Vintage 2 was published on 2019-02-01'),
    });
    expect((await series.find(id)).vintages).toHaveLength(2);
  });

  it('gets the next number also when two come at once', async () => {
    const { id } = await make();
    await add(id, first);
    const both = await atOnce('series', id, [() => add(id, first), () => add(id, first)]);
    expect(both.map((each) => each.number).sort()).toEqual([2, 3]);
    const { rows } = await owner.query('SELECT number FROM vintage WHERE series_id = $1 ORDER BY number', [
      id,
    ]);
    expect(rows).toEqual([{ number: 1 }, { number: 2 }, { number: 3 }]);
    expect((await owner.query('SELECT 1 FROM event WHERE subject_id = $1', [id])).rowCount).toBe(2);
  });

  it('is made once for one Idempotency-Key, and answered alike', async () => {
    const { id } = await make();
    await add(id, first);
    let replays = 0;
    const request = {
      ...{ personId: actor.personId, key: randomUUID(), route: `POST ${id}`, bodyHash: Buffer.from('b') },
      onReplay: () => void replays++,
    };
    const input = { ...first, publishedOn: '2019-03-01' };
    const [one, other] = await Promise.all([
      vintages.add(actor, id, input, request),
      vintages.add(actor, id, input, request),
    ]);
    expect([other, replays]).toEqual([one, 1]);
    expect((await series.find(id)).vintages).toHaveLength(2);
    expect((await owner.query('SELECT 1 FROM event WHERE subject_id = $1', [id])).rowCount).toBe(1);
  });
});

describe('values that cannot be read', () => {
  let id: string;
  beforeAll(async () => {
    id = (await make()).id;
  });
  const refusalOf = (values: Partial<NewVintage>) =>
    add(id, { publishedOn: '2019-02-01', ...values }).then(
      () => ({ code: 'accepted' }),
      (error: { code: string; fields: { pointer: string; detail: string }[] }) => error,
    );

  it.each([
    ['another header', 'wann;value\n2018;1\n', 'row 1, column period: The header must name'],
    ['a period that is none', 'period,value\n2018-Q1,1\n2018-Q5,2\n', 'row 3, column period: "2018-Q5"'],
    ['a number with separators', 'period,value\n2018,"3,170"\n', 'column value: Whether the comma'],
    ['a period twice', 'period,value\n2018,1\n2018,2\n', 'row 3, column period: The period stands in row 2'],
    ['an unquoted comma', 'period,value\n2018,3,170\n', 'row 2, column row: 3 cells under 2 columns'],
    ['a quote left open', 'period,value\n2018,"1\n', 'row 2, column value: Quote Not Closed'],
    ['the year 0', 'period,value\n0000,1\n', 'row 2, column period: There is no year 0'],
    ['a number beyond any double', 'period,value\n2018,1e999\n', 'row 2, column value: The number is out of'],
    ['a number too long', `period,value\n2018,0.${'1'.repeat(60)}\n`, 'row 2, column value: The number is'],
    [
      'a status too long',
      `period,value,status\n2018,1,${'p'.repeat(51)}\n`,
      'row 2, column status: The status',
    ],
  ])('in CSV: %s', async (_, csv, detail) => {
    expect(await refusalOf({ csv })).toMatchObject({
      code: 'series/bad-csv',
      detail: containing(detail),
      fields: [{ pointer: '/csv', detail: containing(detail) }],
    });
  });

  it('in JSON are named by their place', async () => {
    const observations = [
      { period: '2018', value: '1' },
      { period: 'May', value: '1' },
      { period: '2018', value: 'x' },
      { period: '2018', value: '2' },
    ];
    expect(await refusalOf({ observations })).toMatchObject({
      code: 'request/invalid',
      fields: [
        { pointer: '/observations/1/period' },
        { pointer: '/observations/2/value' },
        { pointer: '/observations/3/period', detail: containing('/observations/0') },
      ],
    });
  });

  it('list at most 50 errors and say how many more there are', async () => {
    const csv = `period,value\n${'x,1\n'.repeat(120)}`;
    const refusal = await refusalOf({ csv });
    expect(refusal).toMatchObject({ detail: containing('(and 119 more)') });
    expect('fields' in refusal && refusal.fields).toHaveLength(50);
  });

  it.each<[string, Partial<NewVintage>]>([
    ['a header alone', { csv: 'period,value\n' }],
    ['periods without figures', { csv: 'period,value\n2018,\n2019,\n' }],
    ['an empty list', { observations: [] }],
  ])('are none: %s', async (_, values) => {
    expect(await refusalOf(values)).toMatchObject({ code: 'series/no-observations' });
  });

  it.each<[string, Partial<NewVintage>]>([
    ['neither CSV nor observations', {}],
    ['both CSV and observations', { csv: 'period,value\n2018,1\n', observations: [] }],
    ['a day to come', { csv: 'period,value\n2018,1\n', publishedOn: '9999-12-31' }],
  ])('come with %s', async (_, values) => {
    expect(await refusalOf(values)).toMatchObject({ code: 'request/invalid' });
  });

  it('leave nothing behind', async () => {
    expect((await series.find(id)).vintages).toEqual([]);
  });

  it('of a vintage that is not there are not found', async () => {
    await expect(vintages.observations(randomUUID())).rejects.toMatchObject({ code: 'vintage/not-found' });
  });
});

describe('a binding', () => {
  const versions = async (assertionId: string) =>
    (
      await owner.query<{ version: number; series_id: string | null }>(
        'SELECT version, series_id FROM binding WHERE assertion_id = $1 ORDER BY version',
        [assertionId],
      )
    ).rows;

  it('follows each change of mind as a version, and repeats none', async () => {
    const { assertionIds } = await claim();
    const [assertionId = ''] = assertionIds;
    const [a, b] = [await make(), await make()];
    await bindings.bind(actor, assertionId, { seriesId: null });
    expect(await bindings.binding(assertionId)).toEqual({
      ...{ assertionId, seriesId: null, expression: null, terms: null, boundBy: null, recordedAt: null },
    });
    for (const seriesId of [a.id, a.id, b.id, null, null])
      await bindings.bind(actor, assertionId, { seriesId });
    expect(await versions(assertionId)).toEqual([
      { version: 1, series_id: a.id },
      { version: 2, series_id: b.id },
      { version: 3, series_id: null },
    ]);
    expect(await bindings.binding(assertionId)).toMatchObject({ seriesId: null, boundBy: actor.personId });
  });

  it('made twice at once is in force once', async () => {
    const [assertionId = ''] = (await claim()).assertionIds;
    const [a, b] = [await make(), await make()];
    await atOnce(
      'assertion',
      assertionId,
      [a.id, b.id].map((id) => () => bindings.bind(actor, assertionId, { seriesId: id })),
    );
    const rows = await versions(assertionId);
    expect(rows.map((row) => row.version)).toEqual([1, 2]);
    expect((await bindings.binding(assertionId)).seriesId).toBe(rows[1]?.series_id);
  });

  it('needs an assertion, a series, and the desk of the claim', async () => {
    const { deskId, assertionIds } = await claim();
    const [assertionId = ''] = assertionIds;
    const { id } = await make();
    const notFound = { code: 'assertion/not-found' };
    await expect(bindings.bind(actor, randomUUID(), { seriesId: id })).rejects.toMatchObject(notFound);
    await expect(bindings.binding(randomUUID())).rejects.toMatchObject(notFound);
    await expect(bindings.bind(actor, assertionId, { seriesId: randomUUID() })).rejects.toMatchObject({
      code: 'series/not-found',
    });
    const colleague = await person('Bea');
    await db.write((store) => store.people.addMember(deskId, colleague.personId, clock.now()));
    await expect(bindings.bind(actor, assertionId, { seriesId: id })).rejects.toMatchObject({
      code: 'auth/other-desk',
    });
    expect(await versions(assertionId)).toEqual([]);
    await bindings.bind(colleague, assertionId, { seriesId: id });
    expect(await versions(assertionId)).toHaveLength(1);
  });
});

describe('the bindings of a claim', () => {
  const bindingsOf = (claimId: string) => db.read((store) => bindings.of(store, claimId));

  it('bring the series in force with all vintages and observations', async () => {
    const { claimId, assertionIds } = await claim();
    const [one = '', other = ''] = assertionIds;
    const [money, rate] = [await make(), await make({ title: 'GDP growth, %', dimension: 'percent' })];
    await add(money.id, first);
    await add(money.id, { publishedOn: '2019-05-01', csv: 'period,value,status\n2018-Q1,710.5,r\n' });
    for (const id of [rate.id, money.id]) await bindings.bind(actor, one, { seriesId: id });
    await bindings.bind(actor, other, { seriesId: rate.id });
    const found = await bindingsOf(claimId);
    expect(found.find((each) => each.assertionId === one)).toEqual({
      ...{ assertionId: one, seriesId: money.id, seriesTitle: trade.title },
      ...{ unit: null, currency: 'USD', scale: 1_000_000, measureKind: 'flow' },
      vintages: [
        {
          ...{ id: anyText, publishedOn: '2019-02-01' },
          observations: [
            { from: '2018-01-01', to: '2018-03-31', value: '700' },
            { from: '2018-04-01', to: '2018-06-30', value: '800' },
          ],
        },
        {
          ...{ id: anyText, publishedOn: '2019-05-01' },
          observations: [{ from: '2018-01-01', to: '2018-03-31', value: '710.5', status: 'r' }],
        },
      ],
    });
    expect(found.find((each) => each.assertionId === other)).toMatchObject({
      ...{ unit: '%', currency: null, measureKind: 'change', vintages: [] },
    });
    expect(found).toHaveLength(2);
  });

  it('leave out what was unbound, and other claims', async () => {
    const [mine, theirs] = [await claim(), await claim()];
    const { id } = await make();
    await bindings.bind(actor, mine.assertionIds[0] ?? '', { seriesId: id });
    await bindings.bind(actor, theirs.assertionIds[0] ?? '', { seriesId: id });
    await bindings.bind(actor, mine.assertionIds[0] ?? '', { seriesId: null });
    expect(await bindingsOf(mine.claimId)).toEqual([]);
    expect(await bindingsOf(theirs.claimId)).toHaveLength(1);
  });

  it.each<[NewSeries, { unit: string | null; currency: string | null; measureKind: string }]>([
    [
      { title: 'Public debt', dimension: 'money', currency: 'EUR' },
      { unit: null, currency: 'EUR', measureKind: 'stock' },
    ],
    [
      { title: 'GDP per capita', dimension: 'money', currency: 'EUR' },
      { unit: null, currency: 'EUR', measureKind: 'stock' },
    ],
    [
      { title: 'Wheat exports', dimension: 'measure', unit: 'tonnes' },
      { unit: 'tonnes', currency: null, measureKind: 'flow' },
    ],
    [
      { title: 'Live births', dimension: 'number', unit: 'children' },
      { unit: null, currency: null, measureKind: 'flow' },
    ],
    [
      { title: 'Members', dimension: 'number' },
      { unit: null, currency: null, measureKind: 'stock' },
    ],
    [
      { title: 'Production', dimension: 'number', unit: 'index, 2015 = 100' },
      { unit: null, currency: null, measureKind: 'index' },
    ],
    [
      { title: 'Unemployment', dimension: 'percent' },
      { unit: '%', currency: null, measureKind: 'rate' },
    ],
    [
      { title: 'CPI, year-on-year', dimension: 'percent' },
      { unit: '%', currency: null, measureKind: 'change' },
    ],
  ])('take %o as %o', async (input, expected) => {
    const { claimId, assertionIds } = await claim();
    await bindings.bind(actor, assertionIds[0] ?? '', { seriesId: (await make(input)).id });
    expect(await bindingsOf(claimId)).toMatchObject([expected]);
  });
});

describe('request bodies', () => {
  const wrong = <T extends object>(type: new () => T, body: object) =>
    validateSync(plainToInstance(type, body), { whitelist: true, forbidNonWhitelisted: true }).map(
      (each) => each.property,
    );

  it.each(['2019-02-30', '2019-2-3', '2019-02-28T00:00:00Z', '0000-01-01', 'yesterday', 20190228, null])(
    'take no day %s',
    (publishedOn) => {
      expect(wrong(AddVintage, { publishedOn, csv: 'x' })).toEqual(['publishedOn']);
    },
  );

  it('take a day of the calendar', () => {
    expect(wrong(AddVintage, { publishedOn: '2020-02-29', csv: 'x' })).toEqual([]);
  });

  it.each([
    { url: 'javascript:alert(1)' },
    { url: 'stat.example' },
    { currency: 'usd' },
    { scale: 0 },
    { title: ' ' },
  ])('of a series take no %o', (part) => {
    expect(wrong(CreateSeries, { title: 'T', dimension: 'money', currency: 'USD', ...part })).toEqual(
      Object.keys(part),
    );
  });

  it.each([true, ['1'], { a: 1 }, null, undefined])('take no value %s', (value) => {
    expect(
      wrong(AddVintage, { publishedOn: '2019-01-01', observations: [{ period: '2018', value }] }),
    ).toEqual(['observations']);
  });

  it('take values as text or number, and a binding to nothing', () => {
    const observations = [
      { period: '2018', value: 1 },
      { period: '2019', value: '1.50' },
    ];
    expect(wrong(AddVintage, { publishedOn: '2019-01-01', observations })).toEqual([]);
    expect(wrong(BindSeries, { seriesId: null })).toEqual([]);
    expect(wrong(BindSeries, { seriesId: 'x' })).toEqual(['seriesId']);
    expect(wrong(BindSeries, { terms: { a: 1 } })).toEqual(['terms']);
  });
});

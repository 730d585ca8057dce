import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultScale } from '../../src/domain/verdict/rating.js';
import { ScalesService } from '../../src/features/verdicts/scales.service.js';
import { createDataSource } from '../../src/persistence/data-source.js';
import { Db } from '../../src/persistence/db.js';
import { createDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import pg from 'pg';

let database: TestDatabase;
let owner: pg.Client;
let db: Db;

beforeAll(async () => {
  database = await createDatabase();
  owner = new pg.Client(database.owner);
  await owner.connect();
  db = new Db(createDataSource(database.app, { applicationName: 't', poolSize: 2 }));
  await db.open();
});

afterAll(async () => {
  await db.close();
  await owner.end();
  await database.drop();
});

describe('scales', () => {
  it('of a new ledger are the one the domain describes, in its order', async () => {
    const [scale, ...others] = await new ScalesService(db).list();
    expect(others).toEqual([]);
    expect(scale).toMatchObject({ code: defaultScale.code, label: defaultScale.name });
    expect(scale?.ratings.map(({ id: _, position: __, ...rating }) => rating)).toEqual(defaultScale.ratings);
    expect(scale?.ratings.map((each) => each.position)).toEqual(defaultScale.ratings.map((_, at) => at + 1));
  });

  it('keep their own ratings', async () => {
    await owner.query(`INSERT INTO scale VALUES (gen_random_uuid(), 'yes-no', 'Yes or no')`);
    await owner.query(
      `INSERT INTO rating SELECT gen_random_uuid(), id, 'yes', 'Yes', NULL, 'supported', 1 FROM scale WHERE code = 'yes-no'`,
    );
    const scales = await new ScalesService(db).list();
    expect(scales.map((each) => [each.code, each.ratings.length])).toEqual([
      ['truth-5', defaultScale.ratings.length],
      ['yes-no', 1],
    ]);
    expect(scales[1]?.ratings[0]).toEqual({
      ...{ id: expect.any(String) as unknown as string, code: 'yes', label: 'Yes' },
      ...{ numericValue: null, expects: 'supported', position: 1 },
    });
  });
});
